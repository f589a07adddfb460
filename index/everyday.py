"""Everyday questions: what tells the passages that are near any question, whatever it asks.

Such hubs stand before the passages that a question is about. They are a property of vectors of many
dimensions: Radovanović, Nanopoulos and Ivanović, "Hubs in Space", JMLR 11 (2010).
"""

from functools import cache
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors

QUESTIONS = Path(__file__).with_name("everyday")


@cache
def everyday_questions() -> tuple[str, ...]:
    """What citizens ask of administrations, in each language as often."""
    lines = (line for path in sorted(QUESTIONS.glob("*.txt")) for line in _lines(path))
    return tuple(line for line in lines if line and not line.startswith("#"))


def mean_question(encoder: Encoder) -> Vectors:
    """The mean of their vectors, shape (dimension,), of a norm below 1."""
    mean: Vectors = encoder.encode_queries(everyday_questions()).mean(axis=0, dtype=np.float32)
    return mean


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()
