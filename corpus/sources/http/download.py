"""One address to one file on disk: conditional, resumed, retried, bounded in size and time."""

import asyncio
import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import stamina

from corpus.errors import FetchError, ForbiddenAddress, TransientError
from corpus.sources.http.body import Download, receive
from corpus.sources.http.content import DOCUMENTS
from corpus.sources.http.partial import Begun, PartialDownload
from corpus.sources.http.rate_limit import RateLimiter
from corpus.sources.http.responses import broken, redirection
from corpus.sources.http.robots import Robots
from corpus.sources.quantities import say_duration
from corpus.sources.record import CachedResponse
from corpus.sources.source import FetchSettings
from corpus.urls import host_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. `kept` is the copy at hand, which the server may say still holds."""

    url: str
    max_size: int
    kept: CachedResponse | None = None
    accept: tuple[str, ...] = DOCUMENTS
    ignore_robots: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Moved:
    """The server sends us to another address."""

    url: str


class Downloader:
    """Downloads through one client, host by host."""

    def __init__(self, client: httpx.AsyncClient, settings: FetchSettings) -> None:
        self._client = client
        self._settings = settings
        self._hosts = RateLimiter(delay=settings.delay, at_once=settings.hosts_at_once)
        self._robots = Robots(client, settings)

    async def download(self, request: Request, *, folder: Path) -> Download | None:
        """The file that the address leads to, None if the kept copy still holds.

        `folder` holds what is under way, and lets a later fetch go on with it.

        Raises FetchError; TransientError if the last of all attempts might still not be the last.
        """
        url, passed = request.url, set[str]()
        while True:
            if url in passed:
                raise FetchError(
                    request.url, f"it redirects in a circle by {url}", "check the address"
                )
            if len(passed) > self._settings.max_redirects:
                raise FetchError(
                    request.url,
                    f"it redirects more than {self._settings.max_redirects} times",
                    "open it in a browser and write the address where it ends",
                )
            passed.add(url)
            async with self._hosts.turn(host_of(url)):
                result = await self._insist(request, url, folder)
            if not isinstance(result, _Moved):
                return result
            url = result.url

    async def _insist(self, request: Request, url: str, folder: Path) -> Download | _Moved | None:
        """Attempts until one succeeds, or there is no use, or time is up."""
        settings = self._settings
        try:
            async with asyncio.timeout(settings.deadline.total_seconds()):
                async for attempt in stamina.retry_context(
                    on=_backoff,
                    attempts=settings.attempts,
                    timeout=None,
                    wait_initial=settings.first_wait,
                    wait_max=settings.max_wait,
                    wait_jitter=settings.first_wait,
                ):
                    with attempt:
                        return await self._attempt(request, url, folder)
        except TimeoutError as error:
            raise TransientError(
                url,
                f"it was not received whole within {say_duration(settings.deadline)}",
                "try again later, or raise deadline in [fetch]",
            ) from error
        raise AssertionError("a retried block either returns or raises")  # for the type checker

    async def _attempt(self, request: Request, url: str, folder: Path) -> Download | _Moved | None:
        if not request.ignore_robots:
            self._hosts.slow_down(host_of(url), await self._robots.crawl_delay(url))
        partial = PartialDownload(folder, url)
        conditions = _conditions(request.kept, url)
        try:
            headers = {
                "Accept-Encoding": "gzip",
                **request.headers,
                **conditions,
                **_continuation(partial.begun()),
            }
            async with self._client.stream("GET", url, headers=headers) as response:
                if (moved := redirection(response, url)) is not None:
                    return _Moved(moved)
                if response.status_code == 304 and conditions:
                    return None
                return await receive(
                    response,
                    asked=request.url,
                    url=url,
                    partial=partial,
                    accept=request.accept,
                    max_size=request.max_size,
                    settings=self._settings,
                )
        except httpx.InvalidURL as error:  # httpx looks at a redirection before we do
            raise ForbiddenAddress(
                url, f"it redirects to what is no web address ({error})", "check the address"
            ) from error
        except httpx.TransportError as error:
            raise broken(url, error, settings=self._settings) from error
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                partial.drop()  # which leaves room to the other sources
            raise FetchError(
                url,
                f"it cannot be written to {folder} ({error.strerror or error})",
                "make room there, or check its rights",
            ) from error


def _backoff(error: Exception) -> bool | float:
    """Whether another attempt is of use, or after how many seconds."""
    if not isinstance(error, TransientError):
        return False
    return True if error.wait is None else error.wait


def _conditions(kept: CachedResponse | None, url: str) -> dict[str, str]:
    """The headers that ask for the file only if it is not the one we hold.

    What another address said of its file, before a redirection changed, means nothing here.
    """
    if kept is None or kept.final_url != url:
        return {}
    headers = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in headers.items() if value}


def _continuation(begun: Begun | None) -> dict[str, str]:
    """The headers that ask for the rest of what has begun, and for all of it if it has changed."""
    if begun is None or begun.terms.validator is None:
        return {}
    return {"Range": f"bytes={begun.size}-", "If-Range": begun.terms.validator}
