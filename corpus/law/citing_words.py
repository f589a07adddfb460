"""The words with which pages cite an article: what a person may call what it says."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Block, BlockKind, Document, DocumentKind
from corpus.law.citation_grammar import find_mentions
from corpus.law.citation_graph import Reference
from corpus.law.law_names import LawNames, acronym_after, law_after
from corpus.passage import Passage
from corpus.segmenter import sentence_spans
from corpus.text import fold

_LONGEST = 300  # characters of a gloss
_FEWEST_LETTERS = 8
_HOLE = "\x00"
# A number with what belongs to it, the law and the words that bind both, in brackets or not.
_CITATION = re.compile(
    rf"(?:\b(?:d['’]|l['’]|les?\s|aux?\s|des?\s|du\s|the\s|see\s|voir\s|cf\.?\s)?"
    rf"(?:articles?|art\.?|sections?|s\.)\s)?{_HOLE}"
    rf"(?:(?:,|:|\s|–|-|\bet\b|\bà\b|\bou\b|\bdu\b|\bde\b|\bla\b|\bl['’]|\bof\b|\bthe\b|\band\b"
    rf"|\bto\b|\barticles?\b|\bart\.|\bsuivants\b){{1,8}}{_HOLE})*",
    re.IGNORECASE,
)
# What a sentence cannot do without: "les secrets prévus par l'article 3".
_NEEDED = re.compile(
    rf"(?:\b(?:de|du|des|à|au|aux|par|et|ou|dans|selon|sur|en|que|voir|of|to|by|in|under|and|or|see|with)"
    rf"\s|['’])[ (]{{0,2}}{_HOLE}",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"(?:\w{{1,40}}\W{{1,2}}){{0,2}}{_HOLE}")
_NUMBER_OF_ITEM = re.compile(r"^\s{0,4}\d{1,2}[.)]\s")
_EMPTY = re.compile(r"[(\[][\s,;:.–-]{0,8}[)\]]")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s(?=[,.)\]])")
_ENDS = " \t\n,;:–—-"
# Between a law and its articles: "CRPA, art. 3"; the rest of the title of one that opens an item.
_BESIDE = re.compile(r"[ ,:(–—-]{0,4}(?:articles?|art\.?|sections?|s\.)?\s?", re.IGNORECASE)
_TITLE_GOES_ON = re.compile(r"[^.;\n]{0,250}(?:\bart\.\s)?", re.IGNORECASE)


class WordsOrigin(StrEnum):
    """Where the words stand with which a page cites an article."""

    GLOSS = "gloss"
    """In the sentence or the item that cites it, less its number and its law."""
    HEADING = "heading"
    """Over that sentence."""
    TITLE = "title"
    """Over the whole page."""


@dataclass(frozen=True, slots=True)
class CitingWords:
    """Words with which a page cites an article, whose passages have the ids `targets`.

    `source` is the passage that cites, and `articles` counts those cited by the same words: where
    there are many, the words say little of each.
    """

    targets: tuple[str, ...]
    words: str
    origin: WordsOrigin
    source: str
    articles: int


def citing_words(
    references: Iterable[Reference],
    *,
    documents: Mapping[str, Document],
    passages: Mapping[str, Passage],
    widest: int = 20,
    most: int = 12,
) -> tuple[CitingWords, ...]:
    """What pages say when they cite articles: for each article once, the most telling first.

    Words that stand for more than `widest` articles are left out, and so are those beyond the
    `most` of an article. `passages` are the citing ones by id, `documents` theirs.
    """
    of_pages = [
        one
        for one in references
        if documents[passages[one.source].document_id].kind is not DocumentKind.LAW
    ]
    said = defaultdict[tuple[str, WordsOrigin, str], list[Reference]](list)
    at: tuple[str, int] | None = None
    words: list[tuple[WordsOrigin, str]] = []
    for one in of_pages:
        page = documents[passages[one.source].document_id]
        if at != (page.id, one.start):  # the articles of a range come one after the other
            at, words = (page.id, one.start), list(_words(one, page, passages[one.source]))
        for origin, saying in words:
            said[page.id, origin, saying].append(one)
    found = defaultdict[tuple[str, str], dict[str, CitingWords]](dict)
    told = sorted(said.items(), key=lambda one: (list(WordsOrigin).index(one[0][1]), one[0]))
    for (_, origin, saying), cited in told:
        articles = len({(one.target_document, one.target_article) for one in cited})
        for one in cited if articles <= widest else ():
            held = found[one.target_document, one.target_article]
            new = CitingWords(one.targets, saying, origin, one.source, articles)
            before = held.setdefault(fold(saying), new)
            if articles < before.articles:
                held[fold(saying)] = new
    return tuple(
        one
        for article in sorted(found)
        for one in sorted(found[article].values(), key=lambda one: one.articles)[:most]
    )


def _words(one: Reference, page: Document, source: Passage) -> Iterator[tuple[WordsOrigin, str]]:
    block = _block(page, one.start)
    start, end = _stretch(page, block, one.start)
    gloss, listed = gloss_of(page.text[start:end], language=page.language)
    if gloss:
        yield WordsOrigin.GLOSS, gloss
    heading = source.locator.heading_path[-1] if source.locator.heading_path else ""
    # An item that begins with the law is of a list of references, whose heading says just that.
    if heading and not (listed and block is not None and block.kind is BlockKind.LIST_ITEM):
        yield WordsOrigin.HEADING, heading
    yield WordsOrigin.TITLE, page.title


def gloss_of(text: str, *, language: str) -> tuple[str, bool]:
    """The words of a sentence that cites, less the citation, and whether it begins with it.

    Empty where nothing is left, or where it is too long to be a question.
    """
    if len(text) > 2 * _LONGEST:
        return "", False
    spans = sorted(_spans(text, language))
    parts: list[str] = []
    at = 0
    for start, end in spans:
        if start >= at:
            parts.append(text[at:start])
            parts.append(_HOLE)
        at = max(at, end)
    left = "".join((*parts, text[at:]))
    begins = _BEGINS.match(left) is not None
    left = _CITATION.sub(_HOLE, left)
    if _NEEDED.search(left):
        return "", begins
    left = _NUMBER_OF_ITEM.sub("", _EMPTY.sub("", left.replace(_HOLE, "")))
    left = _BEFORE_MARK.sub("", _SPACES.sub(" ", left)).strip(_ENDS)
    if left.startswith("(") and left.endswith(")"):
        left = left[1:-1].strip(_ENDS)
    letters = sum(character.isalpha() for character in left)
    return (left if letters >= _FEWEST_LETTERS and len(left) <= _LONGEST else ""), begins


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where a text has numbers of articles, and the laws that go with them."""
    mentions = find_mentions(text, language=language)
    for one in mentions:
        yield one.start, one.end
        if law := law_after(text, one.end) or acronym_after(text, one.end):
            yield law.start, law.end
    starts = sorted(one.start for one in mentions)
    for law in LawNames(text).within(0, len(text)):
        place = bisect_left(starts, law.start)
        if place == len(starts):
            continue
        if starts[place] < law.end:  # the name ran on
            yield law.start, law.end
            continue
        between = text[law.end : starts[place]]
        if law.start == 0 and _TITLE_GOES_ON.fullmatch(between):
            yield 0, starts[place]
        elif _BESIDE.fullmatch(between):
            yield law.start, law.end


def _block(page: Document, place: int) -> Block | None:
    index = bisect_right(page.blocks, place, key=lambda block: block.start) - 1
    return page.blocks[index] if index >= 0 else None


def _stretch(page: Document, block: Block | None, place: int) -> tuple[int, int]:
    """The item of a list, or the sentence of a paragraph, that holds a place."""
    start, end = (block.start, block.end) if block is not None else (0, len(page.text))
    if block is not None and block.kind is BlockKind.LIST_ITEM and end - start <= 2 * _LONGEST:
        return start, end
    begin, stop = max(start, place - _LONGEST), min(end, place + 2 * _LONGEST)
    for first, last in sentence_spans(page.text[begin:stop]):
        if begin + last > place:
            return begin + first, begin + last
    return begin, stop
