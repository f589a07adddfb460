"""WorkQueue: threads that compute, and a bounded line before them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from assistant.errors import Overloaded

Result = TypeVar("Result")


class WorkQueue:
    """At most `threads` works are computed at once, and `waiting` more stand in line."""

    def __init__(self, *, threads: int, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="work")
        self._most = threads + waiting
        self._futures: set[Future[Any]] = set()

    async def run(self, work: Callable[[], Result]) -> Result:
        """What `work` gives, computed beside the event loop.

        Raises Overloaded at once where the line is full. Where the caller is cancelled, work that
        waits is never computed; what a thread computes counts as under way to its end.
        """
        if self.under_way >= self._most:
            raise Overloaded(
                f"{self._most} requests are under way already: try again in a few seconds"
            )
        future = self._pool.submit(work)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        return await asyncio.wrap_future(future)

    @property
    def under_way(self) -> int:
        """How many works are computed, or wait to be."""
        return len(self._futures)
