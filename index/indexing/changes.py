"""Changes: the documents that a build takes in, and what they change of those that serve."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.document import Document
from corpus.ingest import Ingested
from corpus.reading import LeftOut, ReadingWarning
from index.indexing.identity import IdentifiedDocument, identify
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry
from index.snapshot.records import to_line
from index.snapshot.withdrawals import Withdrawal, find_resembling, part_withdrawn

_SHRUNK = 0.5
_NAMED = 3


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A document that is not what it was; `shrank` where it has lost more than half of its text.

    `moved_from` is where its file was, if it was elsewhere; `same_text` says that the rest of what
    is known of it changed, and no word of its own.
    """

    document: Document
    moved_from: str | None
    same_text: bool
    shrank: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build would change: documents that go, that come, and that are not what they were."""

    gone: tuple[CatalogEntry, ...] = ()
    new: tuple[Document, ...] = ()
    changed: tuple[ChangedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents of a build under their ids, and what did not get into it.

    `changes` compare them, by id, with the snapshot before.
    """

    documents: tuple[IdentifiedDocument, ...]
    ingested: Ingested
    changes: Changes

    def holding(self, entries: Sequence[CatalogEntry], before: Index, now: datetime) -> "Selection":
        """The same, with these documents of the snapshot before although their files are gone."""
        held = (
            IdentifiedDocument(
                before.documents[one.id], one.source_id, missing_since=one.missing_since or now
            )
            for one in entries
        )
        documents = sorted((*self.documents, *held), key=lambda one: one.document.id)
        ids = {one.id for one in entries}
        gone = tuple(one for one in self.changes.gone if one.id not in ids)
        return replace(self, documents=tuple(documents), changes=replace(self.changes, gone=gone))


def select_documents(
    ingested: Ingested,
    *,
    before: Index | None,
    withdrawals: Sequence[Withdrawal],
    now: datetime,
) -> Selection:
    """What of the documents read is to be indexed: each once, under its id, but for the withdrawn.

    A withdrawn one is told as left out, and one that has many of its words is warned of.
    """
    served = {one.source_id for one in before.catalog} if before is not None else set[str]()
    documents: list[Document] = []
    left_out: list[LeftOut] = []
    for document, withdrawal in part_withdrawn(ingested.documents, withdrawals, served=served):
        if withdrawal is None:
            documents.append(document)
        else:
            left_out.append(LeftOut(ingested.where(document), _why(document, withdrawal)))
    taken_down = {one.document_id for one in withdrawals}
    found = identify(documents, ingested.rejected, before=before, now=now, reserved=taken_down)
    # A crash may have come between the note of a withdrawal and the snapshot without it.
    found = [one for one in found if one.document.id not in taken_down]
    taken_in = replace(
        ingested,
        documents=tuple(documents),
        left_out=(*ingested.left_out, *left_out),
        warnings=(*ingested.warnings, *_resembling(found, withdrawals, ingested)),
    )
    return Selection(
        tuple(found),
        taken_in,
        _compare(found, before, expected=taken_down),
    )


def _why(document: Document, withdrawal: Withdrawal) -> str:
    id, day = withdrawal.document_id, f"{withdrawal.withdrawn_at:%Y-%m-%d}"
    if document.content_hash != withdrawal.content_hash and document.id != withdrawal.source_id:
        return (
            f"it is much like {id}, which was withdrawn on {day}: `parvis restore {id}` lets it "
            "in again"
        )
    return f"it was withdrawn on {day}: `parvis restore {id}` lets it in again"


def _resembling(
    found: Sequence[IdentifiedDocument], withdrawals: Sequence[Withdrawal], ingested: Ingested
) -> Iterator[ReadingWarning]:
    """A warning for each withdrawn document of which others have many words."""
    for withdrawal, alike in find_resembling([one.document for one in found], withdrawals):
        yield ReadingWarning(
            "",
            f"what has many words of {withdrawal.document_id}, which was withdrawn on "
            f"{withdrawal.withdrawn_at:%Y-%m-%d}, is not held back: "
            f"{_names(alike, ingested)}; look whether it is a copy, and run "
            f"`parvis withdraw {alike[0].id} --reason …` if it must go too",
        )


def _names(documents: Sequence[Document], ingested: Ingested) -> str:
    names = ", ".join(f"{ingested.where(one)} ({one.id})" for one in documents[:_NAMED])
    more = len(documents) - _NAMED
    return f"{names} and {more:,} more" if more > 0 else names


def _compare(
    found: Sequence[IdentifiedDocument], before: Index | None, *, expected: Collection[str]
) -> Changes:
    if before is None:
        return Changes(new=tuple(one.document for one in found))
    entries = {one.id: one for one in before.catalog}
    present = {one.document.id for one in found}
    return Changes(
        gone=tuple(one for id, one in entries.items() if id not in present and id not in expected),
        new=tuple(one.document for one in found if one.document.id not in entries),
        changed=tuple(
            _changed(one.document, entries[one.document.id], before)
            for one in found
            if one.document.id in entries and _differs(one.document, entries[one.document.id])
        ),
    )


def _differs(document: Document, entry: CatalogEntry) -> bool:
    return hashlib.sha256(to_line(document)).hexdigest() != entry.record


def _changed(document: Document, entry: CatalogEntry, before: Index) -> ChangedDocument:
    moved = document.source_path != entry.source_path
    return ChangedDocument(
        document=document,
        moved_from=entry.source_path if moved else None,
        same_text=document.content_hash == entry.content_hash,
        shrank=len(document.text) < _SHRUNK * len(before.documents[entry.id].text),
    )
