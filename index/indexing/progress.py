"""Stages: tells each stage of a build as it begins, and keeps how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

BuildProgress = Callable[[str, int, int], None]  # (stage, done, total)


@dataclass(slots=True)
class Stages:
    """The stages of one build, in the order in which they began."""

    progress: BuildProgress | None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[Callable[[int, int], None]]:
        """Times the `with` block, and gives it what to call with how far it is, and of how much."""
        began = time.perf_counter()
        report = self.progress
        yield lambda done, total: report(name, done, total) if report is not None else None
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
