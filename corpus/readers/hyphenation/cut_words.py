"""Words that a hyphen cuts within the lines of documents that were laid out for paper."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from corpus.document import Document
from corpus.readers.hyphenation.hyphens import Cut, cuts_in, mend_cut_words, told_of_cut_words
from corpus.reading import Reading, SourceFile


def without_cut_words(reading: Reading, file: SourceFile) -> Reading:
    """`reading` with the cut words of its documents joined, and a warning that names them."""
    documents: list[Document] = []
    words: list[str] = []
    for document in reading.documents:
        cuts = cuts_in(document.text)
        words += (cut.word for cut in cuts)
        documents.append(_joined(document, cuts) if cuts else document)
    if not words:
        return reading
    told = file.warnings(told_of_cut_words(tuple(words)))
    return replace(reading, documents=tuple(documents), warnings=(*reading.warnings, *told))


def _joined(document: Document, cuts: Sequence[Cut]) -> Document:
    """`document` without its cuts; what stood at a place of its text still does."""
    starts = [cut.start for cut in cuts]
    gone = [0, *accumulate(cut.end - cut.start for cut in cuts)]

    def moved(place: int) -> int:
        return place - gone[bisect_left(starts, place)]

    text, _ = mend_cut_words(document.text)
    blocks = (
        replace(
            block,
            start=moved(block.start),
            end=moved(block.end),
            head=(moved(block.head[0]), moved(block.head[1])) if block.head else None,
        )
        for block in document.blocks
    )
    articles = (
        replace(article, start=moved(article.start), end=moved(article.end))
        for article in document.articles
    )
    return replace(
        document,
        title=mend_cut_words(document.title)[0],
        text=text,
        blocks=tuple(blocks),
        articles=tuple(articles),
        recognised=tuple((moved(start), moved(end)) for start, end in document.recognised),
    )
