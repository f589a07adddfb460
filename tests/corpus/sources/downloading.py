"""What the tests of downloads share: one download, its content, what it leaves behind."""

import asyncio
import hashlib
from pathlib import Path

from corpus.sources.fetch import open_client
from corpus.sources.http.body import Download
from corpus.sources.http.download import Downloader, Request
from corpus.sources.record import CachedResponse
from corpus.sources.source import FetchSettings
from tests.corpus.sources.bad_server import (
    Asked,
    Route,
    Wire,
    head,
    quick,
)

BODY = bytes(range(256)) * 1200  # 307,200 bytes
ETAG = '"one"'


def get(
    url: str,
    folder: Path,
    *,
    settings: FetchSettings | None = None,
    kept: CachedResponse | None = None,
    max_size: int = 1_000_000,
    ignore_robots: bool = True,
) -> Download | None:
    async def run() -> Download | None:
        used = settings or quick()
        async with open_client(used) as client:
            request = Request(url=url, max_size=max_size, kept=kept, ignore_robots=ignore_robots)
            return await Downloader(client, used).download(request, folder=folder)

    return asyncio.run(run())


def content(download: Download | None) -> bytes:
    assert download is not None
    raw = download.path.read_bytes()
    assert download.response.size == len(raw)
    assert download.response.sha256 == hashlib.sha256(raw).hexdigest()
    return raw


def partial_files(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.glob("*"))


def resuming(body: bytes, *, cut_at: int, etag: str = ETAG) -> Route:
    """A route that cuts its first answer and honours ranges afterwards."""

    def route(wire: Wire, asked: Asked) -> None:
        wanted = asked.headers.get("range")
        if wanted and asked.headers.get("if-range") == etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            span = f"bytes {start}-{len(body) - 1}/{len(body)}"
            length = str(len(body) - start)
            wire.send(head(206, content_range=span, content_length=length, etag=etag))
            wire.send(body[start:])
        else:
            sent = head(
                200, content_length=str(len(body)), content_type="application/pdf", etag=etag
            )
            wire.send(sent + body[: cut_at if asked.nth == 1 else len(body)])

    return route
