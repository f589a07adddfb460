"""Sections: the runs of blocks of a document that stand under the same headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.document import Block, BlockKind, Document

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """Neighbouring blocks under one path of headings.

    `opened` are the headings that stand directly before the blocks, outermost first.
    """

    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    opened: tuple[Block, ...] = ()

    @property
    def start(self) -> int:
        """Where the section's own text begins, after its headings."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Where the section's text ends."""
        return self.blocks[-1].end


def sections_of(document: Document) -> list[Section]:
    """The sections of `document` in reading order; together they hold all of its words.

    A heading in a box rules that box only. A heading under which nothing stands is a section's
    text itself, so that no words are lost.
    """
    walk = _Walk(document.text)
    for block in all_blocks(document):
        if any(character.isalnum() for character in document.text[block.start : block.end]):
            walk.take(block)
    return walk.done()


@dataclass(slots=True)
class _Heading:
    block: Block
    text: str
    used: bool = False


@dataclass(slots=True)
class _Walk:
    text: str
    sections: list[Section] = field(default_factory=list)
    main: list[_Heading] = field(default_factory=list)
    boxed: list[_Heading] = field(default_factory=list)
    box: int = 0
    body: list[Block] = field(default_factory=list)
    opened: list[Block] = field(default_factory=list)

    def take(self, block: Block) -> None:
        if block.box != self.box:
            self._close_body()
            self._pop(self.boxed, 0)
            self.box = block.box
        if block.kind is not BlockKind.HEADING:
            self.body.append(block)
            return
        self._close_body()
        stack = self.boxed if block.box else self.main
        self._pop(stack, block.level)
        stack.append(_Heading(block, self.text[block.start : block.end]))
        self.opened.append(block)

    def done(self) -> list[Section]:
        self._close_body()
        self._pop(self.boxed, 0)
        self._pop(self.main, 0)
        return self.sections

    def _close_body(self) -> None:
        if not self.body:
            return
        for heading in (*self.main, *self.boxed):
            heading.used = True
        self.sections.append(Section(self._path(), tuple(self.body), tuple(self.opened)))
        self.body.clear()
        self.opened.clear()

    def _pop(self, stack: list[_Heading], level: int) -> None:
        """Leaves the headings of `level` and below; one that ruled nothing becomes text."""
        left: list[_Heading] = []
        while stack and stack[-1].block.level >= level:
            left.append(stack.pop())
        for heading in reversed(left):
            if heading.used:
                continue
            for above in (*self.main, *self.boxed):
                above.used = True
            said = replace(heading.block, kind=BlockKind.PARAGRAPH, level=0)
            before = [block for block in self.opened if block.start < said.start]
            self.opened = [block for block in self.opened if block.start > said.start]
            self.sections.append(Section(self._path(), (said,), tuple(before)))

    def _path(self) -> tuple[str, ...]:
        return tuple(heading.text for heading in (*self.main, *self.boxed))


def all_blocks(document: Document) -> Iterator[Block]:
    """The blocks, and a paragraph for each stretch of text that no block covers."""
    place = 0
    for block in document.blocks:
        yield from _paragraphs(document.text, place, block.start)
        yield block
        place = max(place, block.end)
    yield from _paragraphs(document.text, place, len(document.text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    for match in _PARAGRAPH.finditer(text[start:end]) if start < end else ():
        yield Block(BlockKind.PARAGRAPH, start + match.start(), start + match.end())
