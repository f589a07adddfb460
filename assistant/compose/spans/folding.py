"""Folding: of a long list, what is shown and what is folded away."""

from collections.abc import Callable, Iterator

from assistant.compose.spans.layout import LayoutSentence, Span
from assistant.compose.spans.points import Point, extent, holds, length

Likeness = Callable[[Span], float]


def fold(
    point: Point, core: Span, likeness: Likeness, *, longest: int, above: int = 0
) -> Iterator[tuple[Span, bool]]:
    """The spans of a point, and whether each is shown: all but items that do not answer.

    The item answers that holds `core`, or the likest one where that is what introduces the list.
    A list is shown whole up to `longest` characters. `above` is the level over the items.
    """
    items, outside = _items(point, above=above)
    asked = next((item for item in items if holds(item, core)), None)
    if not items or length(point) <= longest:
        yield extent(point), True
        return
    chosen = asked or max(items, key=lambda item: max(likeness(line.span) for line in item))
    for line in outside:
        yield line.span, True
    for item in items:
        if item is chosen:
            yield from fold(item, core, likeness, longest=longest, above=item[0].item_level)
        else:
            yield extent(item), False


def _items(point: Point, *, above: int) -> tuple[list[Point], list[LayoutSentence]]:
    """The items of a list, with their own lists, and the lines before and after them."""
    items: list[list[LayoutSentence]] = []
    outside: list[LayoutSentence] = []
    before: LayoutSentence | None = None
    for line in point:
        level = line.item_level
        names_columns = line.is_row and (before is None or not before.is_row)
        if level <= above or names_columns:
            outside.append(line)
        elif (
            items
            and before is items[-1][-1]
            and (level > items[-1][0].item_level or not line.opens)
        ):
            items[-1].append(line)
        else:
            items.append([line])
        before = line
    return list(items), outside
