"""What reads a stranger's words takes time in proportion to their number, whatever they are."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from corpus.countries import countries_in
from corpus.document import DocumentKind
from corpus.errors import UnreadableFile
from corpus.formats.detect import detect
from corpus.kinds import detect_kind
from corpus.language import detect_language
from corpus.law.abbreviations import short_title
from corpus.law.article_numbers import article_key, article_order, names_itself
from corpus.law.citation_grammar import find_mentions
from corpus.law.designations import Line, annex_of
from corpus.law.law_names import law_after, laws_in
from corpus.law.numbering import told
from corpus.reading import SourceFile
from corpus.segmenter import sentence_spans
from corpus.text import fold, letters, tidy, with_plain_marks
from corpus.xml.roots import root_of
from tests.corpus.growth import grows_with_length

pytestmark = pytest.mark.slow  # counts processor seconds


def _format(text: str) -> None:
    with suppress(UnreadableFile):  # mostly for want of words, which is told in the end
        detect(SourceFile("a", text.encode()))


READERS: dict[str, Callable[[str], object]] = {
    "sentences": sentence_spans,
    "mentions": find_mentions,
    "English mentions": lambda text: find_mentions(text, language="en"),
    "law after a place": lambda text: law_after(text, 0),
    "laws": lambda text: list(laws_in(text)),
    "number of an article": lambda text: (article_key(text), article_order(text)),
    "name for a number": names_itself,
    "language": detect_language,
    "countries": countries_in,
    "designations": lambda text: [
        told([Line(line) for line in text.split("\n")], language=language, law=True)
        for language in ("fr", "en")
    ],
    "annex": annex_of,
    "root of XML": root_of,
    "kind": lambda text: detect_kind(text, text),
    "title of a law": lambda text: short_title(text, kind=DocumentKind.LAW, language="fr"),
    "title of a plan": lambda text: short_title(text, kind=DocumentKind.ACTION_PLAN, language="fr"),
    "format": _format,
    "words": fold,
    "letters": letters,
    "canonical text": tidy,
    "plain marks": with_plain_marks,
}


UNITS = (
    " ", "\n", "\t", "1", "a", "A", ".", "-", "'", "(", "«", ",", "|", "*", "é",
    "a ", "1 ", "1-", "1.", "a. ", "cf. ", "art. A ", "A. ", "? ", "L. 1 ", "l'article ",
    "article 1 ",
    "code ", "code de la ", "même code article 2 du ", "le même article 1 du code ",
    "loi n° 1-1 ", "article 4 de la même loi ", "sauf ", "par dérogation ", "les dispositions ",
    "section 1 ", "The Act ", "et 1 ", ", 1", "2018-2020 ", "plan ", "plan national d'action ",
    "Vu les articles L. 12-5 et L. 12-6 du code de la route, l'article R. 3-1 ; ", "UK ",
    "(partie ", "[a](b) ", "bis ", "<p>", "- ", "’",
)  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_time_grows_with_the_length_and_not_with_its_square(name: str) -> None:
    slow = [
        begin + unit
        for unit in UNITS
        for begin in ("", "article 1", " du code")
        if not grows_with_length(READERS[name], unit=unit, begin=begin)
    ]
    assert slow == []
