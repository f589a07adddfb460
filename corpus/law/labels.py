"""The label of a passage, as a jurist or an official would write it."""

import re
from bisect import bisect_left

from corpus.document import BlockKind, Document
from corpus.law.article_numbers import names_itself
from corpus.passage import Passage

_ARTICLE = re.compile(r"(?<!\W)\W*+art(?:icle|\.|\b)", re.IGNORECASE)
_COMMITMENT = {"en": "commitment", "fr": "engagement"}
_RECOGNISED = {"en": "text recognised from a picture", "fr": "texte reconnu sur une image"}
_QUOTES = {"en": "“{}”", "fr": "« {} »"}


def label(document: Document, passage: Passage) -> str:
    """Title and place: "CRPA, art. L311-1"; "PAN 2018-2020, engagement 4"; "title, p. 12".

    A place is named once, by the first of article, commitment, page and heading that is known.
    Where words of the passage were recognised from a picture, the label says so at its end.
    """
    name = document.short_title or document.title
    place = _place(document, passage)
    named = f"{name}, {place}" if place else name
    if document.is_recognised(passage.start, passage.end):
        return f"{named} ({_RECOGNISED[_language(document)]})"
    return named


def _language(document: Document) -> str:
    return document.language if document.language in _QUOTES else "fr"


def _place(document: Document, passage: Passage) -> str | None:
    locator = passage.locator
    language = _language(document)
    if locator.article is not None:
        return _article(document, passage, locator.article)
    if locator.commitment is not None:
        return f"{_COMMITMENT[language]} {locator.commitment}"
    if locator.page is not None:
        return f"p. {locator.page}"
    heading = next((heading for heading in reversed(locator.heading_path) if heading), None)
    if heading is None or heading.casefold() == document.title.casefold():
        return None
    return _QUOTES[language].format(heading)


def _article(document: Document, passage: Passage, number: str) -> str:
    """ "art. L311-1"; "s. 4" where an English text does not call its provisions articles."""
    if names_itself(number):
        return number[0].lower() + number[1:]
    if document.language == "en" and not _ARTICLE.match(_designation(document, passage.start)):
        return f"s. {number}"
    return f"art. {number}"


def _designation(document: Document, start: int) -> str:
    """What stands before a provision's words: the rest of its line, else the nearest heading."""
    line = document.text.rfind("\n", 0, start) + 1
    if document.text[line:start].strip():
        return document.text[line:start]
    before = bisect_left(document.blocks, start, key=lambda block: block.start)
    for block in reversed(document.blocks[:before]):
        if block.kind is BlockKind.HEADING:
            return document.text[block.start : block.end]
    return ""
