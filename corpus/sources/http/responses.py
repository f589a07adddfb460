"""What a server's answer means for a download: go elsewhere, try again, give up, or read it."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from corpus.errors import AddressGone, FetchError, ForbiddenAddress, TransientError
from corpus.sources.quantities import say_duration
from corpus.sources.source import FetchSettings
from corpus.urls import follow, without_credentials

_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


def redirection(response: httpx.Response, url: str) -> str | None:
    """Where the server sends us, None if it does not. Raises ForbiddenAddress off the web."""
    if response.status_code not in _REDIRECTIONS:
        return None
    location = response.headers.get("location", "")
    if not location:
        raise FetchError(
            url,
            f"it redirects ({response.status_code}) without saying where",
            "open the address in a browser and write the one where it ends",
        )
    try:
        return follow(url, location)
    except ValueError as error:
        raise ForbiddenAddress(
            url,
            f"it redirects to {without_credentials(location)[:200]!r}: {error}",
            "check the address",
        ) from error


def check_status(response: httpx.Response, url: str, settings: FetchSettings) -> None:
    """Raises what the status means, unless it is 200 or 206."""
    status = response.status_code
    if status in {200, 206}:
        return
    said = f"the server answers {status} {response.reason_phrase}".rstrip()
    if status in {404, 410}:
        raise AddressGone(url, said, "correct the address, or remove the source", status=status)
    if status in _PASSING:
        raise _later(response, url, said, settings)
    if status in {401, 403}:
        remedy = "ask the site's owner to let Parvis in, or take the documents from elsewhere"
    else:
        remedy = "check the address in a browser"
    raise FetchError(url, said, remedy, status=status)


def broken(url: str, error: httpx.TransportError, *, settings: FetchSettings) -> TransientError:
    """What happened to a connection, in words."""
    match error:
        case httpx.ConnectTimeout():
            reason = f"no connection within {say_duration(settings.connect)}"
        case httpx.TimeoutException():
            reason = f"the server said nothing for {say_duration(settings.stall)}"
        case httpx.ConnectError():
            reason = f"no connection ({error or 'refused'})"
        case _:
            reason = f"the connection broke off ({error or type(error).__name__})"
    return TransientError(url, reason, "check the address and the network, or try again later")


def retry_after(response: httpx.Response) -> float | None:
    """Seconds that the server asks to be left alone for, None if it does not say."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def bounded_wait(response: httpx.Response, settings: FetchSettings) -> float | None:
    """Seconds that the server asks to be left alone for, if that is within `max_wait`."""
    wait = retry_after(response)
    return wait if wait is not None and wait <= settings.max_wait.total_seconds() else None


def _later(response: httpx.Response, url: str, said: str, settings: FetchSettings) -> FetchError:
    wait = retry_after(response)
    if wait is None or wait <= settings.max_wait.total_seconds():
        return TransientError(url, said, "try again later", status=response.status_code, wait=wait)
    # Ten years are enough for any server; more would overflow a date.
    until = datetime.now(UTC) + timedelta(seconds=min(wait, 315_360_000))
    return FetchError(
        url,
        f"{said}, and asks to be left alone until {until:%Y-%m-%d %H:%M} UTC",
        "fetch it again after that",
        status=response.status_code,
        not_before=until,
    )
