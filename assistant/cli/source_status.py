"""How the sources stand, as `parvis status` says it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.cli.console import count, show

if TYPE_CHECKING:
    from assistant.settings import Settings
    from corpus.sources.outcome import FetchOutcome
    from corpus.sources.record import FetchProblem
    from corpus.sources.status import SourceStatus

_SHOWN = 20


def sources_as_json(settings: "Settings") -> list[dict[str, Any]]:
    """How the sources stand, for `parvis status --json`."""
    return [
        {
            "name": one.name,
            "type": one.type,
            "address": one.address,
            "documents": one.documents,
            "bytes": one.size,
            "last_fetch": _iso(one.last_fetch),
            "last_success": _iso(one.last_success),
            "failing_since": _iso(one.failing_since),
            "error": one.error,
            "next_due": _iso(one.next_due),
            "problems": problems_as_json(one.problems),
        }
        for one in statuses_of(settings)
    ]


def outcome_as_json(outcome: "FetchOutcome") -> dict[str, Any]:
    """What one fetch of one source brought, for `parvis fetch --json`."""
    return {
        "name": outcome.name,
        "state": outcome.state.value,
        "documents": outcome.documents,
        "added": outcome.added,
        "changed": outcome.changed,
        "removed": outcome.removed,
        "error": outcome.error,
        "problems": problems_as_json(outcome.problems),
    }


def show_sources(settings: "Settings") -> None:
    """How the sources stand, for `parvis status`: a line each, and one for each problem."""
    statuses = statuses_of(settings)
    show(f"Sources: {len(statuses):,}")
    for one in statuses:
        show(f"  {one.name} ({one.type}): {_summary(one)}")
        for line in problem_lines(one.problems, besides=one.error):
            show(f"    {line}")


def _summary(status: "SourceStatus") -> str:
    documents = "" if status.documents is None else count(status.documents, "document")
    if status.failing_since is not None:
        kept = f"; {documents} kept" if status.documents else ""
        return f"failing since {_minute(status.failing_since)}{kept}: {status.error}"
    if status.error is not None:
        return status.error
    if status.type == "folder":
        return status.address
    if status.last_success is None:
        return f"never fetched; run parvis fetch {status.name}"
    due = f", due {_minute(status.next_due)}" if status.next_due is not None else ""
    return f"{documents}, fetched {_minute(status.last_success)}{due}"


def statuses_of(settings: "Settings") -> "tuple[SourceStatus, ...]":
    """How the sources stand."""
    from assistant.cli.composition import sources_of
    from corpus.sources.status import source_status
    from corpus.sources.store import SourceStore

    store = SourceStore(settings.fetched)
    return source_status(sources_of(settings), store, now=datetime.now(UTC))


def problem_lines(problems: "Iterable[FetchProblem]", *, besides: str | None) -> list[str]:
    """A line for each problem, but for the one that `besides` has told already."""
    lines = [f"{one.path}: {one.reason}; {one.remedy}" for one in problems]
    lines = [line for line in lines if line != besides]
    more = len(lines) - _SHOWN
    return lines[:_SHOWN] + ([f"… and {more:,} more: --json lists them all"] if more > 0 else [])


def problems_as_json(problems: "Iterable[FetchProblem]") -> list[dict[str, str]]:
    return [
        {
            "path": one.path,
            "reason": one.reason,
            "remedy": one.remedy,
            "since": one.since.isoformat(),
        }
        for one in problems
    ]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
