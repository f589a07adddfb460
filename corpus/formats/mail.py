"""Mail, and pages saved as mail, told from the headers that a file begins with."""

import re
from pathlib import PurePath

from corpus.decoding import decode
from corpus.formats.format import Format
from corpus.reading import SourceFile

_HEAD = 80_000  # bytes
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


def mail_format(file: SourceFile) -> Format | None:
    """Mail, or a page saved as one, by the headers that the file begins with."""
    suffix = PurePath(file.path).suffix.lower()
    raw = file.raw[:_HEAD]
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
