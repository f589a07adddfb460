"""Commitments: where each one of an action plan begins and ends, and what it is called."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document
from corpus.splitters.sections import all_blocks
from corpus.splitters.series import Announcement, announced_rank, announcements, in_series
from corpus.text import letters

_TITLE_WORDS = 12
_FEWEST_CLAUSE_WORDS = 4
_CLAUSE_END = re.compile(r"[.;:,(]\s|\s[–—-]\s|[.;:,]$")
_DANGLING = frozenset(
    "a an and are at by for from in is of on or that the to which who whose with will à au aux "
    "avec ce dans de des du en et la le les ou par pour que qui sur un une".split()
)
# What opens a part of the plan after a commitment, in flat documents too.
_DIVISION = re.compile(
    r"^\W*(?:[\dIVX]+[.)]?\s+)?(?:axe|th[èeé]m(?:e|atique)|partie|part|chapitre|chapter|volet|pillar"
    r"|pilier|cluster|grand\s+d[ée]fi|section)\s*(?:n\s?[°º]\s*)?(?:\d|[IVX]+\b|:)",
    re.IGNORECASE,
)
_PROGRESS = re.compile(
    r"^\W*(?:progress\s+(?:to\s+date|so\s+far|made)|progr[èe]s\s+(?:accomplis|r[ée]alis[ée]s)"
    r"|bilan\b|avanc[ée]es\b)",
    re.IGNORECASE,
)
_BACK_MATTER = re.compile(
    r"^\W*(?:next\s+steps|conclusion|annexe?s?\b|appendi(?:x|ces)|glossa(?:ry|ire)|acronym"
    r"|acknowledge?ments|remerciements|prochaines\s+[ée]tapes|bibliograph|references|sources"
    r"|lexique|cr[ée]dits|contacts?\s*$|about\s+this|[àa]\s+propos)",
    re.IGNORECASE,
)
# Quotations and examples set in large letters beside the text.
_ASIDE = re.compile(
    r"^\W*(?:case\s+stud(?:y|ies)|[ée]tude\s+de\s+cas|encadr[ée])\b|^[“\"«‘]|[”\"»’]\W*$",
    re.IGNORECASE,
)
# The headings under which plans tell each commitment; most are told by their coming back.
_FIELD = re.compile(
    r"^\W*(?:contexte?|ambitions?|objecti(?:fs?|ves?)|feuille\s+de\s+route|institutions?\s+porteuses?"
    r"|administrations?\s+porteuses?|porteurs?|calendrier|[ée]ch[ée]ances?|timescales?|timelines?"
    r"|milestones?|means|grand\s+challenges|impact|vision|description|enjeux|supporting\b|lead\b"
    r"|partenaires?|partners?|status\s+quo|indicateurs?|ogp\s+values?|moyens|actions?\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment of a plan: its number as the plan writes it, its name and its blocks.

    `name` is a heading for it ("Commitment 7: title"), cut where the plan's own is long. `themes`
    are the headings that it stands under, outermost first.
    """

    number: str
    name: str
    themes: tuple[str, ...]
    blocks: tuple[Block, ...]
    bare: bool = False
    """Whether the first block says nothing but the number."""

    @property
    def start(self) -> int:
        """Where the commitment begins."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Where the commitment ends."""
        return self.blocks[-1].end


def commitments_of(document: Document) -> list[Commitment]:
    """The commitments of `document` in reading order; none where it numbers nothing as such."""
    blocks = list(all_blocks(document))
    starts = in_series(announcements(document, blocks))
    return list(_Bounds(document, blocks, starts).commitments()) if starts else []


@dataclass(slots=True)
class _Bounds:
    document: Document
    blocks: Sequence[Block]
    starts: Sequence[Announcement]

    @property
    def title(self) -> str:
        """The letters of the document's title, parts of which may be headings."""
        return letters(self.document.title)

    def commitments(self) -> Iterator[Commitment]:
        stretches = [
            (start, following.index if following else len(self.blocks))
            for start, following in zip(self.starts, [*self.starts[1:], None], strict=True)
        ]
        fields = self._fields(stretches)
        headings: list[Block] = []
        place = 0
        for start, limit in stretches:
            for block in self.blocks[place : start.index]:
                self._note(headings, block)
            level = self._level(start, headings)
            end = self._end(start, limit, level, fields)
            themes = [heading for heading in headings if heading.level < level]
            yield self._commitment(start, end, tuple(map(self._text, themes)), fields)
            place = end

    def _text(self, block: Block) -> str:
        return self.document.text[block.start : block.end]

    def _note(self, headings: list[Block], block: Block) -> None:
        """Keeps the headings in force; a report of progress stands under its theme."""
        if block.kind is not BlockKind.HEADING or block.box:
            return
        text = self._text(block)
        if _PROGRESS.match(text) or _ASIDE.search(text) or letters(text) in self.title:
            return
        while headings and headings[-1].level >= block.level:
            headings.pop()
        headings.append(block)

    def _level(self, start: Announcement, headings: Sequence[Block]) -> int:
        block = self.blocks[start.index]
        if block.kind is BlockKind.HEADING:
            return block.level
        return headings[-1].level + 1 if headings else 1

    def _fields(self, stretches: Sequence[tuple[Announcement, int]]) -> Counter[str]:
        """In how many stretches each heading comes."""
        found = Counter[str]()
        for start, limit in stretches:
            found.update(
                {
                    self._text(block).casefold()
                    for block in self.blocks[start.index + 1 : limit]
                    if block.kind is BlockKind.HEADING
                }
            )
        return found

    def _is_field(self, text: str, fields: Counter[str]) -> bool:
        often = fields[text.casefold()]
        if _PROGRESS.match(text) or _BACK_MATTER.match(text):
            return often * 2 > len(self.starts) > 1
        return often >= 2 or _FIELD.match(text) is not None

    def _end(self, start: Announcement, limit: int, level: int, fields: Counter[str]) -> int:
        """The index of the first block that is no part of the commitment any more."""
        first = self.blocks[start.index]
        inside = self._headings_in(start.index + 1, limit, first.box)
        # Where fields stand on the commitment's own level, the level says nothing.
        flat = any(
            block.level <= level and self._is_field(text, fields) for _, block, text in inside
        )
        for index, block, text in inside:
            if self._is_field(text, fields) or _ASIDE.search(text):
                continue
            if start.bare and index == start.index + 1 and not _DIVISION.match(text):
                continue  # the title, on a line of its own
            if announced_rank(text) == start.rank:
                continue  # a running head
            opens = _DIVISION.match(text) or _PROGRESS.match(text) or _BACK_MATTER.match(text)
            if opens or block.level < level or (block.level == level and not flat):
                return index
        return limit

    def _headings_in(self, first: int, limit: int, box: int) -> list[tuple[int, Block, str]]:
        return [
            (index, self.blocks[index], self._text(self.blocks[index]))
            for index in range(first, limit)
            if self.blocks[index].kind is BlockKind.HEADING and self.blocks[index].box == box
        ]

    def _commitment(
        self, start: Announcement, end: int, themes: tuple[str, ...], fields: Counter[str]
    ) -> Commitment:
        blocks = tuple(self.blocks[start.index : end])
        title = start.title
        if not title and len(blocks) > 1:
            following = self._text(blocks[1])
            if blocks[1].kind is not BlockKind.HEADING or not self._is_field(following, fields):
                title = following
                if title.endswith(":") and len(blocks) > 2:
                    title = f"{title[:-1]} {self._text(blocks[2])}"
        name = " ".join(start.label.split())
        if title:
            colon = " : " if self.document.language == "fr" else ": "
            name += colon + short_statement(title)
        return Commitment(start.number, name, themes, blocks, start.bare)


def short_statement(statement: str) -> str:
    """A statement as a title: whole where it is short, else its first clause or first words."""
    line = " ".join(statement.split("\n", 1)[0].split()).rstrip(" .;:,")
    if len(line.split()) <= _TITLE_WORDS:
        return line
    for end in _CLAUSE_END.finditer(line):
        words = line[: end.start()].split()
        if len(words) > _TITLE_WORDS:
            break
        if len(words) >= _FEWEST_CLAUSE_WORDS and words[-1].casefold() not in _DANGLING:
            return " ".join(words)
    words = line.split()[:_TITLE_WORDS]
    while len(words) > 1 and words[-1].strip("’'").casefold() in _DANGLING:
        words.pop()
    return " ".join(words).rstrip(" ,;:") + "…"
