"""The alinéas of a provision: its HTML cut into paragraphs, numbered items and rows of tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree, html

from corpus.builder import DocumentBuilder
from corpus.document import BlockKind

_BREAKS = frozenset(
    "p div br center table tbody thead ul ol li blockquote h1 h2 h3 h4 h5 h6".split()
)
_CELLS = frozenset(("td", "th"))
_ORDINALS = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies"
_MARKERS = (
    ("number", re.compile(r"[«\"“]?\s*\d{1,3}°")),
    ("letter", re.compile(rf"[«\"“]?\s*\(?[a-z]{{1,2}}(\s+({_ORDINALS}))?\)")),
    ("roman", re.compile(r"[«\"“]?\s*\((?:[ivx]{2,}|[IVX]+)\)")),
    ("count", re.compile(r"[«\"“]?\s*\(?\d{1,2}\)")),
    ("dash", re.compile(r"[-–—―•]\s*(?=[^\s\d-])")),
)


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph, an item (`level` counts from 1) or a row, its white space folded."""

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(slots=True)
class Nesting:
    """Tells how deep an item lies from the kinds of markers open above it: 1°, then a), then -."""

    _open: list[str] = field(default_factory=list)

    def place(self, text: str) -> Alinea:
        """`text` as an item where it begins with a marker, else as a paragraph."""
        marker = next((name for name, form in _MARKERS if form.match(text)), None)
        if marker is None:
            self._open.clear()
            return Alinea(BlockKind.PARAGRAPH, text)
        if marker in self._open:
            del self._open[self._open.index(marker) + 1 :]
        else:
            self._open.append(marker)
        return Alinea(BlockKind.LIST_ITEM, text, level=len(self._open))


def alineas(fragment: str) -> Iterator[Alinea]:
    """The alinéas of an HTML fragment, or of plain text, in reading order; none has no words.

    Raises lxml.etree.ParserError or ValueError where lxml cannot make a tree of it.
    """
    if not fragment.strip():
        return
    nesting = Nesting()
    for kind, text in _lines(html.fragment_fromstring(fragment, create_parent="div")):
        if kind is BlockKind.TABLE_ROW:
            yield Alinea(kind, text)
        else:
            yield nesting.place(text)


def write(builder: DocumentBuilder, lines: Sequence[Alinea]) -> tuple[int, int]:
    """Appends `lines`, at least one, to `builder`; the span that they take up in its text."""
    blocks = [builder.add(line.kind, line.text, level=line.level) for line in lines]
    start = next(block.start for block in blocks if block)
    return start, builder.length


def _lines(root: html.HtmlElement) -> Iterator[tuple[BlockKind, str]]:
    """Each line of text that breaks and blocks make, and each row of a table as one line."""
    words: list[str] = []
    cells: list[str] | None = None

    def take() -> str:
        line = " ".join("".join(words).split())
        words.clear()
        return line

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        opening = event == "start"
        if event in ("start", "end"):
            if tag == "tr":
                row = " | ".join(cells or ()).rstrip(" |")
                if not opening and row.strip(" |"):
                    yield BlockKind.TABLE_ROW, row
                if line := take():
                    yield BlockKind.PARAGRAPH, line
                cells = [] if opening else None
            elif tag in _CELLS and cells is not None:
                line = take()
                if not opening:
                    cells.append(line)
            elif tag in _BREAKS:
                if cells is not None:
                    words.append(" ")
                elif line := take():
                    yield BlockKind.PARAGRAPH, line
        words.append((element.text if opening else element.tail) or "")
    if line := take():
        yield BlockKind.PARAGRAPH, line
