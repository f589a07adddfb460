"""Which office format a file is in: by the parts of an archive, or by the root of flat XML."""

import re
from collections.abc import Collection

from corpus.errors import UnsupportedFormat
from corpus.formats.format import Format

# The parts of an archive that say what it is, the first that there is.
SAY_TYPE = ("mimetype", "META-INF/manifest.xml", "[Content_Types].xml")
# How the main part of a Word document is called, in a list of parts or in flat XML.
WORD_TYPE = re.compile(r"(?:wordprocessingml\.\w+|ms-word\.\w+\.macroEnabled)\.main\+xml")
_SAVE_AS = "save it as PDF, DOCX, ODT, HTML, Markdown or plain text"
# How the part that a file is about is named: most often without a number.
_MAIN_PARTS = (
    (re.compile(r"word/document.*"), Format.DOCX),
    (re.compile(r"xl/workbook\d*\.xml"), Format.XLSX),
    (re.compile(r"ppt/presentation\d*\.xml"), Format.PPTX),
)
# What begins a name in an archive, or stands in its type, where no reader takes it.
_UNREAD_ARCHIVES = (
    ("xl/", "a spreadsheet in Excel's binary format", "save it as XLSX or CSV"),
    ("ppt/", "a presentation without its slides", "save it again as PPTX, or as PDF"),
    ("opendocument", "a drawing, chart or database of OpenDocument", "save it as PDF"),
    ("vnd.sun.xml", "an old OpenOffice file", "open it in LibreOffice and save it as ODT"),
    ("epub", "an EPUB book", _SAVE_AS),
)
_OPEN_DOCUMENT = re.compile(
    r"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)\b"
)
_OPEN_DOCUMENT_NAMES = "urn:oasis:names:tc:opendocument:"
_OPEN_DOCUMENTS = {
    "text": Format.ODT,
    "spreadsheet": Format.ODS,
    "presentation": Format.ODP,
}


def archive_format(names: Collection[str], *, type: str, where: str) -> Format | None:
    """The format of an archive with these parts; `type` is what it says of itself.

    None where it is nothing of an office. Raises UnsupportedFormat where no reader takes it.
    """
    if "word/document.xml" in names:
        return Format.DOCX
    open_document = _OPEN_DOCUMENT.search(type)
    if open_document:
        return _OPEN_DOCUMENTS[open_document[1]]
    if WORD_TYPE.search(type):
        return Format.DOCX
    for part, format in _MAIN_PARTS:
        if any(part.fullmatch(name) for name in names):
            return format
    for mark, what, remedy in _UNREAD_ARCHIVES:
        if mark in type or any(name.startswith(mark) for name in names):
            raise UnsupportedFormat(where, f"it is {what}", remedy)
    return None


def flat_format(root: str, start: str) -> Format | None:
    """The format of XML whose root has this name, where it is a flat office file."""
    if root == "package" and WORD_TYPE.search(start):
        return Format.DOCX
    flat = _OPEN_DOCUMENT.search(start) if root == "document" else None
    if flat:
        return _OPEN_DOCUMENTS[flat[1]]
    return Format.ODT if root == "document-content" and _OPEN_DOCUMENT_NAMES in start else None
