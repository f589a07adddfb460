"""What format a file is in, told from its content; its name only breaks ties."""

import io
import json
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from corpus.decoding import decode
from corpus.errors import UnreadableFile, UnsupportedFormat
from corpus.intake.foreign_files import (
    foreign_archive,
    foreign_binary,
    foreign_text,
)
from corpus.reading import SourceFile

MAX_BYTES = 64 * 1024 * 1024  # the largest French code as JSON is about 40 MB
_SAMPLE = 20_000
_LONGEST_WORDS = 40  # characters of a word, at the mean, beyond which no language goes


class Format(StrEnum):
    """A format that a reader of `corpus/readers/` knows."""

    MARKDOWN = "markdown"
    HTML = "html"
    WORDPRESS = "wordpress"
    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    XLSX = "xlsx"
    PPTX = "pptx"
    CSV = "csv"
    LEGI = "legi"
    AKOMA_NTOSO = "akoma_ntoso"
    JSONL = "jsonl"
    MAIL = "mail"
    MHTML = "mhtml"


_HTML_MARK = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|nav|header|p|h[1-6]|ul|ol|table|title|meta)\b",
    re.IGNORECASE,
)
# Possessive throughout: what is skipped before the root must not be tried in every other way.
_XML_ROOT = re.compile(
    r"(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->"
    r"|<!DOCTYPE(?:[^<>\[]|\[[^\]]*+\])*+>)*+<(?:[\w.-]+:)?([\w.-]+)"
)
_MARKDOWN_MARKS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ {0,3}#{1,6} +\S",
        r"(?<!\\)\[[^\[\]\n]{1,300}\]\([^)\s]",
        r"\*\*[^*\n]{1,300}\*\*",
        r"^ {0,3}(?:```|~~~)",
        r"^[ \t]*+(?:\|[ \t]*+)?:?-{3,}:?[ \t]*\|",
        r"\[\[[^\]\[\n]{1,300}\]\](?!\()",
        r"^:::",
        r"\{:[^{}\n]{1,300}\}",
        r"^ {0,3}> ?\S",
        r"^ {0,3}(?:[*+-]|\d+\.) +\S",
    )
)
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".mkd", ".qmd", ".rmd"})
# The headers of a message, after the line that parts it from others in a mailbox.
_MAIL_HEAD = re.compile(
    rb"(?:From [^\n]*+\n)?(?:[A-Za-z][A-Za-z0-9-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)++"
)
_MAIL_NAME = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*+):", re.MULTILINE)
_MAIL_NAMES = frozenset(
    "from to cc subject date mime-version content-type message-id received return-path "
    "delivered-to reply-to content-transfer-encoding content-location snapshot-content-location"
    .split()
)  # fmt: skip
_OF_TRANSPORT = frozenset(("mime-version", "message-id", "received", "return-path"))
_PAGE_SUFFIXES = frozenset((".mht", ".mhtml"))
_MAIL_SUFFIXES = _PAGE_SUFFIXES | {".eml", ".mbox"}
_HTML_ENDS = re.compile(r"</(?:p|div|h[1-6]|li|td|span|a)>", re.IGNORECASE)
_HTML_WITHIN = re.compile(
    r"</(?:p|div|h[1-6]|li|td|span|a|strong|em|b|i)>|<br\s?/?>|&(?:[a-zA-Z]{2,8}|#\d{2,5});",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"\A\s*-{3,}[ \t]*\n(?:[ \t]*(?:#.*)?\n)*\w[\w .-]*[ \t]*:")
_TOML_FRONT_MATTER = re.compile(r"\+{3,}[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[\w\"'\[]")
_LONGEST_FRONT_MATTER = 200_000
_JSON = json.JSONDecoder()
_MOST_TYPES = 1 << 20  # bytes of the list of parts that are looked at
_ORG_LINK = re.compile(r"\[\[[^\]\[\n]{1,500}\]\[[^\]\[\n]{1,500}\]\]")


def detect(file: SourceFile) -> Format:
    """The format of `file`.

    Raises UnreadableFile where the content is empty, too large, damaged or no text, and
    UnsupportedFormat where it is something that no reader knows.
    """
    raw = file.raw
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(
            file.path,
            f"it has {len(raw):,} bytes, more than the {MAX_BYTES:,} that are read",
            "split it into smaller documents",
        )
    if not raw.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n\f\v"):
        raise UnreadableFile(file.path, "it is empty", "replace it, or take it out")
    known = _mail_format(file) or _binary_format(file)
    if known:
        return known
    text, _ = decode(raw, path=file.path)
    found = _text_format(text.lstrip("\ufeff"), file)
    if found in (Format.TEXT, Format.MARKDOWN) and _has_no_words(text):
        raise UnreadableFile(
            file.path, "its text has no words", "give the document as PDF, DOCX, ODT, HTML or text"
        )
    return found


def _has_no_words(text: str) -> bool:
    """Whether a long text is data in letters, such as base64: hardly a space, no other alphabet."""
    sample = text[:_SAMPLE]
    spaces = sum(sample.count(space) for space in " \n\t")
    return len(text) >= _SAMPLE and sample.isascii() and spaces * _LONGEST_WORDS < len(sample)


def _mail_format(file: SourceFile) -> Format | None:
    """Mail, or a page saved as one, by the headers that the file begins with."""
    suffix = PurePath(file.path).suffix.lower()
    raw = file.raw[: 4 * _SAMPLE]
    if suffix in _MAIL_SUFFIXES and b"\x00" in raw[:100]:
        raw = decode(raw, path=file.path)[0].encode()
    head = _MAIL_HEAD.match(raw.lstrip(b"\xef\xbb\xbf\r\n"))
    found = _MAIL_NAME.findall(head[0]) if head else []
    names = {name.decode().lower() for name in found} & _MAIL_NAMES
    sure = len(names) > 1 and names & _OF_TRANSPORT
    if not sure and not (names and suffix in _MAIL_SUFFIXES):
        return None
    said = head[0].lower() if head else b""
    saved = b"\nsnapshot-content-location:" in said or b"from: <saved by" in said
    related = b"multipart/related" in said and "from" not in names
    return Format.MHTML if saved or related or suffix in _PAGE_SUFFIXES else Format.MAIL


def _binary_format(file: SourceFile) -> Format | None:
    raw = file.raw
    if b"%PDF-" in raw[:1024]:
        return Format.PDF
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(file)
    foreign = foreign_binary(raw, PurePath(file.path).suffix.lower())
    if foreign:
        raise UnsupportedFormat(file.path, *foreign)
    return None


def _zip_format(file: SourceFile) -> Format:
    from corpus.readers.office.containers import SAY_TYPE, archive_format

    try:
        with zipfile.ZipFile(io.BytesIO(file.raw)) as archive:
            names = set(archive.namelist())
            said = next((one for one in SAY_TYPE if one in names), None)
            type = archive.open(said).read(_MOST_TYPES).decode("utf-8", "replace") if said else ""
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        RuntimeError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise UnreadableFile(
            file.path, "it is a damaged archive", "download or save the document again"
        ) from error
    found = archive_format(names, type=type, where=file.path)
    if found:
        return found
    raise UnsupportedFormat(file.path, *foreign_archive(names))


def _text_format(text: str, file: SourceFile) -> Format:
    start = text.lstrip()
    suffix = PurePath(file.path).suffix.lower()
    found: Format | None = None
    foreign = foreign_text(start, suffix)
    if foreign:
        raise UnsupportedFormat(file.path, *foreign)
    if _has_other_front_matter(start, page=suffix in _MARKDOWN_SUFFIXES):
        return Format.MARKDOWN
    if start[:1] in "{[" and not start.startswith(("{{", "{%", "{#")):
        from corpus.readers.json_format import json_format

        found = json_format(start, file.path)
    elif start.startswith("<"):
        found = _markup_format(start, suffix, file)
    if found:
        return found
    return _prose_format(text, suffix, file)


def _prose_format(text: str, suffix: str, file: SourceFile) -> Format:
    """The format of text that is neither JSON nor markup from its first sign on."""
    from corpus.readers.tables.dialect import dialect_of

    if _FRONT_MATTER.match(text):
        return Format.MARKDOWN
    if dialect_of(text, file.path):
        return Format.CSV
    if suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    if suffix == ".org" or _ORG_LINK.search(text):
        return Format.TEXT
    if _looks_markdown(text):
        return Format.MARKDOWN
    return Format.HTML if len(_HTML_ENDS.findall(text)) >= 3 else Format.TEXT


def _has_other_front_matter(start: str, *, page: bool) -> bool:
    """Whether a text begins with front matter in TOML, or in JSON with words after it.

    `page` says that the file is named as a page, which may be nothing but its front matter.
    """
    if start.startswith("+++"):
        return bool(_TOML_FRONT_MATTER.match(start))
    if not start.startswith("{"):
        return False
    try:
        value, end = _JSON.raw_decode(start[:_LONGEST_FRONT_MATTER])
    except (ValueError, RecursionError):
        return False
    after = start[end : end + 1000].lstrip(" \t")
    words = after.strip()
    if not isinstance(value, dict) or after[:1] != "\n":
        return False
    return words[0] not in "{[,]}" if words else page


def _looks_markdown(text: str) -> bool:
    """Whether the marks are Markdown's; a list alone, or a quotation, is plain text's too."""
    head = text[:200_000]
    marks = [bool(mark.search(head)) for mark in _MARKDOWN_MARKS]
    return sum(marks[:-2]) >= 2 or (any(marks[:-2]) and any(marks[-2:])) or bool(marks[0])


def prose_format(text: str) -> Format:
    """What marks are in a text that comes without a name: those of HTML, of Markdown, or none."""
    if _HTML_MARK.match(text.lstrip()) and not _looks_markdown(text):
        return Format.HTML
    if _looks_markdown(text):
        return Format.MARKDOWN
    return Format.HTML if _HTML_WITHIN.search(text) else Format.TEXT


def _markup_format(start: str, suffix: str, file: SourceFile) -> Format | None:
    root = _XML_ROOT.match(start)
    name = root.group(1) if root else ""
    from corpus.readers.office.containers import flat_format

    flat = flat_format(name, start[:_SAMPLE])
    if flat:
        return flat
    if name.lower() == "akomantoso":
        return Format.AKOMA_NTOSO
    if name == "wordDocument":
        raise UnsupportedFormat(
            file.path,
            "it is XML of Word 2003",
            "open it in Word or LibreOffice and save it as DOCX",
        )
    if suffix in _MARKDOWN_SUFFIXES or (
        _looks_markdown(start) and name.lower() not in {"html", "head", "body"}
    ):
        return Format.MARKDOWN
    if _HTML_MARK.match(start) or name.lower() == "html" or _HTML_MARK.search(start[:5000]):
        return Format.HTML
    if start.startswith("<?xml") or re.search(r"</" + re.escape(name) + r">\s*\Z", start):
        raise UnsupportedFormat(
            file.path, f"it is XML with the root <{name}>", "give it as Akoma Ntoso, HTML or text"
        )
    return None
