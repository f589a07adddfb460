"""What a file is that no reader takes, told from its content, and what to do about it."""

import re

_PICTURE = "it is a picture", "run text recognition on it, and give the text as PDF or text"
_SOUND = "it is a sound recording", "give its transcript as text"
_FILM = "it is a film", "give its transcript as text"
_PROGRAM = "it is a program", "take it out"
_UNPACK = "unpack it, and give the documents that are in it"
_OLD_TABLE = "open it in an office program and save it as XLSX, ODS or CSV"
_OLD_SLIDES = "open it in an office program and save it as PPTX, ODP or PDF"
_OLD_TEXT = "open it in an office program and save it as DOCX or ODT"
_PDF_OR_TEXT = "save it as PDF, DOCX, ODT, HTML, Markdown or plain text"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "it is RTF", _OLD_TEXT),
    (b"\x89PNG", *_PICTURE),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"GIF8", *_PICTURE),
    (b"II*\x00", *_PICTURE),
    (b"MM\x00*", *_PICTURE),
    (b"BM", *_PICTURE),
    (b"\x00\x00\x01\x00", *_PICTURE),
    (b"8BPS", *_PICTURE),
    (b"\xff\x0a", *_PICTURE),
    (b"%!PS", "it is PostScript", "save it as PDF"),
    (b"\xc5\xd0\xd3\xc6", "it is PostScript", "save it as PDF"),
    (b"AT&TFORM", "it is DjVu", "save it as PDF"),
    (b"ITSF", "it is a compiled Windows help file", "give its pages as HTML or PDF"),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "it is a OneNote notebook", "export its pages as PDF"),
    (b"\x00\x01\x00\x00Standard ", "it is an Access database", "export its tables as CSV"),
    (b"SQLite format 3\x00", "it is an SQLite database", "export its tables as CSV"),
    (b"PAR1", "it is Parquet, a table of data", "export it as CSV"),
    (b"ARROW1", "it is Arrow, a table of data", "export it as CSV"),
    (b"\x89HDF", "it is HDF5, data without prose", "export its tables as CSV"),
    (b"ID3", *_SOUND),
    (b"OggS", *_SOUND),
    (b"fLaC", *_SOUND),
    (b"\xff\xfb", *_SOUND),
    (b"\xff\xf3", *_SOUND),
    (b"MThd", *_SOUND),
    (b"\x1a\x45\xdf\xa3", *_FILM),
    (b"\x00\x00\x01\xba", *_FILM),
    (b"FLV\x01", *_FILM),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", *_FILM),
    (b"\x00\x00\x00\x0cJXL ", *_PICTURE),
    (b"\x00\x00\x00\x0cjP  ", *_PICTURE),
    (b"\xd7\xcd\xc6\x9a", "it is a drawing", "save it as PDF"),
    (b"AC10", "it is an AutoCAD drawing", "save it as PDF"),
    (b"CWS", "it is a Flash film", _FILM[1]),
    (b"FWS", "it is a Flash film", _FILM[1]),
    (b"\x09\x04\x06\x00", "it is an old Excel file (.xls)", _OLD_TABLE),
    (b"\x09\x08\x10\x00", "it is an old Excel file (.xls)", _OLD_TABLE),
    (b"MZ", *_PROGRAM),
    (b"\x7fELF", *_PROGRAM),
    (b"\xca\xfe\xba\xbe", *_PROGRAM),
    (b"\xcf\xfa\xed\xfe", *_PROGRAM),
    (b"\x00asm", *_PROGRAM),
    (b"!<arch>", *_PROGRAM),
    (b"wOFF", "it is a font", "take it out"),
    (b"wOF2", "it is a font", "take it out"),
    (b"OTTO\x00", "it is a font", "take it out"),
    (b"\x00\x01\x00\x00\x00", "it is a font", "take it out"),
    (b"\x1f\x8b", "it is a gzip archive", _UNPACK),
    (b"7z\xbc\xaf", "it is a 7z archive", _UNPACK),
    (b"Rar!", "it is a RAR archive", _UNPACK),
    (b"BZh", "it is a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "it is an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "it is a Zstandard archive", _UNPACK),
    (b"MSCF", "it is a Windows cabinet, an archive", _UNPACK),
    (b"\xffWPC", "it is a WordPerfect document", "open it in LibreOffice and save it as ODT"),
    (b"\x31\xbe\x00\x00", "it is an old Windows Write document", _PDF_OR_TEXT),
    (b"bplist00", "it is a property list, settings of a Mac", "take it out"),
    (b"\x80\x04\x95", "it is a pickle, data of a Python program", "take it out"),
    (b"\x93NUMPY", "it is an array of numbers", "take it out"),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", "it is a shortcut", "give the file that it leads to"),
    (b"!BDN", "it is an Outlook data file", "save its messages as .eml or PDF"),
)
# Letters that a text may begin with too are only heeded where bytes of no text follow.
_WORDS = (
    b"BM",
    b"MZ",
    b"ID3",
    b"GIF8",
    b"PAR1",
    b"ITSF",
    b"MSCF",
    b"BZh",
    b"OTTO",
    b"MThd",
    b"AC10",
    b"CWS",
    b"FWS",
)
_OLE = b"\xd0\xcf\x11\xe0"
# The names of entries in an OLE file, in the order in which they tell one from another.
_OLE_ENTRIES: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "it is encrypted", "remove its password and save it again"),
    ("__properties_version1.0", "it is a message of Outlook", "save it as .eml or PDF"),
    ("__substg1.0_", "it is a message of Outlook", "save it as .eml or PDF"),
    ("__nameid_version1.0", "it is a message of Outlook", "save it as .eml or PDF"),
    ("PowerPoint Document", "it is an old PowerPoint file (.ppt)", _OLD_SLIDES),
    ("Workbook", "it is an old Excel file (.xls)", _OLD_TABLE),
    ("WordDocument", "it is an old Word file (.doc)", _OLD_TEXT),
    ("VisioDocument", "it is a Visio drawing", "save it as PDF"),
    ("Quill", "it is a Publisher file", "save it as PDF"),
    ("Props", "it is a Project plan", "save it as PDF, or its table as CSV"),
    ("StarWriterDocument", "it is an old StarOffice file", _OLD_TEXT),
    ("MatOST", "it is a Works document", "open it in LibreOffice and save it as ODT"),
    ("SummaryInformation.msi", *_PROGRAM),
    ("Book", "it is an old Excel file (.xls)", _OLD_TABLE),
)
# The first bytes of the class of a root, and the entry that a file of this class has.
_OLE_CLASSES = {
    b"\x0b\x0d\x02\x00": "__properties_version1.0",
    b"\x06\x09\x02\x00": "WordDocument",
    b"\x20\x08\x02\x00": "Workbook",
    b"\x10\x08\x02\x00": "Workbook",
    b"\x10\x8d\x81\x64": "PowerPoint Document",
    b"\x84\x10\x0c\x00": "SummaryInformation.msi",
}
_OLE_SUFFIXES = {
    ".msg": "__properties_version1.0", ".oft": "__properties_version1.0",
    ".doc": "WordDocument", ".dot": "WordDocument",
    ".xls": "Workbook", ".xlt": "Workbook", ".xla": "Workbook",
    ".ppt": "PowerPoint Document", ".pps": "PowerPoint Document", ".pot": "PowerPoint Document",
    ".vsd": "VisioDocument", ".pub": "Quill", ".mpp": "Props", ".wps": "MatOST",
}  # fmt: skip
_ARCHIVES: tuple[tuple[str, str, str], ...] = (
    ("Index/", "it is a document of Apple's iWork", "export it as DOCX, PPTX or PDF"),
    ("index.apxl", "it is a document of Apple's iWork", "export it as DOCX, PPTX or PDF"),
    ("buildVersionHistory.plist", "it is a document of Apple's iWork", "export it as DOCX or PDF"),
    ("Index.zip", "it is a document of Apple's iWork", "export it as DOCX, PPTX or PDF"),
    ("visio/", "it is a Visio drawing", "save it as PDF"),
    ("META-INF/container.xml", "it is an EPUB book", _PDF_OR_TEXT),
    ("META-INF/MANIFEST.MF", *_PROGRAM),
    ("AndroidManifest.xml", *_PROGRAM),
    ("doc.kml", "it is KMZ, places on a map", "give the page that describes them"),
)
_FTYP = {
    b"heic": _PICTURE, b"heix": _PICTURE, b"mif1": _PICTURE, b"heif": _PICTURE, b"avif": _PICTURE,
    b"M4A ": _SOUND, b"M4B ": _SOUND,
}  # fmt: skip
_RIFF = {b"WEBP": _PICTURE, b"WAVE": _SOUND, b"AVI ": _FILM}
_EXPORT = "export it as HTML, PDF or Markdown"
_TEXTS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(form, re.IGNORECASE), what, remedy)
    for form, what, remedy in (
        (r"BEGIN:VCALENDAR\b", "it is a calendar", "give the page that announces its events"),
        (r"BEGIN:VCARD\b", "it is an address card, with personal data", "take it out"),
        (r"WEBVTT\b", "it is subtitles", "give the transcript as text"),
        (
            r"\d+\n\d\d:\d\d:\d\d[,.]\d{3} --> ",
            "it is subtitles",
            "give the transcript as text",
        ),
        (r"-----BEGIN (?!PGP SIGNED)[A-Z ]+-----", "it is a key or a certificate", "take it out"),
        (
            r"(?:%.*\n|\s)*\\documentclass\b",
            "it is LaTeX",
            "give the PDF that is made of it, or convert it to HTML",
        ),
        (r"\.\\\"|\.TH [A-Z]", "it is a manual page in troff", _EXPORT),
        (r"diff --git a/|Index: \S+\n={20}", "it is a patch of a program", "take it out"),
        (
            r"-- (?:MySQL|PostgreSQL|MariaDB|SQLite)[^\n]{0,40}dump",
            "it is a dump of a database",
            "export its tables as CSV",
        ),
        (r"\s*0\n\s*SECTION\n", "it is a drawing (DXF)", "save it as PDF"),
        (r"\[InternetShortcut\]", "it is a shortcut", "give the page that it leads to"),
        (r"#!\s*/", "it is a script", "take it out"),
        (r"<\?php\b", "it is a script", "give the page that it makes, saved as HTML"),
    )
)
_RST = re.compile(
    r"^\.\. [\w-]+::|^\.\. _[^:\n]+:|^:[\w-]+: \S|:[a-z]+:`[^`\n]+`|``[^`\n]+``", re.M
)
_ADOC = re.compile(
    r"^={1,5} \S|^:[\w!-]+:(?: |$)|^\[[\w,.#%= \"-]+\]$|^(?:NOTE|TIP|WARNING): ", re.M
)
_WIKI = re.compile(r"^={2,5}[^=\n]+={2,5}[ \t]*$|^\{\||'''[^'\n]+'''", re.M)
_DIALECTS = {
    (".rst", ".rest"): (_RST, "it is reStructuredText"),
    (".adoc", ".asciidoc", ".asc"): (_ADOC, "it is AsciiDoc"),
    (".wiki", ".mediawiki"): (_WIKI, "it is the markup of a wiki"),
}


def foreign_binary(raw: bytes, suffix: str) -> tuple[str, str] | None:
    """What bytes are that no reader takes, and what to do; None where they may be read.

    The ending of the file's name counts where they do not tell.
    """
    if raw.startswith(_OLE):
        return _old_office(raw, suffix)
    if raw[4:8] == b"ftyp":
        return _FTYP.get(raw[8:12], _FILM)
    if raw.startswith(b"RIFF"):
        return _RIFF.get(raw[8:12], _FILM)
    if raw[257:262] == b"ustar":
        return "it is a tar archive", _UNPACK
    for magic, what, remedy in _MAGIC:
        if raw.startswith(magic) and (not magic.startswith(_WORDS) or _is_data(raw)):
            return what, remedy
    return None


def _is_data(raw: bytes) -> bool:
    return any(byte < 9 for byte in raw[:512]) or len(raw) < 16


def _old_office(raw: bytes, suffix: str) -> tuple[str, str]:
    """What a compound file is, by the class of its root, else by the names of what is in it."""
    names = _entries(raw)
    if "encryptedpackage" in names:
        return "it is encrypted", "remove its password and save it again"
    sector = 1 << min(int.from_bytes(raw[30:32], "little"), 16)
    root = (int.from_bytes(raw[48:52], "little") + 1) * sector
    told = _OLE_CLASSES.get(raw[root + 80 : root + 84])
    if told is None and not names:
        told = _OLE_SUFFIXES.get(suffix)
    for name, what, remedy in _OLE_ENTRIES:
        if name == told or (told is None and any(one.startswith(name.lower()) for one in names)):
            return what, remedy
    return "it is a file of an old Office program", _PDF_OR_TEXT


def _entries(raw: bytes) -> frozenset[str]:
    """The names of what is in a compound file: each is at the beginning of 128 bytes."""
    names: set[str] = set()
    for place in range(512, len(raw) - 127, 128):
        length = int.from_bytes(raw[place + 64 : place + 66], "little")
        if 4 <= length <= 64 and length % 2 == 0 and raw[place + 66] in (1, 2, 5):
            name = raw[place : place + length - 2].decode("utf-16-le", "replace")
            names.add(name.strip("\x01\x03\x05").lower())
    if names:
        return frozenset(names)
    # A damaged file, of which only the names are left.
    return frozenset(n.lower() for n, *_ in _OLE_ENTRIES if n.encode("utf-16-le") in raw)


def foreign_archive(names: frozenset[str] | set[str]) -> tuple[str, str]:
    """What an archive with parts of these names is, and what to do."""
    for begin, what, remedy in _ARCHIVES:
        if any(name.startswith(begin) for name in names):
            return what, remedy
    return "it is a zip archive", _UNPACK


def foreign_text(start: str, suffix: str) -> tuple[str, str] | None:
    """What a text is that no reader takes, and what to do; None where it may be read."""
    for form, what, remedy in _TEXTS:
        if form.match(start):
            return what, remedy
    for suffixes, (form, what) in _DIALECTS.items():
        if suffix in suffixes and form.search(start[:100_000]):
            return what, "convert it to Markdown or HTML, such as with pandoc"
    return None
