"""robots.txt (RFC 9309): which addresses of a host its owner wants left alone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from protego import Protego

from corpus.errors import FetchError

PRODUCT = "Parvis"
LARGEST = 512_000  # bytes; RFC 9309 asks for 500 KiB at least, what is beyond is not read


class Absent(Enum):
    """Why there are no rules: section 2.3.1 of RFC 9309 opens the site, or closes it whole."""

    UNAVAILABLE = "the server says that it has none"
    UNREACHABLE = "the server does not answer for it"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us; `crawl_delay` is in seconds."""

    rules: Protego | Absent

    def allow(self, url: str) -> bool:
        if isinstance(self.rules, Absent):
            return self.rules is Absent.UNAVAILABLE
        return bool(self.rules.can_fetch(url, PRODUCT))

    @property
    def crawl_delay(self) -> float:
        return 0.0 if isinstance(self.rules, Absent) else self.rules.crawl_delay(PRODUCT) or 0.0


class Robots:
    """The rules of each site, asked for once. `ask` gives the text of a robots.txt, or why not."""

    def __init__(self, ask: Callable[[str], Awaitable[str | Absent]]) -> None:
        self._ask = ask
        self._known: dict[str, Rules] = {}

    async def check(self, url: str) -> Rules:
        """The rules that let `url` be fetched. Raises FetchError if they do not."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            answer = await self._ask(f"{site}/robots.txt")
            rules = answer if isinstance(answer, Absent) else Protego.parse(answer)
            self._known[site] = Rules(rules)
        known = self._known[site]
        if known.allow(url):
            return known
        if known.rules is Absent.UNREACHABLE:
            raise FetchError(
                url,
                f"{site}/robots.txt cannot be had, so the site counts as closed (RFC 9309)",
                "try later; if the site is yours or its owner agreed, "
                "write ignore_robots = true in the source",
            )
        raise FetchError(
            url,
            f"{site}/robots.txt asks that it be left alone",
            "ask the site's owner; if the site is yours or its owner agreed, "
            "write ignore_robots = true in the source",
        )
