"""What a page holds beside words: pictures, frames, charts, signs of other fonts; and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from corpus.readers.titles import first_words
from corpus.text import MISSING

# Stands where a picture is, until it is known whether it stands between the words of a sentence.
PICTURE = "\ufdd0"
_INSERTED = {
    "iframe": "the page inserted",
    "frame": "the page inserted",
    "object": "the object inserted",
    "embed": "the object inserted",
    "applet": "the object inserted",
    "canvas": "the drawing",
    "svg": "the drawing",
    "video": "the film",
    "audio": "the recording",
}
# A picture's description of five words says something; a shorter one names the picture.
_DESCRIPTION_WORDS = 5
_FORMULA = re.compile(
    r"latex|mathtex|mimetex|codecogs|math/render|(?<![a-z])(?:equations?|formul[ae]s?|formules?)(?![a-z])"
    r"|(?:^|\s)(?:tex|math)(?:\s|$)|-math-",
    re.IGNORECASE,
)
_SIGNS_FONT = re.compile(r"\b(?:symbol|wingdings|webdings|zapf ?dingbats)\b", re.IGNORECASE)
_FONT = re.compile(r"font(?:-family)?\s*:\s*([^;]{0,200})", re.IGNORECASE)
_BULLETS = frozenset("·§o¨ØüvnlqàÞ•-–")
_SMALL = 24  # pixels of an icon's side
_WORDS_OF_A_DRAWING = 3
_MOST = 8  # messages of one sort; the others are counted


@dataclass(slots=True)
class Unread:
    """Gathers a message for each thing of a page that could not be read, with its place.

    `told` says that what made the HTML has told already of each MISSING in it.
    """

    heading: str = ""
    messages: list[str] = field(default_factory=list)
    pictures: int = 0
    _more: dict[str, int] = field(default_factory=dict)
    _holes: list[str] = field(default_factory=list)
    told: bool = False

    def hole(self, what: str) -> str:
        """The mark of words that are missing; their place is told with the block they are in."""
        self._holes.append(what)
        return MISSING

    def inserted(self, node: LexborNode, tag: str) -> str:
        """Notes a frame, film, drawing or the like; gives a mark where it may be a word."""
        what = _INSERTED.get(tag)
        if tag == "svg" and 0 < _words_drawn(node) < _WORDS_OF_A_DRAWING:
            self.pictures += 1
            return PICTURE
        if what is None or not _is_seen(node, tag):
            return ""
        source = node.attributes.get("src") or node.attributes.get("data") or ""
        host = _host(source)
        origin = f" from {host}" if host else ""
        self._note(
            f"{what}{origin} is not read", f" (under “{self.heading}”)" if self.heading else ""
        )
        return ""

    def note(self, what: str) -> None:
        """Notes what left no mark in the text."""
        self._note(what, "")

    def settle(self, text: str) -> str:
        """The words of a block with MISSING for each picture that stands within a sentence."""
        if PICTURE in text:
            parts = text.split(PICTURE)
            kept = [parts[0]]
            for part in parts[1:]:
                within = _is_within(kept[-1], part)
                self.pictures -= within
                kept += (self.hole("a picture") if within else " ", part)
            text = "".join(kept)
        if MISSING in text and (self._holes or not self.told):
            place = " ".join(text.replace(MISSING, "…").split())
            hole = self._holes[0] if self._holes else "a sign"
            self._note(f"{hole} is not read", f", in “{first_words(place)}”")
        self._holes.clear()
        return text

    def all(self) -> Iterator[str]:
        """Every message, and of each sort how many more there are."""
        yield from self.messages
        for what, count in self._more.items():
            if count > _MOST:
                yield f"{what}, at {count - _MOST} more places"

    def _note(self, what: str, place: str) -> None:
        self._more[what] = self._more.get(what, 0) + 1
        if self._more[what] <= _MOST:
            self.messages.append(what + place)

    def picture(self, node: LexborNode) -> str:
        """What is said for a picture: its description, a mark where words may be missing."""
        attributes = node.attributes
        described = (attributes.get("alt") or "").split()
        if _FORMULA.search(f"{attributes.get('src') or ''} {attributes.get('class') or ''}"):
            return f" {' '.join(described)} " if described else f" {self.hole('a formula')} "
        if len(described) >= _DESCRIPTION_WORDS:
            return f" {' '.join(described)} "
        if _is_icon(attributes):
            return ""
        if attributes.get("alt") is not None:
            return ""
        self.pictures += 1
        return PICTURE


def is_of_signs(node: LexborNode, tag: str) -> bool:
    """Whether an element is set in a font whose letters are signs."""
    if tag == "font":
        return bool(_SIGNS_FONT.search(node.attributes.get("face") or ""))
    style = node.attributes.get("style") or ""
    return any(_SIGNS_FONT.search(font) for font in _FONT.findall(style)) if style else False


def is_bullet(words: str) -> bool:
    """Whether the words of such an element only mark an item of a list."""
    return words.strip() in _BULLETS or not words.strip()


def _is_icon(attributes: dict[str, str | None]) -> bool:
    if attributes.get("role") == "presentation" or attributes.get("aria-hidden") == "true":
        return True
    sides = [attributes.get(side) or "" for side in ("width", "height")]
    return any(side.isdecimal() and int(side[:6]) <= _SMALL for side in sides)


def _is_within(before: str, after: str) -> bool:
    """Whether a sentence that has begun goes on after a picture."""
    said, follows = before.rstrip(), after.strip()
    return bool(said and follows) and said[-1] not in ".!?:;…" and follows[:1] not in "([«“"


def _is_seen(node: LexborNode, tag: str) -> bool:
    attributes = node.attributes
    if attributes.get("aria-hidden") == "true":
        return False
    if any(
        (attributes.get(side) or "") in ("0", "1", "0px", "1px") for side in ("width", "height")
    ):
        return False
    if tag == "svg":
        return _words_drawn(node) >= _WORDS_OF_A_DRAWING
    source = attributes.get("src") or ""
    return tag not in ("iframe", "frame") or bool(_host(source)) or source.startswith("cid:")


def _words_drawn(node: LexborNode) -> int:
    """How many words a drawing shows; none where it is not meant to be read."""
    if node.attributes.get("aria-hidden") == "true":
        return 0
    return len(" ".join(text.text() for text in node.css("text")).split())


def _host(source: str) -> str:
    try:
        return urlsplit(source).hostname or ""
    except ValueError:  # a broken address
        return ""
