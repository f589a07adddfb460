"""What format a file is in, told from its content; its name only breaks ties."""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath
from typing import Any

import orjson

from corpus.decoding import decode
from corpus.errors import UnreadableFile, UnsupportedFormat
from corpus.reading import SourceFile
from corpus.xml.roots import format_of, root_of

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
    LEGI = "legi"
    AKOMA_NTOSO = "akoma_ntoso"
    JSONL = "jsonl"
    WXR = "wxr"
    DILA = "dila"
    CANADA = "canada"


_SAVE_AS = "save it as PDF, DOCX, ODT, HTML, Markdown or plain text"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "is RTF", "save it as DOCX or ODT"),
    (b"\x89PNG", "is an image", "run text recognition on it and give the text"),
    (b"\xff\xd8\xff", "is an image", "run text recognition on it and give the text"),
    (b"GIF8", "is an image", "run text recognition on it and give the text"),
    (b"II*\x00", "is an image", "run text recognition on it and give the text"),
    (b"MM\x00*", "is an image", "run text recognition on it and give the text"),
    (b"\x1f\x8b", "is a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive", "unpack it first"),
    (b"Rar!", "is a RAR archive", "unpack it first"),
    (b"BZh", "is a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "is an xz archive", "unpack it first"),
)
_OLE = b"\xd0\xcf\x11\xe0"
_HTML_MARK = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|nav|header|p|h[1-6]|ul|ol|table|title|meta)\b",
    re.IGNORECASE,
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
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".mkd"})
_HTML_ENDS = re.compile(r"</(?:p|div|h[1-6]|li|td|span|a)>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A\s*-{3,}[ \t]*\n(?:[ \t]*(?:#.*)?\n)*\w[\w .-]*[ \t]*:")
_ORG_LINK = re.compile(r"\[\[[^\]\[\n]{1,500}\]\[[^\]\[\n]{1,500}\]\]")
_CUT_WORDPRESS = re.compile(r'"(?:content|title|excerpt)"\s*:\s*\{\s*"rendered"\s*:')


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
    binary = _binary_format(file)
    if binary:
        return binary
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


def _binary_format(file: SourceFile) -> Format | None:
    raw = file.raw
    if b"%PDF-" in raw[:1024]:
        return Format.PDF
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(file)
    if raw.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise UnreadableFile(
                file.path, "it is encrypted", "remove its password and save it again"
            )
        raise UnsupportedFormat(file.path, "it is an old Office file", "save it as DOCX or ODT")
    for magic, what, remedy in _MAGIC:
        if raw.startswith(magic):
            raise UnsupportedFormat(file.path, f"it {what}", remedy)
    return None


def _zip_format(file: SourceFile) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(file.raw)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
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
    if "word/document.xml" in names:
        return Format.DOCX
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.ODT
    if any(name.startswith("word/document") for name in names):
        return Format.DOCX
    if any(name.startswith(("xl/", "ppt/")) for name in names) or b"opendocument" in mimetype:
        raise UnsupportedFormat(file.path, "it is a spreadsheet or a presentation", _SAVE_AS)
    if b"epub" in mimetype:
        raise UnsupportedFormat(file.path, "it is an EPUB book", _SAVE_AS)
    raise UnsupportedFormat(file.path, "it is a zip archive", "unpack it first")


def _text_format(text: str, file: SourceFile) -> Format:
    start = text.lstrip()
    suffix = PurePath(file.path).suffix.lower()
    found: Format | None = None
    if start[:1] in "{[":
        found = _json_format(start, file)
    elif start.startswith("<"):
        found = _markup_format(start, suffix, file)
    if found:
        return found
    if _FRONT_MATTER.match(text) or suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    if suffix == ".org" or _ORG_LINK.search(text):
        return Format.TEXT
    if _looks_markdown(text):
        return Format.MARKDOWN
    return Format.HTML if len(_HTML_ENDS.findall(text)) >= 3 else Format.TEXT


def _looks_markdown(text: str) -> bool:
    """Whether the marks are Markdown's; a list alone, or a quotation, is plain text's too."""
    head = text[:200_000]
    marks = [bool(mark.search(head)) for mark in _MARKDOWN_MARKS]
    return sum(marks[:-2]) >= 2 or (any(marks[:-2]) and any(marks[-2:])) or bool(marks[0])


def _markup_format(start: str, suffix: str, file: SourceFile) -> Format | None:
    root = root_of(start)
    if suffix in _MARKDOWN_SUFFIXES and not (root and root.declared):
        return Format.MARKDOWN
    if root is not None and root.is_xml:
        return Format(format_of(root, file.path).value)
    name = root.name.lower() if root else ""
    if _looks_markdown(start) and name not in {"html", "head", "body"}:
        return Format.MARKDOWN
    if _HTML_MARK.match(start) or name == "html" or _HTML_MARK.search(start[:5000]):
        return Format.HTML
    if root is not None and root.closed:
        format_of(root, file.path)
    return None


def _json_format(start: str, file: SourceFile) -> Format | None:
    try:
        value: Any = orjson.loads(start)
    except orjson.JSONDecodeError:
        return _broken_json_format(start, file)
    if isinstance(value, dict) and isinstance(value.get("data"), dict) and "children" in value:
        return Format.LEGI
    sample = value[0] if isinstance(value, list) and value else value
    if isinstance(sample, dict):
        if isinstance(sample.get("content"), dict) and "rendered" in sample["content"]:
            return Format.WORDPRESS
        if isinstance(sample.get("title"), dict) and "rendered" in sample["title"]:
            return Format.WORDPRESS
        if isinstance(sample.get("text"), str):
            return Format.JSONL
    raise UnsupportedFormat(
        file.path,
        "it is JSON of no known shape",
        'give a WordPress page, a LEGI tree, or lines of {"id", "title", "text"}',
    )


def _broken_json_format(start: str, file: SourceFile) -> Format | None:
    """JSON that does not parse as a whole: lines of objects, or a file cut off before its end."""
    if _CUT_WORDPRESS.search(start[:100_000]):
        return Format.WORDPRESS
    if start.startswith("{") and '"LEGITEXT' in start[:2000]:
        return Format.LEGI
    lines = [line for line in start[:2_000_000].split("\n") if line.strip()][:50]
    objects = sum(1 for line in lines if _is_text_object(line))
    if objects and objects * 2 >= len(lines) - 1:
        return Format.JSONL
    if re.match(r'[\[{]\s*(?:"[^"\n]+"\s*:|\{\s*")', start):
        raise UnreadableFile(
            file.path, "it is JSON that does not parse", "mend it, or download it again"
        )
    return None


def _is_text_object(line: str) -> bool:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return isinstance(value, dict) and isinstance(value.get("text"), str)
