"""Warnings on quality: what a person should look at is told, and nothing of good documents."""

import random
from datetime import date
from pathlib import Path

import pytest

import corpus
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document
from corpus.ingest import Ingested, collect, ingest
from corpus.intake.quality import assess
from corpus.intake.resemblance import find_alike
from corpus.reading import SourceFile
from tests.shared import SHARED

STARTER = Path(corpus.__file__).parent / "starter"
FRENCH = (
    "Toute personne peut demander à l'administration la communication des documents qui la "
    "concernent. Le silence gardé pendant un mois vaut refus, et l'intéressé saisit alors la "
    "commission, qui rend un avis dans un délai d'un mois. "
)
ENGLISH = (
    "Every person may ask the authority for the documents that are about them. Where it has not "
    "answered within a month, the request is deemed to be refused, and the person may then turn "
    "to the commission, which gives its opinion within a month of the day it was asked. "
)


def document(path: str, text: str, *, url: str | None = "https://x.example/") -> Document:
    builder = DocumentBuilder()
    builder.paragraph(text)
    return builder.build(source_path=path, url=url, published=date(2024, 1, 1))


def told(*documents: Document) -> list[str]:
    return [str(one) for one in assess(Ingested(documents=documents)).warnings]


def garbled(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        text = text.replace(old, new)
    return text


def split_at_random(text: str) -> str:
    chance = random.Random(3)
    return "".join(f"{c} " if chance.random() < 0.35 else c for c in text)


@pytest.mark.parametrize("text", [FRENCH * 2, ENGLISH * 2], ids=["French", "English"])
def test_nothing_is_told_of_a_good_document(text: str) -> None:
    assert told(document("a.md", text)) == []


@pytest.mark.slow
def test_nothing_is_told_of_real_documents_but_what_is_true() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there")
    found = ingest(collect([SHARED / "documents" / "guides", SHARED / "documents" / "seeds"]))
    assert found.documents
    of_files = [one for one in assess(found).warnings[len(found.warnings) :] if one.path]
    texts = {found.where(one): one.text for one in found.documents}
    assert {one.message for one in of_files} == {
        "it has fewer than 20 words: check that all of it was read"
    }
    assert all(len(texts[one.path].split()) < 20 for one in of_files)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Page en construction.", "it has fewer than 20 words"),
        (FRENCH.encode().decode("cp1252"), "its accents look garbled, such as “Ã"),
        (
            garbled(FRENCH * 2, ("e ", "3 "), ("o", "0"), ("l", "1")),
            "its words look garbled, such as “",
        ),
        (split_at_random(FRENCH * 2), "its words look cut into pieces"),
        (" ".join(FRENCH * 2), "its words look cut into pieces"),
    ],
    ids=["nearly empty", "another encoding", "figures for letters", "spaces", "letters apart"],
)
def test_a_bad_text_is_told_with_its_file(text: str, message: str) -> None:
    (warning,) = told(document("a.pdf", text))
    assert warning.startswith("a.pdf: ")
    assert message in warning


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Verwaltung muss innerhalb eines Monats auf den Antrag antworten. ", "German"),
        ("La administración debe responder a la solicitud en el plazo de un mes. ", "Spanish"),
        ("يجب على الإدارة أن تجيب على الطلب في غضون شهر واحد. ", "Arabic"),
        ("L'administracion deu respondre a la demanda dins lo tèrme d'un mes. ", "Occitan"),
    ],
    ids=["German", "Spanish", "Arabic", "Occitan"],
)
def test_a_third_language_is_told(text: str, language: str) -> None:
    (warning,) = told(document("a.pdf", text * 4))
    assert f"it is in {language}, and questions are answered from French and English" in warning


def test_what_many_lack_is_told_once_with_their_number() -> None:
    many = [document(f"{name}.md", f"{FRENCH} {name}" * 3, url=None) for name in "abcd"]
    assert told(many[0]) == ["no link is known to 1 document: a.md; metadata.csv can give it"]
    builder = DocumentBuilder()
    builder.paragraph(ENGLISH)
    undated = builder.build(source_path="e.md")
    found = told(document("f.md", FRENCH), undated, *many[:3])
    assert "no date is known of 1 document: e.md; metadata.csv can give it" in found
    linked = (
        "no link is known to 4 documents: e.md, a.md, b.md and 1 more; metadata.csv can give it"
    )
    assert linked in found


def test_the_starter_notes_cause_no_warning() -> None:
    found = assess(ingest(collect([STARTER])))
    assert len(found.documents) > 10
    assert found.warnings == ()


def test_metadata_csv_is_named_for_what_a_folder_holds_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FRENCH, encoding="utf-8")
    fetched = SourceFile(path="https://x.example/b", raw=ENGLISH.encode())
    found = assess(ingest([*collect([tmp_path]), fetched]))
    assert [str(one) for one in found.warnings] == [
        f"no date is known of 1 document: {tmp_path}/a.md; metadata.csv can give it",
        f"no link is known to 1 document: {tmp_path}/a.md; metadata.csv can give it",
        "no date is known of 1 document: https://x.example/b",
        "no link is known to 1 document: https://x.example/b",
    ]


def test_a_law_whose_articles_have_dates_and_links_lacks_neither() -> None:
    builder = DocumentBuilder()
    block = builder.paragraph(FRENCH)
    assert block is not None
    builder.article(
        Article("1", block.start, block.end, permalink="https://x/", valid_from=date(2020, 1, 1))
    )
    assert told(builder.build(source_path="law.json")) == []


def test_documents_that_are_nearly_alike_are_told_as_a_group() -> None:
    chance = random.Random(1)
    words = [f"mot{number}" for number in range(3000)]
    frame = " ".join(chance.choices(words, k=450))
    pages = [f"{FRENCH} {frame} {' '.join(chance.choices(words, k=50))}" for _ in range(4)]
    others = [f"{ENGLISH} {' '.join(chance.choices(words, k=500))}" for _ in range(20)]
    texts = [*others[:10], *pages, *others[10:]]
    (warning,) = [
        one
        for one in told(*(document(f"{n}.md", text) for n, text in enumerate(texts)))
        if "nearly the same words" in one
    ]
    assert warning.startswith("4 documents have nearly the same words: 10.md, 11.md, 12.md and 1 m")


def test_many_documents_that_share_half_their_words_take_no_longer_than_their_words() -> None:
    chance = random.Random(1)
    words = [f"mot{number}" for number in range(3000)]
    frame = " ".join(chance.choices(words, k=100))
    pages = [f"{frame} {' '.join(chance.choices(words, k=100))}" for _ in range(400)]
    assert find_alike(pages, fewest=2) == []


def test_a_file_is_named_by_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "court.txt").write_text("Oui.\n", "utf-8")
    found = assess(ingest(collect([tmp_path])))
    assert found.warnings[0].path == str(tmp_path / "court.txt")
    assert f"no link is known to 1 document: {tmp_path / 'court.txt'};" in str(found.warnings[-1])
