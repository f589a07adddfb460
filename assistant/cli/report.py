"""`parvis report`: what the index holds and how it does, as a page to read and to keep."""

import os
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.console import show
from assistant.cli.options import IndexOption


def report(
    index: IndexOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="File to write.  [default: var/report.html]"
        ),
    ] = None,
) -> None:
    """Writes a page to read offline: corpus, changes, evaluations, unanswered questions."""
    from datetime import UTC, datetime

    from assistant.cli.composition import open_store, settings_of
    from assistant.cli.source_status import statuses_of
    from assistant.measure.packages import require_packages
    from assistant.report.compile import compile_report
    from assistant.report.page import write_page
    from assistant.settings import home

    require_packages("sklearn", command="report")
    settings = settings_of(index=index)
    found = compile_report(
        open_store(settings),
        answers=settings.answers,
        retention_days=settings.retention_days,
        sources=statuses_of(settings),
        now=datetime.now(UTC),
    )
    path = output or home() / "var" / "report.html"
    _write(path, write_page(found))
    show(f"The report is in {path}.")


def _write(path: Path, page: str) -> None:
    """Writes the page in one step: who reads the last report meanwhile has it whole.

    Citizens' questions are in it, so that the other accounts of the machine may not read it.
    """
    partial = path.with_name(f".{path.name}.partial-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            partial.touch(mode=0o600)
            partial.write_text(page, encoding="utf-8")
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(
            f"the report cannot be written to {path} ({error.strerror}): make room there, check "
            "its rights, or name another file with --output"
        ) from error
