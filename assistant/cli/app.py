"""The commands of `parvis`, one module for each group of them.

Importing this module must stay light, so that `parvis --help` is immediate: what a command needs,
it imports when it runs.
"""

from typing import Annotated

import typer

from assistant.cli import (
    answers,
    build,
    evaluate,
    models,
    report,
    serve,
    snapshots,
    sources,
    status,
)
from assistant.cli.console import show
from assistant.cli.documents import check, read, teach, withdraw

app = typer.Typer(
    name="parvis",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        show(f"parvis {version('parvis')}")
        raise typer.Exit


@app.callback()
def parvis(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Answers questions about open government with verbatim quotes of official documents."""


for command in (
    read.read,
    build.build,
    status.status,
    answers.ask,
    answers.search,
    check.check,
    serve.serve,
    sources.fetch,
    sources.add,
    sources.watch,
    snapshots.snapshots,
    snapshots.verify,
    snapshots.diff,
    snapshots.rollback,
    withdraw.withdraw,
    withdraw.restore,
    teach.teach,
    snapshots.prune,
    evaluate.evaluate,
    evaluate.calibrate,
    report.report,
):
    app.command()(command)
app.add_typer(models.app)
