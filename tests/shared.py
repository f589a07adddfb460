"""Where the real documents and questions are, and how a test says that it wants them."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("PARVIS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DOCUMENTS = SHARED / "documents"
BENCHMARKS = SHARED / "benchmarks"

needs_shared = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason=f"the real documents are not at {DOCUMENTS}"
)
