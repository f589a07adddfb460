"""A PDF file as it describes itself: whether it opens, its title, layers, pins, inserted files."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice

from pypdf import PasswordType, PdfReader

from corpus.errors import UnreadableFile
from corpus.readers.pdf.structure.annotations import MOST, NOTHING_PINNED, Pinned, pinned_to
from corpus.readers.pdf.structure.forms import draws_too_often
from corpus.readers.pdf.structure.layers import NO_LAYERS, Layers, read_layers
from corpus.readers.pdf.structure.values import DAMAGE, dictionary, texts, value

_MOST_FILES = 2_000
_MOST_PINNED = 50_000  # a file
_LONGEST_NAME = 120

# It reports each oddity of a file, most of which cost no word; what does is told by this reader.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class Structure:
    """What a PDF says of itself; `damage` is what pypdf says of a file whose structure is broken.

    `language` is "en", "fr" or None: a document is in one of these.
    """

    title: str = ""
    language: str | None = None
    layers: Layers = NO_LAYERS
    inserted: tuple[str, ...] = ()
    damage: str | None = None
    reader: PdfReader | None = field(default=None, repr=False)
    _looked_at: int = field(default=0, repr=False)

    @property
    def pages(self) -> int | None:
        """How many pages it says that it has; None where that is not told."""
        try:
            return len(self.reader.pages) if self.reader is not None else None
        except DAMAGE:
            return None

    def pinned(self, number: int) -> Pinned:
        """What is pinned to the page of this number, which counts from 1."""
        if self.reader is None or self.pages is None:
            return NOTHING_PINNED
        try:
            most = min(MOST, _MOST_PINNED - self._looked_at)
            pinned = pinned_to(self.reader.pages[number - 1], most=most)
        except DAMAGE as error:
            return Pinned(False, (f"what is pinned to it cannot be read ({type(error).__name__})",))
        self._looked_at += pinned.count
        return pinned

    def draws_too_often(self, number: int) -> bool:
        """Whether the page of this number draws so many forms that it would take hours."""
        if self.reader is None:
            return False
        try:
            return draws_too_often(self.reader.pages[number - 1])
        except DAMAGE:
            return False  # pdfium tells whether it can be read


def read_structure(raw: bytes, where: str) -> Structure:
    """What a PDF says of itself. Raises UnreadableFile where it asks for a password, or is a form.

    A file that asks for no password is opened, however it is encrypted.
    """
    try:
        reader = PdfReader(BytesIO(raw))
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except NotImplementedError as error:
        raise UnreadableFile(
            where, f"it is encrypted in a way that is not read here ({error})",
            "remove its password",
        ) from error  # fmt: skip
    except DAMAGE as error:
        return Structure(damage=_said(error))
    if locked:
        raise UnreadableFile(where, "it is encrypted", "remove its password and give it again")
    try:
        return _described(reader, where)
    except DAMAGE as error:
        return Structure(damage=_said(error))


def _described(reader: PdfReader, where: str) -> Structure:
    root = reader.root_object
    form = dictionary(root, "/AcroForm")
    if value(form, "/XFA") is not None and value(root, "/NeedsRendering"):
        raise UnreadableFile(
            where,
            "it is a form that only Adobe's programs draw (XFA)",
            "open it there and print it to PDF",
        )
    language = texts(root, "/Lang")[:2].lower()
    return Structure(
        title=texts(reader.metadata, "/Title") or _title_of_stream(reader),
        language=language if language in ("en", "fr") else None,
        layers=read_layers(root),
        inserted=tuple(islice(_inserted(reader), _MOST_FILES)),
        reader=reader,
    )


def _title_of_stream(reader: PdfReader) -> str:
    """The title that a stream of metadata gives, where newer writers put it; often none is."""
    try:
        told = reader.xmp_metadata
        titles = (told.dc_title or {}) if told is not None else {}
    except DAMAGE:
        return ""  # the words at the head are a title too
    return " ".join(str(next(iter(titles.values()), "")).split())


def _inserted(reader: PdfReader) -> Iterator[str]:
    for one in reader.attachment_list:
        yield (one.alternative_name or one.name)[:_LONGEST_NAME]


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:_LONGEST_NAME] or type(error).__name__
