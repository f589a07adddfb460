"""What can go wrong while documents are read.

CorpusError
├── UnreadableFile     one file cannot be read: its name, the reason and the remedy
├── UnsupportedFormat  the content is of no format that a reader knows
├── StepsError         a file of next steps is wrong
└── SourceError        sources.toml, or one source of it, is wrong
    └── FetchError     an address cannot be downloaded; what was kept of it stays
        ├── TransientError       the same request may succeed soon
        ├── AddressGone          the server says that nothing is there any more
        ├── RobotsRefusal        the site's robots.txt asks that it be left alone
        └── ForbiddenAddress     the address is not one that sources may lead to
"""

from datetime import datetime


class CorpusError(Exception):
    """Base of every error of this package. Its text is one sentence that a person can act on."""


class UnreadableFile(CorpusError):
    """One file cannot be read; the rest of the build goes on without it."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        self.path = path
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{path}: {reason}; {remedy}")


class UnsupportedFormat(UnreadableFile):
    """The content of a file is of no format that a reader knows."""


class StepsError(CorpusError):
    """A file of next steps is not as it should be."""


class SourceError(CorpusError):
    """sources.toml, or one source of it, cannot be used as it is written."""


class FetchError(SourceError):
    """An address cannot be downloaded; what was kept of it stays.

    `status` is the server's own, where it answered. `not_before` is when it asked us to come back,
    and `wait` how many seconds to leave before the next attempt, where these are known.
    """

    def __init__(
        self,
        url: str,
        reason: str,
        remedy: str,
        *,
        status: int | None = None,
        not_before: datetime | None = None,
        wait: float | None = None,
    ) -> None:
        self.url = url
        self.reason = reason
        self.remedy = remedy
        self.status = status
        self.not_before = not_before
        self.wait = wait
        super().__init__(f"{url}: {reason}; {remedy}")


class TransientError(FetchError):
    """The same request may succeed soon."""


class AddressGone(FetchError):
    """The server says that nothing is there any more (404 or 410)."""


class RobotsRefusal(FetchError):
    """The site's robots.txt asks that the address be left alone."""


class ForbiddenAddress(FetchError):
    """The address is private, loopback or of another scheme: no source may lead there."""
