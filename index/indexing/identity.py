"""Which document is which from one build to the next: renamed, refused for now, or removed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count

from corpus.document import Document
from corpus.ingest import Rejected
from index.indexing.prepare import PreparedDocument
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry
from index.snapshot.tombstones import Tombstone
from index.snapshot.withdrawals import Withdrawal


@dataclass(frozen=True, slots=True)
class IdentifiedDocument:
    """A document under the id that it keeps, and the id that its source gives it now."""

    document: Document
    source_id: str
    stale_since: datetime | None = None
    missing_since: datetime | None = None


def identify(
    documents: Sequence[Document],
    rejected: Sequence[Rejected],
    *,
    before: Index | None,
    now: datetime,
    reserved: Collection[str] = (),
) -> list[IdentifiedDocument]:
    """The documents to index, by id; those of `reserved` are given to none.

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
    kept |= _own_ids(new, kept, taken={*kept.values(), *stale, *reserved})
    found = [IdentifiedDocument(_under(kept[one.id], one), one.id) for one in documents]
    if before is not None:
        found += [
            IdentifiedDocument(before.documents[id], entry.source_id, entry.stale_since or now)
            for id, entry in stale.items()
        ]
    return sorted(found, key=lambda one: one.document.id)


def find_tombstones(
    documents: Sequence[PreparedDocument],
    *,
    before: Index | None,
    withdrawals: Sequence[Withdrawal] = (),
    now: datetime,
) -> list[Tombstone]:
    """What was indexed once and is not among these documents, by document and day.

    Of what was withdrawn there is what its withdrawal says, and nothing else.
    """
    present = {one.document.id: {passage.id for passage in one.passages} for one in documents}
    known = (*before.tombstones, *_lost(present, before, now)) if before is not None else ()
    taken_down = {one.document_id for one in withdrawals}
    found: dict[tuple[str, date], Tombstone] = {
        (one.document_id, one.day): one for one in (each.tombstone() for each in withdrawals)
    }
    for one in known:
        id, kept = one.document_id, present.get(one.document_id, ())
        if id in taken_down:
            continue
        lost = {passage: unit for passage, unit in one.passages.items() if passage not in kept}
        if id in present and not lost:
            continue
        # Who asks for any passage of a document that is removed now is told of that.
        gone_now = before is not None and id in before.rows and id not in present
        day = now.date() if gone_now else one.day
        others = found[id, day].passages if (id, day) in found else {}
        found[id, day] = replace(
            one,
            day=day,
            passages=dict(sorted({**others, **lost}.items())),
            withdrawn=one.withdrawn if id not in present else None,
        )
    return [found[key] for key in sorted(found)]


def _lost(
    present: Mapping[str, Collection[str]], before: Index, now: datetime
) -> Iterator[Tombstone]:
    """What the documents of the index before have lost since."""
    for entry in before.catalog:
        kept = present.get(entry.id, ())
        rows = [row for row in before.rows[entry.id] if before.passage_ids[row] not in kept]
        passages = {before.passage_ids[row]: before.unit(row) for row in rows}
        yield Tombstone(entry.id, entry.title, now.date(), passages)


def _has_text(entry: CatalogEntry, document: Document) -> bool:
    return entry.content_hash == document.content_hash


def _under(id: str, document: Document) -> Document:
    return document if document.id == id else replace(document, id=id)


def _renamed(documents: Sequence[Document], vanished: Mapping[str, CatalogEntry]) -> dict[str, str]:
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


def _of(rejected: Iterable[Rejected], entries: Sequence[CatalogEntry]) -> set[str]:
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
