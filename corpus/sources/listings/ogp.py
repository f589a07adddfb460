"""A page whose documents are behind links, as those of the Open Government Partnership are."""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from corpus.errors import FetchError
from corpus.sources.http.content import PAGES
from corpus.sources.listing import ListedDocument, Listing, RemoteDocument, bounded
from corpus.sources.session import Session
from corpus.sources.source import OgpSource, keeps
from corpus.urls import follow, host_of, same_site


async def list_ogp(source: OgpSource, session: Session) -> Listing:
    """The files that the page links to, on the same site or on `hosts`, each once."""
    kept = await session.get(source.url, accept=PAGES)
    hosts = (host_of(source.url), host_of(kept.final_url), *source.hosts)
    found: list[ListedDocument] = []
    seen: set[str] = set()
    for link in LexborHTMLParser(session.body(kept)).css("a[href]"):
        try:
            url = follow(kept.final_url, link.attributes.get("href") or "")
        except ValueError:
            continue  # mailto:, tel: and such are no documents
        suffix = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower().lstrip(".")
        if url in seen or suffix not in {ending.lower().lstrip(".") for ending in source.formats}:
            continue
        if not any(same_site(host_of(url), host) for host in hosts):
            continue
        if keeps(url, include=source.include, exclude=source.exclude):
            seen.add(url)
            found.append(RemoteDocument(url=url))
    if not found:
        raise FetchError(
            source.url,
            f"the page links to no {', '.join(source.formats)} file that the patterns keep",
            'check include, formats and hosts; for the page itself write type = "url"',
        )
    return bounded(found, limit=source.max_documents, url=source.url)
