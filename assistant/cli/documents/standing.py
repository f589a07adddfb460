"""Standing: what staff decided of documents, or are still asked, as `parvis status` says it."""

from typing import TYPE_CHECKING, Any

from assistant.cli.console import count, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.snapshot.hold import Hold
    from index.snapshot.manifest import CatalogEntry, Manifest
    from index.snapshot.store import Store
    from index.snapshot.withdrawals import Withdrawal

_NAMED = 5


def standing_as_json(store: "Store", manifest: "Manifest", snapshot: str) -> dict[str, Any]:
    """Documents that wait for consent, those withdrawn, and the hold, for a program."""
    hold = store.hold()
    return {
        "missing": [
            {
                "id": one.id,
                "title": one.title,
                "path": one.source_path,
                "since": one.missing_since and one.missing_since.isoformat(),
            }
            for one in read_missing(store.folder(snapshot), manifest)
        ],
        "withdrawn": [
            {
                "id": one.document_id,
                "title": one.title,
                "path": one.source_path,
                "at": one.withdrawn_at.isoformat(),
                "reason": one.reason,
                "public": one.public or None,
            }
            for one in store.withdrawals()
        ],
        "held": hold
        and {
            "snapshot": hold.snapshot,
            "since": hold.since.isoformat(),
            "reason": hold.reason or None,
        },
        "origins": list(manifest.origins),
    }


def show_standing(store: "Store", manifest: "Manifest", snapshot: str) -> None:
    """Shows the hold, the documents that wait for consent and those withdrawn."""
    if (hold := store.hold()) is not None:
        show(f"{hold}.")
    _show_missing(read_missing(store.folder(snapshot), manifest))
    _show_withdrawn(store.withdrawals())


def read_missing(folder: "Path", manifest: "Manifest") -> "list[CatalogEntry]":
    """The documents of a snapshot whose files are gone, and which wait for consent to that.

    Raises DamagedSnapshot.
    """
    if not manifest.missing:
        return []
    return [entry for entry in read_catalog(folder, manifest) if entry.missing_since is not None]


def read_catalog(folder: "Path", manifest: "Manifest") -> "Iterator[CatalogEntry]":
    """The documents of a snapshot, without loading the rest of it. Raises DamagedSnapshot."""
    from index.snapshot.files import SnapshotFiles
    from index.snapshot.manifest import CatalogEntry
    from index.snapshot.records import from_line

    for line in SnapshotFiles(folder, manifest.files).lines("catalog.jsonl"):
        yield from_line(CatalogEntry, line)


def say_missing(missing: "Sequence[CatalogEntry]") -> str:
    """How many documents wait for consent to go, and what gives it."""
    ids = " ".join(f"--allow-loss {one.id}" for one in missing[:_NAMED])
    more = " (`parvis status` names the others)" if len(missing) > _NAMED else ""
    if len(missing) == 1:
        return (
            "1 document whose file is gone waits for consent, and goes on serving: `parvis build "
            f"{ids}` lets it go"
        )
    return (
        f"{count(len(missing), 'document')} whose files are gone wait for consent, and go on "
        f"serving: `parvis build {ids}` lets them go{more}"
    )


def say_held(hold: "Hold") -> str:
    """That builds are held, for who has just rolled back."""
    return (
        f"Builds do not replace {hold.snapshot} until `parvis rollback --release`, or "
        "`parvis build --release`."
    )


def _show_missing(missing: "Sequence[CatalogEntry]") -> None:
    if not missing:
        return
    show(f"Waiting for consent: {len(missing):,}")
    for one in missing:
        show(
            f"  {one.source_path}: “{one.title}”, gone since {one.missing_since:%Y-%m-%d}; "
            f"`parvis build --allow-loss {one.id}` lets it go"
        )


def _show_withdrawn(withdrawals: "Sequence[Withdrawal]") -> None:
    if not withdrawals:
        return
    show(f"Withdrawn: {len(withdrawals):,}")
    for one in withdrawals:
        show(f"  {one.document_id}: “{one.title}”, since {one.withdrawn_at:%Y-%m-%d}; {one.reason}")
