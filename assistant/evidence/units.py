"""Units: passages brought together into what a citation names, and found by that name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from assistant.evidence.evidence_set import Unit
from corpus.law.article_numbers import article_key, article_order, is_regulatory
from corpus.passage import Passage
from index.hit import Hit
from index.search.searcher import Searcher

# The letters of the part of a code.
_PART = re.compile(r"^(?:l[op]?|[rdac])(?=\d)")
# Passages on either side of one that was found which may say the rest of what it says.
_AROUND = 2


def units_of(searcher: Searcher, hits: Sequence[Hit]) -> tuple[Unit, ...]:
    """The units of the hits, best first.

    An article or a commitment brings all its passages; of a page, those found under one heading
    make a unit, with the few around each of them that stand under the same one.
    """
    found: dict[tuple[str, str, tuple[str, ...]], list[Hit]] = {}
    for hit in hits:
        locator = hit.passage.locator
        number = locator.article or locator.commitment
        path = () if number else locator.heading_path
        found.setdefault((hit.passage.document_id, number or "", path), []).append(hit)
    return tuple(_unit(searcher, together) for together in found.values())


def unit_at(searcher: Searcher, ordinal: int, *, score: float = 0.0) -> Unit:
    """The unit that holds the passage of that ordinal."""
    index = searcher.index
    passages = _numbered(searcher, ordinal) or [index.passages[ordinal]]
    return Unit(index.document_of(ordinal), tuple(passages), score)


def _unit(searcher: Searcher, hits: Sequence[Hit]) -> Unit:
    first = hits[0]
    numbered = _numbered(searcher, searcher.index.ordinal(first.passage.id))
    passages = numbered or _section(searcher, [hit.passage.id for hit in hits])
    return Unit(first.document, tuple(passages), first.score)


def _section(searcher: Searcher, found: Iterable[str]) -> list[Passage]:
    """The passages of a page that were found, and those near them under the same heading."""
    index = searcher.index
    ordinals: set[int] = set()
    for id in found:
        own = index.ordinal(id)
        ordinals.add(own)
        for step in (-1, 1):
            for ordinal in range(own + step, own + step * (_AROUND + 1), step):
                if not 0 <= ordinal < len(index.passages):
                    break
                if _place(index.passages[ordinal]) != _place(index.passages[own]):
                    break
                ordinals.add(ordinal)
    return [index.passages[ordinal] for ordinal in sorted(ordinals)]


def _place(passage: Passage) -> tuple[str, tuple[str, ...], bool]:
    locator = passage.locator
    numbered = locator.article is not None or locator.commitment is not None
    return passage.document_id, locator.heading_path, numbered


def _numbered(searcher: Searcher, ordinal: int) -> list[Passage]:
    """All passages of the article or commitment that holds this one; none where it has none."""
    index = searcher.index
    own = index.passages[ordinal]
    number = _number(own)
    if number is None:
        return []
    first, last = ordinal, ordinal
    while first > 0 and _number(index.passages[first - 1]) == number:
        first -= 1
    while last + 1 < len(index.passages) and _number(index.passages[last + 1]) == number:
        last += 1
    return list(index.passages[first : last + 1])


def _number(passage: Passage) -> tuple[str, ...] | None:
    locator = passage.locator
    number = locator.article or locator.commitment
    if number is None:
        return None
    return (passage.document_id, number, str(passage.valid_from), *locator.heading_path[:1])


class UnitLookup:
    """Where each article and commitment of an index begins, by document and number."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._articles: dict[str, dict[str, int]] = defaultdict(dict)
        self._commitments: dict[str, dict[str, int]] = defaultdict(dict)
        self._order: dict[str, list[int]] = defaultdict(list)
        self._lettered: dict[str, dict[str, str]] = defaultdict(dict)
        for ordinal, passage in enumerate(passages):
            locator, name = passage.locator, passage.document_id
            if locator.article is not None:
                key = article_key(locator.article)
                known = self._articles[key]
                if (bare := _PART.sub("", key)) != key:
                    self._lettered[bare].setdefault(key, locator.article)
            elif locator.commitment is not None:
                known = self._commitments[locator.commitment]
            else:
                continue
            if name not in known:
                known[name] = ordinal
                self._order[name].append(ordinal)

    def articles(self, number: str) -> dict[str, int]:
        """The ordinal of the article's first passage, by the documents that have it."""
        return dict(self._articles.get(article_key(number), {}))

    def lettered(self, number: str) -> tuple[str, ...]:
        """The articles of codes that have this number after their letter: L311-1 before R311-1."""
        found = self._lettered.get(article_key(number), {})
        return tuple(
            sorted(found.values(), key=lambda one: (is_regulatory(one), article_order(one)))
        )

    def commitments(self, number: str) -> dict[str, int]:
        """The ordinal of the commitment's first passage, by the documents that have it."""
        return dict(self._commitments.get(number, {}))

    def neighbour(self, document_id: str, ordinal: int, *, step: int) -> int | None:
        """The first passage of the article or commitment before (-1) or after (1) that one."""
        order = self._order[document_id]
        position = order.index(ordinal) + step if ordinal in order else -1
        return order[position] if 0 <= position < len(order) else None
