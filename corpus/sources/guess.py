"""What a person means by a path or an address: which type of source it is."""

import asyncio
import re
import tempfile
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import orjson

from corpus.builder import stable_id
from corpus.errors import FetchError, ForbiddenAddress, SourceError
from corpus.sources.fetch import open_client
from corpus.sources.http.content import DOCUMENTS, JSON, SITEMAPS
from corpus.sources.http.download import Downloader, Request
from corpus.sources.source import FetchSettings
from corpus.urls import host_of, public_url, without_credentials

Entry = Mapping[str, Any]

# What an npm package may hold of documents; its own description is none.
_NPM_FILES = ("*.md", "*.html", "*.txt", "*.pdf", "*.docx", "*.odt", "*.xml", "data/*.json")
_FILES = frozenset({".pdf", ".docx", ".odt", ".md", ".txt", ".json", ".jsonl", ".html", ".htm"})
_RESOURCE = re.compile(
    r"(?:resources/|[?&]resource_id=)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE
)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")


def guess_source(address: str, *, base: Path, settings: FetchSettings) -> Entry:
    """The entry of sources.toml that `address` stands for: an npm package, a path, or an address.

    Paths are written relative to `base`, the folder of sources.toml, where they lie under it. An
    address that says nothing by itself is looked at. Raises SourceError where it is nothing of
    all this, or cannot be looked at.
    """
    if address.startswith("npm:"):
        return {"type": "npm", "package": address.removeprefix("npm:"), "files": list(_NPM_FILES)}
    path = Path(address).expanduser()
    if path.exists():
        return {"type": "folder", "path": _relative(path.resolve(), base.resolve())}
    try:
        url = public_url(address)
    except ValueError as error:
        shown = without_credentials(address)
        raise SourceError(f"{shown}: there is no such file or folder, and {error}") from error
    return _data_gouv(address, url) or _by_name(url) or asyncio.run(_by_looking(url, settings))


def suggest_name(entry: Entry, *, taken: Container[str]) -> str:
    """A name for a source, made of where its documents come from, and not among `taken`."""
    address = next(
        str(entry[key]) for key in ("package", "path", "dataset", "resource", "url") if key in entry
    )
    if entry["type"] == "npm":
        words = address.lstrip("@").partition("@")[0].rpartition("/")[2]
    elif entry["type"] == "folder":
        words = Path(address).name or "documents"
    else:
        parts = urlsplit(address)
        last = PurePosixPath(unquote(parts.path)).stem
        words = "-".join(word for word in (host_of(address).removeprefix("www."), last) if word)
    name = re.sub(r"[^a-z0-9_-]+", "-", stable_id(words).lower()).strip("-_")[:48] or "source"
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique


def _data_gouv(address: str, url: str) -> Entry | None:
    """A dataset of data.gouv.fr, or a resource of it.

    The page of a dataset names a resource, in its fragment or its query, where one was opened.
    """
    path = urlsplit(url).path
    if host_of(url).removeprefix("www.") != "data.gouv.fr" or "/datasets/" not in path:
        return None
    if "/datasets/r/" in path:
        return {"type": "data_gouv", "resource": url}
    opened = _RESOURCE.search(address)
    if opened is None:
        return {"type": "data_gouv", "dataset": url}
    return {"type": "data_gouv", "resource": f"https://www.data.gouv.fr/fr/datasets/r/{opened[1]}"}


def _by_name(url: str) -> Entry | None:
    """What an address says by itself."""
    parts, host = urlsplit(url), host_of(url)
    suffix = PurePosixPath(parts.path).suffix.lower()
    if suffix == ".zip":
        return {"type": "zip", "url": url}
    if suffix in _FILES:
        return {"type": "url", "url": url}
    if host.removeprefix("www.") == "opengovpartnership.org" and "/documents/" in parts.path:
        return {"type": "ogp", "url": url}
    return None


async def _by_looking(url: str, settings: FetchSettings) -> Entry:
    """What the server says: the REST API of WordPress, a sitemap, or anything else."""
    settings = replace(settings, attempts=2)  # a person is waiting
    with tempfile.TemporaryDirectory() as folder:
        async with open_client(settings) as client:
            downloader = Downloader(client, settings)

            async def look(address: str, accept: tuple[str, ...]) -> bytes:
                request = Request(url=address, max_size=settings.max_size, accept=accept)
                download = await downloader.download(request, folder=Path(folder))
                return download.path.read_bytes() if download is not None else b""

            if not PurePosixPath(urlsplit(url).path).suffix:
                try:
                    if _is_wordpress(await look(f"{url.rstrip('/')}/wp-json/", JSON)):
                        return {"type": "wordpress", "url": url}
                except FetchError as error:
                    if isinstance(error, ForbiddenAddress):
                        raise
                    # that there is no such API is what most sites answer
            raw = await look(url, (*DOCUMENTS, *SITEMAPS))
    if raw.startswith(b"\x1f\x8b") or _SITEMAP.search(raw[:4096]):
        return {"type": "sitemap", "url": url}
    return {"type": "url", "url": url}


def _is_wordpress(raw: bytes) -> bool:
    try:
        said = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return isinstance(said, dict) and "wp/v2" in (said.get("namespaces") or ())


def _relative(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)
