"""robots.txt (RFC 9309): which addresses of a host its owner wants left alone."""

from urllib.parse import urlsplit

import httpx
from protego import Protego

from corpus.errors import RobotsRefusal, TransientError
from corpus.sources.http.responses import bounded_wait, broken, redirection
from corpus.sources.source import FetchSettings

PRODUCT = "Parvis"
_LARGEST = 512_000  # bytes; RFC 9309 asks for 500 KiB at least, what is beyond is not read
_MOST_REDIRECTIONS = 5  # RFC 9309, 2.3.1.2


class Robots:
    """The rules of each site, asked for once."""

    def __init__(self, client: httpx.AsyncClient, settings: FetchSettings) -> None:
        self._client = client
        self._settings = settings
        self._known: dict[str, Protego] = {}

    async def crawl_delay(self, url: str) -> float:
        """Seconds that the owner of `url` wants between two requests.

        Raises FetchError where the owner wants it left alone, and where the server does not say
        what its rules are: the site then counts as closed (RFC 9309, 2.3.1.4).
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            self._known[site] = Protego.parse(await self._ask(f"{site}/robots.txt"))
        rules = self._known[site]
        if rules.can_fetch(url, PRODUCT):
            return rules.crawl_delay(PRODUCT) or 0.0
        raise RobotsRefusal(
            url,
            f"{site}/robots.txt asks that it be left alone",
            "ask the site's owner; if the site is yours or its owner agreed, "
            "write ignore_robots = true in the source",
        )

    async def _ask(self, url: str) -> str:
        """The text of a robots.txt; "" where there is none, or too many redirections to it.

        No file means no rules (RFC 9309, 2.3.1.3).
        """
        asked = url
        for _ in range(_MOST_REDIRECTIONS + 1):
            try:
                async with self._client.stream("GET", url) as response:
                    moved = redirection(response, url)
                    if moved is None:
                        return await _text(response, asked, self._settings)
                    url = moved
            except httpx.TransportError as error:
                raise broken(url, error, settings=self._settings) from error
        return ""


async def _text(response: httpx.Response, url: str, settings: FetchSettings) -> str:
    status = response.status_code
    if status in {429, *range(500, 600)}:
        raise TransientError(
            url,
            f"the server answers {status} for it, so the whole site counts as closed (RFC 9309)",
            "try again later; if the site is yours or its owner agreed, "
            "write ignore_robots = true in the source",
            status=status,
            wait=bounded_wait(response, settings),
        )
    if status != 200:
        return ""
    text = b""
    async for chunk in response.aiter_bytes():
        text += chunk
        if len(text) >= _LARGEST:
            break
    return text[:_LARGEST].decode("utf-8", "replace")
