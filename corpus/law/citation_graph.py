"""The citation graph: which passages cite, limit or set aside which articles."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from corpus.document import BlockKind, Document, DocumentKind, Link
from corpus.law.citation_grammar import Mention, Relation, find_mentions
from corpus.law.laws_of_pages import LawsOfPage
from corpus.law.provisions import Law, Laws, Provision
from corpus.passage import Passage

_MOST_LINKS = 5_000  # of a document are followed
_MOST_OF_A_PAGE = 20_000  # references
_NEAR = 1_000  # characters around a link that may name what it leads to


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage that refers to an article of this law or of another one of the corpus.

    `start` and `end` span the reference's own words in the text of the source's document.
    `targets` are the ids of the article's passages; only those that hold what is cited, where the
    reference says which item ("au 2° de l'article …") and the article was cut. `articles` counts
    those that the same words name: one of a range of sixty says less. This version of the article
    holds from `valid_from` to the day before `valid_to`, as far as its source says. `day` is that
    of a page, when it was last modified or else published; None where it does not say, and for a
    law, which is no page.
    """

    source: str
    targets: tuple[str, ...]
    target_document: str
    target_article: str
    relation: Relation
    start: int
    end: int
    articles: int = 1
    valid_from: date | None = None
    valid_to: date | None = None
    day: date | None = None


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
    laws = Laws(
        Law(document, partial(by_document.__getitem__, document.id))
        for document in known
        if document.kind is DocumentKind.LAW
    )
    return tuple(
        reference
        for document in known
        for reference in resolve(
            mentions_of(document), document, by_document[document.id], laws=laws
        )
    )


def mentions_of(document: Document) -> tuple[Mention, ...]:
    """Every mention of an article in a document, whether the corpus holds that article or not."""
    return tuple(find_mentions(document.text, language=document.language))


def resolve(
    mentions: Iterable[Mention], document: Document, passages: Sequence[Passage], *, laws: Laws
) -> Iterator[Reference]:
    """The references of a document, given its mentions and its passages."""
    if document.kind is DocumentKind.LAW:
        return _of_a_law(mentions, document, passages, laws)
    return islice(_of_a_page(mentions, document, passages, laws), _MOST_OF_A_PAGE)


def _of_a_law(
    mentions: Iterable[Mention], document: Document, passages: Sequence[Passage], laws: Laws
) -> Iterator[Reference]:
    ordered = sorted(passages, key=lambda passage: passage.start)
    starts = [passage.start for passage in ordered]
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        if index < 0 or ordered[index].end < mention.end:
            continue
        source = ordered[index]
        law = laws.meant(mention, document)
        if law is None:
            continue
        for provision in law.targets(mention, source):
            if source not in provision.passages:
                yield _reference(source, law, provision, mention)


def _reference(
    source: Passage,
    law: Law,
    provision: Provision,
    mention: Mention,
    *,
    articles: int = 1,
    day: date | None = None,
) -> Reference:
    return Reference(
        source=source.id,
        targets=tuple(passage.id for passage in _holding(provision, mention.part)),
        target_document=law.document.id,
        target_article=provision.number,
        relation=mention.relation,
        start=mention.start,
        end=mention.end,
        articles=articles,
        valid_from=provision.passages[0].valid_from,
        valid_to=provision.passages[0].valid_to,
        day=day,
    )


def _holding(provision: Provision, part: str | None) -> tuple[Passage, ...]:
    """The passages of an article that hold the item `part`; all of them where none can be told."""
    if part is None:
        return provision.passages
    item = re.compile(rf"^{re.escape(part)}(?=\W)", re.MULTILINE)
    return tuple(p for p in provision.passages if item.search(p.text)) or provision.passages


def _of_a_page(
    mentions: Iterable[Mention], document: Document, passages: Sequence[Passage], laws: Laws
) -> Iterator[Reference]:
    """What a page cites, by words and by links, in the order in which it does.

    A link says again what its own words cite, if these tell which article. It goes before a range
    of which the law has one end no more, or which was written with a slip.
    """
    ordered = sorted(passages, key=lambda passage: passage.start)
    if not ordered:
        return
    mentions = tuple(mentions)
    meant = LawsOfPage(mentions, document, laws)
    found: list[_Found] = []
    for mention in mentions:
        law = meant.of(mention)
        if law is not None:
            source = _told_with(ordered, mention.start)
            made = _citing(document, source, law, law.targets(mention, source), mention)
            found.append(_Found(mention.start, law, tuple(made), sure=law.has_ends(mention)))
    in_words = [one for one in found if one.references]
    starts = [one.start for one in in_words]
    for link in islice(document.links, _MOST_LINKS):
        start, end = _said_of(link, document)
        places = laws.at(link.target)
        if not places:
            continue
        said = in_words[bisect_left(starts, start) : bisect_left(starts, end)]
        source, mention = _told_with(ordered, link.start), Mention(link.start, link.end)
        together = sum(_count(held) for _, held in places)
        for law, provisions in places:
            own = [one for one in said if one.law is law]
            if any(one.sure for one in own):
                continue
            for one in own:
                one.references = ()
            made = _citing(document, source, law, provisions, mention, articles=together)
            found.append(_Found(link.start, law, tuple(made), sure=True))
    for one in sorted(found, key=lambda one: one.start):
        yield from one.references


@dataclass(slots=True)
class _Found:
    """What one mention or link of a page cites; `sure` where the law has what it names."""

    start: int
    law: Law
    references: tuple[Reference, ...]
    sure: bool


def _citing(
    document: Document,
    source: Passage,
    law: Law,
    provisions: Sequence[Provision],
    mention: Mention,
    *,
    articles: int | None = None,
) -> Iterator[Reference]:
    articles = articles or _count(provisions)
    day = document.modified or document.published
    for provision in provisions:
        yield _reference(source, law, provision, mention, articles=articles, day=day)


def _count(provisions: Sequence[Provision]) -> int:
    """How many articles these are, however many versions each has."""
    return len({provision.number for provision in provisions})


def _told_with(ordered: Sequence[Passage], place: int) -> Passage:
    """The passage that holds a place; for one of a heading, that which follows it."""
    index = bisect_right(ordered, place, key=lambda passage: passage.start) - 1
    if index >= 0 and (place < ordered[index].end or index + 1 == len(ordered)):
        return ordered[index]
    return ordered[index + 1]


def _said_of(link: Link, document: Document) -> tuple[int, int]:
    """The words that may name what a link leads to: its own, or all of an item of a list."""
    index = bisect_right(document.blocks, link.start, key=lambda block: block.start) - 1
    block = document.blocks[index] if index >= 0 else None
    start, end = link.start, link.end
    if block is not None and block.kind is BlockKind.LIST_ITEM and link.end <= block.end:
        start, end = block.start, block.end
    return max(start, link.start - _NEAR), min(end, link.start + _NEAR)
