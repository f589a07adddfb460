"""`parvis build --dry-run`: what a build would change, told without a model and without a trace."""

from typing import TYPE_CHECKING, Any

from assistant.cli.console import count, show, show_json, show_words, titled
from assistant.cli.status import omissions_as_json, show_reading
from assistant.translation.command_line import in_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.document import Document
    from corpus.ingest import Ingested
    from index.indexing.changes import ChangedDocument
    from index.indexing.gate import GatePolicy
    from index.indexing.survey import Survey
    from index.snapshot.manifest import CatalogEntry
    from index.snapshot.store import Store


def dry_run(
    ingested: "Ingested",
    *,
    store: "Store",
    policy: "GatePolicy",
    origins: "Sequence[str]",
    json: bool,
) -> None:
    """Shows what a build of these documents would change. Raises UnknownId."""
    from index.indexing.survey import survey

    found = survey(ingested, store=store, policy=policy, origins=origins)
    if json:
        show_json(_as_json(found))
        return
    for title, entries in (("Would go", found.changes.gone), ("Would come", found.changes.new)):
        _show(title, [_line(one) for one in entries])
    _show("Would change", [_changed_line(one) for one in found.changes.changed])
    show_reading(found.ingested)
    total = count(found.documents, "document")
    if found.before is None:
        show(f"A build would make the first index, of {total}.")
    else:
        show(f"A build would serve {total}; {found.before} serves {found.served:,}.")
    if found.other_origins:
        show(found.other_origins)
    if found.refused:
        show(f"It would be refused. {found.refused}")
    if found.golden:
        show(
            f"Golden questions: {found.golden:,}, which only a build asks: what it finds for them "
            "may still have it refused."
        )
    show("Nothing was written, and nothing else serves.")


def _as_json(found: "Survey") -> dict[str, Any]:
    return {
        "dry_run": True,
        "before": found.before,
        "documents": {"before": found.served, "after": found.documents},
        "gone": [_named(one) for one in found.changes.gone],
        "new": [_named(one) for one in found.changes.new],
        "changed": [
            {
                **_named(one.document),
                "moved_from": one.moved_from,
                "same_text": one.same_text,
                "shrank": one.shrank,
            }
            for one in found.changes.changed
        ],
        "refused": found.refused,
        "other_origins": found.other_origins,
        "golden": {"questions": found.golden, "asked": False},
        **omissions_as_json(found.ingested),
    }


def _named(one: "Document | CatalogEntry") -> dict[str, str]:
    return {"id": one.id, "title": one.title, "path": one.source_path}


def _line(one: "Document | CatalogEntry") -> str:
    return f"{titled(one.source_path, one.title)} ({one.id})"


def _changed_line(one: "ChangedDocument") -> str:
    told = []
    if one.moved_from is not None:
        told.append(f"it was {one.moved_from}")
    if one.same_text:
        told.append("its text is the same")
    if one.shrank:
        told.append("LESS THAN HALF OF ITS TEXT IS LEFT")
    return ", ".join([_line(one.document), *map(in_language, told)])


def _show(title: str, lines: list[str]) -> None:
    if lines:
        show(f"{title}: {len(lines):,}")
    for line in lines:
        show_words(f"  {line}")
