"""What is pinned to a PDF page: fields, stamps, remarks, files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf.generic import DictionaryObject

from corpus.readers.pdf.rotation import Box, around
from corpus.readers.pdf.structure.values import entries, texts, value

MOST = 2_000  # a page
_MOST_WORDS_TOLD = 120  # letters
_DEEPEST_FIELD = 8
_MOST_STRETCHES = 200  # that remarks strike out of a page
_HIDDEN = 1 << 1 | 1 << 5  # flags of what no viewer shows
# Their words are drawn on the page for all to see.
_DRAWN = frozenset(("/FreeText", "/Stamp", "/Widget"))
# Their words are shown to who clicks on them.
_REMARKS = frozenset(
    ("/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pinned:
    """Whether words pinned to a page are drawn on it, and what of it is not read.

    `struck` are the stretches of the page that remarks strike out; `boxes` counts those to tick.
    """

    drawn: bool = False
    messages: tuple[str, ...] = ()
    count: int = 0
    struck: tuple[Box, ...] = ()
    boxes: int = 0


NOTHING_PINNED = Pinned()


def pinned_to(page: DictionaryObject, *, most: int = MOST) -> Pinned:
    """What is pinned to a page, of which the first things are looked at, bounded by `most`."""
    drawn, lost, struck = False, list[str](), list[Box]()
    remarks = unplaced = files = boxes = count = 0
    for annotation in entries(page, "/Annots", most=most):
        count += 1
        subtype, flags = value(annotation, "/Subtype"), value(annotation, "/F")
        if isinstance(flags, int) and flags & _HIDDEN:
            continue
        if subtype in _DRAWN and value(annotation, "/AP") is not None:
            drawn = True
        elif subtype in _DRAWN:
            lost.append(_field(annotation) or texts(annotation, "/Contents"))
        elif subtype in _REMARKS and texts(annotation, "/Contents"):
            remarks += 1
        elif subtype == "/FileAttachment":
            files += 1
        boxes += subtype == "/Widget" and _is_box(annotation)
        if subtype == "/StrikeOut":
            places = list(_places(annotation))
            struck += places
            unplaced += not places
    unplaced += max(0, len(struck) - _MOST_STRETCHES)
    told = [f"words pinned to it are not read: “{one[:_MOST_WORDS_TOLD]}”" for one in lost if one]
    if remarks:
        told.append(f"remarks pinned to it are left out ({remarks})")
    if unplaced:
        told.append(f"words struck out by a remark are read all the same ({unplaced})")
    if files:
        told.append("a file is pinned to it, which is not read")
    return Pinned(drawn, tuple(told), count, tuple(struck[:_MOST_STRETCHES]), boxes)


def _places(annotation: Any) -> Iterator[Box]:
    """The stretches of a page that a remark marks, of which each is told by its four corners."""
    numbers = [float(one) for one in entries(annotation, "/QuadPoints", most=8 * _MOST_STRETCHES)]
    for start in range(0, len(numbers) - 7, 8):
        corners = numbers[start : start + 8]
        yield around(list(zip(corners[::2], corners[1::2], strict=True)))


def _is_box(annotation: Any) -> bool:
    """Whether a field is ticked or not; a button to press is neither."""
    return (
        value(annotation, "/AS") is not None and value(_holder(annotation, "/FT"), "/FT") == "/Btn"
    )


def _field(annotation: Any) -> str:
    """What is filled into a field."""
    return texts(_holder(annotation, "/V"), "/V")


def _holder(annotation: Any, key: str) -> Any:
    """A field, or that of the fields that it is a part of which has the key."""
    for _ in range(_DEEPEST_FIELD):
        if annotation is None or value(annotation, key) is not None:
            break
        annotation = value(annotation, "/Parent")
    return annotation
