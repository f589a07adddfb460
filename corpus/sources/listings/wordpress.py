"""A WordPress site: its pages and posts, read page by page through the REST API."""

from collections.abc import AsyncIterator, Iterator

import orjson

from corpus.errors import AddressGone, FetchError
from corpus.sources.http.content import JSON
from corpus.sources.listing import ListedDocument, Listing, bounded
from corpus.sources.record import CachedResponse
from corpus.sources.session import Session
from corpus.sources.source import WordPressSource, keeps

_PER_PAGE = 50
_MOST_PAGES = 2000
# Links between API objects and what search engines are told: no reader wants them, and they change
# when the document does not.
_ASIDE = frozenset({"_links", "_embedded", "yoast_head", "yoast_head_json", "class_list"})


async def list_wordpress(source: WordPressSource, session: Session) -> Listing:
    """Every published page and post that the patterns keep, as one JSON object each.

    They are asked for in the order of their ids, so that one which appears meanwhile moves no other
    from one page of the listing to the next.
    """
    found: list[ListedDocument] = []
    seen: set[str] = set()
    for contents in source.contents:
        async for post in _posts(source, contents, session):
            link = post.get("link")
            if not isinstance(link, str) or link in seen:
                continue
            seen.add(link)
            if not keeps(link, include=source.include, exclude=source.exclude):
                continue
            raw = orjson.dumps({key: post[key] for key in post if key not in _ASIDE})
            found.append(session.put(raw, path=link, url=link))
    if not found:
        raise FetchError(
            source.url,
            "the site's REST API lists no page that the patterns keep",
            "check include and exclude, or take the site's sitemap instead",
        )
    return bounded(found, limit=source.max_documents, url=source.url)


async def _posts(
    source: WordPressSource, contents: str, session: Session
) -> AsyncIterator[dict[str, object]]:
    # Sites without "pretty permalinks" have their API behind a parameter.
    for root in (f"{source.url.rstrip('/')}/wp-json/", f"{source.url.rstrip('/')}/?rest_route=/"):
        try:
            first = await session.get(_address(root, contents, 1), accept=JSON)
        except AddressGone as error:
            gone = error
            continue
        for post in _parsed(first, session):
            yield post
        for page in range(2, min(_total(first), _MOST_PAGES) + 1):
            try:
                kept = await session.get(_address(root, contents, page), accept=JSON)
            except FetchError as error:
                if error.status == 400:  # posts were removed meanwhile: there is no such page now
                    return
                raise
            for post in _parsed(kept, session):
                yield post
        return
    raise FetchError(
        source.url,
        f"the site has no REST API for {contents} ({gone.reason})",
        "check that it runs WordPress, or take the site's sitemap instead",
        status=gone.status,
    ) from gone


def _address(root: str, contents: str, page: int) -> str:
    joint = "&" if "?" in root else "?"
    return f"{root}wp/v2/{contents}{joint}per_page={_PER_PAGE}&page={page}&orderby=id&order=asc"


def _total(kept: CachedResponse) -> int:
    total = kept.headers.get("x-wp-totalpages", "")
    return int(total) if total.isdecimal() else 1


def _parsed(kept: CachedResponse, session: Session) -> Iterator[dict[str, object]]:
    posts = session.parsed(kept)
    if not isinstance(posts, list):
        raise FetchError(
            kept.url, "the REST API sends no list of posts", "check that the site runs WordPress"
        )
    for post in posts:
        if isinstance(post, dict):
            yield post
