"""The numbers of OpenDocument lists and headings, as an office program shows them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.numerals import MOST_ROMAN, letters, letters_repeated, roman
from corpus.readers.office.odf.names import child, children, name, number, value, words_of

DEEPEST = 10
_PLACE = re.compile(r"%(\d{1,2})%")
_NUMBERED = (name("text:list-level-style-number"), name("text:outline-level-style"))


_FORMS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda count: letters(count).upper(),
    "i": roman,
    "I": lambda count: roman(count).upper(),
}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is numbered; no `form` is no number."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    synced: bool = False
    pattern: str | None = None

    @classmethod
    def of(cls, node: etree._Element) -> "ListLevel":
        """The level that a style defines; bullets and pictures have no number."""
        if node.tag not in _NUMBERED:
            return cls()
        return cls(
            form=value(node, "style:num-format") or "",
            prefix=value(node, "style:num-prefix") or "",
            suffix=value(node, "style:num-suffix") or "",
            shown=number(node, "text:display-levels", 1, most=DEEPEST),
            start=number(node, "text:start-value", 1),
            synced=value(node, "style:num-letter-sync") == "true",
            pattern=value(node, "loext:num-list-format") or value(node, "style:num-list-format"),
        )

    def written(self, count: int) -> str:
        """A number in this level's form; nothing where it has none that is known."""
        if not 0 < count <= MOST_ROMAN:
            return str(count) if self.form else ""
        if self.synced and self.form in ("a", "A"):
            lettered = letters_repeated(count)
            return lettered.upper() if self.form == "A" else lettered
        if self.form.startswith("0") and self.form.strip("0123456789, .…") == "":
            return f"{count:02d}"
        form = _FORMS.get(self.form)
        return form(count) if form else ""

    @property
    def is_known(self) -> bool:
        """Whether the form of its numbers can be written."""
        return not self.form or bool(self.written(1))


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The levels of a list, by their depth from 1."""

    levels: dict[int, ListLevel] = field(default_factory=dict)

    @classmethod
    def of(cls, node: etree._Element) -> "ListStyle":
        """The style that <text:list-style> or <text:outline-style> defines."""
        found = {number(one, "text:level", 1): ListLevel.of(one) for one in children(node)}
        return cls(found)

    def level(self, depth: int) -> ListLevel:
        """The level at this depth."""
        return self.levels.get(depth, ListLevel())


@dataclass(slots=True)
class Counter:
    """How far one list has counted, level by level."""

    counts: list[int] = field(default_factory=lambda: [0] * (DEEPEST + 1))
    styles: dict[int, str] = field(default_factory=dict)

    def enter(self, depth: int, name: str) -> None:
        """Begins a list in the list: it counts on only where it is of the same style."""
        depth = min(depth, DEEPEST)
        if depth > 1 and self.styles.get(depth, name) != name:
            self.counts[depth:] = [0] * (DEEPEST + 1 - depth)
        self.styles[depth] = name

    def count(self, style: ListStyle, depth: int, *, start: int | None = None) -> str:
        """Counts an item and gives its number as it is shown."""
        depth = max(1, min(depth, DEEPEST))
        level = style.level(depth)
        before = self.counts[depth]
        self.counts[depth] = start if start is not None else (before + 1 if before else level.start)
        self.counts[depth + 1 :] = [0] * (DEEPEST - depth)
        for above in range(1, depth):
            self.counts[above] = self.counts[above] or style.level(above).start
        return self._shown(style, depth)

    def _shown(self, style: ListStyle, depth: int) -> str:
        level = style.level(depth)
        if level.pattern is not None and level.form:
            return _PLACE.sub(
                lambda found: self._at(style, min(int(found[1]), DEEPEST)), level.pattern
            ).strip()
        if not level.form:
            # A level without numbers may still be announced: "Annexe".
            said = f"{level.prefix}{level.suffix}".strip()
            return said if any(character.isalnum() for character in said) else ""
        first = max(1, depth - max(1, level.shown) + 1)
        places = [self._at(style, above) for above in range(first, depth + 1)]
        return f"{level.prefix}{'.'.join(filter(None, places))}{level.suffix}".strip()

    def _at(self, style: ListStyle, depth: int) -> str:
        return style.level(depth).written(self.counts[depth])


def shown_number(node: etree._Element) -> str | None:
    """The number that the program which wrote the file shows, where it wrote that down too."""
    written = child(node, "text:number")
    return None if written is None else " ".join(words_of(written).split())
