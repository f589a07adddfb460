"""Citing: quotes and hits to citations, numbered in the order of the answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.answer import Content, Sentence
from assistant.citation import Citation
from assistant.compose.spans.layout import Span
from assistant.compose.spans.quotable_spans import quotable_spans
from assistant.compose.spans.quote import Quote
from corpus.document import Document
from corpus.law.labels import label
from corpus.passage import Passage
from corpus.text import is_whole
from index.hit import Hit

# Who the notes that come with Parvis say has written them.
OWN_PUBLISHER = "Parvis"


def cite_quotes(quotes: Sequence[Quote]) -> tuple[tuple[Citation, ...], tuple[Sentence, ...]]:
    """A citation and a sentence for each part of each quote, then citations of what is folded."""
    shown = [(quote, part) for quote in quotes for part in quote.parts]
    citations = [
        cite(quote.unit.document, *part, number=number, score=quote.score)
        for number, (quote, part) in enumerate(shown, 1)
    ]
    sentences: list[Sentence] = []
    for quote in quotes:
        folded = [
            cite(quote.unit.document, *part, number=number, score=quote.score)
            for number, part in enumerate(quote.folded, len(citations) + 1)
        ]
        own = citations[len(sentences) : len(sentences) + len(quote.parts)]
        citations += folded
        sentences += _sentences(quote, own, folded)
    return tuple(citations), tuple(sentences)


def cite_related(quotes: Sequence[Quote], *, after: int) -> tuple[Citation, ...]:
    """A citation for each part of what is related, numbered after those of the answer."""
    parts = [(quote, part) for quote in quotes for part in quote.parts]
    return tuple(
        cite(quote.unit.document, *part, number=number, score=quote.score)
        for number, (quote, part) in enumerate(parts, after + 1)
    )


def _sentences(
    quote: Quote, own: Sequence[Citation], folded: Sequence[Citation]
) -> Iterator[Sentence]:
    """The sentences of a quote; what is folded away goes with the one that it follows."""
    for position, citation in enumerate(own):
        until = own[position + 1].start if position + 1 < len(own) else None
        following = (
            one.number
            for one in folded
            if (one.start >= citation.end or not position) and (until is None or one.start < until)
        )
        yield Sentence(
            citation.quote,
            (citation.number,),
            role=quote.role,
            cut_before=quote.stretch.cut_before and not position,
            cut_after=quote.stretch.cut_after and until is None,
            folded=tuple(following),
        )


def cite_nearest(
    hits: Sequence[Hit], content: Content | None, *, most: int
) -> tuple[Citation, ...]:
    """The nearest passages, for someone whose question was refused.

    First what would have led the answer, then the openings of others, one for each label.
    """
    composed = content.citations if content is not None else ()
    leading = tuple(takewhile(lambda one: one.label == composed[0].label, composed))
    labels = {one.label for one in leading}
    others = (one for one in cite_hits(hits, most=most + 1) if one.label not in labels)
    return tuple(replace(one, number=number) for number, one in enumerate((*leading, *others), 1))[
        :most
    ]


def cite_hits(hits: Sequence[Hit], *, most: int) -> tuple[Citation, ...]:
    """The openings of the passages, one for each label."""
    kept: dict[str, tuple[Hit, Span]] = {}
    for hit in hits:
        name = label(hit.document, hit.passage)
        if len(kept) < most and name not in kept and (opening := _opening(hit)) is not None:
            kept[name] = (hit, opening)
    return tuple(
        cite(hit.document, hit.passage, opening, number=number, score=hit.score)
        for number, (hit, opening) in enumerate(kept.values(), 1)
    )


def _opening(hit: Hit) -> Span | None:
    """The first thing that can be quoted of the passage, or else all of it if it is whole."""
    spans = quotable_spans(hit.document, [hit.passage])
    span = next((span for span in spans if not span.antecedents), None)
    if span is not None:
        return span.start, span.end
    return (hit.passage.start, hit.passage.end) if is_whole(hit.passage.text) else None


def cite(
    document: Document, passage: Passage, span: Span, *, number: int, score: float
) -> Citation:
    """The citation of a span of the document that stands in `passage`."""
    start, end = span
    locator = passage.locator
    return Citation(
        number=number,
        passage_id=passage.id,
        document_id=document.id,
        title=document.title,
        kind=document.kind,
        label=label(document, passage),
        quote=document.text[start:end],
        start=start,
        end=end,
        score=score,
        url=document.url,
        permalink=passage.permalink,
        article=locator.article,
        commitment=locator.commitment,
        page=locator.page,
        heading_path=locator.heading_path,
        publisher=document.publisher,
        licence=document.licence,
        official=document.publisher != OWN_PUBLISHER,
        valid_from=passage.valid_from,
        valid_to=passage.valid_to,
        language=document.language,
        published=document.published or document.modified,
    )
