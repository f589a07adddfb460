"""Questions that a page asks and answers: FAQ pages (schema.org), lists of questions."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson
from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.web.elements import HEADINGS, children_of, short_text
from corpus.readers.web.nodes import plain_text
from corpus.text import letters

_QUESTION_TYPE = re.compile(r"schema\.org/Question/?$")
_LONGEST = 300  # characters of a question
_MOST = 2_000  # questions of a page
_FAR_ABOVE = 30  # elements around a question in which its answer is looked for
_NEAR = 6  # elements around its words in which a heading is
_NUMBER = 5  # letters that the number of a heading may have, before its words
_TITLES = frozenset(("summary", *HEADINGS))
_TITLE = ", ".join(sorted(_TITLES))
_OPENERS = "button[aria-expanded], button[aria-controls]"
_FRAMES = frozenset(("div", "section", "article", "li"))


@dataclass(frozen=True, slots=True)
class Questions:
    """The `mem_id` of elements of a page that ask and answer.

    The words of what is `asked` are a question, and no heading yet. What is `framed` holds one
    question with its answer, or a list of such, and rules nothing behind it. What is `unlisted` is
    an element of a list and no item of one: it holds an answer.
    """

    asked: frozenset[int] = frozenset()
    framed: frozenset[int] = frozenset()
    unlisted: frozenset[int] = frozenset()


NO_QUESTIONS = Questions()


def find_questions(tree: LexborHTMLParser) -> Questions:
    """The visible questions that the page says it answers, or lists with an answer each."""
    if tree.body is None:
        return Questions()
    lists = _lists_of_questions(tree)
    marked = _marked(tree)
    named = list(map(_control_of, _named(tree.body, set(_stated(tree)))))
    held = {node.mem_id for node in named}
    named += [node for node in tree.css(_OPENERS) if node.mem_id not in held and _is_question(node)]
    asked = [*(term for terms in lists.values() for term in terms), *named]
    asked += [_control_of(name) for name, _ in marked if not _is_titled(name)]
    frames = [*(item for _, item in marked), *_frames(named)]
    framed = {*lists, *(frame.mem_id for frame in frames if frame.tag in _FRAMES)}
    answers = {dd.mem_id for dd in tree.css("dd") if _list_around(dd) in lists} if lists else set()
    return Questions(
        frozenset(node.mem_id for node in asked),
        frozenset(framed),
        frozenset(answers | {frame.mem_id for frame in frames if frame.tag == "li"}),
    )


def _control_of(question: LexborNode) -> LexborNode:
    """The button in which a question stands, whose words are not read otherwise."""
    above: LexborNode | None = question
    for _ in range(_NEAR):
        if above is None:
            break
        if above.tag == "button":
            return above
        above = above.parent
    return question


def _lists_of_questions(tree: LexborHTMLParser) -> dict[int, list[LexborNode]]:
    """The lists of which every term is a question, by their `mem_id`, with their terms."""
    lists: dict[int, list[LexborNode]] = {}
    for term in tree.css("dt"):
        around = _list_around(term)
        if around is not None:
            lists.setdefault(around, []).append(term)
    return {
        one: terms
        for one, terms in lists.items()
        if all(map(_is_question, terms)) and not any(up.tag == "li" for up in _around(terms[0]))
    }


def _list_around(part: LexborNode) -> int | None:
    around = part.parent
    if around is not None and around.tag == "div":
        around = around.parent
    return around.mem_id if around is not None and around.tag == "dl" else None


def _is_question(node: LexborNode) -> bool:
    said = short_text(node) or ""
    return said.endswith("?") and len(said) <= _LONGEST and not _is_titled(node)


def _is_titled(node: LexborNode) -> bool:
    """Whether an element of few words is a heading, or in one, or holds one."""
    if node.css_first(_TITLE) is not None:
        return True
    above: LexborNode | None = node
    for _ in range(_NEAR):
        if above is None:
            return False
        if above.tag in _TITLES:
            return True
        above = above.parent
    return False


def _marked(tree: LexborHTMLParser) -> list[tuple[LexborNode, LexborNode]]:
    """The names of what microdata or RDFa marks as questions, each with what is marked so."""
    found: list[tuple[LexborNode, LexborNode]] = []
    for name in tree.css("[itemprop=name], [property=name]")[:_MOST]:
        said = short_text(name) or ""
        item = next((one for one in _around(name) if _is_item(one)), None)
        if item is not None and _is_marked_question(item) and 0 < len(said) <= _LONGEST:
            found.append((name, item))
    return found


def _is_item(node: LexborNode) -> bool:
    return "itemscope" in node.attributes or "typeof" in node.attributes


def _is_marked_question(item: LexborNode) -> bool:
    attributes = item.attributes
    kind = attributes.get("itemtype") or ""
    return bool(_QUESTION_TYPE.search(kind)) or attributes.get("typeof") == "Question"


def _stated(tree: LexborHTMLParser) -> Iterator[str]:
    """The letters of each question that the page states in JSON-LD."""
    for script in tree.css("script[type='application/ld+json']"):
        try:
            pending: list[Any] = [orjson.loads(script.text())]
        except orjson.JSONDecodeError:
            continue  # it is written for search engines; the page can still be read
        while pending:
            value = pending.pop()
            if isinstance(value, list):
                pending.extend(value)
            elif isinstance(value, dict):
                pending.extend(value.values())
                kinds = value.get("@type")
                name = value.get("name")
                if "Question" in (kinds if isinstance(kinds, list) else [kinds]):
                    said = letters(plain_text(name)) if isinstance(name, str) else ""
                    if 0 < len(said) <= _LONGEST:
                        yield said


def _named(body: LexborNode, names: set[str]) -> list[LexborNode]:
    """The elements with the words of a question, the last of each: a list of them may go before.

    None for a question that is a heading of the page.
    """
    found: dict[str, LexborNode] = {}
    titled: set[str] = set()
    pending = [body] if names else []
    while pending:
        node = pending.pop()
        if not node.is_element_node:
            continue
        said = letters(short_text(node) or "")
        if node.tag in _TITLES:
            titled.update(said[start:] for start in range(_NUMBER) if said[start:] in names)
        elif said not in names or node.css_first(_TITLE) is not None:
            pending.extend(reversed(children_of(node)))
        else:
            found[said] = node
    return [node for said, node in found.items() if said not in titled]


def _frames(asked: list[LexborNode]) -> Iterator[LexborNode]:
    """Of each question, the widest element that holds no other one.

    Of a lone question, the first one around it that holds more than it.
    """
    above = {node.mem_id: list(_around(node)) for node in asked}
    held = Counter(one.mem_id for around in above.values() for one in around)
    for node in asked:
        around = above[node.mem_id]
        alone = [one for one in around if held[one.mem_id] == 1]
        if 0 < len(alone) < len(around):
            yield alone[-1]
        elif alone:
            said = short_text(node)
            wider = (one for one in alone if one.tag in _FRAMES and short_text(one) != said)
            yield from islice(wider, 1)


def _around(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around one, from the inside, as far as its answer can be."""
    parent = node.parent
    for _ in range(_FAR_ABOVE):
        if parent is None or parent.tag in ("body", "main"):
            return
        yield parent
        parent = parent.parent
