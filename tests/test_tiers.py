"""Tiers of tests are told by what a test asks for, and the CRPA is found wherever it was put."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TIERS
from tests.shared import CRPA_NAME, find_crpa, needs_shared


def tiers(request: pytest.FixtureRequest) -> set[str]:
    return {mark.name for mark in request.node.iter_markers()} & set(TIERS.values())


def test_a_test_of_plain_functions_is_quick(request: pytest.FixtureRequest) -> None:
    assert tiers(request) == set()


@needs_shared
def test_a_test_of_the_real_documents_says_so(request: pytest.FixtureRequest) -> None:
    assert tiers(request) == {"documents"}


def test_a_test_that_asks_for_the_model_through_another_fixture_says_so(
    crpa_store: object, request: pytest.FixtureRequest
) -> None:
    assert tiers(request) == {"model", "documents"}


def _among_the_real_ones(folder: Path) -> None:
    _write(folder / "shared" / "laws" / CRPA_NAME)


def _gathered(folder: Path) -> None:
    _write(folder / "var" / "documents" / CRPA_NAME)


def _fetched(folder: Path) -> None:
    source = folder / "var" / "sources" / "codes"
    digest = hashlib.sha256(b"code").hexdigest()
    _write(source / "files" / digest)
    document = {"path": f"data/{CRPA_NAME}", "sha256": digest}
    other = {"path": "data/LEGITEXT000006072050.json", "sha256": "0" * 64}
    (source / "record.json").write_text(json.dumps({"documents": [other, document]}), "utf-8")


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"code")


@pytest.mark.parametrize(
    "put",
    [
        pytest.param(_among_the_real_ones, id="among the real documents"),
        pytest.param(_gathered, id="in the folder of gathered documents"),
        pytest.param(_fetched, id="in the store of fetched sources"),
    ],
)
def test_the_crpa_is_found(put: Callable[[Path], None], tmp_path: Path) -> None:
    put(tmp_path)
    found = find_crpa(documents=tmp_path / "shared", gathered=tmp_path / "var")
    assert found is not None
    assert found.name == CRPA_NAME
    assert found.read_bytes() == b"code"


def test_without_any_copy_there_is_no_crpa(tmp_path: Path) -> None:
    assert find_crpa(documents=tmp_path / "shared", gathered=tmp_path / "var") is None
