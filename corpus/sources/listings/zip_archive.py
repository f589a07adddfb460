"""A ZIP archive of documents, such as the DILA's sheets: each file in it that is wanted is one."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.errors import FetchError
from corpus.reading import SourceFile
from corpus.sources.citing import cites
from corpus.sources.http.content import ARCHIVES
from corpus.sources.listing import Listing, StoredDocument, none_cites
from corpus.sources.quantities import say_size
from corpus.sources.session import Session
from corpus.sources.source import ZipSource, keeps

# How many times the size of one file an archive may unpack to, and how many files it may hold.
_UNPACKED_TIMES = 64
_MOST_FILES = 100_000
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # it is encrypted
    ValueError,
    NotImplementedError,
)


async def list_zip(source: ZipSource, session: Session) -> Listing:
    """The files of the archive that the patterns keep; nothing is written under their names.

    An archive that has not changed is not unpacked again.
    """
    kept = await session.get(source.url, accept=ARCHIVES)
    fingerprint = f"{kept.sha256} {sorted(source.files)} {sorted(source.cites)}"
    same = session.unchanged(fingerprint)
    if same is not None:
        return same
    try:
        archive = zipfile.ZipFile(io.BytesIO(session.body(kept)))
    except _FAULTS as error:
        raise _damaged(source.url, error) from error
    with archive:
        found = sorted(_unpacked(archive, source, session), key=lambda one: one.path)
    if not found:
        raise none_cites(source.url, source.cites)
    return Listing(tuple(found), fingerprint=fingerprint)


def _unpacked(
    archive: zipfile.ZipFile, source: ZipSource, session: Session
) -> Iterator[StoredDocument]:
    """The documents among the files of an archive; zipfile reads no more than their sizes say."""
    if len(archive.infolist()) > _MOST_FILES:
        raise FetchError(
            source.url, f"it holds more than {_MOST_FILES:,} files", "take a smaller archive"
        )
    members = {name: member for member in archive.infolist() if (name := _name(member))}
    wanted = {
        name: member
        for name, member in members.items()
        if keeps(name, include=source.files, exclude=())
    }
    if not wanted:
        raise FetchError(
            source.url, f"the archive has no file like {', '.join(source.files)}", "check files"
        )
    large = next((name for name in wanted if wanted[name].file_size > session.max_size), None)
    if large is not None:
        raise FetchError(
            source.url,
            f"{large} in it is larger than {say_size(session.max_size)}",
            "raise max_size in the source",
        )
    if sum(member.file_size for member in wanted.values()) > session.max_size * _UNPACKED_TIMES:
        raise FetchError(source.url, "it unpacks to far more than its size", "take another archive")
    for name, member in wanted.items():
        try:
            raw, path = archive.read(member), f"{source.url}/{name}"
        except _FAULTS as error:
            raise _damaged(source.url, error) from error
        if not source.cites or cites(SourceFile(path, raw), source.cites):
            yield session.put(raw, path=path)


def _damaged(url: str, error: Exception) -> FetchError:
    return FetchError(
        url, f"it is no ZIP archive that can be unpacked ({error})", "check the address"
    )


def _name(member: zipfile.ZipInfo) -> str:
    """The path of a file within the archive; empty where it is no file, or leads out of it."""
    path = PurePosixPath(member.filename)
    outside = path.is_absolute() or ".." in path.parts or "\\" in member.filename
    return "" if member.is_dir() or outside else path.as_posix()
