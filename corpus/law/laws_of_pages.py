"""The laws that a page means where it calls an article by its number alone."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice

from corpus.document import Document
from corpus.law.article_numbers import CODED
from corpus.law.citation_grammar import Mention
from corpus.law.law_names import LawNames
from corpus.law.provisions import Law, Laws

_IS_CODED = re.compile(CODED, re.IGNORECASE)
_MOST_NAMES = 10  # before a mention, of which the last that fits is meant
_IS_A_CODE = re.compile(r"(?i:code|livre)\b|[A-Z]{3,6}$")


class LawsOfPage:
    """Tells the law of each mention of a page."""

    def __init__(self, mentions: Iterable[Mention], document: Document, laws: Laws) -> None:
        self._document = document
        self._laws = laws
        self._citing = sorted(
            ((one.start, one.law) for one in mentions if one.law is not None),
            key=lambda one: one[0],
        )

    def of(self, mention: Mention) -> Law | None:
        """The law that a mention means, if the corpus holds it.

        One that names none means the law that was named last before it in the same paragraph or
        item; else the only one that the page names. Numbers as codes have them ("L. 311-1") are of
        codes.
        """
        if mention.law is not None:
            return self._laws.find(mention.law)
        if mention.step or mention.division:
            return None
        coded = bool(_IS_CODED.match(mention.number))
        for name in self._named_before(mention.start):
            if not coded or _IS_A_CODE.match(name):
                return self._laws.find(name)
        return self._only_code if coded else self._only_law

    def _named_before(self, place: int) -> Sequence[str]:
        """The laws that the block of a place names before it, the last one first."""
        blocks = self._document.blocks
        index = bisect_right(blocks, place, key=lambda block: block.start) - 1
        start = blocks[index].start if index >= 0 else 0
        named = [
            (law.start, law.name)
            for law in islice(self._names.before(place), _MOST_NAMES)
            if law.name and law.start >= start
        ]
        last = bisect_right(self._citing, place, key=lambda one: one[0])
        named += [one for one in self._citing[max(0, last - _MOST_NAMES) : last] if one[0] >= start]
        return [name for _, name in sorted(named, reverse=True)]

    @cached_property
    def _names(self) -> LawNames:
        return LawNames(self._document.text)

    @cached_property
    def _all(self) -> frozenset[str]:
        title = (one.name for one in LawNames(self._document.title).within(0, 1_000))
        text = (one.name for one in self._names.within(0, len(self._document.text)))
        cited = (name for _, name in self._citing)
        return frozenset(name for name in (*title, *text, *cited) if name)

    @cached_property
    def _only_law(self) -> Law | None:
        return self._only(self._all)

    @cached_property
    def _only_code(self) -> Law | None:
        return self._only(name for name in self._all if _IS_A_CODE.match(name))

    def _only(self, names: Iterable[str]) -> Law | None:
        found = {law.document.id if law else None: law for law in map(self._laws.find, names)}
        return next(iter(found.values())) if len(found) == 1 else None
