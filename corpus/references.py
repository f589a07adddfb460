"""The citation graph: which passages cite, limit or set aside which articles."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.article_numbers import article_key, article_order
from corpus.citations_grammar import Mention, Relation, find_references
from corpus.document import Document, DocumentKind
from corpus.passage import Passage

# What departs from hundreds of articles at once says nothing of any one of them.
_LARGEST_DIVISION = 50
_WORDS = re.compile(r"\w+")
_NUMBER_OF_A_LAW = re.compile(r"\b(\d{2,4}-\d+)\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage that refers to an article of this law or of another one of the corpus.

    `start` and `end` span the reference's own words in the text of the source's document.
    `targets` are the ids of the article's passages; only those that hold what is cited, where the
    reference says which item ("au 2° de l'article …") and the article was cut.
    """

    source: str
    targets: tuple[str, ...]
    target_document: str
    target_article: str
    relation: Relation
    start: int
    end: int


def citation_graph(
    documents: Iterable[Document], passages: Iterable[Passage]
) -> tuple[Reference, ...]:
    """Every reference from a passage to an article that the corpus holds, in reading order.

    References to laws that are not in the corpus, and of an article to itself, are left out.
    """
    by_document = defaultdict[str, list[Passage]](list)
    for passage in passages:
        by_document[passage.document_id].append(passage)
    known = [document for document in documents if by_document[document.id]]
    laws = {
        document.id: _Law(document, _provisions(by_document[document.id]))
        for document in known
        if document.kind is DocumentKind.LAW
    }
    return tuple(
        reference
        for document in known
        for reference in _references(document, by_document[document.id], laws)
    )


def limits(references: Iterable[Reference], passage: str) -> list[Reference]:
    """What limits a passage: the articles that derogate from it, and those it is subject to."""
    return [
        reference
        for reference in references
        if (reference.relation is Relation.DEROGATES and passage in reference.targets)
        or (reference.relation is Relation.SUBJECT_TO and passage == reference.source)
    ]


@dataclass(frozen=True, slots=True)
class _Provision:
    """An article, or one of its versions, by the passages that it was cut into."""

    number: str
    path: tuple[str, ...]
    passages: tuple[Passage, ...]
    order: tuple[str, tuple[int, ...], str]


@dataclass(slots=True)
class _Law:
    """A law's provisions in its own order, and where each number stands in that order."""

    document: Document
    provisions: Sequence[_Provision]
    places: Mapping[str, list[int]] = field(init=False)
    place_of: Mapping[str, int] = field(init=False)
    short: str = field(init=False)
    title: str = field(init=False)

    def __post_init__(self) -> None:
        self.short = _folded(self.document.short_title or "")
        self.title = _folded(self.document.title)
        places = defaultdict[str, list[int]](list)
        for place, provision in enumerate(self.provisions):
            places[article_key(provision.number)].append(place)
        self.places = dict(places)
        self.place_of = {
            passage.id: place
            for place, provision in enumerate(self.provisions)
            for passage in provision.passages
        }

    def targets(self, mention: Mention, source: Passage) -> list[_Provision]:
        """The provisions that a mention in `source` means; none where the law has no such one."""
        own = self.place_of.get(source.id)
        if mention.step or mention.division:
            return [] if own is None else self._around(mention, own)
        if mention.last is not None:
            return self._range(mention.number, mention.last)
        places = self.places.get(article_key(mention.number), [])
        if own is not None and len(places) > 1:
            # Words inserted into another law number its provisions, not those of the law itself:
            # a reference means its own neighbours first.
            path = self.provisions[own].path
            places = [p for p in places if self.provisions[p].path == path] or places
        return [self.provisions[place] for place in places]

    def _around(self, mention: Mention, own: int) -> list[_Provision]:
        if mention.division:
            return self._division(mention.division, own)
        place = own + mention.step
        return [self.provisions[place]] if 0 <= place < len(self.provisions) else []

    def _division(self, division: str, own: int) -> list[_Provision]:
        """The provisions of the title (book, chapter, section) that holds the one at `own`."""
        path = self.provisions[own].path
        depth = next((d for d, h in enumerate(path) if h.casefold().startswith(division)), None)
        if depth is None:
            return []
        shared = path[: depth + 1]
        inside = [p for p in self.provisions if p.path[: depth + 1] == shared]
        return inside if len(inside) <= _LARGEST_DIVISION else []

    def _range(self, first: str, last: str) -> list[_Provision]:
        """The provisions from `first` to `last`, of the same part of the code, in its own order.

        Where the law has one end of the range no more, numbers decide instead of places.
        """
        low, high = article_order(first), article_order(last)
        starts, ends = self.places.get(article_key(first)), self.places.get(article_key(last))
        if starts and ends:
            between = self.provisions[starts[0] : ends[-1] + 1]
        else:
            between = [p for p in self.provisions if low <= p.order <= high]
        return [p for p in between if p.order[0] == low[0]]


def _provisions(passages: Sequence[Passage]) -> list[_Provision]:
    """The articles of one law, passages of one version brought together, in reading order."""
    together: dict[tuple[object, ...], list[Passage]] = {}
    for passage in passages:
        place = passage.locator
        if place.article is not None:
            version = (place.article, place.heading_path, passage.permalink, passage.valid_from)
            together.setdefault(version, []).append(passage)
    return [
        _Provision(
            number=number,
            path=group[0].locator.heading_path,
            passages=tuple(group),
            order=article_order(number),
        )
        for group in together.values()
        for number in (group[0].locator.article or "",)
    ]


def _references(
    document: Document, passages: Sequence[Passage], laws: Mapping[str, _Law]
) -> Iterator[Reference]:
    ordered = sorted(passages, key=lambda passage: passage.start)
    starts = [passage.start for passage in ordered]
    for mention in find_references(document.text, language=document.language):
        index = bisect_right(starts, mention.start) - 1
        if index < 0 or ordered[index].end < mention.end:
            continue
        source = ordered[index]
        law = _law(mention, document, laws)
        if law is None:
            continue
        for provision in law.targets(mention, source):
            if source in provision.passages:
                continue
            yield Reference(
                source=source.id,
                targets=tuple(passage.id for passage in _holding(provision, mention.part)),
                target_document=law.document.id,
                target_article=provision.number,
                relation=mention.relation,
                start=mention.start,
                end=mention.end,
            )


def _law(mention: Mention, document: Document, laws: Mapping[str, _Law]) -> _Law | None:
    """The law that a mention means: the document itself, or the one of the corpus that it names."""
    if mention.law is None:
        return laws.get(document.id)
    name = _folded(mention.law)
    numbered = _NUMBER_OF_A_LAW.search(mention.law)
    for law in laws.values():
        if name == law.short or f"{name} ".startswith(f"{law.title} "):
            return law
        if numbered and numbered.group(1) in _NUMBER_OF_A_LAW.findall(law.document.title):
            return law
    return None


def _folded(name: str) -> str:
    return " ".join(_WORDS.findall(name.casefold()))


def _holding(provision: _Provision, part: str | None) -> tuple[Passage, ...]:
    """The passages of an article that hold the item `part`; all of them where none can be told."""
    if part is None:
        return provision.passages
    item = re.compile(rf"^{re.escape(part)}(?=\W)", re.MULTILINE)
    return tuple(p for p in provision.passages if item.search(p.text)) or provision.passages
