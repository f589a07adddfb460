"""Which document is which from one build to the next: renamed, refused for now, or gone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

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

    A source's document keeps the id that it had. A new one takes the id of one that has vanished
    and had the same text: it was renamed, and its permalinks stand; otherwise its own id, or one
    like it where a renamed document goes on under that. One whose source is refused keeps its last
    good version.
    """
    entries = before.catalogue if before is not None else ()
    had = {entry.source_id: entry.id for entry in entries}
    kept = {document.id: had[document.id] for document in documents if document.id in had}
    new = [document for document in documents if document.id not in kept]
    still = set(kept.values())
    vanished = {entry.id: entry for entry in entries if entry.id not in still}
    for source_id, id in _renamed(new, vanished).items():
        kept[source_id] = id
        del vanished[id]
    refused = _of(rejected, entries)
    stale = {id: entry for id, entry in vanished.items() if id in refused}
    kept |= _own_ids(new, kept, taken={*kept.values(), *stale})
    found = [Identified(_under(kept[one.id], one), one.id) for one in documents]
    if before is not None:
        found += [
            Identified(before.documents[id], entry.source_id, entry.stale_since or now)
            for id, entry in stale.items()
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


def _under(id: str, document: Document) -> Document:
    return document if document.id == id else replace(document, id=id)


def _renamed(documents: Sequence[Document], vanished: Mapping[str, Entry]) -> dict[str, str]:
    """From the id of a new document to that of the vanished one which had its text."""
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
    wanted = sorted(document.id for document in documents if document.id not in kept)
    own = {id: id for id in wanted if id not in taken}
    used = {*taken, *own}
    for id in wanted:
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
