"""Named articles: those that the words of a quote name, and where the index holds them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.citation import Citation, NamedArticle
from assistant.evidence.references import references_within
from corpus.document import DocumentKind
from corpus.law.citation_graph import Reference
from corpus.law.labels import label
from corpus.law.validity import holds_on
from index.snapshot.index import Index

_MOST_NAMED = 24  # articles of one quote: a range may hold sixty


def with_names(citations: Sequence[Citation], index: Index, *, as_of: date) -> tuple[Citation, ...]:
    """The citations, each with the articles that it names, as they hold on the day."""
    return tuple(replace(one, names=_named(one, index, as_of=as_of)) for one in citations)


def _named(citation: Citation, index: Index, *, as_of: date) -> tuple[NamedArticle, ...]:
    named: dict[tuple[int, str, str], NamedArticle] = {}
    for one in references_within(index, citation.document_id, citation.start, citation.end):
        if len(named) == _MOST_NAMED:
            break
        if _names(one, citation) and holds_on(one, as_of):
            key = (one.start, one.target_document, one.target_article)
            named.setdefault(key, _article(one, index))
    return tuple(named.values())


def _names(reference: Reference, citation: Citation) -> bool:
    """Whether it names articles one by one: "le présent titre" does not, nor a link to many."""
    words = citation.quote[reference.start - citation.start : reference.end - citation.start]
    of_a_page = citation.kind is not DocumentKind.LAW and reference.articles == 1
    return bool(reference.targets) and (of_a_page or any(map(str.isdigit, words)))


def _article(reference: Reference, index: Index) -> NamedArticle:
    passage = index.passage(reference.targets[0])
    return NamedArticle(
        passage_id=passage.id,
        document_id=reference.target_document,
        label=label(index.documents[reference.target_document], passage),
        article=reference.target_article,
        start=reference.start,
        end=reference.end,
    )
