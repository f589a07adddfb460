"""The commands of `parvis`, one module for each group of them.

Importing this module must stay light, so that `parvis --help` is immediate: what a command needs,
it imports when it runs.
"""

import typer

from assistant.cli import (
    answers,
    building,
    evaluation,
    models,
    serving,
    snapshots,
    sources,
    status,
)

app = typer.Typer(
    name="parvis",
    help="Answers questions about open government with verbatim quotes of official documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (building, status, answers, serving, sources, snapshots, evaluation):
    group.add_to(app)
app.add_typer(models.app)
