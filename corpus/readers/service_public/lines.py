"""Lines of a sheet: the words of elements that stand within a sentence, and where they lead."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from corpus.builder import DocumentBuilder
from corpus.document import Block
from corpus.readers.metadata import address_of
from corpus.readers.office.signs.raised import lowered, raised
from corpus.text import tidy
from corpus.xml.trees import child, local_name

# Of two of these, one beside the other, each has words of its own.
_APART = frozenset(("Paragraphe", "Liste", "Item", "Titre", "Texte", "Cellule"))
_UNSPOKEN = frozenset(("Condition", "Credits", "PivotLocal", "RessourceWeb"))
PICTURES = frozenset(("Image", "Illustration"))
_CLOSING = re.compile(r"[.,](?![\w.])")  # no space stands before these
_RUNS = re.compile(r"\s+|\S+")
_ENDS = frozenset(":?!.…;")


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, and the stretches of them that lead to an address."""

    text: str
    links: tuple[tuple[int, int, str], ...] = ()
    pictures: int = 0

    @property
    def head(self) -> str:
        """The words without the notes that stand below them."""
        return self.text.partition("\n")[0]

    def after(self, label: str) -> "Line":
        """The line behind a label, such as "À noter"."""
        if not label:
            return self
        before = f"{label} " if label[-1] in _ENDS else f"{label} : "
        moved = tuple((start + len(before), end + len(before), to) for start, end, to in self.links)
        return Line(before + self.text, moved, self.pictures)

    def link_in(self, builder: DocumentBuilder, block: Block | None) -> None:
        """Records where the words lead, once they stand in `block`, to the letter."""
        if block is None or tidy(self.text) != self.text:
            return
        for start, end, target in self.links:
            builder.link(block.start + start, block.start + end, target)


def phrase(element: Element | None) -> Line:
    """The words inside an element, on one line."""
    writing = _Phrase()
    if element is not None:
        writing.inside(element)
    return Line("".join(writing.parts), tuple(writing.links), writing.pictures)


def title_of(element: Element) -> str:
    """The words of an element's title; empty where it has none."""
    return phrase(child(element, "Titre")).text or phrase(child(element, "TitreRiche")).text


@dataclass(slots=True)
class _Phrase:
    parts: list[str] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    length: int = 0
    gap: bool = False
    first: int = -1  # where the words of the link under way begin
    pictures: int = 0

    def inside(self, element: Element) -> None:
        self._say(element.text)
        for part in element:
            self._element(part, local_name(part))
            self._say(part.tail)

    def _element(self, element: Element, name: str) -> None:
        if name in _UNSPOKEN:
            return
        if name in PICTURES:
            described = phrase(child(element, "TexteDeRemplacement")).text
            self.pictures += not described
            self._say(f" {described} ")
        elif name == "Exposant":
            self._say(raised("".join(element.itertext())))
        elif name == "Indice":
            self._say(lowered("".join(element.itertext())))
        elif name == "LienExterne":
            self._link(element)
        elif name in _APART:
            self.gap = True
            self.inside(element)
            self.gap = True
        else:
            self.inside(element)
            if name == "Montant":
                self._say(" €")

    def _link(self, element: Element) -> None:
        self.first = -1
        self.inside(element)
        target = address_of(element.get("URL"))
        if target and 0 <= self.first < self.length:
            self.links.append((self.first, self.length, target))

    def _say(self, text: str | None) -> None:
        for run in _RUNS.findall(text or ""):
            if run.isspace():
                self.gap = True
                continue
            if self.gap and self.length and not _CLOSING.match(run):
                self.parts.append(" ")
                self.length += 1
            self.gap = False
            if self.first < 0:
                self.first = self.length
            self.parts.append(run)
            self.length += len(run)
