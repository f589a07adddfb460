"""A rebuild that re-uses what it can makes the same index as one that re-uses nothing."""

import tempfile
from collections.abc import Set
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.ingest import Ingested
from corpus.passage import Passage
from index.indexing.cutting import Split, cut_document
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.indexing.versions import STAGE_VERSIONS
from index.snapshot.manifest import MANIFEST
from index.snapshot.store import Store
from index.snapshot.tombstones import TOMBSTONES
from tests.index.library import WordEncoder, gathered, law, page

pytestmark = pytest.mark.slow

NAMES = ("a.md", "b.md", "c.md", "sous/d.md")
WORDS = (
    "Le pont ouvre le mardi. Il ferme la nuit.",
    "Les jardins sont à tous, selon l'article L. 1-2 du code des parvis.",
    "Le phare veille. Son gardien écrit.\nUn registre est tenu.",
    "Rien de neuf.",
)
LAWS = ("code.json", "loi.json")
ARTICLES = (
    {"L1-1": "Le parvis est à tous.", "L1-2": "Par dérogation à l'article L. 1-1, il ferme."},
    {"L1-2": "On entend par :", "L1-3": "Le parvis ouvert est une place devant un édifice."},
    {
        "L1-1": "Au sens du présent code, on entend par :\n1° Parvis : le lieu ouvert ;",
        "L1-2": "Voir les articles L. 1-1 du code des jardins et L. 1-1 du code des parvis.",
    },
)
HEADINGS = ((), ("Dispositions applicables en Guyane",), ("Outre-mer", "La Réunion"))
ANYTHING = GatePolicy(force=True)
A_DAY = datetime(2026, 1, 1, tzinfo=UTC)

Content = dict[str, str | tuple[int, int]]
of_pages = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(WORDS), max_size=4)
of_laws = st.dictionaries(
    st.sampled_from(LAWS),
    st.tuples(st.integers(0, len(ARTICLES) - 1), st.integers(0, len(HEADINGS) - 1)),
    max_size=2,
)
files = st.builds(lambda one, other: {**one, **other}, of_pages, of_laws)
refused = st.sets(st.sampled_from(NAMES), max_size=1)


def read(content: Content, torn: set[str]) -> Ingested:
    """What reading the files would give; documents are named by their words, as titles are."""
    return gathered(
        (_document(path, of) for path, of in content.items() if path not in torn),
        rejected=sorted(torn & content.keys()),
    )


def _document(path: str, of: str | tuple[int, int]) -> Document:
    if isinstance(of, str):
        return page(path, of, title=of[:8])
    articles, heading = of
    code = law(path, ARTICLES[articles])
    title = "Code des parvis" if path == LAWS[0] else "Code des jardins"
    placed = tuple(replace(one, heading_path=HEADINGS[heading]) for one in code.articles)
    return replace(code, title=title, short_title=None, articles=placed)


def built(
    store: Store, content: Content, *, torn: Set[str] = frozenset(), reuse: bool = True
) -> dict[str, bytes]:
    """The files of the snapshot that serves after a build, but for its manifest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.indexing.pipeline.now", lambda: A_DAY)
        build(
            read(content, set(torn)),
            store=store,
            encoder=WordEncoder(),
            policy=ANYTHING,
            reuse=reuse,
        )
    folder = store.folder(store.current_id())
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MANIFEST}


@given(steps=st.lists(st.tuples(files, refused), min_size=1, max_size=5))
@settings(max_examples=20)
def test_any_history_of_changes_gives_what_a_full_rebuild_gives(
    steps: list[tuple[Content, set[str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        patient, wasteful = Store(Path(folder, "one")), Store(Path(folder, "two"))
        for content, torn in steps:
            one = built(patient, content, torn=torn)
            other = built(wasteful, content, torn=torn, reuse=False)
            assert {name for name in one | other if one.get(name) != other.get(name)} == set()
            assert patient.current().manifest.digest == wasteful.current().manifest.digest


@given(history=st.lists(files, max_size=4), last=files)
@settings(max_examples=20)
def test_without_renames_an_index_does_not_depend_on_its_history(
    history: list[Content], last: Content
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Store(Path(folder, "old")), Store(Path(folder, "new"))
        for content in (*history, last):
            # Each file has words of its own, so that none can be taken for another one renamed.
            own: Content = {
                path: f"{path} : {of}"
                if isinstance(of, str)
                else (1 if path == LAWS[1] else of[0] // 2 * 2, of[1])
                for path, of in content.items()
            }
            one = built(old, own)
        other = built(new, own)
        assert one.keys() == other.keys()
        assert {name for name in one if one[name] != other[name]} <= {TOMBSTONES}
        assert old.current().manifest.digest == new.current().manifest.digest


def test_an_index_is_the_same_after_its_cache_is_lost(tmp_path: Path) -> None:
    store, fresh = Store(tmp_path / "one"), Store(tmp_path / "fresh")
    built(store, {"a.md": WORDS[0]})
    store.cache.unlink()
    content: Content = {"a.md": WORDS[0], "b.md": WORDS[1]}
    assert built(store, content) == built(fresh, content)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"b.md": WORDS[2]}, id="a page"),
        pytest.param({"code.json": (0, 1)}, id="a law that others cite"),
        pytest.param({"loi.json": (1, 0)}, id="a law that cites others"),
    ],
)
def test_what_changes_beside_a_document_is_seen_in_it(tmp_path: Path, changed: Content) -> None:
    store, fresh = Store(tmp_path / "one"), Store(tmp_path / "fresh")
    before: Content = {
        "a.md": WORDS[1],
        "b.md": WORDS[0],
        "code.json": (2, 2),
        "loi.json": (2, 0),
    }
    built(store, before)
    targets = {one.target_document for one in store.current().references}
    assert targets == {"code.json", "loi.json"}
    one, other = built(store, before | changed), built(fresh, before | changed)
    assert {name for name in one if one[name] != other.get(name)} <= {TOMBSTONES}


def test_a_document_that_has_not_changed_is_not_worked_through_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    before: Content = {"a.md": WORDS[1], "b.md": WORDS[0], "code.json": (2, 2)}
    built(store, before)
    worked: list[str] = []

    def watched(document: Document, split: Split) -> tuple[Passage, ...]:
        worked.append(document.id)
        return cut_document(document, split)

    monkeypatch.setattr("index.indexing.prepare.cut_document", watched)
    for name in ("analyse", "mentions_of", "find_definitions", "count_words"):
        monkeypatch.setattr(
            f"index.indexing.prepare.{name}", lambda *_, **__: pytest.fail("nothing is new")
        )
    monkeypatch.setattr(WordEncoder, "encode_passages", lambda *_, **__: pytest.fail("no text"))
    built(store, {path: of for path, of in before.items() if path != "b.md"})
    assert worked == []
    monkeypatch.undo()
    monkeypatch.setattr("index.indexing.prepare.cut_document", watched)
    built(store, before | {"b.md": WORDS[3]})
    assert worked == ["b.md"]


def test_what_another_version_of_a_stage_made_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    built(store, {"a.md": WORDS[0]})
    first = store.current().manifest
    built(store, {"a.md": WORDS[0]})
    assert store.current().manifest == first
    monkeypatch.setattr("index.indexing.plan.STAGE_VERSIONS", {**STAGE_VERSIONS, "terms": 99})
    built(store, {"a.md": WORDS[0]})
    second = store.current().manifest
    assert second.versions["terms"] == 99
    assert second.digest != first.digest
    assert second.sequence == 2
