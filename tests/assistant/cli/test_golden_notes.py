"""What golden questions guard nothing: sources that are not found, and such as do not exist."""

from pathlib import Path

from assistant.cli.build import _golden_notes
from index.indexing.gate import read_golden
from index.indexing.pipeline import build
from index.snapshot.store import Store
from tests.index.library import WordEncoder, pages


def test_sources_that_are_not_found_are_told_apart_from_such_as_do_not_exist(
    tmp_path: Path,
) -> None:
    store, words = Store(tmp_path / "index"), WordEncoder()
    many = {f"{number}.md": f"pont tournant péniches mardi {number}" for number in range(8)}
    many["ponts.md"] = "Rien ici."
    store.root.mkdir()
    store.golden.write_text(
        '{"question": "pont tournant mardi", "relevant": ["ponts.md", "pont.md"]}', "utf-8"
    )
    result = build(pages(many), store=store, encoder=words)
    unknown, lost = _golden_notes(read_golden(store.golden), result, store)
    assert "names what the index does not hold: pont.md (near: ponts.md). Correct it" in unknown
    assert "does not find ponts.md among its first five results, so that" in lost
