"""A service without model or index on disk: three documents of our own, searched by their words.

It stands for the Service, so that tests of the HTTP contract say nothing about retrieval.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Event
from types import SimpleNamespace
from typing import Any, cast

from assistant.answer import (
    Answer,
    Content,
    IndexStamp,
    Link,
    Refusal,
    RefusalReason,
    Sentence,
    Timings,
)
from assistant.citation import Citation
from assistant.question import Question
from assistant.service import Service
from corpus.builder import DocumentBuilder
from corpus.document import Article, Document, DocumentKind
from corpus.law.citation_graph import Reference, citation_graph
from corpus.law.labels import label
from corpus.passage import Locator, Passage, cut
from index.errors import NoIndex
from index.hit import Filter, Hit
from index.search.searcher import Searcher, SearchResult
from index.snapshot.index import Index
from index.snapshot.live import LiveIndex
from index.snapshot.tombstones import Tombstone

DIGEST = "d" * 64
_ALL = Filter()
BUILT_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def law() -> Document:
    """A law of two articles, the second of which cites the first."""
    builder = DocumentBuilder()
    builder.heading("Code des parvis", level=1)
    for number, words in (
        ("L1-1", "Toute personne peut demander à voir un parvis. Le gardien répond sous un mois."),
        ("L1-2", "Par dérogation à l'article L1-1, le gardien répond sous huit jours en été."),
    ):
        builder.heading(f"Article {number}", level=2)
        block = builder.paragraph(words)
        assert block is not None
        builder.article(Article(number, block.start, block.end, valid_from=date(2016, 1, 1)))
    return builder.build(
        id="code-des-parvis",
        source_path="code.json",
        kind=DocumentKind.LAW,
        short_title="CP",
        url="https://lois.example/code-des-parvis",
        licence="Licence Ouverte 2.0",
    )


def page(name: str, title: str, words: str, *, kind: DocumentKind = DocumentKind.PAGE) -> Document:
    """A document of one paragraph."""
    builder = DocumentBuilder()
    builder.heading(title, level=1)
    builder.paragraph(words)
    return builder.build(id=name, source_path=f"{name}.md", kind=kind)


def passages_of(document: Document) -> list[Passage]:
    """A passage for each article, or else for each block that is no heading."""
    if document.articles:
        return [
            cut(
                document,
                article.start,
                article.end,
                locator=Locator(article=article.number),
                valid_from=article.valid_from,
            )
            for article in document.articles
        ]
    return [
        cut(document, block.start, block.end, locator=Locator())
        for block in document.blocks
        if not block.level
    ]


@dataclass(frozen=True)
class StandInManifest:
    digest: str = DIGEST
    built_at: datetime = BUILT_AT


@dataclass(frozen=True)
class StandInEntry:
    id: str
    kind: DocumentKind
    title: str
    passages: int
    source_path: str = ""


class StandInIndex:
    """A snapshot in memory."""

    def __init__(
        self,
        *documents: Document,
        digest: str = DIGEST,
        tombstones: Sequence[Tombstone] = (),
    ) -> None:
        self.manifest = StandInManifest(digest)
        self.documents = {document.id: document for document in documents}
        self.passages = [passage for one in documents for passage in passages_of(one)]
        self.catalog = [
            StandInEntry(one.id, one.kind, one.title, len(passages_of(one)), one.source_path)
            for one in documents
        ]
        self.tombstones = tombstones
        self.aliases: dict[str, str] = {}
        self.removed_documents = {
            one.document_id: one for one in tombstones if one.document_id not in self.documents
        }
        self.references = citation_graph(documents, self.passages)
        self.rows: dict[str, range] = {}
        for entry in self.catalog:
            first = sum(map(len, self.rows.values()))
            self.rows[entry.id] = range(first, first + entry.passages)

    def references_from(self, document_id: str) -> tuple[Reference, ...]:
        own = {one.id for one in self.passages if one.document_id == document_id}
        return tuple(one for one in self.references if one.source in own)

    def passage(self, id: str) -> Passage:
        return {passage.id: passage for passage in self.passages}[id]

    def ordinal(self, id: str) -> int:
        return [passage.id for passage in self.passages].index(id)

    def tombstone(self, passage_id: str) -> Tombstone | None:
        return next((one for one in self.tombstones if passage_id in one.passages), None)


class StandInSearcher(Searcher):
    def __init__(self, index: StandInIndex) -> None:
        self.index = cast(Index, index)

    def search(
        self, text: str, *, antecedent: str = "", limit: int = 10, filter: Filter = _ALL
    ) -> SearchResult:
        """Orders passages by how many words of four letters or more they share with `text`."""
        wanted = set(_words(text))
        hits = []
        for passage in self.index.passages:
            document = self.index.documents[passage.document_id]
            if filter.kinds is not None and document.kind not in filter.kinds:
                continue
            if filter.documents is not None and document.id not in filter.documents:
                continue
            if filter.as_of is not None and not _in_force(passage, filter.as_of):
                continue
            shared = wanted.intersection(_words(passage.text))
            if shared:
                score = float(len(shared))
                hits.append(Hit(passage, document, score, {"words": score}, {"words": 1}))
        hits.sort(key=lambda hit: -hit.score)
        found: Any = SimpleNamespace(hits=tuple(hits[:limit]), encode_ms=1.5, search_ms=0.5)
        return cast(SearchResult, found)


class StandInLive(LiveIndex):
    def __init__(self, current: StandInSearcher | None) -> None:
        self.current = current

    def searcher(self) -> Searcher:
        if self.current is None:
            raise NoIndex("there is no index in /srv/secret/var/index: run `parvis build`")
        return self.current

    def close(self) -> None:
        pass


# What it says to someone in distress.
IN_DISTRESS = "j'ai faim"
_REFUSALS = {
    IN_DISTRESS: Refusal(
        RefusalReason.DISTRESS,
        "Appelez le 115.",
        links=(Link("Défenseur des droits", "https://www.defenseurdesdroits.fr"),),
    )
}


class StandInService(Service):
    """Answers with the first sentence of the best passage, or refuses; waits while not `free`."""

    live: StandInLive

    def __init__(self, live: StandInLive) -> None:
        self.live = live
        self.asked: list[Question] = []
        self.free = Event()
        self.free.set()

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        self.free.wait()
        searcher = self.live.searcher()
        wanted = Filter(kinds=question.kinds, documents=question.documents, as_of=question.as_of)
        hits = searcher.search(question.text, limit=question.max_citations, filter=wanted).hits
        citations = tuple(_citation(hit, number) for number, hit in enumerate(hits, start=1))
        stamp = IndexStamp(searcher.index.manifest.digest, searcher.index.manifest.built_at)
        timings = Timings(1.0, 2.0, 3.0, 6.0)
        refusal = _REFUSALS.get(question.text) or Refusal(
            RefusalReason.OUT_OF_SCOPE, "Rien là-dessus."
        )
        if not citations:
            return Answer.refused(
                refusal, index=stamp, model="stand-in", language="fr", timings=timings
            )
        return Answer.answered(
            Content(tuple(Sentence(one.quote, (one.number,)) for one in citations), citations),
            index=stamp,
            model="stand-in",
            language="fr",
            timings=timings,
        )


def stand_in_service(*documents: Document) -> StandInService:
    """A service over `documents`, or over three of our own."""
    if not documents:
        documents = (
            law(),
            page("guide", "Guide", "Un guide explique comment demander à voir un parvis."),
            page(
                "plan",
                "Plan d'action",
                "Le plan ouvre chaque parvis au public.",
                kind=DocumentKind.ACTION_PLAN,
            ),
        )
    return StandInService(StandInLive(StandInSearcher(StandInIndex(*documents))))


def service_without_index() -> StandInService:
    """A service that no document was built for."""
    return StandInService(StandInLive(None))


def _words(text: str) -> list[str]:
    return re.findall(r"\w{4,}", text.casefold())


def _citation(hit: Hit, number: int) -> Citation:
    passage = hit.passage
    quote = passage.text.split(". ")[0]
    return Citation(
        number=number,
        passage_id=passage.id,
        document_id=passage.document_id,
        title=hit.document.title,
        kind=hit.document.kind,
        label=label(hit.document, passage),
        quote=quote,
        start=passage.start,
        end=passage.start + len(quote),
        score=hit.score,
        article=passage.locator.article,
        url=hit.document.url,
    )


def _in_force(passage: Passage, day: date) -> bool:
    begun = passage.valid_from is None or passage.valid_from <= day
    return begun and (passage.valid_to is None or day < passage.valid_to)
