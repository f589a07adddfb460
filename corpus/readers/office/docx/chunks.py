"""Files inserted whole into a Word document (`w:altChunk`): HTML, MHTML, text, other documents."""

import email
import email.policy
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from enum import Enum

from corpus.builder import DocumentBuilder
from corpus.decoding import decode
from corpus.errors import UnreadableFile
from corpus.readers.office.docx.package import Package
from corpus.readers.web.markup import write_markup

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_MAIL_TYPES = ("message/rfc822", "multipart/related", "application/x-mimearchive")
_MOST_BYTES = 16 * 1024 * 1024  # of the text of all that is inserted in one document


class Kind(Enum):
    """How an inserted file is read."""

    HTML = "HTML"
    MAIL = "MHTML"
    TEXT = "text"
    WORD = "Word"


@dataclass(slots=True)
class Budget:
    """How many bytes may still be inserted in a document."""

    left: int = _MOST_BYTES

    def take(self, size: int) -> None:
        """Raises UnreadableFile where that is more than there may be."""
        self.left -= size
        if self.left < 0:
            raise UnreadableFile("", "there is too much of them", "insert less")


@dataclass(slots=True)
class Chunks:
    """Reads what is inserted, as long as there is not too much of it."""

    package: Package
    budget: Budget

    def write(
        self, part: str, builder: DocumentBuilder, write_word: Callable[[bytes], None]
    ) -> str | None:
        """Appends an inserted file to `builder`; what to tell of it where it was not read."""
        if part not in self.package.parts:
            return "an inserted file is missing"
        raw = self.package.read(part)
        kind = _kind_of(raw, part, self.package.type_of(part))
        if kind is None:
            suffix = part.rpartition(".")[2][:10] if "." in part else "unknown"
            return f"an inserted file is not read (its kind: {suffix})"
        try:
            self.budget.take(len(raw))
            _write(raw, kind, builder, write_word)
        except UnreadableFile as error:
            return f"an inserted file is not read, since {error.reason}"
        return None


def _write(
    raw: bytes, kind: Kind, builder: DocumentBuilder, write_word: Callable[[bytes], None]
) -> None:
    if kind is Kind.WORD:
        write_word(raw)
    elif kind is Kind.TEXT:
        for paragraph in decode(raw)[0].split("\n"):
            builder.paragraph(paragraph)
    else:
        write_markup(builder, decode(raw)[0] if kind is Kind.HTML else _html_in(raw))


def _kind_of(raw: bytes, part: str, content_type: str) -> Kind | None:
    start = raw[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if raw.startswith(b"PK\x03\x04"):
        return Kind.WORD
    if content_type.startswith(_MAIL_TYPES) or start.startswith((b"mime-version:", b"from:")):
        return Kind.MAIL
    if start.startswith(b"{\\rtf"):
        return None
    if content_type.startswith(_HTML_TYPES) or start.startswith((b"<!doctype html", b"<html")):
        return Kind.HTML
    if part.endswith((".html", ".htm", ".xhtml")):
        return Kind.HTML
    return Kind.TEXT if content_type.startswith("text/plain") or part.endswith(".txt") else None


def _html_in(raw: bytes) -> str:
    """The page that a MHTML file holds."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("html", "plain")) if isinstance(message, EmailMessage) else None
    if body is None:
        raise UnreadableFile("", "it holds no page", "insert the page itself")
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise UnreadableFile("", "it holds no page", "insert the page itself")
    charset = body.get_content_charset()
    if charset:
        try:
            return content.decode(charset, "replace")
        except LookupError:
            pass
    return decode(content)[0]
