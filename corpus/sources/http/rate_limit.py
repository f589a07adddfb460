"""One request at a time for each host, and a pause between two of them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

# A robots.txt may ask for more than this between two requests; a fetch would then never end.
_LONGEST_DELAY = 30.0


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    delay: float = 0.0


class RateLimiter:
    """Who is asked at this moment, and when each host may be asked again."""

    def __init__(self, *, delay: timedelta, at_once: int) -> None:
        self._delay = delay.total_seconds()
        self._places = asyncio.Semaphore(at_once)
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until `host` may be asked, and keeps it to the caller until the end."""
        state = self._hosts[host]
        async with state.lock:
            await asyncio.sleep(max(0.0, state.free_at - monotonic()))
            async with self._places:
                try:
                    yield
                finally:
                    state.free_at = monotonic() + max(self._delay, state.delay)

    def slow_down(self, host: str, seconds: float) -> None:
        """Keeps at least `seconds`, within reason, between two requests to `host` from now on."""
        self._hosts[host].delay = min(seconds, _LONGEST_DELAY)
