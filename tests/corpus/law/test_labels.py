"""A passage is labelled as a jurist or an official would write it."""

import pytest

from corpus.document import Document, DocumentKind
from corpus.law.labels import label
from corpus.passage import Locator, Passage
from corpus.splitters.law import split_law
from tests.corpus.laws import count_words, law, plain_law


def labelled(
    locator: Locator,
    *,
    title: str = "Guide des jardins",
    short_title: str | None = None,
    kind: DocumentKind = DocumentKind.PAGE,
    language: str = "fr",
) -> str:
    document = Document("d", kind, title, "Texte.", language=language, short_title=short_title)
    return label(document, Passage("p", "d", 0, 6, "Texte.", locator))


@pytest.mark.parametrize(
    ("locator", "options", "expected"),
    [
        (Locator(article="L1-1"), {"short_title": "CRPA"}, "CRPA, art. L1-1"),
        (Locator(article="1er"), {"title": "Loi n° 99-1"}, "Loi n° 99-1, art. 1er"),
        (Locator(article="Annexe II"), {"short_title": "CJ"}, "CJ, annexe II"),
        (Locator(article="Tableau n° 3"), {"short_title": "CJ"}, "CJ, tableau n° 3"),
        (Locator(article="premier"), {"short_title": "CJ"}, "CJ, art. premier"),
        (Locator(article="5"), {"language": "de", "title": "Gesetz"}, "Gesetz, art. 5"),
        (Locator(commitment="4", page=3), {"short_title": "PAN 1"}, "PAN 1, engagement 4"),
        (Locator(commitment="4"), {"title": "NAP", "language": "en"}, "NAP, commitment 4"),
        (Locator(("Objet",), page=12), {}, "Guide des jardins, p. 12"),
        (Locator(("Guide des jardins", "Objet")), {}, "Guide des jardins, « Objet »"),
        (Locator(("Guide des jardins",)), {}, "Guide des jardins"),
        (Locator(("Aims",)), {"language": "en", "title": "Guide"}, "Guide, “Aims”"),
        (Locator(), {}, "Guide des jardins"),
    ],
)
def test_the_label_names_the_title_and_one_place(
    locator: Locator, options: dict[str, str], expected: str
) -> None:
    assert labelled(locator, **options) == expected  # type: ignore[arg-type]


def first_label(document: Document) -> str:
    return label(document, split_law(document, count_tokens=count_words, max_tokens=100)[0])


def test_an_english_act_has_sections_and_a_treaty_has_articles() -> None:
    act = plain_law("# Section 4. Keys", "Keys are kept by the mayor.", title="Act", language="en")
    treaty = law(("4", "Keys are kept."), title="Treaty", language="en")
    assert (first_label(act), first_label(treaty)) == ("Act, s. 4", "Treaty, art. 4")


def test_an_article_announced_in_its_own_line_is_told_from_a_section() -> None:
    treaty = plain_law("Article 4. Keys are kept by the mayor.", title="Treaty", language="en")
    assert first_label(treaty) == "Treaty, art. 4"
