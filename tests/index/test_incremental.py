"""A rebuild that re-uses what it can makes the same index as one that re-uses nothing."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.ingest import Ingested
from index.build import build
from index.gate import GatePolicy
from index.snapshot import Index
from index.store import Store
from tests.index.library import WordEncoder, gathered, page

NAMES = ("a.md", "b.md", "c.md", "sous/d.md")
WORDS = (
    "Le pont ouvre le mardi. Il ferme la nuit.",
    "Les jardins sont à tous.",
    "Le phare veille. Son gardien écrit.\nUn registre est tenu.",
    "Rien de neuf.",
)
ANYTHING = GatePolicy(force=True)

files = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(WORDS), max_size=4)
refused = st.sets(st.sampled_from(NAMES), max_size=1)


def read(content: dict[str, str], torn: set[str]) -> Ingested:
    """What reading the files would give; documents are named by their words, as titles are."""
    return gathered(
        (page(path, text, title=text[:8]) for path, text in content.items() if path not in torn),
        rejected=sorted(torn & content.keys()),
    )


def held(index: Index) -> list[object]:
    """All that a search or a page could show of an index."""
    return [
        index.manifest.digest,
        dict(index.documents),
        list(index.passages),
        index.vectors.vectors.tolist(),
        index.sentence_table.vectors.tolist(),
        index.sentence_table.bounds.tolist(),
        index.lexical.terms,
        index.lexical.weights.tolist(),
        index.references,
        [(entry.id, entry.source_id, entry.record) for entry in index.catalogue],
        sorted(index.gone),
    ]


@given(steps=st.lists(st.tuples(files, refused), min_size=1, max_size=5))
@settings(max_examples=15)
def test_any_history_of_changes_gives_what_a_full_rebuild_gives(
    steps: list[tuple[dict[str, str], set[str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        patient, wasteful = Store(Path(folder, "one")), Store(Path(folder, "two"))
        for content, torn in steps:
            ingested = read(content, torn)
            build(ingested, store=patient, encoder=WordEncoder(), policy=ANYTHING)
            build(ingested, store=wasteful, encoder=WordEncoder(), policy=ANYTHING, reuse=False)
            one, two = patient.current(), wasteful.current()
            assert held(one) == held(two)


@given(history=st.lists(files, max_size=4), last=files)
@settings(max_examples=15)
def test_without_renames_an_index_does_not_depend_on_its_history(
    history: list[dict[str, str]], last: dict[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Store(Path(folder, "old")), Store(Path(folder, "new"))
        for content in (*history, last):
            # Each file has words of its own, so that none can be taken for another one renamed.
            own = {path: f"{path} : {text}" for path, text in content.items()}
            build(read(own, set()), store=old, encoder=WordEncoder(), policy=ANYTHING)
        build(read(own, set()), store=new, encoder=WordEncoder(), policy=ANYTHING)
        assert old.current().manifest.digest == new.current().manifest.digest
        assert held(old.current())[:-1] == held(new.current())[:-1]


def test_an_index_is_the_same_after_its_cache_is_lost(tmp_path: Path) -> None:
    store = Store(tmp_path)
    build(read({"a.md": WORDS[0]}, set()), store=store, encoder=WordEncoder())
    shutil.rmtree(store.cache)
    build(read({"a.md": WORDS[0], "b.md": WORDS[1]}, set()), store=store, encoder=WordEncoder())
    fresh = Store(tmp_path / "fresh")
    build(read({"a.md": WORDS[0], "b.md": WORDS[1]}, set()), store=fresh, encoder=WordEncoder())
    assert held(store.current()) == held(fresh.current())
