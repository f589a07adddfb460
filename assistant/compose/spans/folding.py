"""Folding: of a long list, what is shown and what is folded away."""

from collections.abc import Callable, Iterator

from assistant.compose.spans.layout import LayoutSentence, Span
from assistant.compose.spans.points import Point, extent, holds, length

# Characters: the longest list that is shown whole, and whole for who asks for all of it.
LONGEST_LIST = 600
LONGEST_ASKED_LIST = 1200

Likeness = Callable[[Span], float]


def fold(
    point: Point, core: Span, likeness: Likeness, *, above: int = 0
) -> Iterator[tuple[Span, bool]]:
    """The spans of a point, and whether each is shown: all but items that do not answer.

    The item answers that holds `core`; where that is what introduces the list, all of them do, or
    of too many the one that is likest. `above` is the level over the items.
    """
    items, outside = _items(point, above=above)
    asked = next((item for item in items if holds(item, core)), None)
    longest = LONGEST_LIST if asked else LONGEST_ASKED_LIST
    if not items or length(point) <= longest:
        yield extent(point), True
        return
    chosen = asked or max(items, key=lambda item: max(likeness(line.span) for line in item))
    for line in outside:
        yield line.span, True
    for item in items:
        if item is chosen:
            yield from fold(item, core, likeness, above=item[0].item_level)
        else:
            yield extent(item), False


def _items(point: Point, *, above: int) -> tuple[list[Point], list[LayoutSentence]]:
    """The items of a list, with their own lists, and the lines before and after them."""
    items: list[list[LayoutSentence]] = []
    outside: list[LayoutSentence] = []
    for line in point:
        level = line.item_level
        names_columns = line.is_row and not items and not (outside and outside[-1].is_row)
        if level <= above or names_columns:
            outside.append(line)
        elif items and (level > items[0][0].item_level or not line.opens):
            items[-1].append(line)
        else:
            items.append([line])
    return list(items), outside
