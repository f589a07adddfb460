"""Names that nothing in a snapshot has are told, with the nearest that something has."""

from index.indexing.pipeline import build
from index.snapshot.names import UnknownName, find_unknown
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, gathered, law, page


def test_unknown_names_are_told_with_near_ones(store: Store, words: WordEncoder) -> None:
    documents = [page(path, text) for path, text in SAMPLES.items()]
    documents.append(law("code.json", {"L311-1": "Un droit.", "L311-9": "Un délai."}))
    build(gathered(documents), store=store, encoder=words)
    asked = ["ponts.md", "L311-1", "L311-19", "pont.md", "licorne", "pont.md"]
    assert find_unknown(asked, store.current()) == (
        UnknownName("L311-19", ("L311-9", "L311-1")),
        UnknownName("pont.md", ("ponts.md",)),
        UnknownName("licorne"),
    )
