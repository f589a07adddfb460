"""How far each list of an OpenDocument file has counted: lists go on, and begin again."""

from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.office.odf.names import child, name, number, value
from corpus.readers.office.odf.numbering import Counter, ListStyle, shown_number
from corpus.readers.office.odf.styles import OdfStyles

_PARAGRAPHS = (name("text:p"), name("text:h"))


@dataclass(slots=True)
class ListPlace:
    """A list at one depth, and what counts its items."""

    style: str
    depth: int
    counter: Counter


@dataclass(slots=True)
class Lists:
    """The counters of all lists: by their id, the one before, and that of the headings."""

    styles: OdfStyles
    by_id: dict[str, Counter] = field(default_factory=dict)
    last: tuple[str, Counter] | None = None
    outline: Counter = field(default_factory=Counter)
    unknown: set[str] = field(default_factory=set)

    def enter(self, node: etree._Element, around: ListPlace | None) -> ListPlace:
        """The place of a <text:list>, in the list `around` it or on its own."""
        said = value(node, "text:style-name")
        if around is not None:
            place = ListPlace(said or around.style, around.depth + 1, around.counter)
        else:
            style = said or self._style_of_items(node)
            place = ListPlace(style, 1, self._counter(node, style))
            self.last = (style, place.counter)
        place.counter.enter(place.depth, place.style)
        called = value(node, "xml:id") or value(node, "text:id")
        if called:
            self.by_id[called] = place.counter
        return place

    def enter_alone(self, node: etree._Element) -> ListPlace:
        """The place of a <text:numbered-paragraph>, an item without a list around it."""
        depth = number(node, "text:level", 1)
        style = value(node, "text:style-name") or self._style_of_items(node)
        key = value(node, "text:list-id") or f" {style}"
        return ListPlace(style, depth, self.by_id.setdefault(key, Counter()))

    def number(self, item: etree._Element, place: ListPlace) -> str:
        """Counts an item that holds a paragraph, and gives its number."""
        style = self._style(value(item, "text:style-override") or place.style)
        start = number(item, "text:start-value", -1)
        counted = place.counter.count(style, place.depth, start=start if start >= 0 else None)
        self._tell_unknown(style, place.depth)
        shown = shown_number(item)
        return counted if shown is None else shown

    def heading_number(self, heading: etree._Element, level: int) -> str:
        """Counts a heading that stands in no list, and gives its number by the outline."""
        outline = self.styles.outline
        if outline is None or value(heading, "text:is-list-header") == "true":
            return shown_number(heading) or ""
        if self.styles.list_of(value(heading, "text:style-name")) == "":
            return shown_number(heading) or ""
        start = number(heading, "text:start-value", -1)
        if start < 0 and value(heading, "text:restart-numbering") == "true":
            start = self._style(outline).level(level).start
        style = self._style(outline)
        counted = self.outline.count(style, level, start=start if start >= 0 else None)
        self._tell_unknown(style, level)
        shown = shown_number(heading)
        return counted if shown is None else shown

    def _counter(self, node: etree._Element, style: str) -> Counter:
        if style and style == self.styles.outline:
            return self.outline
        continued = value(node, "text:continue-list")
        if continued in self.by_id:
            return self.by_id[continued]
        goes_on = value(node, "text:continue-numbering") == "true"
        if goes_on and self.last is not None and self.last[0] == style:
            return self.last[1]
        return Counter()

    def _style_of_items(self, node: etree._Element) -> str:
        """The style that the first paragraph of a list asks for where the list names none."""
        for one in node.iter(*_PARAGRAPHS):
            return self.styles.list_of(value(one, "text:style-name")) or ""
        return ""

    def _style(self, called: str) -> ListStyle:
        return self.styles.lists.get(called) or ListStyle()

    def _tell_unknown(self, style: ListStyle, depth: int) -> None:
        level = style.level(depth)
        if not level.is_known:
            self.unknown.add(level.form)


def holds_paragraph(item: etree._Element) -> bool:
    """Whether an item has words of its own before any list in it: only then it has a number."""
    first = next(
        (one for one in item.iterchildren(etree.Element) if one.tag != name("text:number")), None
    )
    return first is not None and first.tag != name("text:list")


def first_paragraph(node: etree._Element) -> etree._Element | None:
    """The paragraph or heading of a <text:numbered-paragraph>."""
    found = child(node, "text:p")
    return found if found is not None else child(node, "text:h")
