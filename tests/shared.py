"""Where the real documents, their questions and Chromium are, and how a test asks for them."""

import json
import os
import shutil
from pathlib import Path

import pytest

VAR = Path(__file__).resolve().parents[1] / "var"
SHARED = Path(os.environ.get("PARVIS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DOCUMENTS = SHARED / "documents"
BENCHMARKS = SHARED / "benchmarks"
CHROMIUM = Path(os.environ.get("PARVIS_CHROMIUM", "/usr/bin/chromium"))
CRPA_NAME = "LEGITEXT000031366350.json"

CACHE = "cache.sqlite"


def find_crpa(*, documents: Path = DOCUMENTS, gathered: Path = VAR) -> Path | None:
    """The code: among the real documents, or else in what `make run` and `parvis fetch` keep."""
    for path in (documents / "laws" / CRPA_NAME, gathered / "documents" / CRPA_NAME):
        if path.is_file():
            return path
    for record in sorted((gathered / "sources").glob("*/record.json")):
        for document in json.loads(record.read_bytes())["documents"]:
            kept = record.parent / "files" / document["sha256"]
            if document["path"].endswith(CRPA_NAME) and kept.is_file():
                return _under_its_name(kept, gathered / "tests" / CRPA_NAME)
    return None


def _under_its_name(kept: Path, copy: Path) -> Path:
    """A fetched file, which is kept under its hash, as a file of the name that its readers know."""
    if not copy.is_file() or copy.stat().st_size != kept.stat().st_size:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, copy)
    return copy


CRPA = find_crpa()

# Each names the fixture that skips the test where the thing is not there; see tests/conftest.py.
needs_shared = pytest.mark.usefixtures("shared_documents")
needs_crpa = pytest.mark.usefixtures("crpa")
needs_chromium = pytest.mark.usefixtures("chromium_installed")


def borrow_vectors(index: Path) -> None:
    """Gives a new index of the tests the vectors that another one keeps: they are made once."""
    own = index / CACHE
    kept = [path for path in VAR.glob(f"tests/*/{CACHE}") if path != own]
    if kept and not own.exists():
        index.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(max(kept, key=lambda path: path.stat().st_size), own)
