"""Laws: the provisions of a corpus, so that what a reference means can be told."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.document import Document
from corpus.law.addresses import identifiers_in, numbered_places, plain_address
from corpus.law.article_numbers import article_key, article_order
from corpus.law.citation_grammar import Mention
from corpus.passage import Passage
from corpus.text import fold

# What departs from hundreds of articles at once says nothing of any one of them.
_LARGEST_DIVISION = 50
_LARGEST_RANGE = 100
_MOST_FOLLOWING = 20  # articles that "et suivants" may mean
_Version = tuple[str, tuple[str, ...], str | None, date | None]
_IS_AN_ACT = re.compile(r"\b(?:act|regulations|rules|order|ordinance)\b")
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
            found = self._range(mention.number, mention.last)
            return found if len(found) <= _LARGEST_RANGE else []
        places = self._places.get(article_key(mention.number), [])
        if own is not None and len(places) > 1:
            # A bill may set out the articles of several laws, and an act insert words into another
            # one: a reference means its own neighbours first.
            path = self.provisions[own].path
            places = [p for p in places if self.provisions[p].path == path] or places
        if mention.following and places:
            return self._following(places)
        return [self.provisions[place] for place in places]

    def has_ends(self, mention: Mention) -> bool:
        """Whether the law still has both ends of a range, so that its places tell what is meant."""
        return mention.last is None or (
            bool(self.named(mention.number)) and bool(self.named(mention.last))
        )

    def named(self, number: str) -> list[Provision]:
        """The article of that number, in each of its versions."""
        return [self.provisions[place] for place in self._places.get(article_key(number), [])]

    @cached_property
    def identified(self) -> Mapping[str, Sequence[Provision]]:
        """The provisions by the ids that links may give: of any of their versions, of a section."""
        articles = {
            (one.number, one.heading_path, one.permalink, one.valid_from): one
            for one in self.document.articles
        }
        found = defaultdict[str, dict[str, Provision]](dict)
        for provision in self.provisions:
            first = provision.passages[0]
            version = (provision.number, provision.path, first.permalink, first.valid_from)
            article = articles.get(version)
            if article is not None:
                own = (article.source_id, *article.version_ids, *article.section_ids)
                for id in filter(None, own):
                    found[id][provision.passages[0].id] = provision
        return {id: tuple(held.values()) for id, held in found.items()}

    def _following(self, places: Sequence[int]) -> list[Provision]:
        """The provisions from a place on, to the end of their section."""
        first, found = self.provisions[places[0]], [self.provisions[place] for place in places]
        for provision in self.provisions[places[-1] + 1 :]:
            if provision.path != first.path or len(found) == _MOST_FOLLOWING:
                break
            if provision.order[0] == first.order[0]:
                found.append(provision)
        return found

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
        """The provisions from `first` to `last`, of the parts of the code that these are of.

        They are taken in the law's own order; where it has one end of the range no more, numbers
        decide instead of places.
        """
        low, high = article_order(first), article_order(last)
        parts = (low[0], high[0])
        starts, ends = self._places.get(article_key(first)), self._places.get(article_key(last))
        if starts and ends:
            between = self.provisions[starts[0] : ends[-1] + 1]
        else:
            between = [p for p in self.provisions if low[1:] <= p.order[1:] <= high[1:]]
        return [p for p in between if p.order[0] in parts]


class Laws:
    """The laws of a corpus, and which of them a reference means."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self._by_id = {law.document.id: law for law in laws}
        self._named: dict[str, Law | None] = {}

    def meant(self, mention: Mention, document: Document) -> Law | None:
        """The law that a mention means: the document itself, or the one that it names."""
        return self._by_id.get(document.id) if mention.law is None else self.find(mention.law)

    def find(self, words: str) -> Law | None:
        """The law that these words name, if the corpus holds it."""
        if words not in self._named:
            self._named[words] = self._find(words)
        return self._named[words]

    def at(self, address: str) -> list[tuple[Law, Sequence[Provision]]]:
        """The provisions that an address names, by their laws; none where the corpus has none.

        It names them by an identifier of the source's, as Légifrance has it, or by their number
        under an address of the law's own (".../ukpga/2000/36/section/12"). A section of hundreds
        of articles says nothing of any one of them.
        """
        for id in identifiers_in(address):
            if found := self._identified.get(id):
                return found if sum(len(held) for _, held in found) <= _LARGEST_RANGE else []
        for law_address, number in numbered_places(address):
            law = self._by_address.get(law_address)
            if law is not None and (held := law.named(number)):
                return [(law, held)]
        return []

    @cached_property
    def _identified(self) -> Mapping[str, list[tuple[Law, Sequence[Provision]]]]:
        """The provisions by identifier; texts that come article by article share their sections."""
        found = defaultdict[str, list[tuple[Law, Sequence[Provision]]]](list)
        for law in self._by_id.values():
            for id, held in law.identified.items():
                found[id].append((law, held))
        return found

    @cached_property
    def _by_address(self) -> Mapping[str, Law]:
        return {
            plain_address(address): law
            for law in self._by_id.values()
            for address in (law.document.url, *law.document.aliases)
            if address and "://" in address
        }

    def _find(self, words: str) -> Law | None:
        name = fold(words)
        numbered = _NUMBER_OF_A_LAW.search(words)
        for law, short, title, numbers in self._names:
            if name == short or f"{name} ".startswith(f"{title} "):
                return law
            if name.endswith(f" {title}") and _IS_AN_ACT.search(title):
                return law  # "Under the Freedom of Information Act 2000"
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
