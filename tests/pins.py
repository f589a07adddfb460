"""constraints.txt, out of what pip says that it would install: `python -m tests.pins REPORT`."""

import json
import sys
from pathlib import Path

HEADER = (
    "# The versions that Parvis is built and tested with. `make pins` chooses them again.",
    "# torch keeps its version: pip takes the CPU build of it wherever an index offers one, and a",
    "# newer one from PyPI would bring gigabytes of CUDA.",
)


def constraints(report: str) -> str:
    """The text of constraints.txt for a report of `pip install --dry-run --report`.

    A local version ("2.13.0+cpu") is left out, since other machines have other builds.
    """
    found = {
        item["metadata"]["name"]: item["metadata"]["version"].partition("+")[0]
        for item in json.loads(report)["install"]
        if item["metadata"]["name"] != "parvis"
    }
    names = sorted(found, key=lambda name: name.lower().replace("_", "-"))
    return "\n".join((*HEADER, *(f"{name}=={found[name]}" for name in names))) + "\n"


if __name__ == "__main__":
    sys.stdout.write(constraints(Path(sys.argv[1]).read_text(encoding="utf-8")))
