"""Prose: notes, pages and reports cut by heading and packed to the size that the model reads."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Block, BlockKind, Document
from corpus.passage import Locator, Passage, cut
from corpus.splitters import CountTokens
from corpus.splitters.distinct import distinct
from corpus.splitters.packing import Piece, pack, page_at, pieces
from corpus.splitters.sections import Section, sections_of
from corpus.text import letters

# The part of the budget that title and headings may take before they are shortened.
_CONTEXT_SHARE = 3
# Sections whose text takes less than this part of the budget are told with their neighbours.
_TINY_SHARE = 8
_CLAUSE_ENDS = ";:,)–—"
_LONGEST_WORD = 60
_LONGEST_TOKEN = 60  # characters; no more are looked at than a passage of such tokens has


def split_prose(
    document: Document, *, count_tokens: CountTokens, max_tokens: int
) -> tuple[Passage, ...]:
    """The passages of a document that is read by heading, in reading order.

    A passage never runs over a heading, but where sections are tiny, and never ends within a
    sentence, but where the sentence alone is too long. Items cut from the words that announce their
    list have these in their context, rows the head of their table.
    """
    sections = sections_of(document)
    return distinct(
        split_sections(document, sections, count_tokens=count_tokens, max_tokens=max_tokens)
    )


def split_sections(
    document: Document,
    sections: Sequence[Section],
    *,
    count_tokens: CountTokens,
    max_tokens: int,
) -> list[Passage]:
    """The passages of neighbouring sections; those with the same place and words share an id."""
    cutter = PassageCutter(document, count_tokens, max_tokens)
    return [
        passage
        for group in _grouped(sections, document, count_tokens, max_tokens)
        for passage in cutter.cut(group)
    ]


@dataclass(slots=True)
class _Group:
    """Neighbouring sections that are told together; most groups are one section."""

    sections: list[Section]
    path: tuple[str, ...]
    tokens: int

    @property
    def blocks(self) -> list[Block]:
        """All blocks, with the headings in between where there are several sections."""
        if len(self.sections) == 1:
            return list(self.sections[0].blocks)
        blocks: list[Block] = []
        for section in self.sections:
            above = len(section.path) - len(section.opened)
            blocks += [
                replace(heading, kind=BlockKind.PARAGRAPH)
                for place, heading in enumerate(section.opened, start=above)
                if place >= len(self.path)
            ]
            blocks += section.blocks
        return blocks


def _grouped(
    sections: Sequence[Section], document: Document, count_tokens: CountTokens, max_tokens: int
) -> Iterator[_Group]:
    tiny = max_tokens // _TINY_SHARE
    current: _Group | None = None
    for section in sections:
        length = section.end - section.start
        tokens = tiny  # a section of so many characters is not tiny, and costs time to count
        if length < tiny * _LONGEST_TOKEN:
            tokens = count_tokens(document.text[section.start : section.end])
        if current is not None:
            shared = _shared(current.path, section.path)
            siblings = len(shared) >= max(len(current.path), len(section.path)) - 1
            if current.tokens < tiny and tokens < tiny and siblings:
                current.sections.append(section)
                current.path = shared
                current.tokens += tokens
                continue
            yield current
        current = _Group([section], section.path, tokens)
    if current is not None:
        yield current


def _shared(path: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    shared = 0
    while shared < min(len(path), len(other)) and path[shared] == other[shared]:
        shared += 1
    return path[:shared]


@dataclass(frozen=True, slots=True)
class PassageCutter:
    """Cuts runs of blocks that stand in one place into passages within the budget."""

    document: Document
    count_tokens: CountTokens
    max_tokens: int

    def cut(self, group: _Group) -> Iterator[Passage]:
        """The passages of a group of sections."""
        yield from self.cut_blocks(
            group.blocks,
            locator=Locator(heading_path=group.path),
            context=self.context(group.path),
        )

    def cut_blocks(
        self, blocks: Sequence[Block], *, locator: Locator, context: str
    ) -> Iterator[Passage]:
        """The passages of `blocks`, each at `locator` on its own page."""
        capacity = max(1, self.max_tokens - self.count_tokens(context))
        parts = [
            fragment
            for piece in pieces(
                self.document, blocks, count_tokens=self.count_tokens, capacity=capacity
            )
            for fragment in self._fragments(piece, capacity)
        ]
        for first, last in pack(parts, capacity=capacity):
            for start, end in self._within_budget(context, parts, first, last):
                text = self.document.text[parts[start].start : parts[end - 1].end]
                if not any(character.isalnum() for character in text):
                    continue
                yield cut(
                    self.document,
                    parts[start].start,
                    parts[end - 1].end,
                    locator=replace(locator, page=page_at(blocks, parts[start].start)),
                    context=self._told(context, parts, start, end),
                )

    def context(self, path: tuple[str, ...]) -> str:
        """Title and headings, the outermost left out and the rest shortened where too long."""
        title = self.document.title
        told = path[1:] if path and _begins_with(title, path[0]) else path
        parts = [title, *told]
        allowed = max(1, self.max_tokens // _CONTEXT_SHARE)
        while self.count_tokens(" > ".join(parts)) > allowed:
            if len(parts) > 2:
                del parts[1]
                continue
            longest = max(parts, key=len)
            words = longest.split()
            if len(words) < 2:
                break
            parts[parts.index(longest)] = " ".join(words[: len(words) * 2 // 3])
        return " > ".join(parts)

    def _within_budget(
        self, context: str, parts: Sequence[Piece], first: int, last: int
    ) -> Iterator[tuple[int, int]]:
        """The stretch, or its halves where counting it whole gives more than its pieces did."""
        if last - first == 1 or self._fits(
            self._introduced(context, parts[first]), parts, first, last
        ):
            yield first, last
            return
        middle = (first + last) // 2
        yield from self._within_budget(context, parts, first, middle)
        yield from self._within_budget(context, parts, middle, last)

    def _told(self, context: str, parts: Sequence[Piece], first: int, last: int) -> str:
        """The context, and under it what the list or the table is told under, if it fits."""
        told = self._introduced(context, parts[first])
        return told if self._fits(told, parts, first, last) else context

    def _introduced(self, context: str, piece: Piece) -> str:
        if piece.introduction is None:
            return context
        return f"{context}\n{self.document.text[slice(*piece.introduction)]}"

    def _fits(self, context: str, parts: Sequence[Piece], first: int, last: int) -> bool:
        text = self.document.text[parts[first].start : parts[last - 1].end]
        return self.count_tokens(f"{context}\n{text}") <= self.max_tokens

    def _fragments(self, piece: Piece, capacity: int) -> Iterator[Piece]:
        """The piece, or its clauses where it is one sentence that is too long, or its words."""
        if piece.tokens <= capacity:
            yield piece
            return
        text = self.document.text
        start = piece.start
        while start < piece.end:
            end = self._fitting_end(start, piece.end, capacity)
            tokens = self.count_tokens(text[start:end])
            yield replace(
                piece,
                start=start,
                end=end,
                tokens=tokens,
                begins_block=piece.begins_block and start == piece.start,
            )
            start = end
            while start < piece.end and text[start].isspace():
                start += 1

    def _fitting_end(self, start: int, end: int, capacity: int) -> int:
        """Where a stretch that begins at `start` ends: after a clause if one is in reach."""
        text = self.document.text
        ends = _word_ends(text, start, min(end, start + _LONGEST_TOKEN * capacity))
        fitting = bisect_left(
            ends, True, key=lambda place: self.count_tokens(text[start:place]) > capacity
        )
        if not fitting:
            return ends[0]
        if fitting == len(ends) and ends[-1] == end:
            return end
        for place in reversed(ends[fitting // 2 : fitting]):
            if text[place - 1] in _CLAUSE_ENDS:
                return place
        return ends[fitting - 1]


def _word_ends(text: str, start: int, end: int) -> list[int]:
    """Where the words between `start` and `end` end; one that no person wrote is cut."""
    ends: list[int] = []
    begun = start
    for place in range(start, end + 1):
        if place == end or text[place].isspace():
            if place > begun:
                ends.append(place)
            begun = place + 1
        elif place - begun >= _LONGEST_WORD:
            ends.append(place)
            begun = place
    return ends


def _begins_with(title: str, heading: str) -> bool:
    """Whether the title says the heading already, but for marks and spaces."""
    return letters(title).startswith(letters(heading))
