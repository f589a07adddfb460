"""The misbehaving server, for the time of one test."""

from collections.abc import Iterator

import pytest

from tests.corpus.fetching.bad_server import BadServer, serving


@pytest.fixture
def server() -> Iterator[BadServer]:
    with serving() as server:
        yield server
