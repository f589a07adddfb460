"""Builds that are killed: each in a process of its own, at a chosen file operation or moment.

Run as a program: `python -m tests.index.crashes FOLDER`. It prints what it saw as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.indexing.gate import GatePolicy
from index.indexing.pipeline import build
from index.snapshot.store import Store
from index.snapshot.verify import verify
from tests.index.library import SAMPLES, WordEncoder, pages

_OPERATIONS = frozenset("os.rename os.remove os.mkdir os.rmdir shutil.rmtree os.chmod".split())
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_MOMENTS = 80


def content(number: int) -> dict[str, str]:
    """The pages of the build of that number: one is new each time, one changes, one goes."""
    kept = dict(list(SAMPLES.items())[: 2 + number % 2])
    return kept | {"compteur.md": f"Le compteur marque {number}. Il tourne."}


def build_number(store: Store, number: int) -> None:
    build(pages(content(number)), store=store, encoder=WordEncoder(), policy=GatePolicy(force=True))


def in_a_child(action: Callable[[], object], *, delay: float | None = None) -> str | None:
    """What the action returns in a process of its own; None where that was killed.

    With `delay`, it is killed after so many seconds. Each child is forked from a process that has
    only imported: one that has computed has threads, which a fork loses.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.write(writing, str(action()).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    with open(reading, "rb") as pipe:
        said = pipe.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 1:
        raise RuntimeError("a child failed: its trace is above")
    return said if status == 0 else None


def die_at_operation(operation: int, root: Path) -> None:
    """Makes this process die before it writes, moves or removes for the n-th time."""
    seen = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        writes = event in _OPERATIONS or (event == "open" and arguments[2] & _WRITING)
        if writes and str(root) in str(arguments[0]):
            seen += 1
            if seen == operation:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def serving(store: Store) -> int:
    """The number of the build that serves, the whole of which must be there."""
    index = store.current()
    number = int(index.documents["compteur.md"].text.split("marque ")[1].split(".")[0])
    found = {passage.text for passage in index.passages}
    if found != set(content(number).values()):
        raise AssertionError(f"build {number} serves {sorted(found)}")
    return number


def main(root: Path) -> None:
    store = Store(root)
    problems: list[str] = []
    kills = 0

    def attempt(number: int, *, operation: int | None = None, delay: float | None = None) -> bool:
        nonlocal kills

        def act() -> None:
            if operation is not None:
                die_at_operation(operation, root)
            build_number(store, number)

        before = in_a_child(lambda: serving(store)) if number else None
        ended = in_a_child(act, delay=delay) is not None
        after = in_a_child(lambda: serving(store))
        allowed = {str(number)} if ended else {str(number), before}
        if after not in allowed:
            problems.append(f"build {after} serves, and not one of {sorted(map(str, allowed))}")
        kills += not ended
        return ended

    attempt(0)
    operation = 1
    while not attempt(operation, operation=operation):
        operation += 1
    began = time.perf_counter()
    attempt(operation + 1)
    whole = time.perf_counter() - began
    chance = random.Random(7)
    for number in range(operation + 2, operation + 2 + _MOMENTS):
        attempt(number, delay=chance.uniform(0, whole))
    attempt(operation + 2 + _MOMENTS)
    in_a_child(lambda: check(verify(store, encoder=WordEncoder(), sample=None).problems))
    left = [str(path) for path in root.rglob(".partial-*")]
    found = {"operations": operation - 1, "kills": kills, "problems": problems, "left": left}
    print(json.dumps(found))


def check(problems: tuple[str, ...]) -> None:
    """Fails, saying what they are, where there are any."""
    if problems:
        raise AssertionError(problems)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
