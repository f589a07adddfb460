"""Watching: the index is built again when a folder changes or a source brings something new."""

import logging
import threading
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from assistant.errors import AssistantError
from assistant.watch.schedule import BuildSchedule
from corpus.errors import CorpusError
from corpus.sources.outcome import FetchOutcome, FetchState
from corpus.sources.quantities import say_duration
from corpus.sources.source import FolderSource, SourcesConfig
from index.errors import IndexHeld, ParvisIndexError

Build = Callable[[SourcesConfig], str]
Fetch = Callable[[SourcesConfig], tuple[FetchOutcome, ...]]
Say = Callable[[str], None]

_TOLD = (AssistantError, CorpusError, ParvisIndexError, OSError)
_NAMED = 3  # changed files that one line names
_FETCH_AGAIN = 60.0  # seconds before a fetch that could not begin is tried again

_log = logging.getLogger(__name__)
_is_document = DefaultFilter()  # leaves out what editors, version control and systems leave about


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """What is watched, and what to do about it.

    `read` gives what the file `sources` says. `build` makes the index and says in a sentence what
    came of it; `fetch` fetches what is due. `ignore` are folders whose changes mean nothing: the
    index itself, what is fetched. `tick` is how often it is looked whether something settled, and
    `fetch_check` whether a source is due.
    """

    sources: Path
    read: Callable[[], SourcesConfig]
    build: Build
    fetch: Fetch
    say: Say
    ignore: tuple[Path, ...] = ()
    tick: timedelta = timedelta(seconds=1)
    fetch_check: timedelta = timedelta(seconds=30)


def watch_sources(
    options: WatchOptions, *, stop: threading.Event, schedule: BuildSchedule | None = None
) -> None:
    """Fetches, builds, and does so again when it is time, until `stop` is set.

    Neither a build that fails nor a wrong sources.toml ends it: each is told in one sentence.
    """
    _Watcher(options, schedule or BuildSchedule(), stop).run()


class _Watcher:
    def __init__(
        self, options: WatchOptions, schedule: BuildSchedule, stop: threading.Event
    ) -> None:
        self._options = options
        self._schedule = schedule
        self._stop = stop
        self._config = SourcesConfig()
        self._seen: Mapping[Path, object] = {}
        self._fetch_at = 0.0

    def run(self) -> None:
        while not self._stop.is_set():
            self._read_config()
            folders = _folders(self._config)
            self._seen = self._look()
            if self._config.sources:
                self._schedule.request_build(time.monotonic())
            remote = len(self._config.sources) - sum(
                isinstance(source, FolderSource) for source in self._config.sources
            )
            self._options.say(
                f"watching {_count(len(folders), 'folder')} "
                f"and {_count(remote, 'source')} of the network"
            )
            with closing(self._changes(folders)) as rounds:
                for changed in rounds:
                    if changed:
                        self._schedule.note_change(time.monotonic())
                        self._options.say(f"changed: {_names(changed)}")
                    if self._look() != self._seen:
                        break  # sources.toml, or which folders there are: begin again with those
                    self._fetch()
                    self._build()

    def _changes(self, folders: tuple[Path, ...]) -> Generator[tuple[Path, ...], None, None]:
        """What changed in the folders, at each tick: mostly nothing."""
        tick = self._options.tick.total_seconds()
        if not folders:
            while not self._stop.wait(tick):
                yield ()
            return
        # Nothing is filtered on the way, since a round in which all is filtered out gives no tick.
        rounds = watch(
            *folders,
            watch_filter=None,
            stop_event=self._stop,
            rust_timeout=int(tick * 1000),
            debounce=int(tick * 1000),
            yield_on_timeout=True,
        )
        try:
            for changes in rounds:
                yield tuple(
                    sorted({Path(path) for change, path in changes if self._counts(change, path)})
                )
        except OSError as error:
            self._options.say(
                f"the folders cannot be watched ({error}), so they are read every minute; "
                "set WATCHFILES_FORCE_POLLING=1, or raise the system's inotify limits"
            )
            self._stop.wait(_FETCH_AGAIN)

    def _counts(self, change: Change, path: str) -> bool:
        """Whether a change is one of documents: not of hidden files, nor of what Parvis writes."""
        where = Path(path)
        inside = next(
            (where.relative_to(one) for one in self._seen if where.is_relative_to(one)), where
        )
        hidden = any(part.startswith(".") for part in inside.parts)
        ours = any(where.is_relative_to(one) for one in self._options.ignore)
        return not hidden and not ours and _is_document(change, path)

    def _look(self) -> Mapping[Path, object]:
        """What tells that sources.toml, a lone file or the set of folders is not what it was."""
        lone = (source.path for source in self._config.sources if isinstance(source, FolderSource))
        return {path: _file_version(path) for path in (self._options.sources, *lone)}

    def _read_config(self) -> None:
        try:
            self._config = self._options.read()
        except CorpusError as error:
            self._options.say(f"{error}; until then the sources stay as they were")

    def _fetch(self) -> None:
        now = time.monotonic()
        if now < self._fetch_at:
            return
        self._fetch_at = now + self._options.fetch_check.total_seconds()
        try:
            outcomes = self._options.fetch(self._config)
        except _TOLD as error:
            self._fetch_at = now + _FETCH_AGAIN
            self._options.say(f"nothing could be fetched: {error}")
            return
        for outcome in outcomes:
            self._options.say(say_outcome(outcome))
        if any(outcome.state is FetchState.CHANGED for outcome in outcomes):
            self._schedule.request_build(time.monotonic())

    def _build(self) -> None:
        if not self._schedule.is_due(time.monotonic()):
            return
        self._schedule.begin()
        try:
            said = self._options.build(self._config)
        except IndexHeld as error:
            self._schedule.fail(time.monotonic())  # It is looked again whether that has ended.
            self._options.say(f"nothing is built. {error}")
        except _TOLD as error:
            self._tell_failure(str(error))
        except Exception as error:  # noqa: BLE001 (whatever a build does, the watch goes on)
            _log.debug("the build failed", exc_info=True)
            self._tell_failure(f"{type(error).__name__}: {error}")
        else:
            self._schedule.succeed()
            self._options.say(said)

    def _tell_failure(self, reason: str) -> None:
        seconds = self._schedule.fail(time.monotonic())
        wait = say_duration(timedelta(seconds=seconds))
        self._options.say(f"the build failed, and is tried again in {wait}: {reason}")


def say_outcome(outcome: FetchOutcome) -> str:
    """What one fetch of one source brought, in a sentence."""
    if outcome.state is FetchState.FAILED:
        kept = (
            f"; its last good copy of {_count(outcome.documents, 'document')} stays"
            if outcome.documents
            else ""
        )
        return f"{outcome.name}: {outcome.error}{kept}"
    counts = [
        f"{count} {word}"
        for count, word in (
            (outcome.added, "new"),
            (outcome.changed, "changed"),
            (outcome.removed, "removed"),
        )
        if count
    ]
    troubles = f"; {_count(len(outcome.problems), 'problem')}" if outcome.problems else ""
    what = ", ".join(counts) or "nothing new"
    return f"{outcome.name}: {_count(outcome.documents, 'document')}, {what}{troubles}"


def _folders(config: SourcesConfig) -> tuple[Path, ...]:
    paths = (one.path for one in config.sources if isinstance(one, FolderSource))
    return tuple(dict.fromkeys(path for path in paths if path.is_dir()))


def _file_version(path: Path) -> object:
    """Of a folder, which one it is; of a file, which version; None of what is not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    if path.is_dir():
        return stat.st_dev, stat.st_ino
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _names(paths: Iterable[Path]) -> str:
    names = [path.name for path in paths]
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
