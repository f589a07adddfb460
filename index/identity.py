"""Which document is which from one build to the next: renamed, refused for now, or gone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.document import Document
from corpus.ingest import Rejected
from index.manifest import Entry, Gone
from index.snapshot import Index


@dataclass(frozen=True, slots=True)
class Identified:
    """A document under the id that it keeps, and the id that its source gives it now."""

    document: Document
    source_id: str
    stale_since: datetime | None = None


def identify(
    documents: Sequence[Document],
    rejected: Sequence[Rejected],
    *,
    before: Index | None,
    now: datetime,
) -> list[Identified]:
    """The documents to index, by id.

    A document whose id is new takes the id of one that has vanished and had the same text: it was
    renamed, and its permalinks stand. One whose source is refused keeps its last good version.
    """
    entries = before.catalogue if before is not None else ()
    given = {document.id for document in documents}
    known = {entry.id for entry in entries}
    vanished = {entry.id: entry for entry in entries if entry.id not in given}
    renamed = _renamed(
        [document for document in documents if document.id not in known],
        vanished,
    )
    found = [
        Identified(
            replace(document, id=renamed[document.id]) if document.id in renamed else document,
            document.id,
        )
        for document in documents
    ]
    for id in renamed.values():
        del vanished[id]
    if before is not None:
        found += [
            Identified(before.documents[id], entry.source_id, entry.stale_since or now)
            for id, entry in vanished.items()
            if any(_is_of(entry, one) for one in rejected)
        ]
    return sorted(found, key=lambda one: one.document.id)


def removed(found: Sequence[Identified], *, before: Index | None, now: datetime) -> list[Gone]:
    """The documents that were indexed once and are no more, by id."""
    if before is None:
        return []
    present = {one.document.id for one in found}
    gone = {id: one for id, one in before.gone.items() if id not in present}
    start = 0
    for entry in before.catalogue:
        passages = before.passage_ids[start : start + entry.passages]
        start += entry.passages
        if entry.id not in present:
            gone[entry.id] = Gone(entry.id, entry.title, now.date(), passages)
    return [gone[id] for id in sorted(gone)]


def _renamed(documents: Sequence[Document], vanished: dict[str, Entry]) -> dict[str, str]:
    """From the id of a new document to the id that it keeps."""
    kept: dict[str, str] = {}
    by_source = {entry.source_id: id for id, entry in vanished.items()}
    for document in documents:
        if document.id in by_source:
            kept[document.id] = by_source[document.id]
    by_content: dict[str, list[str]] = {}
    for id in sorted(set(vanished) - set(kept.values()), reverse=True):
        by_content.setdefault(vanished[id].content_hash, []).append(id)
    for document in sorted(documents, key=lambda document: document.id):
        same = by_content.get(document.content_hash)
        if document.id not in kept and same:
            kept[document.id] = same.pop()
    return kept


def _is_of(entry: Entry, rejected: Rejected) -> bool:
    """Whether the refused file is the one that the document came from.

    Reports may name a file by a longer path than its document does.
    """
    return rejected.path == entry.source_path or rejected.path.endswith(f"/{entry.source_path}")
