"""A snapshot is read as it was written or not at all."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import orjson
import pytest

from corpus.document import DocumentKind
from index.errors import DamagedSnapshot, FormatMismatch, ModelMismatch
from index.hit import Filter
from index.indexing.pipeline import build
from index.snapshot.manifest import FORMAT_VERSION, MANIFEST
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page, pages


@pytest.fixture
def built(store: Store, words: WordEncoder) -> Path:
    """The folder of a snapshot."""
    build(pages(SAMPLES), store=store, encoder=words)
    return store.folder(store.current_id())


@pytest.mark.parametrize("harm", ["flip", "cut", "lose"])
def test_a_damaged_file_is_refused_by_name(store: Store, built: Path, harm: str) -> None:
    for path in sorted(built.iterdir()):
        raw = path.read_bytes()
        if not raw and harm != "lose":
            continue
        if harm == "lose":
            path.unlink()
        else:
            middle = len(raw) // 2
            flipped = raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]
            path.write_bytes(flipped if harm == "flip" else raw[:middle])
        with pytest.raises(DamagedSnapshot, match=path.name):
            store.current()
        path.write_bytes(raw)
    store.current()


def test_every_file_of_a_snapshot_is_known_to_its_manifest(store: Store, built: Path) -> None:
    named = set(store.current().manifest.files)
    assert {path.name for path in built.iterdir()} == named | {MANIFEST}
    assert {"documents.jsonl", "passages.jsonl", "vectors.npy", "terms.txt"} < named


@pytest.mark.usefixtures("built")
def test_another_model_is_refused_with_both_names_and_what_to_run(store: Store) -> None:
    other = WordEncoder(name="others")
    with pytest.raises(ModelMismatch, match=r"model words .* others .*`parvis build`"):
        store.current(fingerprint=other.fingerprint, model=other.name)


def test_another_format_is_refused_with_both_numbers(store: Store, built: Path) -> None:
    sealed = orjson.loads((built / MANIFEST).read_bytes())
    sealed["manifest"]["format_version"] = 99
    (built / MANIFEST).write_bytes(orjson.dumps(sealed))
    with pytest.raises(FormatMismatch, match=rf"format 99, .* reads format\s{FORMAT_VERSION}:"):
        store.current()


def test_filters_leave_what_they_name(store: Store, words: WordEncoder) -> None:
    past = law("code.json", {"L1-1": "Le parvis est fermé.", "L1-2": "Le parvis est ouvert."})
    old = replace(past.articles[0], valid_from=date(2010, 1, 1), valid_to=date(2016, 1, 1))
    new = replace(past.articles[1], valid_from=date(2016, 1, 1))
    code = replace(past, articles=(old, new))
    build(gathered([code, page("ponts.md", SAMPLES["ponts.md"])]), store=store, encoder=words)
    index = store.current()

    def left(filter: Filter) -> list[str | None]:
        mask = index.allowed(filter)
        assert mask is not None
        return [
            index.passages[row].locator.article or index.passages[row].document_id
            for row in mask.nonzero()[0].tolist()
        ]

    assert index.allowed(Filter()) is None
    assert left(Filter(kinds=frozenset({DocumentKind.LAW}))) == ["L1-1", "L1-2"]
    assert left(Filter(documents=frozenset({"ponts.md"}))) == ["ponts.md"]
    assert left(Filter(documents=frozenset())) == []
    assert left(Filter(as_of=date(2015, 12, 31))) == ["L1-1", "ponts.md"]
    assert left(Filter(as_of=date(2016, 1, 1))) == ["L1-2", "ponts.md"]
    assert left(Filter(as_of=date(2009, 1, 1))) == ["ponts.md"]


def test_references_between_articles_are_kept(store: Store, words: WordEncoder) -> None:
    code = law(
        "code.json",
        {"L1-1": "Le parvis est à tous.", "L1-2": "Par dérogation à l'article L1-1, il ferme."},
    )
    build(gathered([code]), store=store, encoder=words)
    index = store.current()
    (reference,) = index.references
    assert index.passage(reference.source).locator.article == "L1-2"
    assert [index.passage(id).locator.article for id in reference.targets] == ["L1-1"]
    assert code.text[reference.start : reference.end].endswith("L1-1")
