"""Plain words: a text as it is compared to the letter, each character with its place.

Only typography goes: kinds of apostrophes, quotation marks, dashes and spaces, and letters written
as one sign or as two. Case, accents, figures and punctuation stay.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SIGNS = {
    **dict.fromkeys("’‘ʼ`´", "'"),
    **dict.fromkeys("“”„«»‹›", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "…": "...",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
}


@dataclass(frozen=True, slots=True)
class PlainText:
    """`words` of a text, and from which character of it each of theirs was made."""

    words: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a stretch of `words`, which must not be empty."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=256)
def plain(text: str) -> PlainText:
    """The text with plain signs and one space between words.

    A space beside a mark of quotation or before a high mark of punctuation is typography too.
    """
    made: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if unicodedata.combining(sign) and made:
            together = unicodedata.normalize("NFC", made[-1] + sign)
            if len(together) == 1:
                made[-1] = together
                continue
        if unicodedata.category(sign) == "Cf":
            continue
        for one in _SIGNS.get(sign, sign):
            if one.isspace():
                if not made or made[-1] in ' "':
                    continue
                made.append(" ")
            elif one in '";:!?%' and made and made[-1] == " ":
                made[-1], places[-1] = one, place
                continue
            else:
                made.append(one)
            places.append(place)
    while made and made[-1] == " ":
        made.pop()
        places.pop()
    return PlainText("".join(made), tuple(places))
