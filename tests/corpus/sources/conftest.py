"""The misbehaving server and an empty store, for the time of one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.sources.store import SourceStore
from tests.corpus.sources.bad_server import BadServer, serving


@pytest.fixture
def server() -> Iterator[BadServer]:
    with serving() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> SourceStore:
    return SourceStore(tmp_path / "sources")
