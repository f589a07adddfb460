"""What is drawn in a Word document: the text boxes in it, and what words it hides from a reader."""

import re
from dataclasses import dataclass
from typing import Any

from corpus.readers.office.docx.names import inside, local, w
from corpus.readers.office.docx.remarks import NotRead

_TEXT_BOX = w("txbxContent")
_FORMULA_PROGRAM = re.compile(r"equation|mathtype", re.IGNORECASE)
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Graphic:
    """A drawing, a picture or an object: its boxes and lettering, and what of it is not read.

    `stands_in_line` is whether it stands among the letters, as one of them.
    """

    boxes: tuple[Any, ...] = ()
    lettering: tuple[str, ...] = ()
    unread: str | None = None
    is_formula: bool = False
    is_picture: bool = False
    is_described: bool = False
    stands_in_line: bool = False


def graphic(element: Any) -> Graphic:
    """What `w:drawing`, `w:pict` or `w:object` holds."""
    boxes: list[Any] = []
    lettering: list[str] = []
    unread: str | None = None
    picture = described = formula = False
    in_line = not any(local(one) == "anchor" for one in element)
    for one in inside(element, without=frozenset((_TEXT_BOX,))):
        name = local(one)
        if name == "docPr" and one.get("hidden") in ("1", "true"):
            return Graphic()
        if one.tag == _TEXT_BOX:
            boxes.append(one)
        elif name == "textpath" and one.get("string", "").strip():
            lettering.append(one.get("string"))
        elif name == "shape" and _INVISIBLE.search(one.get("style", "")):
            return Graphic()
        elif name == "OLEObject":
            program = one.get("ProgID", "")
            formula = bool(_FORMULA_PROGRAM.match(program))
            unread = NotRead.OBJECT if not program else f"{NotRead.OBJECT} ({program[:60]})"
        elif name == "chart":
            unread = NotRead.CHART
        elif name == "relIds":
            unread = NotRead.DIAGRAM
        elif name in ("blip", "imagedata"):
            picture = True
        in_line = in_line and not (name == "shape" and "absolute" in one.get("style", ""))
        described = described or bool((one.get("descr") or one.get("alt") or "").strip())
    if formula:
        unread = NotRead.FORMULA
    return Graphic(
        tuple(boxes),
        tuple(lettering),
        unread,
        formula,
        picture and unread is None,
        described,
        in_line and not boxes,
    )
