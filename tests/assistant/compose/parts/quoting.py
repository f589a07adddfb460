"""Small laws and pages in an index, and answers that quote them, for tests that need no model."""

from datetime import date
from pathlib import Path

from assistant.answer import Content, Sentence
from assistant.citation import Citation
from assistant.compose.citations import cite
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from corpus.passage import Passage
from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.index import Index
from index.snapshot.store import Store
from tests.index.library import WordEncoder, gathered

DAY = date(2026, 1, 1)
_BOOK = "Livre Ier : LES PARVIS"


def code(
    articles: dict[str, str],
    *,
    title: str = "Titre Ier : LES GRILLES",
    since: date | None = None,
    until: date | None = None,
) -> Document:
    """A code of one book and title; articles whose number opens with L2 are under another title."""
    builder = DocumentBuilder()
    builder.heading("Code des parvis", level=1)
    for number, words in articles.items():
        under = "Titre II : LES PLACES" if number.startswith("L2") else title
        builder.heading(f"Article {number}", level=2)
        blocks = [builder.paragraph(line) for line in words.split("\n")]
        first, last = blocks[0], blocks[-1]
        assert first is not None
        assert last is not None
        builder.article(
            Article(
                number,
                first.start,
                last.end,
                heading_path=(_BOOK, under),
                valid_from=since,
                valid_to=until,
            )
        )
    return builder.build(
        id="code",
        source_path="code",
        title="Code des parvis",
        kind=DocumentKind.LAW,
        language="fr",
        short_title="CP",
    )


def sheet(name: str, sections: dict[str, list[str]], *, items: bool = False) -> Document:
    """A page of sections, each with its lines: items of a list, or paragraphs."""
    builder = DocumentBuilder()
    builder.heading(name.capitalize(), level=1)
    for heading, lines in sections.items():
        builder.heading(heading, level=2)
        for line in lines:
            builder.list_item(line) if items else builder.paragraph(line)
    return builder.build(
        id=name,
        source_path=name,
        title=name.capitalize(),
        kind=DocumentKind.PAGE,
        language="fr",
        publisher="DILA",
    )


def indexed(folder: Path, *documents: Document) -> Index:
    """The index of these documents."""
    store = Store(folder)
    encoder = WordEncoder()
    build(gathered(documents), store=store, encoder=encoder, policy=GatePolicy(force=True))
    return store.current()


def passage_with(index: Index, words: str) -> Passage:
    """The first passage that has these words."""
    return next(one for one in index.passages if words in one.text)


def quoting(index: Index, *quotes: str) -> Content:
    """An answer that quotes these words of the index, each in a sentence of its own."""
    citations: list[Citation] = []
    for number, words in enumerate(quotes, 1):
        passage = passage_with(index, words)
        start = passage.start + passage.text.index(words)
        document = index.documents[passage.document_id]
        span = (start, start + len(words))
        citations.append(cite(document, passage, span, number=number, score=1.0))
    sentences = tuple(Sentence(one.quote, (one.number,)) for one in citations)
    return Content(sentences, tuple(citations))
