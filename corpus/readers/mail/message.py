"""Mail: the body of a message, its subject and its day; who wrote to whom is left out."""

import re
from dataclasses import dataclass, field
from email.message import Message

from corpus.builder import DocumentBuilder
from corpus.errors import UnreadableFile, UnsupportedFormat
from corpus.readers.mail.addresses import copy_without_addresses
from corpus.readers.mail.parts import (
    addresses_of,
    date_of_sending,
    file_name,
    header,
    message_in,
    parsed,
    text_of,
)
from corpus.readers.mail.signatures import without_signature, without_signature_of_markup
from corpus.readers.text.plain import write_text
from corpus.readers.titles import title_for
from corpus.readers.web.broken_markup import mend
from corpus.readers.web.markup import write_markup
from corpus.reading import Reading, SourceFile

_NEXT_MESSAGE = re.compile(rb"\n\r?\nFrom [^\n]{1,300}\n[A-Za-z][A-Za-z0-9-]{0,60}:")
# What mail programs write above the headers of a message that is quoted, on a line of its own.
_DIVIDER = re.compile(r"^[ \t]*(-{3,}[^\n-]{3,60}-{3,}|_{5,200})[ \t]*$", re.MULTILINE)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\s?(?:>\s?)+")
_ENCRYPTED = frozenset(
    ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
)
_OF_TRANSPORT = frozenset(
    ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
     "message/delivery-status", "text/rfc822-headers")
)  # fmt: skip
_DEEPEST = 5  # messages forwarded within messages


def read(file: SourceFile) -> Reading:
    """The document that a message holds, with the messages forwarded in it.

    A warning names each file attached to it: those are not read.
    """
    raw = file.raw.lstrip(b"\xef\xbb\xbf\r\n")
    if raw.startswith(b"From "):
        if _NEXT_MESSAGE.search(raw):
            raise UnsupportedFormat(
                file.where,
                "it is a mailbox of several messages",
                "save each message as a file of its own (.eml)",
            )
        raw = raw.split(b"\n", 1)[-1]
    message = parsed(raw, path=file.where)
    body = _Body(file.where)
    body.take(message, 0)
    builder = body.builder
    if not builder.length:
        remedy = "give what is attached to it as files of their own"
        raise UnreadableFile(file.where, "the message has no text of its own", remedy)
    document = builder.build(
        file=file,
        title=header(message, "subject") or title_for(builder, file.path, file_names=False),
        published=date_of_sending(message),
    )
    return Reading((document,), (), file.warnings(*dict.fromkeys(body.warnings)))


@dataclass(slots=True)
class _Body:
    """Writes the parts of a message that are text, one after the other."""

    where: str
    builder: DocumentBuilder = field(default_factory=DocumentBuilder)
    warnings: list[str] = field(default_factory=list)
    addresses: frozenset[str] = frozenset()

    def take(self, message: Message, depth: int) -> None:
        """Appends a message; of one forwarded in another, its subject is a heading."""
        self.addresses |= addresses_of(message)
        if depth:
            self.builder.heading(header(message, "subject"), level=2)
        self._part(message, depth)

    def _part(self, part: Message, depth: int) -> None:
        kind = part.get_content_type()
        if kind in _ENCRYPTED and part.get_param("smime-type") != "signed-data":
            raise UnreadableFile(
                self.where, "the message is encrypted", "save its text where it can be read"
            )
        if kind in _OF_TRANSPORT:
            return
        inside = part.get_payload()
        parts = [one for one in inside if isinstance(one, Message)] if part.is_multipart() else []
        held = message_in(part) if kind == "message/rfc822" else None
        if held is not None:
            if depth < _DEEPEST:
                self.take(held, depth + 1)
            else:
                self.warnings.append("a message forwarded too many times is not read")
        elif part.is_multipart():
            self._parts(part, parts, depth)
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            self._text(part, kind)
        else:
            name = file_name(part)
            what = f"its attachment “{name}”" if name else f"a part of it ({kind})"
            self.warnings.append(f"{what} is not read")

    def _parts(self, whole: Message, parts: list[Message], depth: int) -> None:
        kind = whole.get_content_type()
        if kind == "multipart/alternative":
            self._richest(parts, depth)
        elif kind == "multipart/related":
            self._related(whole, parts, depth)
        else:
            for part in parts:
                self._part(part, depth)

    def _richest(self, parts: list[Message], depth: int) -> None:
        """The last alternative is the richest; one that says nothing gives way to one before it."""
        for part in reversed(parts):
            if part.get_content_maintype() not in ("text", "multipart"):
                continue
            if part.get_content_type() == "text/calendar":
                continue
            before = self.builder.length
            self._part(part, depth)
            if self.builder.length > before:
                return

    def _related(self, whole: Message, parts: list[Message], depth: int) -> None:
        """The root, with which pictures and styles come; files among them are attached."""
        start = str(whole.get_param("start") or "").strip("<> ")
        root = next(
            (part for part in parts if start and header(part, "content-id").strip("<> ") == start),
            parts[0] if parts else None,
        )
        for part in parts:
            drawn = part.get_content_maintype() in ("image", "font")
            if part is root or not (drawn or part.get_content_type() == "text/css"):
                self._part(part, depth)

    def _text(self, part: Message, kind: str) -> None:
        text, warning = text_of(part, path=self.where)
        if warning:
            self.warnings.append(warning)
        markup = kind == "text/html" or ("content-type" not in part and bool(_PAGE.match(text)))
        text = mend(text) if markup else text
        said = without_signature_of_markup(text) if markup else without_signature(text)
        if said != text:
            self.warnings.append("the signature under the message is left out")
        written = DocumentBuilder()
        if markup:
            self.warnings += write_markup(written, said)
        else:
            self._plain(written, said, flowed=part.get_param("format") == "flowed")
        if copy_without_addresses(written, self.builder, self.addresses):
            self.warnings.append("the names and addresses of who wrote it are left out")

    def _plain(self, builder: DocumentBuilder, text: str, *, flowed: bool) -> None:
        """Writes plain text; what is quoted in it ("> ") stands in a box."""
        run: list[str] = []
        quoted = False
        for line in [*text.split("\n"), None]:
            mark = _QUOTED.match(line) if line is not None else None
            if line is None or (bool(mark) != quoted and line.strip()):
                _write_run(builder, run, quoted=quoted, flowed=flowed)
                run, quoted = [], bool(mark)
            if line is not None:
                run.append(line[mark.end() :] if mark else line)


def _write_run(builder: DocumentBuilder, run: list[str], *, quoted: bool, flowed: bool) -> None:
    text = _DIVIDER.sub(r"\n\1\n", "\n".join(run))
    if flowed:
        text = re.sub(r"(?<=\S) \n(?=\S)", " ", text)
    if not text.strip():
        return
    if quoted:
        with builder.boxed():
            write_text(builder, text, titled=False)
    else:
        write_text(builder, text, titled=False)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(file_name(part))
