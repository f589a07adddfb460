"""Files of the same words are one document with two paths, and links to either lead to it."""

from pathlib import Path

import pytest

from corpus.ingest import Ingested, collect, ingest
from corpus.reading import LeftOut

WORDS = "Le délai de réponse est d'un mois pour toute demande adressée à la mairie par écrit, "
WORDS += "et de deux mois pour celles que la commission transmet à la préfecture du département."


def read(folder: Path, **files: str) -> Ingested:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return ingest(collect([folder]))


def test_files_of_the_same_words_are_one_document_with_two_paths(tmp_path: Path) -> None:
    found = read(tmp_path, a=WORDS, b=WORDS, c=WORDS + " Sauf le lundi.")
    assert [(one.source_path, one.other_paths) for one in found.documents] == [
        ("a.md", ("b.md",)),
        ("c.md", ()),
    ]
    assert found.left_out == (
        LeftOut(str(tmp_path / "b.md"), f"same content as {tmp_path / 'a.md'}"),
    )


def test_of_copies_the_one_that_has_a_link_is_kept(tmp_path: Path) -> None:
    found = read(tmp_path, a=WORDS, b=f"---\nurl: https://x.example/\n---\n{WORDS}")
    (one,) = found.documents
    assert (one.source_path, one.url, one.other_paths) == ("b.md", "https://x.example/", ("a.md",))


@pytest.mark.parametrize("text", ["En construction.", "# Page\n\nEn construction."])
def test_documents_of_a_few_words_are_not_taken_for_copies(text: str, tmp_path: Path) -> None:
    assert len(read(tmp_path, a=text, b=text).documents) == 2


def test_the_document_that_is_kept_goes_by_the_names_of_its_copies_too(tmp_path: Path) -> None:
    named = (f"---\naliases: [{name}]\n---\n{WORDS}" for name in ("Loi CADA", "Loi de 1978"))
    (one,) = read(tmp_path, a=next(named), b=next(named)).documents
    assert one.aliases == ("Loi CADA", "Loi de 1978")
