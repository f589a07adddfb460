"""The blocks of a law that announce its articles, and the lines within blocks that do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Block, BlockKind, Document
from corpus.law.designations import Designation, Form, Line, designation, place_after
from corpus.law.numbering import told

_LINE = re.compile(r"\n")
_LONGEST_BEGINNING = 200  # characters of a line in which it says what it announces


@dataclass(frozen=True, slots=True)
class _Part:
    """A block, or a part of one; `cut` says that it begins within the block."""

    block: Block
    cut: bool


def announcements_of(document: Document) -> tuple[list[Block], dict[int, Designation]]:
    """The blocks, parted where a line within one announces an article, and what each announces."""
    text = document.text
    parts = [part for block in document.blocks for part in _parts(text, block)]
    found = {
        index: one
        for index, one in told(_lines(text, parts), language=document.language, law=True).items()
        if one.form is Form.COUNTED or parts[index].block.kind is not BlockKind.LIST_ITEM
    }
    return _rejoined(parts, found)


def _parts(text: str, block: Block) -> Iterator[_Part]:
    """A paragraph cut before each of its lines that may announce an article."""
    cuts = [block.start]
    if block.kind is BlockKind.PARAGRAPH:
        for match in _LINE.finditer(text, block.start, block.end):
            line = text[match.end() : match.end() + _LONGEST_BEGINNING].partition("\n")[0]
            if designation(line, Form.ARTICLE) or designation(line, Form.SECTION):
                cuts.append(match.end())
    for start, end in pairwise((*cuts, block.end)):
        length = len(text[start:end].rstrip())
        yield _Part(replace(block, start=start, end=start + length), start > block.start)


def _lines(text: str, parts: Sequence[_Part]) -> list[Line]:
    """The parts as lines; what stands by a heading stands apart."""
    lines: list[Line] = []
    before = ""
    heading = True
    for part in parts:
        block = part.block
        said = "" if block.kind is BlockKind.TABLE_ROW else text[block.start : block.end]
        apart = heading or block.kind is BlockKind.HEADING
        lines.append(Line(said, place_after(before, gap=apart, full=False)))
        before, heading = said, block.kind is BlockKind.HEADING
    return lines


def _rejoined(
    parts: Sequence[_Part], found: Mapping[int, Designation]
) -> tuple[list[Block], dict[int, Designation]]:
    """The blocks without the cuts that proved to announce nothing."""
    made: list[Block] = []
    announced: dict[int, Designation] = {}
    for index, part in enumerate(parts):
        if part.cut and index not in found:
            made[-1] = replace(made[-1], end=part.block.end)
            continue
        if index in found:
            announced[len(made)] = found[index]
        made.append(part.block)
    return made, announced
