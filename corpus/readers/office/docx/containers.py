"""What wraps the blocks of a Word document: content controls, marks of XML, versions."""

from collections.abc import Iterator
from typing import Any

from corpus.readers.office.docx.names import at, is_on, m, shown, value_at, w

LINES = frozenset((w("p"), w("r"), m("oMath"), m("oMathPara")))
INSERTED = frozenset((w("altChunk"), w("subDoc")))
_BLOCKS = LINES | INSERTED | {w("tbl")}
_UNSEEN = frozenset(
    w(name)
    for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "tcPr", "tblPr", "sectPr", "customXmlPr")
)


def blocks_in(parent: Any) -> Iterator[Any]:
    """The paragraphs, tables and inserted files in `parent`, and the prompts of forms in it.

    A table of contents is passed over: it repeats the headings.
    """
    pending = list(shown(parent))[::-1]
    while pending:
        element = pending.pop()
        if element.tag in _BLOCKS or (element.tag == w("sdt") and is_prompt(element)):
            yield element
        elif element.tag not in _UNSEEN and not (element.tag == w("sdt") and _is_contents(element)):
            pending.extend(list(shown(element))[::-1])


def is_prompt(control: Any) -> bool:
    """Whether a content control shows what is to be filled in."""
    return bool(is_on(at(control, "sdtPr", "showingPlcHdr")))


def _is_contents(control: Any) -> bool:
    gallery = value_at(control, "sdtPr", "docPartObj", "docPartGallery") or ""
    return gallery.casefold() == "table of contents"
