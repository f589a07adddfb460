"""What the style sheets within a page hide or strike through, for a reader at a screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*(?:\*/|\Z)|<!--|-->")
_BRACE = re.compile(r"[{}]")
_HIDES = re.compile(
    r"(?:^|[;\s{])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|content-visibility\s*:\s*hidden)\b"
)
_SHOWS = re.compile(r"(?:^|[;\s{])(?:display\s*:\s*(?!none\b)[a-z]|visibility\s*:\s*visible\b)")
_STRIKES = re.compile(
    r"(?:^|[;\s{])text-decoration(?:-line)?\s*:[^;}]{0,80}\bline-through\b"
    r"|mso-text-strike|text-line-through\s*:"
)
_WIDTH = re.compile(r"\((min|max)-width\s*:\s*([\d.]{1,9})\s*(px|r?em)\s*\)")
_NAME = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_STATE = re.compile(r"(?<!\\):")
_SCREEN = 1280  # CSS pixels of the screen at which a page is read
_ROOT_FONT = 16
_MOST_RULES = 1000
_LONGEST_SELECTOR = 200


def hides(style: str) -> bool:
    """Whether declarations keep an element from sight."""
    return bool(_HIDES.search(style.lower()))


def strikes(style: str) -> bool:
    """Whether declarations strike the words of an element through."""
    return bool(_STRIKES.search(style.lower()))


@dataclass(slots=True)
class StyleSheets:
    """The `mem_id` of the elements that the style sheets of a page hide or strike through."""

    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A selector that hides or shows what it selects; of two the one of more weight holds."""

    selector: str
    hides: bool
    weight: tuple[bool, int, int, int]


def read_style_sheets(tree: LexborHTMLParser) -> StyleSheets:
    """What the <style> elements of `tree` hide and strike.

    What another rule shows again in some state of the page (".tab.active", ":checked ~ .panel")
    can be opened: it is not hidden. Rules for paper and for smaller screens are passed over.
    """
    found = StyleSheets()
    rules: list[_Rule] = []
    for sheet in tree.css("style"):
        for selectors, declarations in _rules(sheet.text()):
            said = declarations.lower()
            for selector in map(str.strip, selectors.split(",")):
                if hides(said) or _SHOWS.search(said):
                    weight = ("!important" in said, *_specificity(selector), len(rules))
                    rules.append(_Rule(selector, hides(said), weight))
                if strikes(said) and len(rules) < _MOST_RULES:
                    found.struck.update(_matches(tree, selector))
    if not any(rule.hides for rule in rules):
        return found
    opening = {_name(rule.selector) for rule in rules if not rule.hides and _names_more(rule)}
    holding: dict[int, _Rule] = {}
    for rule in sorted(rules[:_MOST_RULES], key=lambda rule: rule.weight):
        if not (rule.hides and _name(rule.selector) in opening):
            holding.update((place, rule) for place in _matches(tree, rule.selector))
    found.hidden = {place for place, rule in holding.items() if rule.hides}
    return found


def _names_more(rule: _Rule) -> bool:
    """Whether a rule asks for more than one name: a state, or an element around."""
    return rule.selector[1:] != _name(rule.selector)


def _name(selector: str) -> str:
    """The class or id by which a selector names its element, or else the whole of it."""
    parts = selector.split()
    names = _NAME.findall(parts[-1]) if parts else []
    return names[0] if names else selector


def _specificity(selector: str) -> tuple[int, int]:
    return selector.count("#"), selector.count(".") + selector.count("[")


def _matches(tree: LexborHTMLParser, selector: str) -> list[int]:
    if len(selector) > _LONGEST_SELECTOR or not _NAME.search(selector) or _STATE.search(selector):
        return []  # of a state of the page, or of every element of a sort
    try:
        return [node.mem_id for node in tree.css(selector)]
    except SelectolaxError:
        return []  # a selector that only some browser knows


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule that holds at a screen."""
    css = _COMMENT.sub(" ", css)
    applies: list[bool] = []
    begin = 0
    prelude = ""
    for brace in _BRACE.finditer(css):
        said = css[begin : brace.start()].rsplit(";", 1)[-1].strip()
        if brace[0] == "{":
            if prelude:  # a rule within a rule: the outer one was no list of declarations
                applies.append(_holds_at_screen(prelude))
            prelude = said
        elif prelude:
            if all(applies) and not prelude.startswith("@"):
                yield prelude, css[begin : brace.start()]
            prelude = ""
        elif applies:
            applies.pop()
        begin = brace.end()


def _holds_at_screen(prelude: str) -> bool:
    name, _space, query = prelude.lower().partition(" ")
    if not name.startswith("@media"):
        return name in ("@supports", "@layer")
    query = name.removeprefix("@media") + query
    return any(_is_wide_screen(one.strip()) for one in query.split(","))


def _is_wide_screen(query: str) -> bool:
    for bound, number, unit in _WIDTH.findall(query):
        if number.count(".") > 1 or number == ".":
            return False
        width = float(number) * (1 if unit == "px" else _ROOT_FONT)
        if width > _SCREEN if bound == "min" else width < _SCREEN:
            return False
    rest = _WIDTH.sub(" ", query).split()
    return set(rest) <= {"only", "screen", "all", "and"}
