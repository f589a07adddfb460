"""The citation graph: which passages cite, limit or set aside which articles."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.document import Document, DocumentKind
from corpus.law.citation_grammar import Mention, Relation, find_mentions
from corpus.law.provisions import Law, Laws, Provision
from corpus.passage import Passage


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


def _holding(provision: Provision, part: str | None) -> tuple[Passage, ...]:
    """The passages of an article that hold the item `part`; all of them where none can be told."""
    if part is None:
        return provision.passages
    item = re.compile(rf"^{re.escape(part)}(?=\W)", re.MULTILINE)
    return tuple(p for p in provision.passages if item.search(p.text)) or provision.passages
