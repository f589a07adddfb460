"""The text of a document before and after a passage, cut where its blocks are."""

from corpus.document import Document
from corpus.passage import Passage


def surrounding_text(
    document: Document, passage: Passage, *, limit: int = 1_500
) -> tuple[str, str]:
    """The text before and after `passage`, of at most `limit` characters each.

    `before + passage.text + after` is a stretch of `document.text`, to the letter. Each side is
    made of whole blocks; a nearest block that is longer than the limit is cut between words.
    """
    begin = _begin(document, passage.start, max(0, passage.start - limit))
    finish = _finish(document, passage.end, min(len(document.text), passage.end + limit))
    return document.text[begin : passage.start], document.text[passage.end : finish]


def _begin(document: Document, start: int, floor: int) -> int:
    starts = [block.start for block in document.blocks if floor <= block.start <= start]
    if starts and (starts[0] < start or floor == 0):
        return starts[0]
    gap = document.text.find(" ", floor, start)
    return floor if floor == 0 else start if gap < 0 else gap + 1


def _finish(document: Document, end: int, ceiling: int) -> int:
    ends = [block.end for block in document.blocks if end <= block.end <= ceiling]
    if ends and (ends[-1] > end or ceiling == len(document.text)):
        return ends[-1]
    gap = document.text.rfind(" ", end, ceiling)
    return ceiling if ceiling == len(document.text) else end if gap < 0 else gap
