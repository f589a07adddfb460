"""What format a file is in, told from its content; its name only breaks ties."""

import io
import re
import zipfile
from pathlib import PurePath

from corpus.decoding import decode
from corpus.errors import UnreadableFile, UnsupportedFormat
from corpus.formats.foreign_files import foreign_archive, foreign_binary, foreign_text
from corpus.formats.format import MAX_BYTES, Format
from corpus.formats.json_shapes import json_format
from corpus.formats.mail import mail_format
from corpus.formats.marks import (
    begins_as_html,
    closes_html,
    has_front_matter,
    has_other_front_matter,
    looks_markdown,
)
from corpus.formats.office import SAY_TYPE, archive_format, flat_format
from corpus.reading import SourceFile
from corpus.xml.roots import format_of, root_of

_SAMPLE = 20_000
_LONGEST_WORDS = 40  # characters of a word, at the mean, beyond which no language goes
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".mkd", ".qmd", ".rmd"})
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
    known = mail_format(file) or _binary_format(file)
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
    if has_other_front_matter(start, page=suffix in _MARKDOWN_SUFFIXES):
        return Format.MARKDOWN
    if start[:1] in "{[" and not start.startswith(("{{", "{%", "{#")):
        found = json_format(start, file.path)
    elif start.startswith("<"):
        found = _markup_format(start, suffix, file)
    if found:
        return found
    return _prose_format(text, suffix, file)


def _prose_format(text: str, suffix: str, file: SourceFile) -> Format:
    """The format of text that is neither JSON nor markup from its first sign on."""
    from corpus.readers.tables.dialect import dialect_of

    if has_front_matter(text):
        return Format.MARKDOWN
    if dialect_of(text, file.path):
        return Format.CSV
    if suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    if suffix == ".org" or _ORG_LINK.search(text):
        return Format.TEXT
    if looks_markdown(text):
        return Format.MARKDOWN
    return Format.HTML if closes_html(text) else Format.TEXT


def _markup_format(start: str, suffix: str, file: SourceFile) -> Format | None:
    root = root_of(start)
    if suffix in _MARKDOWN_SUFFIXES and not (root and root.declared):
        return Format.MARKDOWN
    flat = flat_format(root.name, start[:_SAMPLE]) if root else None
    if flat:
        return flat
    if root is not None and root.is_xml:
        return Format(format_of(root, file.path).value)
    name = root.name.lower() if root else ""
    if looks_markdown(start) and name not in {"html", "head", "body"}:
        return Format.MARKDOWN
    if name == "html" or begins_as_html(start):
        return Format.HTML
    if root is not None and root.closed:
        format_of(root, file.path)
    return None
