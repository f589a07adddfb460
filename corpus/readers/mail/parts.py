"""Parts of MIME messages: their words, their names, their dates, in whatever encoding."""

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_tz

from corpus.decoding import decode, mend_double_encoding
from corpus.errors import UnreadableFile
from corpus.readers.metadata import date_of

# What is called Latin-1 in a message is written with the signs that Windows adds to it.
_AS_WINDOWS = frozenset(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"))
PAGES = frozenset(("text/html", "application/xhtml+xml"))
_ADDRESSED = ("from", "to", "cc", "bcc", "reply-to", "sender", "return-path", "delivered-to")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def parsed(raw: bytes, *, path: str) -> Message:
    """The message that a file holds, in whatever encoding it was saved."""
    if b"\x00" in raw[:100]:
        raw = decode(raw, path=path)[0].encode()
    return message_from_bytes(raw.lstrip(b"\xef\xbb\xbf\r\n"), policy=compat32)


def text_of(part: Message, *, path: str) -> tuple[str, str | None]:
    """The text of a part, and a warning where its encoding had to be guessed."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    if charset and charset not in _AS_WINDOWS:
        try:
            text = raw.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass  # what is said of the encoding is wrong; the bytes tell better
        else:
            return mend_double_encoding(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not raw.strip():
        return "", None
    markup = part.get_content_type() in PAGES
    text, warning = decode(raw, path=path, markup=markup)
    return text, None if charset in _AS_WINDOWS else warning


def header(message: Message, name: str) -> str:
    """The words of a header on one line; empty where there is none."""
    for found, value in message.raw_items():
        if found.lower() == name:
            return " ".join(_CONTROL.sub(" ", "".join(_decoded(str(value)))).split())
    return ""


def _decoded(value: str) -> Iterator[str]:
    raw = value.encode("utf-8", "surrogateescape")
    try:
        text, _ = decode(raw) if raw.strip() else ("", None)
        words = decode_header(text)
    except (HeaderParseError, UnreadableFile):
        yield value.encode("ascii", "replace").decode()
        return
    for word, charset in words:
        if isinstance(word, str):
            yield word
            continue
        try:
            yield word.decode(charset or "utf-8")
        except (LookupError, UnicodeDecodeError):
            yield word.decode("cp1252", "replace")


def date_of_sending(message: Message) -> date | None:
    """The day on which a message was sent, where it was; None where none is stated."""
    stated = header(message, "date")
    parsed = parsedate_tz(stated)
    try:
        return date(*parsed[:3]) if parsed else date_of(stated)
    except ValueError:  # 31 February
        return None


def addresses_of(message: Message) -> frozenset[str]:
    """The addresses in the headers of a message, in lower case."""
    values = [str(value) for name, value in message.raw_items() if name.lower() in _ADDRESSED]
    found = (address.lower() for _name, address in getaddresses(values))
    return frozenset(address for address in found if "@" in address)


def message_in(part: Message) -> Message | None:
    """The message that a part holds, also where a mail program encoded it, as none should."""
    inside = part.get_payload()
    held = inside[0] if isinstance(inside, list) and inside else None
    if not isinstance(held, Message):
        return None
    if held.keys() or header(part, "content-transfer-encoding").lower() != "base64":
        return held
    held["Content-Transfer-Encoding"] = "base64"
    raw = held.get_payload(decode=True)
    return message_from_bytes(raw, policy=compat32) if isinstance(raw, bytes) else None


def file_name(part: Message) -> str:
    """The name under which a part was attached; empty where it has none."""
    name = part.get_filename() or ""
    return " ".join(_CONTROL.sub(" ", "".join(_decoded(name))).split())[:200]
