"""The French of messages, found by what they say in English.

A message is told by the template that it was made of, and what fills its holes may be a message in
turn. Where none fits the whole, its parts are translated one by one. The reading that translates
most of it is taken, and what no template says stays as it is: names, titles, addresses.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from assistant.translation.template import (
    Template,
    fill,
    is_number,
    is_one,
    parse_template,
)

FRENCH = Path(__file__).with_name("french.toml")
_SEPARATORS = re.compile(r"((?<!\u00a0)[;:] |\. |, )")  # not those of French
_FRENCH_SEPARATORS = {"; ": "\u00a0; ", ": ": "\u00a0: "}
_DEEPEST = 4  # messages within messages
_PARTS = 16  # of a message that are looked at one by one
_LONGEST = 4000  # characters of a line
_COUNT = re.compile(r"(\d[\d,]*) ([^\W\d][^\d]*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_BEFORE_MARK = re.compile(r" (?=[;:?!])")
_HOLES = re.compile(r"\{n?\}")
_QUOTED = re.compile("“([^“”]*)”")
_MARGIN = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text in French, and how many letters of it were translated."""

    text: str
    letters: int = 0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Messages, templates of others, nouns, labels, and words of the command line's library."""

    rows: Mapping[str, str] = field(repr=False)
    nouns: Mapping[str, str] = field(repr=False)
    library: Mapping[str, str] = field(repr=False)
    labels: Mapping[str, str] = field(repr=False)
    templates: Sequence[tuple[Template, str]] = field(repr=False)

    def translate(self, text: str) -> str:
        """`text` in French, line by line."""
        return "\n".join(self._line(line) for line in text.split("\n"))

    def _line(self, line: str) -> str:
        if len(line) > _LONGEST:
            return line
        # Whatever stands within the line was made of one of these.
        templates = [one for one in self.templates if one[0].longest in line]
        read = _Reader(self, templates).read(line, 0)
        return _QUOTED.sub("«\u00a0\\1\u00a0»", read.text) if read.letters else line

    def known(self, text: str) -> _Reading | None:
        """What is known as it stands: a whole message, a word, a number, a number of things."""
        said = self.rows.get(text)
        if said is not None:
            return _Reading(said, _letters(text))
        if _THOUSANDS.fullmatch(text):
            return _Reading(_french_number(text))
        counted = _COUNT.fullmatch(text)
        noun = counted and self.nouns.get(counted[2])
        if counted and noun:
            one, many = noun.split("|")
            number = _french_number(counted[1])
            return _Reading(f"{number} {one if is_one(number) else many}", _letters(text))
        return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """The reading of one line, by the templates that may be in it."""

    catalogue: Catalogue
    templates: Sequence[tuple[Template, str]]

    def read(self, text: str, depth: int) -> _Reading:
        """A text in French, as far as it is known."""
        match = _MARGIN.fullmatch(text)
        assert match is not None
        before, words, after = match.groups()
        if not words or depth > _DEEPEST:
            return _Reading(text)
        found = self.catalogue.known(words) or self._best(words, depth)
        if not depth and words.endswith(".") and found.letters < _letters(words):
            # A message that was made a sentence.
            bare = self._best(words[:-1], depth)
            if bare.letters > found.letters:
                found = _Reading(f"{bare.text}.", bare.letters)
        return _Reading(f"{before}{found.text}{after}", found.letters)

    def _best(self, text: str, depth: int) -> _Reading:
        whole = self._whole(text, depth)
        if whole is not None and whole.letters == _letters(text):
            return whole
        parts = self._in_parts(text, depth)
        # Of two that translate as much, the parts: what fills a hole is then one part, not many.
        return max((one for one in (parts, whole) if one), key=lambda one: one.letters)

    def _whole(self, text: str, depth: int) -> _Reading | None:
        """A text as one message, by the template that translates most; None where none fits.

        Of two that translate as much, the one that says more by itself is meant.
        """
        best: _Reading | None = None
        own = 0
        for template, translation in self.templates:
            values = template.match(text)
            if values is None:
                continue
            read = [self._value(one, depth) for one in values]
            letters = template.letters + sum(one.letters for one in read)
            if best is None or (letters, template.letters) > (best.letters, own):
                own = template.letters
                best = _Reading(fill(translation, tuple(one.text for one in read)), letters)
        return best

    def _value(self, text: str, depth: int) -> _Reading:
        number = text.strip()
        if is_number(number):
            return _Reading(text.replace(number, _french_number(number)))
        return self.read(text, depth + 1)

    def _in_parts(self, text: str, depth: int) -> _Reading:
        """A text part by part, as many at once as one template says together."""
        pieces = _SEPARATORS.split(text)
        if not 1 < len(pieces) <= 2 * _PARTS:
            return _Reading(text)
        best = [_Reading("")]  # of the first pieces, none, one, two…
        for end in range(1, len(pieces) + 1, 2):
            options = []
            for start in range(0, end, 2):
                part = "".join(pieces[start:end])
                alone = end - start == 1
                read = self.catalogue.known(part) or (
                    None if part == text else self._whole(part, depth)
                )
                if read is None and not alone:
                    continue
                joint = pieces[start - 1] if start else ""
                before, now = best[start // 2], read or _Reading(part)
                french = _FRENCH_SEPARATORS.get(joint, joint)
                options.append(
                    _Reading(f"{before.text}{french}{now.text}", before.letters + now.letters)
                )
            # Of two that translate as much, the one of more parts, as in `_best`.
            best.append(max(reversed(options), key=lambda one: one.letters))
        return best[-1] if best[-1].letters else _Reading(text)


@cache
def load_french() -> Catalogue:
    """The catalogue that comes with Parvis."""
    table = tomllib.loads(FRENCH.read_text("utf-8"))
    told = {**table["words"], **table["messages"]}
    rows = {english: _typeset(french) for english, french in told.items()}
    templates = [(parse_template(english), french) for english, french in rows.items()]
    return Catalogue(
        rows={english: french for english, french in rows.items() if not _HOLES.search(english)},
        nouns=table["nouns"],
        library={said: _typeset(french) for said, french in table["library"].items()},
        labels={said: _typeset(french) for said, french in table["labels"].items()},
        templates=[one for one in templates if one[0].holes],
    )


def _typeset(text: str) -> str:
    """French with the spaces that must not break."""
    return _BEFORE_MARK.sub("\u00a0", text).replace("« ", "«\u00a0").replace(" »", "\u00a0»")


@lru_cache(maxsize=4096)
def in_french(text: str) -> str:
    """A message in French."""
    return load_french().translate(text)


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def _french_number(text: str) -> str:
    """1,234.5 as 1 234,5; what is no number stays."""
    if not is_number(text) or text.count(".") > 1:
        return text  # 1.2.3 is a version
    return text.replace(",", "\u202f").replace(".", ",")
