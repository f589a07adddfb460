"""Articles of laws that come without records of them: told from headings and first words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Article, Block, BlockKind, Document
from corpus.law.article_numbers import CODED, NAMED, PLAIN
from corpus.text import letters

_NUMBER = rf"(?P<number>(?:{CODED}|{PLAIN}|{NAMED}|[IVXLC]+)(?![\w°]))"
_ARTICLE = re.compile(rf"\W*(?:article|art\b\.?)\s*(?:n[°º]\s*)?{_NUMBER}", re.IGNORECASE)
_SECTION = re.compile(r"\W*(?:section|sec\.)\s*(?P<number>\d+[A-Z]{0,2})\b", re.IGNORECASE)
_SIGN = re.compile(r"[#*\s]*§\s*(?P<number>\d+[a-zA-Z]?)\b")
_COUNTED = re.compile(r"(?P<number>\d+[A-Z]{0,2})\.(?=\s)")
# What may stand between the number and the article's own words.
_SEPARATOR = re.compile(r"\s*(?:\([^)]{1,40}\))?[\s.:–—*-]*")
_DIVISION = re.compile(
    r"\W*(?P<rank>partie|part|livre|book|titre|title|chapitre|chapter|section|sous-section"
    r"|paragraphe)\s+(?:[\dIVXLC]+[A-Z]?(?:er|re)?|préliminaire|unique|premi(?:er|ère))\b"
    r"(?!\s+(?:de|du|of)\b)",
    re.IGNORECASE,
)
_LEVELS = {
    "partie": 1, "part": 1, "livre": 2, "book": 2, "titre": 3, "title": 3, "chapitre": 4,
    "chapter": 4, "section": 5, "sous-section": 6, "paragraphe": 6,
}  # fmt: skip
_DESIGNATION_LEVEL = 7
_LONGEST_DIVISION = 200
_LAW_LINE = re.compile(
    r"(?:Loi|Ordonnance|Décret|Code)\s(?:organique\s|constitutionnelle\s)?(?:n[°º]|\d|instituant|portant"
    r"|relati|pour\s|d[ue]s?\s|d['’]|général|civil|pénal|électoral|rural|monétaire)"
)
_LAW_LEVEL = 0
_LONGEST_LAW_LINE = 250
# What closes a law after its last article: signature, formula of execution, annexes.
_CLOSING = re.compile(
    r"\W*(?:fait (?:à|le)\b|la présente loi sera exécutée|par le (?:président|premier ministre)"
    r"|délibéré en séance|annexes?\b|exposé des motifs|done at\b|schedules?\b)",
    re.IGNORECASE,
)
# What follows the number where "article 6" is part of a sentence.
_IN_A_SENTENCE = re.compile(r"\s*(?:,|\b(?!bis\b|ter\b|quater\b)[a-zà-ÿ])")
_FEWEST_COUNTED = 3
_NAMED_KINDS = (BlockKind.HEADING, BlockKind.PARAGRAPH)
_COUNTED_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_CONTENTS = re.compile(
    r"\W*(?:sommaire|table des matières|(?:table of )?contents)\W*$", re.IGNORECASE
)


def with_articles(document: Document) -> Document:
    """`document` with the articles that its headings and first words announce, if any.

    The text stays as it is. Lines that announce articles and divisions become headings, and a
    paragraph that begins with its article's number is parted from it.
    """
    forms = _forms(document)
    announced = [_announced(document.text, block, forms) for block in document.blocks]
    finding = _Finding(document.text, letters(document.title))
    for index, block in enumerate(document.blocks):
        if _names_a_law(document, index, announced):
            finding.divide(block, _LAW_LEVEL)
        else:
            finding.take(block, announced[index])
    finding.close()
    if not finding.articles:
        return document
    return replace(document, blocks=tuple(finding.blocks), articles=tuple(finding.articles))


def _names_a_law(document: Document, index: int, announced: Sequence[re.Match[str] | None]) -> bool:
    """Whether a line names one of the laws whose articles a bill sets out one after another.

    Such a line begins a page, or stands right above an article.
    """
    block = document.blocks[index]
    line = document.text[block.start : block.end]
    if block.kind is not BlockKind.PARAGRAPH or len(line) > _LONGEST_LAW_LINE:
        return False
    if line.endswith((".", ";", ":", ",")) or not _LAW_LINE.match(line):
        return False
    begins_page = block.page is not None and (
        index == 0 or document.blocks[index - 1].page != block.page
    )
    return begins_page or any(announced[index + 1 : index + 2])


def _forms(document: Document) -> tuple[re.Pattern[str], ...]:
    """The ways in which this document announces its articles.

    Numbers alone ("4. …") are taken only in English acts that know no other way, and only where
    they count up from 1.
    """
    if document.language != "en":
        return (_ARTICLE, _SIGN)
    named = (_ARTICLE, _SECTION, _SIGN)
    if any(_announced(document.text, block, named) for block in document.blocks):
        return named
    counted = [
        int(found["number"].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for block in document.blocks
        if (found := _announced(document.text, block, (_COUNTED,)))
    ]
    in_order = len(counted) >= _FEWEST_COUNTED and counted[0] == 1 and counted == sorted(counted)
    return (_COUNTED,) if in_order else ()


def _announced(text: str, block: Block, forms: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    """The announcement of an article with which `block` begins, unless it is part of a sentence."""
    for form in forms:
        if block.kind not in (_COUNTED_KINDS if form is _COUNTED else _NAMED_KINDS):
            continue
        found = form.match(text, block.start, block.end)
        if found and not _IN_A_SENTENCE.match(text, found.end(), block.end):
            return found
    return None


@dataclass(slots=True)
class _Finding:
    """The articles found so far, the blocks as they are to be, and the article that is open."""

    text: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    number: str | None = None
    level: int = _DESIGNATION_LEVEL
    start: int | None = None
    untitled: bool = False

    def take(self, block: Block, announcement: re.Match[str] | None) -> None:
        """Goes on with the next block of the document."""
        untitled, self.untitled = self.untitled, False
        if announcement:
            self._open(block, announcement)
        elif untitled and block.kind is BlockKind.HEADING:
            above, division = self.path[-1]
            self.path[-1] = (above, f"{division} : {self.text[block.start : block.end]}")
            self.blocks.append(block)
        elif (level := self._division_level(block)) is not None:
            self.divide(block, level)
        else:
            if _CLOSING.match(self.text, block.start, block.end):
                self.close()
            if self.start is None and block.kind is not BlockKind.HEADING:
                self.start = block.start
            self.blocks.append(block)

    def close(self) -> None:
        """Ends the open article with the last block taken; one without words is no article."""
        if self.number is not None and self.start is not None:
            self.articles.append(
                Article(
                    number=self.number,
                    start=self.start,
                    end=self.blocks[-1].end,
                    heading_path=tuple(text for _, text in self.path),
                )
            )
        self.number = self.start = None

    def _open(self, block: Block, announcement: re.Match[str]) -> None:
        self.close()
        words = _SEPARATOR.match(self.text, announcement.end(), block.end)
        start = words.end() if words else announcement.end()
        self.number = " ".join(announcement["number"].split())
        self.level = block.level if block.kind is BlockKind.HEADING else _DESIGNATION_LEVEL
        alone = block.kind is BlockKind.HEADING or not _has_words(self.text[start : block.end])
        heading_end = block.end if alone else start
        heading_end -= len(self.text[block.start : heading_end]) - len(
            self.text[block.start : heading_end].rstrip()
        )
        self.blocks.append(
            replace(block, kind=BlockKind.HEADING, level=self.level, end=heading_end)
        )
        if not alone:
            self.start = start
            self.blocks.append(replace(block, kind=BlockKind.PARAGRAPH, level=0, start=start))

    def _division_level(self, block: Block) -> int | None:
        """The level of a heading that ends the open article, or of a line that divides the law."""
        if block.kind is BlockKind.HEADING:
            inside = self.number is not None and block.level > self.level
            return None if inside else block.level
        found = _DIVISION.match(self.text, block.start, block.end)
        short = block.end - block.start <= _LONGEST_DIVISION
        if found and short and not self.text[block.start : block.end].rstrip().endswith((".", ";")):
            return _LEVELS[found["rank"].casefold()]
        return None

    def divide(self, block: Block, level: int) -> None:
        """Goes on with a block that ends the open article and names what comes after it."""
        self.untitled = False
        self.close()
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        heading = self.text[block.start : block.end]
        if letters(heading) != self.title and not _CONTENTS.match(heading):
            self.path.append((level, heading))
            division = _DIVISION.match(heading)
            self.untitled = division is not None and not _has_words(heading[division.end() :])
        self.blocks.append(replace(block, kind=BlockKind.HEADING, level=level))


def _has_words(text: str) -> bool:
    """Whether a line says more than a page number or the dots of a table of contents."""
    return sum(character.isalpha() for character in text) > 2
