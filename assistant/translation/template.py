"""Templates: a message with holes, found again in what was made of it, and filled in anew."""

import re
from dataclasses import dataclass

# "{}" is filled with anything, "{n}" with a number. A translation may name them by their place,
# "{2}", and choose a word by the number that fills one: "{2|jour|jours}".
_HOLE = re.compile(r"\{(n?)\}")
_FILLED = re.compile(r"\{(?:n|(\d)(?:\|([^|{}]*)\|([^|{}]*))?)?\}")
_NUMBER = re.compile(r"[-+]?\d[\d,.]*")
_STEPS = 500  # of one comparison: a hostile name may hold a template's words over and over


@dataclass(frozen=True, slots=True)
class Template:
    """A message with holes: the words before the first one, then each hole and what follows it."""

    start: str
    holes: tuple[tuple[bool, str], ...]  # whether a number fills it, and the words after it

    longest: str  # the longest of its words in a row
    letters: int  # how many letters of a message the template itself says

    def match(self, text: str) -> tuple[str, ...] | None:
        """What fills the holes where `text` was made of this template; else None."""
        if not text.startswith(self.start):
            return None
        if not self.holes:
            return () if text == self.start else None
        if not text.endswith(self.holes[-1][1]):
            return None
        return _Matching(text, self.holes).run(0, len(self.start))


def parse_template(text: str) -> Template:
    """The template that `text` writes down."""
    parts = _HOLE.split(text)
    holes = zip(parts[1::2], parts[2::2], strict=True)
    words = parts[::2]
    return Template(
        start=words[0],
        holes=tuple((kind == "n", after) for kind, after in holes),
        longest=max(words, key=len),
        letters=sum(letter.isalpha() for word in words for letter in word),
    )


def fill(translation: str, values: tuple[str, ...]) -> str:
    """`translation` with its holes filled: in their order, or by the places that they name."""
    count = 0

    def value(match: re.Match[str]) -> str:
        nonlocal count
        if match[1] is None:
            count += 1
            return values[count - 1]
        chosen = values[int(match[1]) - 1]
        if match[2] is None:
            return chosen
        return match[2] if is_one(chosen) else match[3]

    return _FILLED.sub(value, translation)


def is_number(text: str) -> bool:
    """Whether `text` is a number as messages write it: 1,234 or 0.5."""
    return _NUMBER.fullmatch(text) is not None


def is_one(text: str) -> bool:
    """Whether French has the singular with a number: 0, 1 and 1.5, but not 2."""
    number = re.sub(r"\s", "", text).replace(",", ".")
    try:
        return abs(float(number)) < 2
    except ValueError:
        return False


class _Matching:
    """One comparison: each hole takes as little as it can."""

    def __init__(self, text: str, holes: tuple[tuple[bool, str], ...]) -> None:
        self._text = text
        self._holes = holes
        self._steps = _STEPS

    def run(self, place: int, start: int) -> tuple[str, ...] | None:
        number, after = self._holes[place]
        if place == len(self._holes) - 1:
            end = len(self._text) - len(after)
            value = self._text[start:end] if end >= start else ""
            return (value,) if end >= start and _fits(value, number) else None
        end = self._text.find(after, start)
        while end >= 0 and self._steps > 0:
            self._steps -= 1
            value = self._text[start:end]
            rest = self.run(place + 1, end + len(after)) if _fits(value, number) else None
            if rest is not None:
                return (value, *rest)
            end = self._text.find(after, end + 1)
        return None


def _fits(value: str, number: bool) -> bool:
    return is_number(value.strip()) if number else bool(value)
