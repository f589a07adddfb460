"""Plan: which documents a snapshot will hold, how they are cut, and the digest that follows."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import orjson

from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.ingest import Ingested, Rejected
from corpus.passage import Passage
from index.build.cutting import CutDocument, Cutter, pipeline
from index.build.identity import Identified, former_passages, identify, removed
from index.build.previous import Remembered
from index.encoder import Encoder
from index.snapshot.index import Index
from index.snapshot.manifest import FORMAT_VERSION, Entry, Gone, Manifest, Model
from index.snapshot.tombstones import Former


@dataclass(frozen=True, slots=True)
class Plan:
    """What a snapshot will hold, before anything is embedded; documents by id.

    `before` is the snapshot that unchanged documents are taken over from, if there is one.
    """

    now: datetime
    model: Model
    max_tokens: int
    ingested: Ingested
    before: Index | None = field(repr=False)
    found: Sequence[Identified] = field(repr=False)
    documents: Sequence[CutDocument] = field(repr=False)
    gone: Sequence[Gone] = field(repr=False)
    former: Sequence[Former] = field(repr=False)
    entries: Sequence[Entry] = field(repr=False)

    @property
    def digest(self) -> str:
        """Digest of documents, passages, settings and model; not of times, nor of what failed."""
        return digest_of(self.model.fingerprint, self.max_tokens, self.entries)

    def manifest(self, sequence: int) -> Manifest:
        """The manifest of the snapshot, whose counts and files are known once it is written."""
        return Manifest(
            digest=self.digest,
            sequence=sequence,
            built_at=self.now,
            model=self.model,
            max_tokens=self.max_tokens,
            pipeline=pipeline(),
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
            and manifest.pipeline == pipeline()
            and index.catalogue == tuple(self.entries)
            and list(index.gone.values()) == list(self.gone)
            and index.former == tuple(self.former)
            and manifest.rejected == self.ingested.rejected
            and manifest.left_out == self.ingested.left_out
            and manifest.warnings == self.ingested.warnings
        )


def digest_of(fingerprint: str, max_tokens: int, entries: Sequence[Entry]) -> str:
    """The digest of a snapshot."""
    documents = [(entry.id, entry.record, entry.cut) for entry in entries]
    content = [FORMAT_VERSION, fingerprint, max_tokens, documents]
    return hashlib.sha256(orjson.dumps(content)).hexdigest()


def make_plan(
    ingested: Ingested,
    *,
    encoder: Encoder,
    max_tokens: int,
    before: Remembered | None,
    now: datetime,
    split: Callable[[Document], Sequence[Passage]],
    reuse: bool = True,
    progress: Callable[[int, int], None],
) -> Plan:
    """Gives each document its id and its passages.

    One that cannot be cut is reported as refused, and keeps its last good version if it has one.
    """
    found = identify(ingested.documents, ingested.rejected, before=before, now=now)
    same = (
        reuse
        and before is not None
        and before.manifest.pipeline == pipeline()
        and before.manifest.max_tokens == max_tokens
        and before.manifest.model.fingerprint == encoder.fingerprint
    )
    kept_from = before if same and isinstance(before, Index) else None
    cutter = Cutter(split, before=kept_from)
    kept: list[Identified] = []
    documents: list[CutDocument] = []
    refused: list[Rejected] = []
    for done, one in enumerate(found, 1):
        chosen = one
        cut = _try_to_cut(cutter, chosen.document, refused)
        if cut is None and before is not None and one.document.id in before.documents:
            last = before.documents[one.document.id]
            chosen = Identified(last, one.source_id, _stale_since(before, last.id) or now)
            cut = _try_to_cut(cutter, last, refused)
        if cut is not None:
            kept.append(chosen)
            documents.append(cut)
        progress(done, len(found))
    ingested = replace(
        ingested, rejected=(*ingested.rejected, *refused), warnings=_warnings(ingested, documents)
    )
    return Plan(
        now=now,
        model=Model(encoder.name, encoder.fingerprint, encoder.dimension),
        max_tokens=max_tokens,
        ingested=ingested,
        before=kept_from,
        found=kept,
        documents=documents,
        gone=removed(kept, before=before, now=now),
        former=former_passages(documents, before=before, now=now),
        entries=[_entry(one, cut) for one, cut in zip(kept, documents, strict=True)],
    )


def _try_to_cut(cutter: Cutter, document: Document, refused: list[Rejected]) -> CutDocument | None:
    try:
        return cutter.cut(document)
    except UnreadableFile as error:
        refused.append(Rejected(error.path, error.reason, error.remedy))
        return None


def _stale_since(before: Remembered, id: str) -> datetime | None:
    return next(entry.stale_since for entry in before.catalogue if entry.id == id)


def _warnings(ingested: Ingested, documents: Sequence[CutDocument]) -> tuple[str, ...]:
    empty = [
        f"{document.document.source_path}: it holds no passage that could answer a question"
        for document in documents
        if not document.passage_lines
    ]
    return (*ingested.warnings, *empty)


def _entry(one: Identified, cut: CutDocument) -> Entry:
    document = one.document
    return Entry(
        id=document.id,
        source_id=one.source_id,
        kind=document.kind,
        title=document.title,
        language=document.language,
        source_path=document.source_path,
        content_hash=document.content_hash,
        record=cut.record,
        passages=len(cut.passage_lines),
        cut=cut.cut,
        stale_since=one.stale_since,
    )
