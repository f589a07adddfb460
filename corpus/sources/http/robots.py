"""robots.txt (RFC 9309): which addresses of a host its owner wants left alone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from corpus.errors import FetchError

PRODUCT = "Parvis"
LARGEST = 512_000  # bytes; RFC 9309 asks for 500 KiB at least, what is beyond is not read


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us; no file means no rules (RFC 9309, 2.3.1.3)."""

    parsed: Protego | None

    def allow(self, url: str) -> bool:
        return self.parsed is None or bool(self.parsed.can_fetch(url, PRODUCT))

    @property
    def crawl_delay(self) -> float:
        """Seconds that the owner wants between two requests."""
        return 0.0 if self.parsed is None else self.parsed.crawl_delay(PRODUCT) or 0.0


class Robots:
    """The rules of each site, asked for once.

    `ask` gives the text of a robots.txt, or None where the server says that it has none. It raises
    FetchError where the server does not say: the site then counts as closed (RFC 9309, 2.3.1.4).
    """

    def __init__(self, ask: Callable[[str], Awaitable[str | None]]) -> None:
        self._ask = ask
        self._known: dict[str, Rules] = {}

    async def check(self, url: str) -> Rules:
        """The rules that let `url` be fetched. Raises FetchError if they do not."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(site)
        if known is None:
            text = await self._ask(f"{site}/robots.txt")
            known = self._known[site] = Rules(None if text is None else Protego.parse(text))
        if known.allow(url):
            return known
        raise FetchError(
            url,
            f"{site}/robots.txt asks that it be left alone",
            "ask the site's owner; if the site is yours or its owner agreed, "
            "write ignore_robots = true in the source",
        )
