"""When a watched index is to be built: after changes have settled, and again after a failure."""

from dataclasses import dataclass


@dataclass(slots=True)
class BuildSchedule:
    """What is to be built and from when on. All times are seconds of one monotonic clock.

    Changes are waited out until none has come for `quiet` seconds, but no longer than `longest`,
    so that a folder which never rests is built all the same. A build that fails is tried again
    after `first_retry` seconds, then after twice as long each time, up to `last_retry`.
    """

    quiet: float = 2.0
    longest: float = 60.0
    first_retry: float = 30.0
    last_retry: float = 3600.0
    _first_change: float | None = None
    _build_at: float | None = None
    _retry: float | None = None

    def note_change(self, now: float) -> None:
        """Something is to be built once it has settled."""
        if self._first_change is None:
            self._first_change = now
        self._build_at = min(now + self.quiet, self._first_change + self.longest)
        self._retry = None

    def request_build(self, now: float) -> None:
        """Something is to be built at once."""
        self._build_at = now
        self._retry = None

    def is_due(self, now: float) -> bool:
        """Whether to build now."""
        return self._build_at is not None and now >= self._build_at

    def begin(self) -> None:
        """A build takes up all that was noted; what is noted from here on is for the next one."""
        self._first_change = self._build_at = None

    def fail(self, now: float) -> float:
        """The build failed: after how many seconds it is tried again, if no change comes first."""
        self._retry = min(self._retry * 2, self.last_retry) if self._retry else self.first_retry
        self._build_at = now + self._retry
        return self._retry

    def succeed(self) -> None:
        """The build went well."""
        self._retry = None
