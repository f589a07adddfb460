"""What a page hides from its readers, and what they can open: tabs, accordions, details."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.titles import first_words
from corpus.readers.web.elements import children_of
from corpus.readers.web.nodes import node_text
from corpus.readers.web.style_sheets import hides, read_style_sheets, strikes
from corpus.readers.web.word_html import ListFormat, find_debris, list_formats

_NEVER_HIDDEN = frozenset(("html", "body", "main"))
_QUOTED_NAME = re.compile(r"['\"]#?([A-Za-z_][\w:.-]{0,100})['\"]")
_TARGETS = ("data-target", "data-bs-target", "data-toggle", "data-controls", "data-tab", "href")
_OF_THE_PAGE = ("main", "h1")
# Where so many words are hidden, and most of the page, a script shows them in the end.
_LONG = 300
_MOST = 0.5
_MOST_PANELS = 200
_SHOWN_IN_TURN = frozenset(("div", "section", "article", "li", "tbody"))
# What stands before a hidden element and opens it is a title of few parts, not half the page.
_MOST_PARTS = 15


@dataclass(frozen=True, slots=True)
class Visibility:
    """The `mem_id` of what cannot be seen, and of what is struck through or beside the text.

    `titles` are the words of the tabs that open what has these `mem_id`; `formats`, how the items
    of lists are numbered, by the class of the list. `revealed` says that the page as a whole is
    hidden, until a script shows it.
    """

    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    titles: Mapping[int, str] = field(default_factory=dict)
    formats: Mapping[str, ListFormat] = field(default_factory=dict)
    revealed: bool = False

    def tell(self, left_out: Sequence[str], note: Callable[[str], None]) -> None:
        """Notes what there is to say of hidden passages, of which these are left out."""
        if self.revealed:
            note("most of it is hidden until a script shows it, and was read")
        if left_out:
            first = first_words(left_out[0])
            note(
                f"a hidden passage is left out, “{first}”"
                if len(left_out) == 1
                else f"{len(left_out)} hidden passages are left out, “{first}”"
            )


def find_hidden(tree: LexborHTMLParser) -> Visibility:
    """What of `tree` no reader can see, by its attributes, styles and style sheets.

    What a control of the page opens is not hidden, nor is a page that a script shows as a whole.
    """
    if tree.body is None:
        return Visibility()
    sheets = read_style_sheets(tree)
    concealed = _Concealed(sheets.hidden)
    controls: _Controls | None = None
    hidden: set[int] = set()
    struck = sheets.struck | find_debris(tree)
    mains = {tag: tree.css(tag) for tag in _OF_THE_PAGE}
    words = 0
    pending = children_of(tree.body)
    while pending:
        node = pending.pop()
        if not node.is_element_node:
            continue
        if strikes(node.attributes.get("style") or ""):
            struck.add(node.mem_id)
        elif concealed.holds(node):
            controls = controls or _Controls(tree)
            opened = controls.opens(node) or concealed.is_one_of_a_set(node)
            if not opened and not _holds_the_page(node, mains):
                hidden.add(node.mem_id)
                words += len(node.text(separator=" ").split())
                continue
        pending.extend(children_of(node))
    whole = len(tree.body.text(separator=" ").split()) if words else 0
    revealed = words > 0 and (words == whole or words > max(_LONG, _MOST * whole))
    if revealed:
        hidden = set()
    titles = _panel_titles(tree)
    if titles:
        struck.update(tabs.mem_id for tabs in tree.css("[role=tablist]"))
    formats = list_formats("".join(sheet.text() for sheet in tree.css("style")))
    return Visibility(frozenset(hidden), frozenset(struck), titles, formats, revealed)


def _panel_titles(tree: LexborHTMLParser) -> dict[int, str]:
    """The words of each tab, by the panel that it opens."""
    tabs = {tab.attributes.get("id"): tab for tab in tree.css("[role=tab][id]")}
    opened = {tab.attributes.get("aria-controls"): tab for tab in tree.css("[role=tab]")}
    titles: dict[int, str] = {}
    for panel in tree.css("[role=tabpanel]")[:_MOST_PANELS]:
        attributes = panel.attributes
        tab = tabs.get(attributes.get("aria-labelledby") or "")
        tab = tab or opened.get(attributes.get("id") or "")
        if tab is not None:
            titles[panel.mem_id] = node_text(tab)
    return titles


def _holds_the_page(node: LexborNode, mains: Mapping[str, list[LexborNode]]) -> bool:
    """Whether an element holds the one title or main part of the page: a script shows it."""
    return any(len(found) == 1 and node.css_first(tag) is not None for tag, found in mains.items())


class _Concealed:
    """Which elements of a page are not shown as it stands."""

    def __init__(self, by_sheets: set[int]) -> None:
        self._by_sheets = by_sheets
        self._sets: dict[int, Counter[tuple[str, str, bool]]] = {}

    def holds(self, node: LexborNode) -> bool:
        """Whether an element is not shown by its attributes, its style or a style sheet."""
        if node.tag in _NEVER_HIDDEN:
            return False
        attributes = node.attributes
        if "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found":
            return True
        if "popover" in attributes or node.mem_id in self._by_sheets:
            return True
        return hides(attributes.get("style") or "")

    def is_one_of_a_set(self, node: LexborNode) -> bool:
        """Whether it is one of several alike of which one at a time is shown: pages, slides."""
        around = node.parent
        if node.tag not in _SHOWN_IN_TURN or around is None:
            return False
        if around.mem_id not in self._sets:
            self._sets[around.mem_id] = Counter(
                (*_sort(child), self.holds(child))
                for child in children_of(around)
                if child.is_element_node
            )
        alike, sort = self._sets[around.mem_id], _sort(node)
        return bool(sort[1]) and alike[(*sort, False)] == 1 and alike[(*sort, True)] > 1


def _sort(node: LexborNode) -> tuple[str, str]:
    return node.tag or "", (node.attributes.get("class") or "").split(" ", 1)[0]


class _Controls:
    """What the links, buttons and tabs of a page open."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._opened: set[str] = set()
        self._ids: set[str] = set()
        for node in tree.css("[id]"):
            self._ids.add(node.attributes.get("id") or "")
        for node in tree.css("[aria-controls], [data-target], [onclick], a[href], button"):
            self._opened.update(_targets(node.attributes))
        for node in tree.css("[data-bs-target], [data-toggle], [data-controls], [data-tab]"):
            self._opened.update(_targets(node.attributes))

    def opens(self, node: LexborNode) -> bool:
        """Whether something on the page shows this element when it is asked to."""
        attributes = node.attributes
        if attributes.get("id") and attributes["id"] in self._opened:
            return True
        labels = (attributes.get("aria-labelledby") or "").split()
        if attributes.get("role") == "tabpanel" and any(label in self._ids for label in labels):
            return True
        before = node.prev
        while before is not None and not before.is_element_node:
            before = before.prev
        return before is not None and _is_opener(before)


def _targets(attributes: dict[str, str | None]) -> Iterator[str]:
    yield from (attributes.get("aria-controls") or "").split()
    for name in _TARGETS:
        target = attributes.get(name) or ""
        if target.startswith("#") or name == "data-tab":
            yield target.removeprefix("#")
    for name in _QUOTED_NAME.findall((attributes.get("onclick") or "")[:500]):
        yield name


def _is_opener(node: LexborNode) -> bool:
    """Whether an element is, or holds, what opens the one after it."""
    pending = [node]
    for _ in range(_MOST_PARTS):
        if not pending:
            return False
        one = pending.pop()
        attributes = one.attributes
        if "aria-expanded" in attributes or one.tag == "button" or "onclick" in attributes:
            return True
        if attributes.get("role") in ("button", "tab"):
            return True
        href = (attributes.get("href") or "").strip().lower()
        if one.tag == "a" and (href == "#" or href.startswith("javascript:")):
            return True
        pending.extend(child for child in children_of(one) if child.is_element_node)
    return False
