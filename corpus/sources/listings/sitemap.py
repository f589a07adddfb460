"""A sitemap (sitemaps.org): a list of addresses, or an index of such lists, plain or gzipped."""

from collections.abc import AsyncIterator, Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpus.errors import FetchError
from corpus.sources.http.content import SITEMAPS, gunzip
from corpus.sources.listing import (
    ListedDocument,
    Listing,
    RemoteDocument,
    SkippedDocument,
    bounded,
)
from corpus.sources.session import Session
from corpus.sources.source import SitemapSource, keeps
from corpus.urls import follow, host_of, same_site

_MOST_SITEMAPS = 500
_DEEPEST = 3  # the protocol allows an index of lists only; some sites nest one more


async def list_sitemap(source: SitemapSource, session: Session) -> Listing:
    """Every address that the patterns keep, in the order of the sitemap.

    Addresses of other hosts are left aside: the protocol gives a site no word on another's pages.
    """
    found: list[ListedDocument] = []
    seen: set[str] = set()
    foreign: list[str] = []
    hosts = (host_of(source.url), *source.hosts)
    async for url in _addresses(source.url, session):
        if url in seen or not keeps(url, include=source.include, exclude=source.exclude):
            continue
        seen.add(url)
        if any(same_site(host_of(url), host) for host in hosts):
            found.append(RemoteDocument(url=url))
        else:
            foreign.append(url)
    if not found:
        raise FetchError(
            source.url,
            "the sitemap lists no address of this site that the patterns keep",
            "check include and exclude",
        )
    listing = bounded(found, limit=source.max_documents, url=source.url)
    if not foreign:
        return listing
    note = SkippedDocument(
        foreign[0],
        f"{len(foreign)} of the sitemap's addresses are of other hosts",
        f'to fetch them too, write hosts = ["{host_of(foreign[0])}"]',
    )
    return Listing(listing.found, (*listing.skipped, note))


async def _addresses(start: str, session: Session) -> AsyncIterator[str]:
    pending = [(start, 1)]
    read: set[str] = set()
    while pending:
        url, depth = pending.pop(0)
        if url in read:
            continue
        read.add(url)
        if depth > _DEEPEST or len(read) > _MOST_SITEMAPS:
            raise FetchError(
                url,
                f"the sitemap leads to more than {_MOST_SITEMAPS} others, or {_DEEPEST} deep",
                "take one of the sitemaps that it lists instead",
            )
        kept = await session.get(url, accept=SITEMAPS)
        lists_sitemaps, links = _parse(session.body(kept), url, session.max_size)
        for link in links:
            try:
                address = follow(kept.final_url, link)
            except ValueError:
                continue  # a sitemap's "mailto:" or empty entry is no document
            if lists_sitemaps:
                pending.append((address, depth + 1))
            else:
                yield address


def _parse(raw: bytes, url: str, limit: int) -> tuple[bool, list[str]]:
    """Whether a sitemap lists sitemaps, and the addresses in it. Raises FetchError."""
    if raw.startswith(b"\x1f\x8b"):
        raw = gunzip(raw, limit=limit, url=url)
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False, raw.decode("utf-8-sig", "replace").split()  # one address a line
    try:
        root = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise FetchError(
            url,
            f"it is no sitemap ({type(error).__name__}: {error})",
            "open the address in a browser",
        ) from error
    kind = _local(root)
    if kind not in {"urlset", "sitemapindex"}:
        raise FetchError(
            url,
            f"it is no sitemap, its first element is <{kind}>",
            'for one document write type = "url"',
        )
    return kind == "sitemapindex", list(_locations(root))


def _locations(root: Element) -> Iterator[str]:
    for entry in root:
        for part in entry:
            if _local(part) == "loc" and part.text and part.text.strip():
                yield part.text.strip()


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
