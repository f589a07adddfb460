"""How long one answer takes over HTTP: `python -m tests.benchmarks.http_latency --index DIR`.

A real `parvis serve` in a process of its own, over loopback, one client that keeps its connection,
records of answers written as they are by default. Printed beside the service's own time, so that
what HTTP and the record cost can be seen.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import httpx

from assistant.measure.labelled_questions import read_labelled
from tests.shared import BENCHMARKS

_QUESTIONS = BENCHMARKS / "crpa_dev.jsonl"


def main() -> None:
    """Measures, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True, help="folder of a built index")
    parser.add_argument("--questions", type=Path, default=_QUESTIONS, help="labelled questions")
    parser.add_argument("--rounds", type=int, default=5, help="times that each question is asked")
    asked = parser.parse_args()
    questions = [one.text for one in read_labelled(asked.questions)]
    with _served(asked.index.absolute()) as client:
        rows = {
            "POST /v1/answers": _time(client, "answers", questions, asked.rounds),
            "GET /v1/search": _time(client, "search", questions, asked.rounds),
        }
    print(f"{len(questions)} questions, {asked.rounds} rounds, milliseconds")
    print(f"{'':<18} {'p50':>7} {'p95':>7}   {'of which the service: p50':>26} {'p95':>7}")
    for name, (whole, inside) in rows.items():
        print(f"{name:<18} {_row(whole)}   {'':>18} {_row(inside)}")


def _time(
    client: httpx.Client, what: str, questions: Sequence[str], rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of each request, and what the service says that it took itself."""
    _ask(client, what, questions[0])
    whole, inside = [], []
    for _ in range(rounds):
        for question in questions:
            start = time.perf_counter()
            response = _ask(client, what, question)
            whole.append((time.perf_counter() - start) * 1000)
            inside.append(float(response.json()["timings_ms"]["total"]))
    return whole, inside


def _ask(client: httpx.Client, what: str, question: str) -> httpx.Response:
    if what == "search":
        return client.get("/v1/search", params={"q": question}).raise_for_status()
    return client.post("/v1/answers", json={"question": question}).raise_for_status()


def _row(times: Sequence[float]) -> str:
    cuts = quantiles(times, n=20, method="inclusive")
    return f"{cuts[9]:7.1f} {cuts[18]:7.1f}"


@contextmanager
def _served(index: Path) -> Iterator[httpx.Client]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--no-chat"]
        environment = {
            **os.environ,
            "PARVIS_INDEX": str(index),
            "PARVIS_ANSWERS": str(Path(folder) / "answers.sqlite3"),
        }
        process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            yield httpx.Client(base_url=_address(process), timeout=30, trust_env=False)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if "is ready: " in line:
            return line.split("is ready: ")[1].split()[0]
    raise SystemExit("the service did not start: run `parvis status` on that index")


if __name__ == "__main__":
    main()
