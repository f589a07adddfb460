"""The real thing: an index built and served by the command line, in a process of its own."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest
from playwright.sync_api import Browser

import corpus
from tests.journeys.browser import Visit, chromium
from tests.shared import CRPA, VAR, borrow_vectors

_READY = re.compile(r"Parvis is ready: (http://\S+)")
_PATIENCE_S = 120.0


@pytest.fixture(scope="session")
def surroundings(prepared_model: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the commands. The index keeps its vectors between runs of the tests."""
    folder = tmp_path_factory.mktemp("journeys")
    return {
        **os.environ,
        "PARVIS_MODEL": str(prepared_model),
        "PARVIS_INDEX": str(VAR / "tests" / "journeys"),
        "PARVIS_ANSWERS": str(folder / "answers.sqlite3"),
        "PARVIS_SOURCES": str(folder / "none.toml"),
    }


@pytest.fixture(scope="session")
def built(surroundings: dict[str, str]) -> None:
    """An index of the starter corpus, and of the CRPA where it is there."""
    borrow_vectors(Path(surroundings["PARVIS_INDEX"]))
    starter = Path(corpus.__file__).parent / "starter"
    paths = [starter, *([CRPA] if CRPA else [])]
    command = [sys.executable, "-m", "assistant.cli", "build", "--force", *map(str, paths)]
    until = time.monotonic() + 2 * _PATIENCE_S
    while True:
        done = subprocess.run(
            command, env=surroundings, capture_output=True, text=True, timeout=280, check=False
        )
        if "is under way" not in done.stderr or time.monotonic() > until:
            break
        time.sleep(1)  # Another run of the tests is making it.
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def address(built: None, surroundings: dict[str, str]) -> Iterator[str]:
    """Where the service answers, until the last journey is done."""
    with running(surroundings) as address:
        yield address


@contextmanager
def running(surroundings: dict[str, str], *, port: int = 0) -> Iterator[str]:
    """Where a service of its own process answers, until the end of the block."""
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        yield _address_of(process)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the journeys of one module."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A French reader's page."""
    visit = Visit(browser, address, reduced_motion="reduce")
    visit.ready()
    yield visit
    visit.close()


def _address_of(process: "subprocess.Popen[str]") -> str:
    lines: Queue[str] = Queue()
    assert process.stderr is not None
    threading.Thread(target=_drain, args=(process.stderr, lines), daemon=True).start()
    said: list[str] = []
    while process.poll() is None:
        try:
            said.append(lines.get(timeout=_PATIENCE_S))
        except Empty:
            break
        found = _READY.search(said[-1])
        if found:
            return found[1]
    raise RuntimeError("the service is not ready; it said: " + "".join(said))


def _drain(stream: Iterator[str], lines: "Queue[str]") -> None:
    for line in stream:
        lines.put(line)
