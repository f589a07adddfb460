"""Fetching: every source asked for what is new, each keeping its last good copy if it fails."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import PackageNotFoundError, version

import httpx

from corpus.errors import SourceError
from corpus.sources.http.addresses import GuardedBackend, GuardedTransport
from corpus.sources.http.download import Downloader
from corpus.sources.http.robots import PRODUCT
from corpus.sources.outcome import FetchOutcome
from corpus.sources.source import AnyWebSource, FetchSettings, FolderSource, SourcesConfig
from corpus.sources.status import has_documents, is_due
from corpus.sources.store import SourceStore
from corpus.sources.update import Progress, SourceUpdate


def fetch(
    config: SourcesConfig,
    store: SourceStore,
    *,
    names: Iterable[str] = (),
    only_due: bool = False,
    only_missing: bool = False,
    accept: bool = False,
    progress: Progress | None = None,
) -> tuple[FetchOutcome, ...]:
    """Fetches the sources of the network, or those of `names`; `only_due` leaves out the others.

    `only_missing` asks only for those of which nothing is there. `accept` believes a source whose
    pages have all become one, or have lost half of their text.
    Hosts are asked in parallel, each for one thing at a time. Raises SourceError for a name that
    is not among the sources, and where another fetch is under way; never for a source that fails.
    """
    chosen = _chosen(config, tuple(names))
    if only_due:
        chosen = [one for one in chosen if is_due(one, store, now=datetime.now(UTC))]
    if only_missing:
        chosen = [one for one in chosen if not has_documents(one, store)]
    if not chosen:
        return ()
    with store.lock():
        return asyncio.run(_fetch_all(chosen, config.fetch, store, progress, accept=accept))


def user_agent(settings: FetchSettings) -> str:
    """How every request names the product: "Parvis/0.1.0 (+https://operator.example)"."""
    try:
        number = version("parvis")
    except PackageNotFoundError:
        number = "0"
    return f"{PRODUCT}/{number}" + (f" (+{settings.contact})" if settings.contact else "")


def open_client(settings: FetchSettings) -> httpx.AsyncClient:
    """The client of all downloads: guarded, without cookies, without redirections of its own.

    Proxies of the environment are not taken up, since they would go round the guard.
    """
    backend = GuardedBackend(allow_hosts=settings.allow_hosts)
    stall = settings.stall.total_seconds()
    return httpx.AsyncClient(
        transport=GuardedTransport(backend, proxy=settings.proxy),
        headers={"User-Agent": user_agent(settings)},
        timeout=httpx.Timeout(stall, connect=settings.connect.total_seconds(), pool=None),
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        follow_redirects=False,
        trust_env=False,
    )


async def _fetch_all(
    sources: list[AnyWebSource],
    settings: FetchSettings,
    store: SourceStore,
    progress: Progress | None,
    *,
    accept: bool,
) -> tuple[FetchOutcome, ...]:
    async with open_client(settings) as client:
        downloader = Downloader(client, settings)
        fetches = (
            SourceUpdate(source, settings, downloader, store, progress, accept=accept).run()
            for source in sources
        )
        return tuple(await asyncio.gather(*fetches))


def _chosen(config: SourcesConfig, names: tuple[str, ...]) -> list[AnyWebSource]:
    known = {source.name: source for source in config.sources}
    for name in names:
        if name not in known:
            raise SourceError(
                f"there is no source {name} in sources.toml; "
                f"its sources are {', '.join(known) or 'none'}"
            )
    chosen = [known[name] for name in names] if names else list(config.sources)
    return [source for source in dict.fromkeys(chosen) if not isinstance(source, FolderSource)]
