"""PDF: pages with a text layer, their columns read in order."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.readers.pdf.blocks import write_blocks
from corpus.readers.pdf.lines import PdfLine, drop_furniture, in_reading_order, read_lines
from corpus.readers.titles import title_for
from corpus.reading import Reading, ReadingWarning, SourceFile

MOST_PAGES = 5_000
_FEWEST_LETTERS = 10  # a page: fewer on all of them is no text layer
# What a program leaves in place of a title.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|office)|untitled|sans titre|document\d*|powerpoint"
    r"|présentation|slide \d|layout \d|\W*$)|\.(?:docx?|pdf|indd|qxd|odt|pptx?|rtf|tex|xlsx?)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def read(file: SourceFile) -> Reading:
    """The document that a PDF holds. Raises UnreadableFile where it has none to give."""
    where = file.where
    with _quiet():
        reader = _open(file.raw, where)
        numbered = _read_pages(reader, file)
    lines, warnings = numbered
    if sum(len(line.text) for page, _ in lines for line in page) < _FEWEST_LETTERS * len(lines):
        raise UnreadableFile(
            where,
            "it has no text layer: its pages are pictures",
            "run it through a text recogniser (ocrmypdf) and give the result",
        )
    pages = [in_reading_order(page) for page in drop_furniture(lines)]
    builder = DocumentBuilder()
    write_blocks(builder, pages)
    metadata = _metadata(reader)
    document = builder.build(
        file=file,
        title=_title(metadata, pages) or title_for(builder, file.path),
        published=_date(metadata.get("/CreationDate")),
        modified=_date(metadata.get("/ModDate")),
    )
    return Reading((document,), (), tuple(warnings))


def _open(raw: bytes, where: str) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(where, "it is encrypted", "remove its password and give it again")
        if not reader.pages:
            raise UnreadableFile(where, "it has no page", "check that the file is whole")
    except DependencyError as error:
        raise UnreadableFile(
            where, "it is encrypted in a way that is not read here", "remove its password"
        ) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(
            where, f"it is a broken PDF ({error})", "open it in a viewer and save it again"
        ) from error
    return reader


def _read_pages(
    reader: Any, file: SourceFile
) -> tuple[list[tuple[list[PdfLine], float]], list[ReadingWarning]]:
    """The lines of each page, with its height; a page that cannot be read costs a warning."""
    pages: list[tuple[list[PdfLine], float]] = []
    warnings: list[ReadingWarning] = []
    count = len(reader.pages)
    if count > MOST_PAGES:
        warnings.append(file.warning(f"only the first {MOST_PAGES} of its {count} pages are read"))
    for number in range(1, min(count, MOST_PAGES) + 1):
        try:
            pages.append(read_lines(reader.pages[number - 1], number))
        # pypdf raises whatever its parts do on a damaged page: the others are read all the same.
        except Exception as error:  # noqa: BLE001
            warnings.append(
                file.warning(f"it cannot be read ({type(error).__name__}: {error})", page=number)
            )
    if not pages:
        raise UnreadableFile(
            file.where, "not one of its pages can be read", "open it in a viewer and save it again"
        )
    return pages, warnings


def _metadata(reader: Any) -> dict[str, str]:
    try:
        found = reader.metadata or {}
        return {str(key): str(value) for key, value in found.items() if value is not None}
    except (ValueError, KeyError, TypeError, AttributeError):
        # Metadata is not worth a document.
        return {}


def _title(metadata: dict[str, str], pages: Sequence[Sequence[PdfLine]]) -> str | None:
    """The title that the file gives, where a person wrote it; or the largest words at its head."""
    given = " ".join(metadata.get("/Title", "").split())
    if len(given) > 3 and not _NO_TITLE.search(given):
        return given
    head = [line for page in pages[:2] for line in page]
    if not head:
        return None
    largest = max(line.size for line in head)
    body = sorted(line.size for page in pages for line in page)
    if largest < body[len(body) // 2] + 2:
        return None
    first = next(place for place, line in enumerate(head) if line.size == largest)
    words: list[str] = []
    for line in head[first:]:
        if line.size < largest - 0.5 or line.page != head[first].page:
            break
        words.append(line.text)
    return " ".join(words)[:250] or None


def _date(text: str | None) -> date | None:
    found = _DATE.match(text or "")
    if not found:
        return None
    year, month, day = found.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps pypdf's complaints about a file out of the log: what matters is said in warnings."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
