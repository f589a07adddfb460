"""Addresses of the web: which ones a source may have, and how two of them compare."""

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

_CREDENTIALS = re.compile(r"(?<=//)[^/\s'\"@]*@")


def public_url(url: str) -> str:
    """`url` without its fragment.

    Raises ValueError unless it is http(s), with a host, and without a user name or password:
    these would be written into records and shown to citizens.
    """
    parts = _split(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it is no web address; write it whole, beginning with https:// or http://")
    if "@" in parts.netloc:
        raise ValueError("it holds a user name or a password; write the address without them")
    return urlunsplit(parts._replace(fragment=""))


def without_credentials(text: str) -> str:
    """`text` with "…" for the user name and password of any address in it, to be told or logged."""
    return _CREDENTIALS.sub("…@", text)


def host_of(url: str) -> str:
    """The host name of an address, in lower case and without a final dot."""
    return (_split(url).hostname or "").rstrip(".").lower()


def follow(url: str, link: str) -> str:
    """The address that `link`, found at `url`, leads to. Raises ValueError as public_url does."""
    return public_url(urljoin(url, link.strip()))


def same_site(host: str, other: str) -> bool:
    """Whether two hosts are one site: the same but for "www.", or one under the other."""
    host, other = host.removeprefix("www."), other.removeprefix("www.")
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # urlsplit only looks at the port when it is asked for
    except ValueError as error:
        raise ValueError(f"it is no web address ({error}); write it whole") from error
    return parts
