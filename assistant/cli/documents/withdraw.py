"""`parvis withdraw` and `restore`: one document taken out of what serves, and let in again."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import count, misuse, say, show, show_json
from assistant.cli.options import IndexOption, JsonOption

if TYPE_CHECKING:
    from index.amending.withdraw import Withdrawn
    from index.snapshot.store import Store


def withdraw(
    id: Annotated[str, typer.Argument(metavar="ID", help="The document's id.")],
    *,
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="TEXT", help="Why, for staff: status and report tell it."),
    ],
    public: Annotated[
        str,
        typer.Option(
            "--public",
            metavar="TEXT",
            help="Why, for whoever follows a link to it.  [default: only that it was withdrawn]",
        ),
    ] = "",
    purge: Annotated[
        bool,
        typer.Option("--purge", help="Remove the older snapshots that still have its words, too."),
    ] = False,
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Takes one document out of what serves, now and for good."""
    from assistant.cli.composition import open_store, settings_of
    from assistant.records.answer_store import forget_quoting
    from index.amending.withdraw import purge as purge_store
    from index.amending.withdraw import withdraw as withdraw_document

    if not reason.strip():
        raise misuse("say why: it is told in a year's time too", hint="--reason")
    settings = settings_of(index=index)
    store = open_store(settings)
    _tell_of_build(store)
    done = withdraw_document(store, id, reason=reason.strip(), public=public.strip())
    forgotten = forget_quoting(settings.answers, done.copies)
    removed = purge_store(store, done.copies) if purge else ()
    left = [one for one in done.left_in if one not in removed]
    if json:
        show_json(
            {
                "withdrawn": list(done.copies),
                "current": done.snapshot_id,
                "answers_forgotten": forgotten,
                "snapshots_removed": list(removed),
                "left_in": left,
                "files": list(done.source_paths),
            }
        )
        return
    show(f"{', '.join(done.copies)} withdrawn: {done.snapshot_id} serves without.")
    if forgotten:
        show(f"Forgotten: {count(forgotten, 'recorded answer')} that quoted it.")
    if removed:
        show(f"Removed: {count(len(removed), 'older snapshot')} that had it.")
    _tell_what_is_left(id, done, left)


def restore(
    id: Annotated[str, typer.Argument(metavar="ID", help="The document's id.")],
    *,
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Lets a document that was withdrawn in again; the next build does."""
    from assistant.cli.composition import open_store, settings_of
    from index.amending.withdraw import restore as restore_document

    lifted = restore_document(open_store(settings_of(index=index)), id)
    if json:
        show_json({"restored": lifted.document_id, "path": lifted.source_path})
    else:
        show(
            f"“{lifted.title}” ({lifted.document_id}) comes back with the next `parvis build`, if "
            f"{lifted.source_path} is still there."
        )


def _tell_of_build(store: "Store") -> None:
    """Says that a build under way has to end first, if there is one."""
    if (store.root / "building.json").exists():
        say("A build is under way: the document goes as soon as it has ended.")


def _tell_what_is_left(id: str, done: "Withdrawn", left: list[str]) -> None:
    if left:
        say(
            f"Its words are still on this disk, in the cache and in {len(left):,} of the snapshots "
            f"that do not serve: `parvis withdraw {id} --reason … --purge` removes them."
        )
    say(
        f"Its file is left where it is ({', '.join(done.source_paths)}), and no build reads it in: "
        f"remove it there, and from copies, if it must not be kept. `parvis restore {id}` undoes "
        "this."
    )
