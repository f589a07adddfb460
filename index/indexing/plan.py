"""Build plan: which documents a snapshot will hold, and the digest that follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.ingest import Ingested, Rejected
from corpus.law.citation_graph import Reference
from corpus.reading import ReadingWarning
from index.indexing.cache import Cache
from index.indexing.changes import Selection
from index.indexing.cutting import Split, cut_warnings
from index.indexing.identity import IdentifiedDocument, find_tombstones
from index.indexing.prepare import PreparedDocument, Preparer
from index.indexing.references import find_references
from index.indexing.versions import STAGE_VERSIONS
from index.questions.asked import AskedQuestion, ask, citing_questions
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry, Manifest, Model, settings_digest, snapshot_digest
from index.snapshot.tombstones import Tombstone
from index.snapshot.withdrawals import Withdrawal


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a snapshot will hold, before anything is embedded; documents by id."""

    now: datetime
    model: Model
    max_tokens: int
    digest: str
    ingested: Ingested
    documents: Sequence[PreparedDocument] = field(repr=False)
    entries: Sequence[CatalogEntry] = field(repr=False)
    tombstones: Sequence[Tombstone] = field(repr=False)
    questions: Sequence[AskedQuestion] = field(repr=False)
    references: Sequence[Sequence[Reference]] = field(repr=False)
    origins: tuple[str, ...] = ()

    def manifest(self, sequence: int) -> Manifest:
        """The manifest of the snapshot, whose counts and files are known once it is written."""
        return Manifest(
            digest=self.digest,
            sequence=sequence,
            built_at=self.now,
            model=self.model,
            max_tokens=self.max_tokens,
            versions=dict(STAGE_VERSIONS),
            documents=len(self.entries),
            passages=sum(entry.passages for entry in self.entries),
            sentences=0,
            rejected=self.ingested.rejected,
            left_out=self.ingested.left_out,
            warnings=self.ingested.warnings,
            missing=sum(entry.missing_since is not None for entry in self.entries),
            origins=self.origins,
        )

    def repeats(self, index: Index) -> bool:
        """Whether `index` already is what this plan would make, its reports among it."""
        manifest = index.manifest
        return (
            manifest.digest == self.digest
            and index.catalog == tuple(self.entries)
            and index.tombstones == tuple(self.tombstones)
            and manifest.rejected == self.ingested.rejected
            and manifest.left_out == self.ingested.left_out
            and manifest.warnings == self.ingested.warnings
            and self.origins in ((), manifest.origins)
        )


def make_plan(
    selection: Selection,
    *,
    model: Model,
    max_tokens: int,
    before: Index | None,
    withdrawals: Sequence[Withdrawal],
    origins: tuple[str, ...],
    now: datetime,
    split: Split,
    cache: Cache,
    progress: Callable[[int, int], None],
) -> BuildPlan:
    """Gives each document its passages, and these the questions that they answer.

    One that cannot be cut is reported as refused, and keeps its last good version if it has one.
    """
    found, ingested = selection.documents, selection.ingested
    settings = settings_digest(model, max_tokens=max_tokens, versions=STAGE_VERSIONS)
    preparer = Preparer(split, cache=cache, settings=settings)
    kept: list[IdentifiedDocument] = []
    documents: list[PreparedDocument] = []
    refused: list[Rejected] = []
    for done, one in enumerate(found, 1):
        chosen = one
        prepared = _try_to_prepare(preparer, chosen.document, refused)
        if prepared is None and before is not None and one.document.id in before.documents:
            last = before.documents[one.document.id]
            chosen = IdentifiedDocument(last, one.source_id, _stale_since(before, last.id) or now)
            prepared = _try_to_prepare(preparer, last, refused)
        if prepared is not None:
            kept.append(chosen)
            documents.append(prepared)
        progress(done, len(found))
    preparer.flush()
    entries = [_entry(one, prepared) for one, prepared in zip(kept, documents, strict=True)]
    references = list(find_references(documents))
    cut = [(one.document, one.passages) for one in documents]
    questions, unanswered = ask(
        cut,
        ingested.questions,
        sources={entry.source_id: entry.id for entry in entries},
    )
    asked = (*questions, *citing_questions(chain.from_iterable(references), cut))
    return BuildPlan(
        now=now,
        model=model,
        max_tokens=max_tokens,
        digest=snapshot_digest(settings, entries, asked),
        ingested=replace(
            ingested,
            rejected=(*ingested.rejected, *refused),
            warnings=(*ingested.warnings, *_warnings(documents, ingested), *unanswered),
        ),
        documents=documents,
        entries=entries,
        tombstones=find_tombstones(documents, before=before, withdrawals=withdrawals, now=now),
        questions=asked,
        references=references,
        origins=origins,
    )


def _try_to_prepare(
    preparer: Preparer, document: Document, refused: list[Rejected]
) -> PreparedDocument | None:
    try:
        return preparer.prepare(document)
    except UnreadableFile as error:
        refused.append(Rejected(error.path, error.reason, error.remedy))
        return None


def _stale_since(before: Index, id: str) -> datetime | None:
    return next(entry.stale_since for entry in before.catalog if entry.id == id)


def _warnings(documents: Sequence[PreparedDocument], ingested: Ingested) -> list[ReadingWarning]:
    return [
        warning
        for one in documents
        for warning in cut_warnings(one.document, one.passages, where=ingested.where(one.document))
    ]


def _entry(one: IdentifiedDocument, prepared: PreparedDocument) -> CatalogEntry:
    document = one.document
    return CatalogEntry(
        id=document.id,
        source_id=one.source_id,
        kind=document.kind,
        title=document.title,
        language=document.language,
        source_path=document.source_path,
        content_hash=document.content_hash,
        record=prepared.record,
        passages=len(prepared.passages),
        cut=prepared.cut,
        stale_since=one.stale_since,
        missing_since=one.missing_since,
        other_paths=document.other_paths,
    )
