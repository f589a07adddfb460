"""A build that is killed at any point leaves a whole snapshot serving and nothing lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_build_killed_anywhere_leaves_a_whole_snapshot_and_the_next_one_succeeds(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.index.crashes", str(tmp_path / "index")],
        capture_output=True,
        text=True,
        timeout=280,
        # A fork is safe only while there is one thread.
        env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["problems"] == []
    assert seen["left"] == []
    # Every file operation of a build, and then moments by chance, most of them before its end.
    assert seen["operations"] >= 30
    assert seen["kills"] >= 60
