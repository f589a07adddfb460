"""`parvis snapshots`, `verify`, `diff`, `rollback`, `prune`: the snapshots of an index."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import StageDisplay, count, show, show_json, show_words
from assistant.cli.options import IndexOption, JsonOption, ModelOption
from assistant.translation.command_line import in_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.passage import Passage
    from index.snapshot.index import Index

SnapshotArgument = Annotated[
    str | None,
    typer.Argument(metavar="[SNAPSHOT]", help="Its id or number.  [default: the current one]"),
]
_SAMPLE = 64
_SHOWN = 20
_WIDTH = 80


def snapshots(index: IndexOption = None, json: JsonOption = False) -> None:
    """Lists the snapshots of the index, the oldest first."""
    from assistant.cli.composition import open_store, settings_of

    found = open_store(settings_of(index=index)).snapshots()
    if json:
        show_json(
            [
                {
                    "id": one.id,
                    "current": one.current,
                    "digest": one.manifest and one.manifest.digest,
                    "built_at": one.manifest and one.manifest.built_at.isoformat(),
                    "model": one.manifest and one.manifest.model.name,
                    "documents": one.manifest and one.manifest.documents,
                    "passages": one.manifest and one.manifest.passages,
                    "problem": one.problem,
                }
                for one in found
            ]
        )
        return
    for one in found:
        mark = "*" if one.current else " "
        if one.manifest is None:
            show(f"{mark} {one.id}  {one.problem}")
        else:
            show(
                f"{mark} {one.id}  {count(one.manifest.documents, 'document')}, "
                f"{count(one.manifest.passages, 'passage')}"
            )
    if not found:
        show("There is no snapshot yet: run `parvis build`.")
    elif not any(one.current for one in found):
        show("None of them serves: run `parvis rollback` to choose one, or `parvis build`.")


def verify(
    snapshot: SnapshotArgument = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Compare every vector, instead of a sample.")
    ] = False,
    index: IndexOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
) -> None:
    """Proves that a snapshot is whole: files, counts, offsets, and vectors of their passages."""
    from dataclasses import asdict

    from assistant.cli.composition import open_encoder, open_store, settings_of
    from index.snapshot.verify import verify as verify_snapshot

    settings = settings_of(index=index, model=model)
    store = open_store(settings)
    store.current_id()  # Before the model is loaded: there may be nothing to verify.
    with StageDisplay() as stages:
        found = verify_snapshot(
            store,
            id=snapshot,
            encoder=open_encoder(settings),
            sample=None if every else _SAMPLE,
            progress=lambda done, total: stages.tell("Comparing vectors", done, total),
        )
    if json:
        show_json({"whole": not found.problems, **asdict(found)})
    elif not found.problems:
        show(
            f"{found.snapshot_id} is whole: {found.files:,} files, {found.documents:,} documents, "
            f"{found.passages:,} passages, {found.sentences:,} sentences; "
            f"{found.vectors_compared:,} vectors compared."
        )
    else:
        show(f"{found.snapshot_id} is damaged:")
        for problem in found.problems:
            show(f"  {problem}")
    if found.problems:
        raise typer.Exit(1)


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="The earlier snapshot.")],
    after: Annotated[
        str | None, typer.Argument(metavar="[B]", help="The later one.  [default: the current one]")
    ] = None,
    *,
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Tells which documents and passages changed from one snapshot to another."""
    from assistant.cli.composition import open_store, settings_of
    from index.snapshot.diff import compare

    store = open_store(settings_of(index=index))
    older, newer = store.load(before), store.load(after or store.current_id())
    found = compare(older, newer)
    documents = {
        "added": found.documents_added,
        "changed": found.documents_changed,
        "removed": found.documents_removed,
    }
    passages = {
        "added": (found.passages_added, newer),
        "changed": (found.passages_changed, newer),
        "removed": (found.passages_removed, older),
    }
    if json:
        listed = {
            name: [{"id": one.id, "title": one.title} for one in entries]
            for name, entries in documents.items()
        }
        show_json(
            {
                "documents": listed,
                "passages": {name: _as_json(*held) for name, held in passages.items()},
            }
        )
        return
    for name, entries in documents.items():
        for entry in entries:
            show_words(f"{in_language(name):<8} {entry.title} ({entry.id})")
    told = ", ".join(f"{len(held[0]):,} {name}" for name, held in passages.items())
    show(f"Passages: {told}.")
    for name, held in passages.items():
        _show_passages(name, *held)


def _as_json(passages: "Sequence[Passage]", index: "Index") -> list[dict[str, Any]]:
    from corpus.law.labels import label

    return [
        {
            "id": one.id,
            "document_id": one.document_id,
            "label": label(index.documents[one.document_id], one),
            "text": one.text,
        }
        for one in passages
    ]


def _show_passages(name: str, passages: "Sequence[Passage]", index: "Index") -> None:
    from corpus.law.labels import label

    for one in passages[:_SHOWN]:
        words = " ".join(one.text.split())
        shown = words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"
        place = label(index.documents[one.document_id], one)
        show_words(f"  {in_language(name):<8} {place}: {shown}")
    if len(passages) > _SHOWN:
        show(f"  … and {len(passages) - _SHOWN:,} more {name}: --json lists them all")


def rollback(
    snapshot: Annotated[
        str | None,
        typer.Argument(metavar="[SNAPSHOT]", help="Its id or number.  [default: the one before]"),
    ] = None,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why, for who asks later.")
    ] = "",
    release: Annotated[
        bool, typer.Option("--release", help="Let builds serve again; alone, it changes no more.")
    ] = False,
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Makes an earlier snapshot serve again, and holds it there until --release."""
    from assistant.cli.composition import open_store, settings_of
    from assistant.cli.documents.standing import say_held
    from index.amending.republish import publish_without

    store = open_store(settings_of(index=index))
    if release and snapshot is None:
        was_held = store.release()
        if json:
            show_json({"current": store.current_id(), "held": False})
        else:
            show("Builds serve again." if was_held else "Builds were not held.")
        return
    chosen = store.rollback(
        snapshot, reason=reason.strip(), without=partial(publish_without, store)
    )
    if release:
        store.release()
    hold = store.hold()
    if json:
        show_json({"current": chosen, "held": hold is not None})
        return
    show(f"{chosen} serves from now on.")
    if hold is not None:
        show(say_held(hold))


def prune(
    keep: Annotated[int, typer.Option("--keep", min=1, help="Snapshots to keep, the newest.")],
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Removes old snapshots, never the one that serves."""
    from assistant.cli.composition import open_store, settings_of
    from index.indexing.prune import prune as prune_store

    removed = prune_store(open_store(settings_of(index=index)), keep=keep)
    if json:
        show_json({"removed": removed})
    else:
        show(f"{count(len(removed), 'snapshot')} removed.")
