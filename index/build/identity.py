"""Which document is which from one build to the next: renamed, refused for now, or removed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from corpus.document import Document
from corpus.ingest import Rejected
from index.build.prepare import PreparedDocument
from index.snapshot.index import Index
from index.snapshot.manifest import Entry
from index.snapshot.tombstones import DocumentTombstone, PassageTombstone


@dataclass(frozen=True, slots=True)
class IdentifiedDocument:
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
) -> list[IdentifiedDocument]:
    """The documents to index, by id.

    A source's document keeps the id that it had, unless its words are now those of a document whose
    source has vanished: that one was renamed, and its permalinks stand. A new one, if it is not a
    renamed one, takes its own id, or one like it where another document goes on under that. One
    whose source is refused keeps its last good version.
    """
    entries = before.catalog if before is not None else ()
    given = {document.id for document in documents}
    had = {entry.source_id: entry for entry in entries}
    kept = {one.id: had[one.id].id for one in documents if one.id in had}
    same = {one.id for one in documents if one.id in had and _has_text(had[one.id], one)}
    others = [one for one in documents if one.id not in same]
    kept |= _renamed(others, {one.id: one for one in entries if one.source_id not in given})
    still = set(kept.values())
    vanished = {entry.id: entry for entry in entries if entry.id not in still}
    new = [document for document in documents if document.id not in kept]
    # A file may have been moved to where another one was, and that one have been moved before.
    for source_id, id in _renamed(new, vanished).items():
        kept[source_id] = id
        del vanished[id]
    refused = _of(rejected, entries)
    stale = {id: entry for id, entry in vanished.items() if id in refused}
    kept |= _own_ids(new, kept, taken={*kept.values(), *stale})
    found = [IdentifiedDocument(_under(kept[one.id], one), one.id) for one in documents]
    if before is not None:
        found += [
            IdentifiedDocument(before.documents[id], entry.source_id, entry.stale_since or now)
            for id, entry in stale.items()
        ]
    return sorted(found, key=lambda one: one.document.id)


def document_tombstones(
    entries: Sequence[Entry], *, before: Index | None, now: datetime
) -> list[DocumentTombstone]:
    """The documents that were indexed once and are not among these entries, by id."""
    if before is None:
        return []
    present = {entry.id for entry in entries}
    tombstones = {id: one for id, one in before.document_tombstones.items() if id not in present}
    changed = defaultdict[str, list[str]](list)
    for one in before.passage_tombstones:
        changed[one.document_id].append(one.passage_id)
    for entry in before.catalog:
        if entry.id not in present:
            rows = before.rows[entry.id]
            had = (*before.passage_ids[rows.start : rows.stop], *changed[entry.id])
            tombstones[entry.id] = DocumentTombstone(entry.id, entry.title, now.date(), had)
    return [tombstones[id] for id in sorted(tombstones)]


def passage_tombstones(
    documents: Sequence[PreparedDocument], *, before: Index | None, now: datetime
) -> list[PassageTombstone]:
    """The passages that these documents had once and have no more, by document and day.

    Those that a removed document had are among them where it has come back.
    """
    if before is None:
        return []
    present = {one.document.id: {passage.id for passage in one.passages} for one in documents}
    known = [*before.passage_tombstones, *_changed(present, before, now)]
    known += [
        PassageTombstone(id, one.id, one.removed, "")
        for one in before.document_tombstones.values()
        for id in one.passages
    ]
    tombstones = {
        one.passage_id: one
        for one in known
        if one.document_id in present and one.passage_id not in present[one.document_id]
    }
    return sorted(
        tombstones.values(), key=lambda one: (one.document_id, one.changed, one.passage_id)
    )


def _changed(
    present: Mapping[str, Collection[str]], before: Index, now: datetime
) -> Iterator[PassageTombstone]:
    """The passages of these documents, by id, that are not among those of today."""
    for id, rows in before.rows.items():
        for row in rows if id in present else ():
            passage_id = before.passage_ids[row]
            if passage_id not in present[id]:
                yield PassageTombstone(passage_id, id, now.date(), before.unit(row))


def _has_text(entry: Entry, document: Document) -> bool:
    return entry.content_hash == document.content_hash


def _under(id: str, document: Document) -> Document:
    return document if document.id == id else replace(document, id=id)


def _renamed(documents: Sequence[Document], vanished: Mapping[str, Entry]) -> dict[str, str]:
    """From the id of a document to that of the vanished one which had its text."""
    by_content: dict[str, list[str]] = {}
    for id in sorted(vanished, reverse=True):
        by_content.setdefault(vanished[id].content_hash, []).append(id)
    renamed = {}
    for document in sorted(documents, key=lambda document: document.id):
        same = by_content.get(document.content_hash)
        if same:
            renamed[document.id] = same.pop()
    return renamed


def _own_ids(
    documents: Sequence[Document], kept: Mapping[str, str], *, taken: Collection[str]
) -> dict[str, str]:
    """Ids of their own for the documents that keep none: the one that their source gives, if free.

    Another document may go on under that id, for which it was renamed.
    """
    ids = sorted(document.id for document in documents if document.id not in kept)
    own = {id: id for id in ids if id not in taken}
    used = {*taken, *own}
    for id in ids:
        if id not in own:
            own[id] = next(other for n in count(2) if (other := f"{id}-{n}") not in used)
            used.add(own[id])
    return own


def _of(rejected: Iterable[Rejected], entries: Sequence[Entry]) -> set[str]:
    """The ids of the documents that came from the refused files.

    Reports may name a file by a longer path than its document does: of several paths that would
    fit, the longest is the file's.
    """
    by_path: dict[str, list[str]] = {}
    for entry in entries:
        by_path.setdefault(entry.source_path, []).append(entry.id)
    ids: set[str] = set()
    for one in rejected:
        parts = one.path.split("/")
        paths = ("/".join(parts[start:]) for start in range(len(parts)))
        ids.update(next((by_path[path] for path in paths if path in by_path), ()))
    return ids
