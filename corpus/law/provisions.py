"""Laws: the provisions of a corpus, so that what a reference means can be told."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.document import Document
from corpus.law.article_numbers import article_key, article_order
from corpus.law.citation_grammar import Mention
from corpus.passage import Passage
from corpus.text import fold

# What departs from hundreds of articles at once says nothing of any one of them.
_LARGEST_DIVISION = 50
_Version = tuple[str, tuple[str, ...], str | None, date | None]
_NUMBER_OF_A_LAW = re.compile(r"\b(\d{2,4}-\d+)\b")


@dataclass(frozen=True, slots=True)
class Provision:
    """An article, or one of its versions, by the passages that it was cut into."""

    number: str
    path: tuple[str, ...]
    passages: tuple[Passage, ...]
    order: tuple[str, tuple[int, ...], str]


class Law:
    """A law's provisions in its own order, told from its passages when they are first needed."""

    def __init__(self, document: Document, passages: Callable[[], Sequence[Passage]]) -> None:
        self.document = document
        self._passages = passages

    @cached_property
    def provisions(self) -> Sequence[Provision]:
        """The articles of the law."""
        return _provisions(self._passages())

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """Where each number stands among the provisions."""
        places = defaultdict[str, list[int]](list)
        for place, provision in enumerate(self.provisions):
            places[article_key(provision.number)].append(place)
        return dict(places)

    @cached_property
    def _place_of(self) -> Mapping[str, int]:
        """In which provision each passage stands."""
        return {
            passage.id: place
            for place, provision in enumerate(self.provisions)
            for passage in provision.passages
        }

    def targets(self, mention: Mention, source: Passage) -> list[Provision]:
        """The provisions that a mention in `source` means; none where the law has no such one."""
        own = self._place_of.get(source.id)
        if mention.step or mention.division:
            return [] if own is None else self._around(mention, own)
        if mention.last is not None:
            return self._range(mention.number, mention.last)
        places = self._places.get(article_key(mention.number), [])
        if own is not None and len(places) > 1:
            # A bill may set out the articles of several laws, and an act insert words into another
            # one: a reference means its own neighbours first.
            path = self.provisions[own].path
            places = [p for p in places if self.provisions[p].path == path] or places
        return [self.provisions[place] for place in places]

    def _around(self, mention: Mention, own: int) -> list[Provision]:
        if mention.division:
            return self._division(mention.division, own)
        place = own + mention.step
        return [self.provisions[place]] if 0 <= place < len(self.provisions) else []

    def _division(self, division: str, own: int) -> list[Provision]:
        """The provisions of the title (book, chapter, section) that holds the one at `own`."""
        path = self.provisions[own].path
        depth = next((d for d, h in enumerate(path) if h.casefold().startswith(division)), None)
        if depth is None:
            return []
        shared = path[: depth + 1]
        inside = [p for p in self.provisions if p.path[: depth + 1] == shared]
        return inside if len(inside) <= _LARGEST_DIVISION else []

    def _range(self, first: str, last: str) -> list[Provision]:
        """The provisions from `first` to `last`, of the same part of the code, in its own order.

        Where the law has one end of the range no more, numbers decide instead of places.
        """
        low, high = article_order(first), article_order(last)
        starts, ends = self._places.get(article_key(first)), self._places.get(article_key(last))
        if starts and ends:
            between = self.provisions[starts[0] : ends[-1] + 1]
        else:
            between = [p for p in self.provisions if low <= p.order <= high]
        return [p for p in between if p.order[0] == low[0]]


class Laws:
    """The laws of a corpus, and which of them a reference means."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self._by_id = {law.document.id: law for law in laws}
        self._named: dict[str, Law | None] = {}

    def meant(self, mention: Mention, document: Document) -> Law | None:
        """The law that a mention means: the document itself, or the one that it names."""
        if mention.law is None:
            return self._by_id.get(document.id)
        if mention.law not in self._named:
            self._named[mention.law] = self._find(mention.law)
        return self._named[mention.law]

    def _find(self, words: str) -> Law | None:
        name = fold(words)
        numbered = _NUMBER_OF_A_LAW.search(words)
        for law, short, title, numbers in self._names:
            if name == short or f"{name} ".startswith(f"{title} "):
                return law
            if numbered and numbered.group(1) in numbers:
                return law
        return None

    @cached_property
    def _names(self) -> list[tuple[Law, str, str, list[str]]]:
        return [
            (
                law,
                fold(law.document.short_title or ""),
                fold(law.document.title),
                _NUMBER_OF_A_LAW.findall(law.document.title),
            )
            for law in self._by_id.values()
        ]


def _provisions(passages: Sequence[Passage]) -> list[Provision]:
    """The articles of one law, passages of one version brought together, in reading order."""
    together = defaultdict[_Version, list[Passage]](list)
    for passage in passages:
        place = passage.locator
        if place.article is not None:
            version = (place.article, place.heading_path, passage.permalink, passage.valid_from)
            together[version].append(passage)
    return [
        Provision(number=number, path=path, passages=tuple(group), order=article_order(number))
        for (number, path, _, _), group in together.items()
    ]
