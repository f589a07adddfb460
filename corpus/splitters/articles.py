"""Articles of laws that come without records of them: told from headings and first words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Article, Block, BlockKind, Document
from corpus.law.designations import Designation, Form, annex_of
from corpus.splitters.announced import announcements_of
from corpus.text import letters

_SUBSECTION = re.compile(r"\(1\)\s*\S")
_TITLE_WORDS = 15

_DIVISION = re.compile(
    r"\W*(?P<rank>partie|part|livre|book|titre|title|chapitre|chapter|section|sous-section"
    r"|paragraphe)\s+(?:[\dIVXLC]+[A-Z]?(?:er|re)?|préliminaire|unique|premi(?:er|ère)"
    r"|législative|réglementaire)\b"
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
_LAW_LEVEL = _ANNEX_LEVEL = 0
_LONGEST_LAW_LINE = 250
# What closes a law after its last article: signature, formula of execution, annexes.
_CLOSING = re.compile(
    r"\W*(?:fait (?:à|le)\b|la présente loi sera exécutée|par le (?:président|premier ministre)"
    r"|délibéré en séance|annexes?\b|exposé des motifs|done at\b|schedules?\b)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\W*(?:sommaire|table des matières|(?:table of )?contents)\W*$", re.IGNORECASE
)


def with_articles(document: Document) -> Document:
    """`document` with the articles that its headings and first words announce, if any.

    The text stays as it is. Lines that announce articles and divisions become headings, and a
    paragraph that begins with its article's number is parted from it. The articles of an annex are
    numbered as the annex's ("Annexe, article 1").
    """
    finding = _found(document)
    if not finding.articles:
        return document
    return replace(document, blocks=tuple(finding.blocks), articles=tuple(finding.articles))


def without_words(document: Document) -> tuple[str, ...]:
    """The numbers of the articles that a law announces and under which it says nothing."""
    if document.articles:
        return ()
    finding = _found(document)
    told = {article.number for article in finding.articles}
    return tuple(dict.fromkeys(number for number in finding.bare if number not in told))


def _found(document: Document) -> "_Finding":
    blocks, announced = announcements_of(document)
    finding = _Finding(document.text, letters(document.title), document.language)
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if _names_a_law(document, blocks, index, announced):
            finding.divide(block, _LAW_LEVEL)
            finding.annex = ""
        else:
            finding.take(block, announced.get(index), following)
    finding.close()
    return finding


def _names_a_law(
    document: Document, blocks: Sequence[Block], index: int, announced: Mapping[int, Designation]
) -> bool:
    """Whether a line names one of the laws whose articles a bill sets out one after another.

    Such a line begins a page, or stands right above an article.
    """
    block = blocks[index]
    line = document.text[block.start : block.end]
    if block.kind is not BlockKind.PARAGRAPH or len(line) > _LONGEST_LAW_LINE:
        return False
    if line.endswith((".", ";", ":", ",")) or not _LAW_LINE.match(line):
        return False
    begins_page = block.page is not None and (index == 0 or blocks[index - 1].page != block.page)
    return begins_page or index + 1 in announced


@dataclass(slots=True)
class _Finding:
    """The articles found so far, the blocks as they are to be, and the article that is open.

    `said` is the span of what stands in the announcement itself, or in the title under it: the
    article's words where no others follow. `bare` are the numbers without any.
    """

    text: str
    title: str
    language: str
    blocks: list[Block] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    annex: str = ""
    number: str | None = None
    level: int = _DESIGNATION_LEVEL
    start: int | None = None
    said: tuple[int, int] | None = None
    untitled: bool = False

    def take(self, block: Block, one: Designation | None, following: Block | None) -> None:
        """Goes on with the next block of the document."""
        untitled, self.untitled = self.untitled, False
        if one:
            self._open(block, one, following)
        elif self._is_own_title(block):
            self.divide(block, max(1, block.level))
        elif untitled and self._is_title(block):
            above, division = self.path[-1]
            self.path[-1] = (above, f"{division} : {self.text[block.start : block.end]}")
            under = block.level or min(6, self.blocks[-1].level + 1)
            self.blocks.append(replace(block, kind=BlockKind.HEADING, level=under))
        elif annex := self._annex(block):
            self.divide(block, _ANNEX_LEVEL)
            self.annex = annex
        elif self._titles_the_article(block):
            self.said = (block.start, block.end)
            self.blocks[-1] = replace(self.blocks[-1], end=block.end)
        elif (level := self._division_level(block)) is not None:
            self.divide(block, level)
        else:
            if _CLOSING.match(self.text, block.start, block.end):
                self.close()
            if self.start is None and block.kind is not BlockKind.HEADING:
                self.start = block.start
            self.blocks.append(block)

    def close(self) -> None:
        """Ends the open article with the last block taken."""
        if self.number is not None:
            if self.start is None and self.said is not None:
                self._part_heading(*self.said)
            if self.start is not None:
                self.articles.append(
                    Article(
                        number=self.number,
                        start=self.start,
                        end=self.blocks[-1].end,
                        heading_path=tuple(text for _, text in self.path),
                    )
                )
            else:
                self.bare.append(self.number)
        self.number = self.start = self.said = None

    def _open(self, block: Block, one: Designation, following: Block | None) -> None:
        self.close()
        start = block.start + one.words
        words = _has_words(self.text[start : block.end])
        self.number = self._cited(one)
        self.level = block.level if block.kind is BlockKind.HEADING else _DESIGNATION_LEVEL
        alone = (
            block.kind is BlockKind.HEADING
            or not words
            or (one.form is Form.COUNTED and self._is_above_subsections(block, start, following))
        )
        if words:
            self.said = (start, block.end)
        elif one.aside:
            self.said = (block.start + one.aside[0], block.start + one.aside[1])
        end = block.end if alone else start
        end -= len(self.text[block.start : end]) - len(self.text[block.start : end].rstrip())
        self.blocks.append(replace(block, kind=BlockKind.HEADING, level=self.level, end=end))
        if not alone:
            self.start = start
            self.blocks.append(replace(block, kind=BlockKind.PARAGRAPH, level=0, start=start))

    def _cited(self, one: Designation) -> str:
        if not self.annex:
            return one.number
        english = self.language == "en"
        word = {Form.SECTION: "section", Form.SIGN: "§"}.get(one.form, "article")
        if one.form is Form.COUNTED and english:
            word = "paragraph"
        return f"{self.annex}, {word} {one.number}"

    def _is_above_subsections(self, block: Block, start: int, following: Block | None) -> bool:
        """Whether a line is a section's title: its first subsection, "(1) …", comes under it."""
        long = block.end - block.start > _LONGEST_DIVISION
        if following is None or long or self.text.startswith("(", start):
            return False
        return _SUBSECTION.match(self.text, following.start) is not None

    def _part_heading(self, start: int, end: int) -> None:
        """Makes an article's words of what its heading says, where nothing else follows."""
        place = next(i for i in reversed(range(len(self.blocks))) if self.blocks[i].start <= start)
        heading = self.blocks[place]
        words = replace(heading, kind=BlockKind.PARAGRAPH, level=0, start=start, end=end)
        before = self.text[heading.start : start].rstrip()
        kept = [replace(heading, end=heading.start + len(before))] if before else []
        self.blocks[place : place + 1] = [*kept, words]
        self.start = start

    def _annex(self, block: Block) -> str | None:
        """What the block calls the annex that it opens, after the articles of the text itself."""
        begun = self.articles or self.number is not None
        if not begun or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            return None
        return annex_of(self.text[block.start : block.end])

    def _is_own_title(self, block: Block) -> bool:
        """Whether a block is the law's title, above all of its articles."""
        if self.articles or self.number is not None or block.kind is not BlockKind.PARAGRAPH:
            return False
        line = self.text[block.start : block.end]
        return bool(self.title) and letters(line) == self.title

    def _is_title(self, block: Block) -> bool:
        """Whether a line under the name of a division is its title."""
        if _DIVISION.match(self.text, block.start, block.end):
            return False
        if block.kind is BlockKind.HEADING:
            return True
        line = self.text[block.start : block.end]
        return (
            block.kind is BlockKind.PARAGRAPH
            and len(line.split()) <= _TITLE_WORDS
            and line[:1].isupper()
            and not line.endswith((".", ";", ":", ",", "…"))
        )

    def _titles_the_article(self, block: Block) -> bool:
        """Whether a heading right under an article's number is its title and no division."""
        return (
            block.kind is BlockKind.HEADING
            and self.number is not None
            and self.start is None
            and self.said is None
            and not _DIVISION.match(self.text, block.start, block.end)
            and not _CLOSING.match(self.text, block.start, block.end)
        )

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
        if letters(heading) == self.title:
            self.path.clear()
        elif not _CONTENTS.match(heading):
            self.path.append((level, heading))
            division = _DIVISION.match(heading)
            named = division.end() if division else len(heading)
            bare = division is not None and not _has_words(heading[named:])
            self.untitled = bare or annex_of(heading) == " ".join(heading.split()).capitalize()
        self.blocks.append(replace(block, kind=BlockKind.HEADING, level=level))


def _has_words(text: str) -> bool:
    """Whether a line says more than a page number or the dots of a table of contents."""
    return sum(character.isalpha() for character in text) > 2
