"""Prints what `parvis ask` takes from a cold start, as a whole process, and where it goes.

    python -m tests.benchmarks.cold_start [--runs 7]

Each run is a new process that asks the index of the Code des relations entre le public et
l'administration one question. A busy machine lengthens the wall time, so the processor time of the
process and of its main thread stand beside it: with a processor free for the compiling of the
model, which goes on beside the rest, the main thread's time is nearly the whole. It must be under
two seconds. The last lines name the packages whose import costs most.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.models import load_encoder
from tests.benchmarks.question_sets import CRPA, open_index

_QUESTION = "Quel est le délai de réponse à une demande de document administratif ?"
_ROOT = Path(__file__).resolve().parents[2]
# The command, and then the processor seconds of its main thread and of all its threads.
_PROGRAM = """
import sys, time
try:
    from assistant.cli import main
    main()
except SystemExit as ended:
    if ended.code: raise
print(time.thread_time(), time.process_time(), file=sys.stderr)
"""


def run(index: Path) -> tuple[float, float, float, float]:
    """Seconds of one run: wall, processor, main thread; and its peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        _command(index), cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"The command failed: {said}")
    main_thread, _ = (float(one) for one in said.split()[-2:])
    return wall, usage.ru_utime + usage.ru_stime, main_thread, usage.ru_maxrss / 1024


def imports(index: Path) -> Counter[str]:
    """Milliseconds that the import of each package takes by itself, the slowest of the command."""
    done = subprocess.run(
        _command(index, "-X", "importtime"), cwd=_ROOT, capture_output=True, text=True, check=True
    )
    spent = Counter[str]()
    for line in done.stderr.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[0].strip().isdigit():
            spent[parts[2].strip().partition(".")[0]] += int(parts[0]) // 1000
    return spent


def _command(index: Path, *options: str) -> Sequence[str]:
    return [sys.executable, *options, "-c", _PROGRAM, "ask", _QUESTION, "--index", str(index)]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    found = open_index(CRPA, load_encoder())
    index = _ROOT / "var" / "benchmarks" / f"{CRPA.parent.name}-{CRPA.stem}-256"
    run(index)
    took = np.array([run(index) for _ in range(runs)])
    print(
        f"{len(found.passages)} passages, {runs} runs, load of the machine {os.getloadavg()[0]:.1f}"
    )
    print("                      least    median")
    for name, column in zip(("wall", "processor", "main thread"), took.T, strict=False):
        print(f"{name:14} {column.min():10.2f} s {np.median(column):8.2f} s")
    print(f"peak memory    {np.median(took[:, 3]):10.0f} MB")
    slowest = ", ".join(f"{name} {spent} ms" for name, spent in imports(index).most_common(8))
    print(f"imports: {slowest}")


if __name__ == "__main__":
    main()
