"""The blocks of a law that announce its articles, and the lines within blocks that do."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.document import Block, BlockKind, Document
from corpus.law.designations import Designation, Form, Line, Place, designation, told

_LINE = re.compile(r"\n")
_LONGEST_BEGINNING = 200  # characters of a line in which it says what it announces


def announcements_of(document: Document) -> tuple[list[Block], dict[int, Designation]]:
    """The blocks, parted where a line within one announces an article, and what each announces."""
    blocks: list[Block] = []
    lines: list[Line] = []
    for block in document.blocks:
        for part in _parts(document.text, block):
            place = Place.APART if part.start == block.start else Place.ENDED
            told_of = block.kind is not BlockKind.TABLE_ROW
            lines.append(Line(document.text[part.start : part.end] if told_of else "", place))
            blocks.append(part)
    found = {
        index: one
        for index, one in told(lines, language=document.language, law=True).items()
        if one.form is Form.COUNTED or blocks[index].kind is not BlockKind.LIST_ITEM
    }
    return _rejoined(blocks, lines, found)


def _parts(text: str, block: Block) -> list[Block]:
    """A paragraph cut before each of its lines that may announce an article."""
    if block.kind is not BlockKind.PARAGRAPH:
        return [block]
    cuts = [block.start]
    for match in _LINE.finditer(text, block.start, block.end):
        line = text[match.end() : match.end() + _LONGEST_BEGINNING].partition("\n")[0]
        if designation(line, Form.ARTICLE) or designation(line, Form.SECTION):
            cuts.append(match.end())
    return [
        replace(block, start=start, end=block.start + len(text[block.start : end].rstrip()))
        for start, end in pairwise((*cuts, block.end))
    ]


def _rejoined(
    blocks: Sequence[Block], lines: Sequence[Line], found: Mapping[int, Designation]
) -> tuple[list[Block], dict[int, Designation]]:
    """The blocks without the cuts that proved to announce nothing."""
    made: list[Block] = []
    announced: dict[int, Designation] = {}
    for index, block in enumerate(blocks):
        if lines[index].place is Place.ENDED and index not in found:
            made[-1] = replace(made[-1], end=block.end)
            continue
        if index in found:
            announced[len(made)] = found[index]
        made.append(block)
    return made, announced
