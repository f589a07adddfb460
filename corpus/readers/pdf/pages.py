"""PDF: pages with a text layer, their columns and tables read in order, their notes apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pypdfium2 import PdfiumError

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile
from corpus.language import detect_language
from corpus.readers.pdf.blocks import write_blocks
from corpus.readers.pdf.columns import in_reading_order
from corpus.readers.pdf.furniture import drop_furniture
from corpus.readers.pdf.lines import PdfLine, body_size, with_markers
from corpus.readers.pdf.notes import Note, split_notes
from corpus.readers.pdf.opening import opened
from corpus.readers.pdf.recognition import recognise
from corpus.readers.pdf.sheets import FEWEST_LETTERS, PICTURE, Sheet, read_sheet
from corpus.readers.pdf.structure.file import Structure, read_structure
from corpus.readers.pdf.structure.words import letters_missed, pages_to_check
from corpus.readers.pdf.tables.cut_rows import with_whole_rows
from corpus.readers.titles import is_part_name, numbers_a_part, title_for
from corpus.reading import Reading, ReadingWarning, SourceFile
from corpus.text import MISSING

MOST_PAGES = 5_000
MOST_RECOGNISED = 500
_RECOGNISE = "build with --ocr, or run it through a text recogniser (ocrmypdf) and give the result"
_USUAL_LANGUAGE = "fr"
_SIZE = 11.0  # points, of letters recognised where the document has no others
# What a program leaves in place of a title.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|office)|untitled|sans titre|document\d*|powerpoint"
    r"|présentation|slide \d|layout \d|\(?anonymous\)?$|unspecified$|\W*$)"
    r"|\.(?:docx?|pdf|indd|qxd|odt|pptx?|rtf|tex|xlsx?)$",
    re.IGNORECASE,
)


def read(file: SourceFile) -> Reading:
    """The document that a PDF holds. Raises UnreadableFile where it has none to give.

    The dates that a PDF carries are those of the file: a copy or a conversion makes them new. They
    are no dates of publication, and are left.
    """
    structure = read_structure(file.raw, file.where)
    with opened(file.raw, file.where) as pdf:
        sheets, warnings = _read_sheets(pdf, file, structure)
        if file.ocr:
            sheets, warnings = _recognised(pdf, sheets, warnings)
    letters = sum(map(_letters, sheets))
    pictured = all(one.pictured and not one.recognised for one in sheets)
    if not letters or (pictured and letters < FEWEST_LETTERS * len(sheets)):
        raise UnreadableFile(file.where, _no_words(sheets, warnings), _RECOGNISE)
    pages, builder = _in_order(sheets), DocumentBuilder()
    recognised = write_blocks(builder, *pages)
    document = builder.build(
        file=file,
        title=_title(structure.title, pages[0], builder) or title_for(builder, file.path),
        language=detect_language(builder.text, default=structure.language or _USUAL_LANGUAGE),
        recognised=recognised,
    )
    return Reading((document,), (), tuple(warnings))


def _no_words(sheets: Sequence[Sheet], warnings: Sequence[ReadingWarning]) -> str:
    """Why a file has no words: what is said of all of its pages, where that is one thing."""
    said = {warning.message for warning in warnings if warning.page is not None}
    if len(said) == 1 and len(warnings) == len(sheets) and said != {PICTURE}:
        return f"it has no text layer: of each page, {said.pop()}"
    return "it has no text layer: its pages are pictures"


def _letters(sheet: Sheet) -> int:
    return sum(len(line.text) for line in (*sheet.lines, *sheet.aside))


def _read_sheets(
    pdf: Any, file: SourceFile, structure: Structure
) -> tuple[list[Sheet], list[ReadingWarning]]:
    """Each page, and what is to be said of it; one that cannot be read costs a warning."""
    sheets: list[Sheet] = []
    count = len(pdf)
    warnings = list(_on_structure(file, structure, count))
    if count > MOST_PAGES:
        warnings.append(file.warning(f"only the first {MOST_PAGES} of its {count} pages are read"))
    for number in range(1, min(count, MOST_PAGES) + 1):
        if structure.draws_too_often(number):
            message = "it draws too many forms inside each other, and is not read"
            warnings.append(file.warning(message, page=number))
            continue
        try:
            pinned, layers = structure.pinned(number), structure.layers
            sheet = read_sheet(pdf, number, pinned=pinned, layers=layers)
        except PdfiumError as error:
            if structure.pages is not None and number > structure.pages:
                break  # a page that pdfium was told of, and is not there
            warnings.append(file.warning(f"it cannot be read ({error})", page=number))
            continue
        sheets.append(sheet)
        warnings += [file.warning(message, page=number) for message in sheet.messages]
    warnings += _on_missing_words(file, structure, sheets)
    if not sheets:
        raise UnreadableFile(
            file.where, "not one of its pages can be read", "open it in a viewer and save it again"
        )
    return sheets, warnings


def _on_structure(file: SourceFile, structure: Structure, count: int) -> Iterator[ReadingWarning]:
    if structure.damage is not None:
        yield file.warning(
            f"its structure is damaged ({structure.damage}): its title, remarks, inserted files "
            "and layers that are switched off are not told"
        )
    elif structure.pages is None:
        yield file.warning("its list of pages is damaged: what is pinned to them is not told")
    elif structure.pages != count:
        yield file.warning(f"it lists {structure.pages} pages, and is said to have {count}")
    for name in structure.inserted:
        yield file.warning(f"the file “{name}”, inserted into it, is not read")


def _on_missing_words(
    file: SourceFile, structure: Structure, sheets: Sequence[Sheet]
) -> Iterator[ReadingWarning]:
    if structure.reader is None or structure.pages is None:
        return
    doubtful = [one.number for one in sheets if _letters(one) < FEWEST_LETTERS]
    checked = pages_to_check(doubtful, [one.number for one in sheets])
    for sheet in (one for one in sheets if one.number in checked):
        read = " ".join((*(line.text for line in (*sheet.lines, *sheet.aside)), sheet.spare))
        missed = letters_missed(structure.reader, sheet.number, read)
        if missed:
            message = f"some of its words may be missing: it holds {missed} letters more"
            yield file.warning(message, page=sheet.number)


def _recognised(
    pdf: Any, sheets: Sequence[Sheet], warnings: Sequence[ReadingWarning]
) -> tuple[list[Sheet], list[ReadingWarning]]:
    """The pages, the words of those that are pictures recognised, and the warnings that hold."""
    size = body_size(line for one in sheets if not one.pictured for line in one.lines)
    read: list[Sheet] = []
    said: dict[int, str] = {}
    done = 0
    for sheet in sheets:
        if not sheet.pictured or done == MOST_RECOGNISED:
            read.append(sheet)
            continue
        done += 1
        found = recognise(pdf[sheet.number - 1], sheet.number, size=size if size > 1 else _SIZE)
        if found.problem is not None:
            said[sheet.number] = f"it is a picture, and is not read: {found.problem}"
            read.append(sheet)
            continue
        unsure = f"; {found.unsure} of them are uncertain and left out" if found.unsure else ""
        said[sheet.number] = f"its words were recognised from a picture{unsure}"
        read.append(replace(sheet, lines=found.lines, aside=(), rules=(), recognised=True))
    told = [
        replace(warning, message=said.pop(warning.page))
        if warning.page is not None and warning.page in said
        else warning
        for warning in warnings
    ]
    return read, told


def _in_order(sheets: Sequence[Sheet]) -> tuple[list[list[PdfLine]], list[Note]]:
    """The lines of each page as a person reads them, and the footnotes of all."""
    kept = drop_furniture([(list(one.lines), one.height) for one in sheets])
    kept = [with_markers(lines) for lines in kept]
    size = body_size(line for lines in kept for line in lines)
    plain = [() if one.recognised else one.rules for one in sheets]
    pages, notes = split_notes(kept, plain, size)
    ordered = []
    for sheet, lines in zip(sheets, pages, strict=True):
        there = list(lines) if sheet.recognised else in_reading_order(lines, sheet.rules)
        if sheet.pictured and not sheet.recognised:
            there.insert(0, PdfLine(MISSING, 0, 0, 0, size, False, sheet.number))
        if sheet.layered:
            there = [replace(line, recognised=True) for line in there]
        ordered.append(there)
    return with_whole_rows(ordered), sorted(
        (*notes, *_aside(sheets, size)), key=lambda note: note.first.page
    )


def _aside(sheets: Sequence[Sheet], size: float) -> Iterator[Note]:
    """Lines that run across their page: no sentence of it goes on in them."""
    for sheet in sheets:
        for line in sheet.aside:
            one = replace(line, size=size, bold=False, recognised=sheet.layered)
            yield Note(line.text, one, "")


def _title(given: str, pages: Sequence[Sequence[PdfLine]], builder: DocumentBuilder) -> str | None:
    """The title that the file gives, where a person wrote it; or the largest words at its head."""
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
    title = " ".join(words)[:250]
    return None if is_part_name(title) or numbers_a_part(title, builder) else title or None
