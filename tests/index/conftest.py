"""A store of its own for each test, and a quick encoder."""

from pathlib import Path

import pytest

from index.snapshot.store import Store
from tests.index.library import WordEncoder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "index")


@pytest.fixture
def words() -> WordEncoder:
    """An encoder that needs no model."""
    return WordEncoder()
