"""How long health takes while many ask: `python -m tests.benchmarks.health_under_load --index DIR`.

A real `parvis serve` in a process of its own, over loopback. So many clients ask questions as fast
as they are answered, each on a connection of its own; another one asks /health/live, /health/ready
and /metrics in turn. Prints milliseconds, and answers per second.
"""

import argparse
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import httpx

from assistant.measure.labelled_questions import read_labelled
from tests.benchmarks.http_latency import _row, _served
from tests.shared import BENCHMARKS

_QUESTIONS = BENCHMARKS / "crpa_dev.jsonl"
_PATHS = ("/health/live", "/health/ready", "/metrics")


def main() -> None:
    """Measures, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True, help="folder of a built index")
    parser.add_argument("--questions", type=Path, default=_QUESTIONS, help="labelled questions")
    parser.add_argument("--clients", type=int, default=64, help="clients that ask questions")
    parser.add_argument("--seconds", type=float, default=20, help="how long they ask")
    asked = parser.parse_args()
    questions = [one.text for one in read_labelled(asked.questions)]
    with _served(asked.index.absolute()) as client:
        client.post("/v1/answers", json={"question": questions[0]}).raise_for_status()
        ended = threading.Event()
        with ThreadPoolExecutor(asked.clients) as pool:
            began = time.perf_counter()
            asking = [
                pool.submit(_ask, str(client.base_url), islice(cycle(questions), at, None), ended)
                for at in range(asked.clients)
            ]
            times = _look(client, asked.seconds)
            ended.set()
            statuses = sum((one.result() for one in asking), Counter[int]())
            seconds = time.perf_counter() - began
    print(f"{asked.clients} clients, {os.cpu_count()} cores")
    print(f"{'':<14} {'p50':>7} {'p95':>7}  milliseconds, of so many requests")
    for path, found in times.items():
        print(f"{path:<14} {_row(found)}  {len(found)}")
    print(f"answers per second: {statuses[200] / seconds:.1f}; statuses: {dict(statuses)}")


def _ask(address: str, questions: Iterator[str], ended: threading.Event) -> Counter[int]:
    statuses = Counter[int]()
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        while not ended.is_set():
            asked = {"question": next(questions)}
            statuses[client.post("/v1/answers", json=asked).status_code] += 1
    return statuses


def _look(client: httpx.Client, seconds: float) -> dict[str, Sequence[float]]:
    times: dict[str, list[float]] = {path: [] for path in _PATHS}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for path in _PATHS:
            start = time.perf_counter()
            client.get(path).raise_for_status()
            times[path].append((time.perf_counter() - start) * 1000)
            time.sleep(0.02)
    return {path: list(found) for path, found in times.items()}


if __name__ == "__main__":
    main()
