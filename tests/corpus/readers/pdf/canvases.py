"""PDFs made with reportlab: an independent writer of what the reader is to read."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

Draw = Callable[[Canvas], object]
BODY = getSampleStyleSheet()["Normal"]
HEADING = getSampleStyleSheet()["Heading1"]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, black)]
LINE = "Le service rend compte de son activité devant le comité, comme chaque année,"


def drawn(*pages: Draw) -> bytes:
    """A PDF, a page for each of the functions that draw one."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def flowing(*story: Any, columns: int = 1, onto: Draw | None = None) -> bytes:
    """A PDF over whose columns and pages paragraphs and tables flow; `onto` draws on each page."""
    written = BytesIO()
    document = BaseDocTemplate(written, pagesize=A4)
    wide = (A4[0] - 100) / columns
    frames = [Frame(50 + place * wide, 60, wide - 10, 720) for place in range(columns)]

    def on_page(canvas: Canvas, _: object) -> None:
        if onto is not None:
            onto(canvas)

    document.addPageTemplates(PageTemplate(frames=frames, onPage=on_page))
    document.build(list(story))
    return written.getvalue()


def paragraph(text: str, style: Any = BODY) -> Any:
    """A paragraph that wraps."""
    return Paragraph(text, style)


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    style: Sequence[Any] = (),
    *,
    wrapped: bool = True,
    **more: Any,
) -> Any:
    """A table; its cells wrap."""
    cells = [[paragraph(cell) if wrapped else cell for cell in row] for row in rows]
    return Table(cells, list(widths), style=list(style), **more)


def lines(canvas: Canvas, top: float, count: int, text: str = LINE, *, x: float = 72) -> float:
    """Draws a line as many times as told; gives the height under them."""
    for place in range(count):
        canvas.drawString(x, top - 14 * place, text)
    return top - 14 * count


def pieces(canvas: Canvas, y: float, *words: str, x: float = 72) -> None:
    """Draws each string by itself, where the last one ends."""
    for word in words:
        canvas.drawString(x, y, word)
        x += canvas.stringWidth(word)


def changed(raw: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """The same PDF, changed with pypdf."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    change(writer)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
