"""An npm package: its tarball, checked against the registry's word, and the files wanted of it."""

import base64
import binascii
import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from corpus.errors import AddressGone, FetchError
from corpus.reading import SourceFile
from corpus.sources.citing import cites
from corpus.sources.http.content import ARCHIVES
from corpus.sources.listing import Listing, StoredDocument, none_cites
from corpus.sources.quantities import say_size
from corpus.sources.session import Session
from corpus.sources.source import NpmSource, keeps
from corpus.urls import public_url

_ABBREVIATED = "application/vnd.npm.install-v1+json, application/json;q=0.8"
_STRENGTH = ("sha512", "sha384", "sha256")
# A package holds many files: how many times the size of one it may have packed, and unpacked.
_PACKED_TIMES = 8
_UNPACKED_TIMES = 64


async def list_npm(source: NpmSource, session: Session) -> Listing:
    """The files of the package that the patterns keep.

    A version whose files are there already is not downloaded again: a registry never changes one.
    """
    registry = (source.registry or session.settings.registry).rstrip("/")
    manifest = await _manifest(source, registry, session)
    dist = manifest.get("dist")
    if not isinstance(dist, dict) or not isinstance(dist.get("tarball"), str):
        raise FetchError(
            registry, f"it gives no tarball for {source.package}", "check the registry"
        )
    integrity = str(dist.get("integrity") or f"sha1:{dist.get('shasum') or ''}")
    fingerprint = f"{integrity} {sorted(source.files)} {sorted(source.cites)}"
    same = session.unchanged(fingerprint)
    if same is not None:
        return same
    url = _tarball(dist["tarball"], registry)
    package = await session.take(url, accept=ARCHIVES, max_size=session.max_size * _PACKED_TIMES)
    try:
        check_integrity(package, integrity, url=url)
        found = _unpack(package, source, session, url)
    finally:
        package.unlink(missing_ok=True)
    return Listing(tuple(found), fingerprint=fingerprint)


def check_integrity(path: Path, integrity: str, *, url: str) -> None:
    """Raises FetchError unless the file has the hash that the registry gives.

    `integrity` is as in W3C's Subresource Integrity, of which the strongest hash counts, or
    "sha1:" and a hexadecimal digest, which old packages have alone.
    """
    algorithm, expected = _expected(integrity)
    if not expected:
        raise FetchError(
            url, "the registry gives no hash to check it against", "take another registry"
        )
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, algorithm).digest()
    if digest not in expected:
        raise FetchError(
            url,
            f"its {algorithm} is not what the registry says, so it was altered on the way",
            "try again later; if it stays so, warn whoever runs the registry",
        )


def _expected(integrity: str) -> tuple[str, set[bytes]]:
    for algorithm in _STRENGTH:
        hashes = {
            _decoded(part.removeprefix(f"{algorithm}-").partition("?")[0])
            for part in integrity.split()
            if part.startswith(f"{algorithm}-")
        } - {b""}
        if hashes:
            return algorithm, hashes
    try:
        return "sha1", {bytes.fromhex(integrity.removeprefix("sha1:"))} - {b""}
    except ValueError:
        return "sha1", set()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


async def _manifest(source: NpmSource, registry: str, session: Session) -> Mapping[str, Any]:
    """What the registry says of the version; some registries only answer for the whole package."""
    package = f"{registry}/{quote(source.package_name, safe='@')}"
    try:
        manifest = await session.json(f"{package}/{quote(source.version, safe='')}")
        if isinstance(manifest, dict) and "dist" in manifest:
            return manifest
    except AddressGone:
        pass  # the version may be missing, or the registry may have no such address
    whole = await session.json(package, headers={"Accept": _ABBREVIATED})
    versions: Any = whole.get("versions") if isinstance(whole, dict) else None
    tags: Any = whole.get("dist-tags") if isinstance(whole, dict) else None
    wanted = tags.get(source.version, source.version) if isinstance(tags, dict) else source.version
    manifest = versions.get(wanted) if isinstance(versions, dict) else None
    if not isinstance(manifest, dict):
        raise FetchError(
            package, f"the registry has no version {source.version} of it", "write another version"
        )
    return manifest


def _tarball(url: str, registry: str) -> str:
    try:
        return public_url(url)
    except ValueError as error:
        raise FetchError(
            registry, f"its tarball is at {url!r}: {error}", "check the registry"
        ) from error


def _unpack(path: Path, source: NpmSource, session: Session, url: str) -> list[StoredDocument]:
    found: list[StoredDocument] = []
    wanted = 0
    limit = session.max_size * _UNPACKED_TIMES
    try:
        with (
            gzip.open(path) as plain,
            tarfile.open(fileobj=_Bounded(plain, limit, url), mode="r|") as archive,
        ):
            for member in archive:
                name = member.name.partition("/")[2]  # every path begins with "package/"
                if not member.isfile() or not keeps(name, include=source.files, exclude=()):
                    continue
                if member.size > session.max_size:
                    raise FetchError(
                        url,
                        f"{name} in it is larger than {say_size(session.max_size)}",
                        "raise max_size in the source",
                    )
                content = archive.extractfile(member)
                raw = content.read() if content is not None else b""
                wanted += 1
                file = SourceFile(f"npm:{source.package_name}/{name}", raw)
                if not source.cites or cites(file, source.cites):
                    found.append(session.put(raw, path=file.path))
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise FetchError(
            url, f"it is no package archive ({error})", "check the registry"
        ) from error
    if not wanted:
        raise FetchError(
            url, f"the package has no file like {', '.join(source.files)}", "check files"
        )
    if not found:
        raise none_cites(url, source.cites)
    return sorted(found, key=lambda one: one.path)


class _Bounded(io.BufferedIOBase):
    """Reads an archive that may unpack to `limit` bytes and no more."""

    def __init__(self, file: gzip.GzipFile, limit: int, url: str) -> None:
        super().__init__()
        self._file = file
        self._left = limit
        self._url = url

    def read(self, size: int | None = -1, /) -> bytes:
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise FetchError(
                self._url, "it unpacks to far more than its size", "take another package"
            )
        return data
