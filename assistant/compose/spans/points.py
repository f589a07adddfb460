"""Points: what a document says in turn, alinéa by alinéa, each with the list that it opens."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from assistant.compose.spans.anaphora import Anaphora, anaphora_of, is_about_its_document
from assistant.compose.spans.layout import LayoutSentence, Span
from assistant.compose.spans.limits import limits_what_precedes

Point = Sequence[LayoutSentence]


def points_around(lines: Sequence[LayoutSentence], core: Span) -> list[Point]:
    """The points between two headings that hold a sentence, but for what answers nothing.

    None where the sentence is no line of running text, such as a label with its value.
    """
    sections: list[list[LayoutSentence]] = [[]]
    for line in lines:
        if line.skipped:
            sections.append([])
        else:
            sections[-1].append(line)
    section = next((one for one in sections if holds(one, core)), [])
    said = [
        line
        for line in section
        if not is_about_its_document(line.text) and not line.text.endswith("?")
    ]
    return list(_points(said if holds(said, core) else section))


def _points(lines: Sequence[LayoutSentence]) -> Iterator[Point]:
    point: list[LayoutSentence] = []
    for line in lines:
        goes_on = line.item_level or not line.opens or line.text[:1].islower()
        if point and not goes_on:
            yield point
            point = []
        point.append(line)
    if point:
        yield point


def holds(lines: Sequence[LayoutSentence], span: Span) -> bool:
    """Whether one of the lines holds the sentence."""
    return any(line.span[0] <= span[0] < line.span[1] for line in lines)


def extent(*points: Point) -> Span:
    """Where the first of the points begins and the last one ends."""
    return points[0][0].span[0], points[-1][-1].span[1]


def length(*points: Point) -> int:
    """The characters from the beginning of the first point to the end of the last one."""
    start, end = extent(*points)
    return end - start


def alineas_of(points: Sequence[Point]) -> list[range]:
    """The numbers of the alinéas of each point, as a law counts them: an item is one too."""
    ends = [0, *accumulate(sum(line.opens for line in point) for point in points)]
    return [range(start + 1, end + 1) for start, end in pairwise(ends)]


def leans(point: Point) -> bool:
    """Whether the point means little without the one before: "Toutefois", "Ce délai", "Sauf"."""
    words = point[0].text
    return anaphora_of(words) is Anaphora.BEFORE or limits_what_precedes(words)
