"""Verifying finds what is wrong with a snapshot, even where every file is as the manifest says."""

import hashlib
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest

from corpus.law.citation_grammar import Relation
from corpus.law.citation_graph import Reference
from index.indexing.pipeline import build
from index.snapshot.files import digest_file
from index.snapshot.manifest import MANIFEST
from index.snapshot.records import to_line
from index.snapshot.store import Store
from index.snapshot.verify import verify
from tests.index.library import SAMPLES, WordEncoder, pages

_A_REFERENCE = to_line([Reference("a", ("b",), "c", "L1-1", Relation.CITES, 0, 1)])


@pytest.fixture
def folder(store: Store, words: WordEncoder) -> Path:
    build(pages(SAMPLES), store=store, encoder=words)
    return store.folder(store.current_id())


def tamper(folder: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Changes a file and makes the manifest agree, as a clumsy hand would."""
    path = folder / name
    path.write_bytes(change(path.read_bytes()))
    sealed = orjson.loads((folder / MANIFEST).read_bytes())
    found = digest_file(path)
    sealed["manifest"]["files"][name] = {"size": found.size, "sha256": found.sha256}
    body = orjson.dumps(sealed["manifest"], option=orjson.OPT_SORT_KEYS)
    sealed["sha256"] = hashlib.sha256(body).hexdigest()
    (folder / MANIFEST).write_bytes(orjson.dumps(sealed))


def swap_rows(raw: bytes) -> bytes:
    """Exchanges the first two rows of a NumPy file."""
    array: np.ndarray[Any, Any] = np.load(io.BytesIO(raw))
    array[[0, 1]] = array[[1, 0]]
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def test_a_whole_snapshot_has_no_problem_and_every_vector_is_compared(
    store: Store, folder: Path
) -> None:
    found = verify(store, encoder=WordEncoder(), sample=None)
    assert found.problems == ()
    assert (found.documents, found.passages, found.sentences) == (3, 3, 6)
    assert found.vectors_compared == 9
    assert found.files == len(list(folder.iterdir())) - 1


def test_every_damaged_file_is_named(store: Store, folder: Path) -> None:
    for name in ("vectors.npy", "terms.txt"):
        (folder / name).write_bytes(b"?")
    problems = verify(store).problems
    assert len(problems) == 2
    assert "terms.txt" in problems[0]
    assert "vectors.npy" in problems[1]


def test_a_damaged_manifest_is_a_problem_and_not_a_crash(store: Store, folder: Path) -> None:
    (folder / MANIFEST).write_bytes(b"{}")
    (problem,) = verify(store).problems
    assert MANIFEST in problem


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("vectors.npy", swap_rows, "vector of the passage .* is not its own"),
        ("sentence_vectors.npy", swap_rows, "vector of a sentence .* is not its own"),
        ("sentence_bounds.npy", swap_rows, "sentences of the passage .* are not in it"),
        (
            "documents.jsonl",
            lambda raw: raw.replace(b"huit heures", b"neuf heures"),
            "document jardins.md is not the one of the catalog",
        ),
        (
            "passages.jsonl",
            lambda raw: raw.replace(b'"jardins.md","start":9,', b'"jardins.md","start":8,'),
            "is not a whole snapshot|does not have the words",
        ),
        (
            "catalog.jsonl",
            lambda raw: raw.replace(b'"passages":1', b'"passages":2', 1),
            "4 passages in the catalog instead of 3",
        ),
        (
            "passage_ids.txt",
            lambda raw: b"\n".join([*sorted(raw.split(b"\n")[:-1])[::-1], b""]),
            "The passage .* is listed as",
        ),
        (
            "validity.npy",
            lambda raw: raw[:-4] + b"\1\0\0\0",
            "first passages, territories or days are not those of the passages",
        ),
        (
            "term_weights.npy",
            swap_rows,
            "terms are not those of the passages",
        ),
        (
            "moments.npy",
            lambda raw: raw[:-4] + b"\0" * 4,
            "means and covariances are not those of the passages",
        ),
        (
            "words.txt",
            lambda raw: b"\n".join(sorted(raw.splitlines())) + b"\n",
            "words are not those of the passages",
        ),
        (
            "definitions.jsonl",
            lambda raw: raw + b'{"passage":0,"terms":["pont"]}\n',
            "definitions are not those of the passages",
        ),
        (
            "references.jsonl",
            lambda raw: b"\n".join([_A_REFERENCE, *raw.splitlines()[1:], b""]),
            "references are not those of the passages",
        ),
        (
            "references.jsonl",
            lambda raw: raw + b"[]\n",
            "4 documents with references instead of 3",
        ),
        (
            "terms.txt",
            lambda raw: raw.replace(b"jardin", b"jardon"),
            "terms are not those of the passages",
        ),
    ],
    ids=[
        "two vectors exchanged",
        "two vectors of sentences exchanged",
        "two sentences exchanged",
        "a word of a document changed",
        "an offset moved",
        "a count changed",
        "two passages exchanged in the list",
        "the day on which a passage ends changed",
        "two weights of terms exchanged",
        "a covariance changed",
        "the words in another order",
        "a definition made up",
        "a reference made up",
        "a line of references too many",
        "a term changed",
    ],
)
def test_it_finds(
    store: Store, folder: Path, name: str, change: Callable[[bytes], bytes], problem: str
) -> None:
    tamper(folder, name, change)
    problems = verify(store, encoder=WordEncoder(), sample=None).problems
    assert any(re.search(problem, one) for one in problems), problems


def test_another_model_cannot_compare_vectors_and_says_so(store: Store, folder: Path) -> None:
    found = verify(store, encoder=WordEncoder(name="others"))
    assert found.vectors_compared == 0
    assert "made by words" in found.problems[0]


def test_an_earlier_snapshot_can_be_verified_by_its_number(
    store: Store, folder: Path, words: WordEncoder
) -> None:
    build(pages(SAMPLES | {"x.md": "Mots."}), store=store, encoder=words)
    assert verify(store, id="1").snapshot_id == folder.name
    assert verify(store, id="1").documents == 3
