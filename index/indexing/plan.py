"""Build plan: which documents a snapshot will hold, and the digest that follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from corpus.document import Document, DocumentKind
from corpus.errors import UnreadableFile
from corpus.ingest import Ingested, Rejected
from corpus.reading import ReadingWarning
from corpus.splitters.articles import without_words
from index.indexing.cache import Cache
from index.indexing.cutting import Split
from index.indexing.identity import IdentifiedDocument, find_tombstones, identify
from index.indexing.prepare import PreparedDocument, Preparer
from index.indexing.versions import STAGE_VERSIONS
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry, Manifest, Model, settings_digest, snapshot_digest
from index.snapshot.tombstones import Tombstone


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
        )


def make_plan(
    ingested: Ingested,
    *,
    model: Model,
    max_tokens: int,
    before: Index | None,
    now: datetime,
    split: Split,
    cache: Cache,
    progress: Callable[[int, int], None],
) -> BuildPlan:
    """Gives each document its id and its passages.

    One that cannot be cut is reported as refused, and keeps its last good version if it has one.
    """
    found = identify(ingested.documents, ingested.rejected, before=before, now=now)
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
    return BuildPlan(
        now=now,
        model=model,
        max_tokens=max_tokens,
        digest=snapshot_digest(settings, entries),
        ingested=replace(
            ingested,
            rejected=(*ingested.rejected, *refused),
            warnings=(*ingested.warnings, *_warnings(documents)),
        ),
        documents=documents,
        entries=entries,
        tombstones=find_tombstones(documents, before=before, now=now),
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


def _warnings(documents: Sequence[PreparedDocument]) -> list[ReadingWarning]:
    warnings: list[ReadingWarning] = []
    for document, passages in ((one.document, one.passages) for one in documents):
        if not passages:
            message = "it holds no passage that could answer a question"
            warnings.append(ReadingWarning(document.source_path, message))
        elif document.kind is DocumentKind.LAW:
            warnings += [
                ReadingWarning(document.source_path, f"its article {number} has no words")
                for number in without_words(document)
            ]
    return warnings


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
    )
