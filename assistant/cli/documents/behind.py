"""Behind: pages that explain law which has changed since, as `parvis status` and a build say it."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.cli.console import show

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from index.currency import PageCurrency
    from index.snapshot.manifest import CatalogEntry, Manifest

_SHOWN = 20
_NAMED = 5  # articles of a page


def read_behind(
    folder: "Path", manifest: "Manifest"
) -> "tuple[Mapping[str, PageCurrency], list[CatalogEntry]]":
    """The pages that are behind or undated today, and their entries, without loading the rest.

    Raises DamagedSnapshot.
    """
    from assistant.cli.documents.standing import read_catalog
    from corpus.law.citation_graph import Reference
    from index.currency import explains_law, pages_behind
    from index.snapshot.files import SnapshotFiles
    from index.snapshot.records import from_line

    catalog = list(read_catalog(folder, manifest))
    lines = SnapshotFiles(folder, manifest.files).lines("references.jsonl")
    pages = (
        (entry.id, entry.kind, from_line(tuple[Reference, ...], line))
        for entry, line in zip(catalog, lines, strict=True)
        if explains_law(entry.kind)
    )
    found = pages_behind(pages, as_of=datetime.now(UTC).date())
    return found, [entry for entry in catalog if entry.id in found]


def behind_as_json(folder: "Path", manifest: "Manifest") -> dict[str, Any]:
    """The pages that are behind the law that they cite, and those without a date, for a program."""
    found, entries = read_behind(folder, manifest)
    told = [
        {
            "id": entry.id,
            "title": entry.title,
            "path": entry.source_path,
            "day": (day := found[entry.id].day) and day.isoformat(),
            "articles": [
                {
                    "document": one.document_id,
                    "article": one.number,
                    "since": one.since.isoformat(),
                }
                for one in found[entry.id].changed
            ],
        }
        for entry in entries
    ]
    return {
        "behind": [one for one in told if one["articles"]],
        "undated": [
            {name: one[name] for name in ("id", "title", "path")} for one in told if not one["day"]
        ],
    }


def show_behind(folder: "Path", manifest: "Manifest") -> None:
    """Shows the pages that are behind, on which articles, since when; and counts the undated."""
    found, entries = read_behind(folder, manifest)
    behind = [entry for entry in entries if found[entry.id].changed]
    if behind:
        show(f"Behind the law that they cite: {len(behind):,}")
    for entry in behind[:_SHOWN]:
        page = found[entry.id]
        articles = ", ".join(f"{one.number} ({one.since})" for one in page.changed[:_NAMED])
        more = len(page.changed) - _NAMED
        articles += f" (+{more})" if more > 0 else ""
        show(f"  {entry.source_path}: “{entry.title}”, of {page.day}; changed since: {articles}")
    if len(behind) > _SHOWN:
        show(f"  … and {len(behind) - _SHOWN:,} more: --json lists them all")
    undated = len(entries) - len(behind)
    if undated:
        show(f"Undated pages, whose law may have changed since: {undated:,}")
