"""`parvis teach`: staff say what answers a question, and what serves knows it at once."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import count, misuse, say, show, show_json, show_words
from assistant.cli.options import IndexOption, JsonOption, ModelOption

if TYPE_CHECKING:
    from corpus.questions.taught import TaughtQuestion
    from index.snapshot.store import Store


def teach(
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="As people ask it.")
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ANSWER]...",
            help="Numbers of the articles or commitments that answer it, the best first, or the id "
            "of a document.",
        ),
    ] = None,
    *,
    document: Annotated[
        str | None,
        typer.Option(
            "--document", metavar="ID", help="Where several documents have these numbers: which."
        ),
    ] = None,
    remove: Annotated[
        str | None,
        typer.Option("--remove", metavar="QUESTION", help="Take back what was taught of it."),
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List what staff taught.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Whatever the golden questions lose by it.")
    ] = False,
    index: IndexOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
) -> None:
    """Teaches what answers a question, so that it is found from now on, also asked otherwise."""
    from assistant.cli.composition import open_encoder, open_store, settings_of
    from index.amending import teach as amending
    from index.indexing.gate import GatePolicy

    _check_use(question, answers, remove, list_all=list_all)
    settings = settings_of(index=index, model=model)
    store = open_store(settings)
    if list_all:
        _list(amending.taught_questions(store), store, json=json)
        return
    store.current_id()  # Before the model is loaded: there may be nothing to teach.
    policy = GatePolicy(force=force)
    encoder = open_encoder(settings)
    if (store.root / "building.json").exists():
        say("A build is under way: the question is taught as soon as it has ended.")
    if remove is not None:
        done = amending.forget(store, remove, encoder=encoder, policy=policy)
    else:
        assert question is not None
        done = amending.teach(
            store, question, answers or [], encoder=encoder, document=document, policy=policy
        )
    if json:
        show_json(
            {
                "removed" if remove is not None else "taught": [
                    _as_json(one) for one in done.questions
                ],
                "passages": done.passages,
                "unchanged": done.unchanged,
                "replaced": done.replaced,
                "current": done.snapshot_id,
            }
        )
        return
    for one in done.questions:
        show_words(_line(one))
    if remove is not None:
        show(f"Forgotten: {done.snapshot_id} serves.")
    elif done.unchanged:
        show("The index knew that already: what serves is the same.")
    elif done.replaced:
        show(f"Taught, instead of what was taught of it before: {done.snapshot_id} serves.")
    else:
        show(f"Taught, for {count(done.passages, 'passage')}: {done.snapshot_id} serves.")


def _check_use(
    question: str | None, answers: list[str] | None, remove: str | None, *, list_all: bool
) -> None:
    """Refuses what is neither a list, nor a removal, nor a question with its answers."""
    if remove is not None or list_all:
        if question is not None or (remove is not None and list_all):
            raise misuse("give a question with its answers, or --list, or --remove, and no two")
        if remove is not None and not remove.strip():
            raise misuse("a question needs words", hint="--remove")
        return
    if question is None or not question.strip():
        raise misuse("a question needs words", hint="QUESTION")
    if not answers or not all(one.strip() for one in answers):
        raise misuse(
            "say what answers it: the number of an article or a commitment, or the id of a "
            "document",
            hint="ANSWER",
        )


def _list(questions: "tuple[TaughtQuestion, ...]", store: "Store", *, json: bool) -> None:
    if json:
        show_json({"taught": [_as_json(one) for one in questions]})
        return
    for one in questions:
        show_words(_line(one))
    if not questions:
        show(f"Nothing was taught yet: {store.taught} is where it would be.")


def _line(question: "TaughtQuestion") -> str:
    answers = ", ".join(question.answers)
    return f"{question.text}  →  {f'{answers} · ' if answers else ''}{question.document}"


def _as_json(question: "TaughtQuestion") -> dict[str, Any]:
    return {
        "question": question.text,
        "document": question.document,
        "answers": list(question.answers),
    }
