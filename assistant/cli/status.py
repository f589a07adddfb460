"""`parvis status`: what the index that serves holds, and how its sources stand."""

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.cli.console import say, show, show_json
from assistant.cli.documents.behind import behind_as_json, show_behind
from assistant.cli.documents.standing import read_catalog, show_standing, standing_as_json
from assistant.cli.options import IndexOption, JsonOption, SourcesOption
from assistant.cli.source_status import show_sources, sources_as_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from corpus.ingest import Ingested
    from index.snapshot.manifest import CatalogEntry, Manifest

_SHOWN = 20


def status(
    sources: SourcesOption = None, index: IndexOption = None, json: JsonOption = False
) -> None:
    """Says what the index that serves holds, and what did not get into it."""
    from assistant.cli.composition import open_store, settings_of
    from index.errors import ParvisIndexError
    from index.snapshot.files import SnapshotFiles
    from index.snapshot.manifest import read_manifest

    settings = settings_of(sources=sources, index=index)
    store = open_store(settings)
    try:
        snapshot = store.current_id()
        manifest = read_manifest(store.folder(snapshot))
        SnapshotFiles(store.folder(snapshot), manifest.files).check_sizes()
        folder = store.folder(snapshot)
        stale = read_stale(folder, manifest)
    except ParvisIndexError as error:
        # How the sources stand is what tells an operator whether a build can mend it.
        if json:
            nothing = {"index": None, "problem": str(error), "path": str(store.root)}
            show_json({**nothing, "sources": sources_as_json(settings)})
        else:
            show_sources(settings)
        raise
    found = manifest_as_json(manifest, snapshot, stale)
    if json:
        standing = {
            **behind_as_json(folder, manifest),
            **standing_as_json(store, manifest, snapshot),
        }
        around = {"path": str(store.root), "sources": sources_as_json(settings)}
        show_json({**found, **standing, **around})
        return
    show(f"Index      {store.root}")
    show(f"Snapshot   {snapshot}")
    show(f"Built      {manifest.built_at:%Y-%m-%d %H:%M} UTC, {_age(manifest)} ago")
    show(f"Model      {manifest.model.name}")
    show(f"Documents  {manifest.documents:,} ({counts(found['documents']['by_kind'])})")
    show(f"Languages  {counts(found['documents']['by_language'])}")
    show(f"Passages   {manifest.passages:,}")
    if manifest.origins:
        show(f"Read from  {', '.join(manifest.origins)}")
    show_omissions(manifest, stale)
    show_behind(folder, manifest)
    show_standing(store, manifest, snapshot)
    show_sources(settings)


def read_stale(folder: "Path", manifest: "Manifest") -> "list[CatalogEntry]":
    """The documents of a snapshot whose source is refused now: their last good version serves.

    Raises DamagedSnapshot.
    """
    if not manifest.rejected:
        return []
    return [entry for entry in read_catalog(folder, manifest) if entry.stale_since is not None]


def manifest_as_json(
    manifest: "Manifest", snapshot: str, stale: "Sequence[CatalogEntry]"
) -> dict[str, Any]:
    """What a snapshot holds, for a program."""
    return {
        "index": {
            "digest": manifest.digest,
            "built_at": manifest.built_at.isoformat(),
            "model": manifest.model.name,
            "snapshot": snapshot,
        },
        "documents": {
            "total": manifest.documents,
            "by_kind": {kind.value: count for kind, count in sorted(manifest.kinds.items())},
            "by_language": dict(sorted(manifest.languages.items())),
        },
        "passages": {"total": manifest.passages},
        "stale": [
            {
                "id": one.id,
                "title": one.title,
                "path": one.source_path,
                "since": one.stale_since and one.stale_since.isoformat(),
            }
            for one in stale
        ],
        **omissions_as_json(manifest),
    }


def omissions_as_json(of: "Manifest | Ingested") -> dict[str, Any]:
    """What was left out, refused or read with a warning, for a program."""
    return {
        "left_out": [{"path": one.path, "reason": one.reason} for one in of.left_out],
        "rejected": [
            {"path": one.path, "reason": one.reason, "remedy": one.remedy} for one in of.rejected
        ],
        "warnings": [
            {"path": one.path, "page": one.page, "message": one.message} for one in of.warnings
        ],
    }


def show_reading(of: "Manifest | Ingested") -> None:
    """Shows what was left out, refused or read with a warning."""
    _show_refused(of)
    _show_warnings(of)


def show_omissions(manifest: "Manifest", stale: "Sequence[CatalogEntry]") -> None:
    """Shows what did not get into the index, and why."""
    _show_refused(manifest)
    _list(
        "Served as they last could be read",
        [
            (one.source_path, f"“{one.title}”, refused since {one.stale_since:%Y-%m-%d}")
            for one in stale
        ],
    )
    _show_warnings(manifest)


def _show_refused(of: "Manifest | Ingested") -> None:
    _list("Left out", [(one.path, one.reason) for one in of.left_out])
    _list("Rejected", [(one.path, f"{one.reason}; {one.remedy}") for one in of.rejected])


def _show_warnings(of: "Manifest | Ingested") -> None:
    _list("Warnings", [("", str(one)) for one in of.warnings])


@contextmanager
def listing_rejected(ingested: "Ingested") -> "Iterator[None]":
    """Tells which files were refused where the build that follows fails, perhaps for want of them.

    Otherwise the manifest holds them, and it is told.
    """
    from index.errors import GateFailed, NothingToIndex

    try:
        yield
    except (GateFailed, NothingToIndex):
        rejected = [(one.path, f"{one.reason}; {one.remedy}") for one in ingested.rejected]
        _list("Rejected", rejected, to=say)
        raise


def _list(title: str, rows: list[tuple[str, str]], *, to: "Callable[[str], None]" = show) -> None:
    if not rows:
        return
    to(f"{title}: {len(rows):,}")
    for path, reason in rows[:_SHOWN]:
        to(f"  {path}: {reason}" if path else f"  {reason}")
    if len(rows) > _SHOWN:
        to(f"  … and {len(rows) - _SHOWN:,} more{': --json lists them all' if to is show else ''}")


def counts(by_name: dict[str, int]) -> str:
    """Counts by name, for a person."""
    return ", ".join(f"{name} {count:,}" for name, count in by_name.items()) or "none"


def _age(manifest: "Manifest") -> str:
    minutes = int((datetime.now(UTC) - manifest.built_at).total_seconds() // 60)
    if minutes < 120:
        return f"{max(0, minutes)} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"
