"""Text reduced to what compares equal: spaces, accents, case, apostrophes."""

import re
import unicodedata

_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
# Stands in a canonical text where words of the document could not be read: a formula, a picture.
MISSING = "\ufffc"
_NOT_READ = re.compile("[\ufffc\ufffd\ue000-\uf8ff]")
_NOT_WORDS = re.compile(r"[^\w\s]+")
# Replaced one by one: str.translate takes twenty times as long.
_PLAIN = (("’", "'"), ("ʼ", "'"), ("`", "'"), ("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE"))


def tidy(text: str) -> str:
    """Text as the canonical text holds it: NFC, plain spaces, no invisible characters.

    Line breaks stay; runs of spaces become one; lines are stripped.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def is_whole(text: str) -> bool:
    """Whether no word of a stretch of canonical text is missing or could not be read.

    It holds no MISSING, no mark of bytes that are no letters, no sign of a private alphabet.
    """
    return not _NOT_READ.search(text)


def without_accents(text: str) -> str:
    """The letters of a text without their accents, case and marks as they were."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def with_plain_marks(text: str) -> str:
    """Text in NFC with straight apostrophes, and "œ" and "æ" as two letters each."""
    text = unicodedata.normalize("NFC", text)
    for written, plain in _PLAIN:
        text = text.replace(written, plain)
    return text


def fold(text: str) -> str:
    """The words of a text in lower case, without accents or marks, one space apart."""
    return " ".join(_NOT_WORDS.sub(" ", without_accents(text.casefold())).split())


def letters(text: str) -> str:
    """The letters and figures of a text in lower case, with nothing between them."""
    return "".join(c for c in text.casefold() if c.isalnum())
