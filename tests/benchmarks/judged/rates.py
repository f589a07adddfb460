"""Rates: shares of verdicts, with what so few questions leave open."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from scipy.stats import binomtest

from assistant.answer import Answer
from tests.benchmarks.judged.verdict import Verdict

HEAD = f"{'':24} {'n':>4}  " + "  ".join(f"{one.value:<16}" for one in Verdict) + "  words"


def share(count: int, of: int) -> str:
    """A share and its exact interval (Clopper–Pearson) at 95 %; a dash of nothing."""
    if not of:
        return "–"
    interval = binomtest(count, of).proportion_ci(confidence_level=0.95, method="exact")
    return f"{count / of:.2f} ({interval.low:.2f}–{interval.high:.2f})"


def row(name: str, judged: Sequence[tuple[Answer, Verdict]]) -> str:
    """The shares of all verdicts, and the median words of what was answered."""
    counts = Counter(verdict for _, verdict in judged)
    lengths = [words(answer) for answer, verdict in judged if verdict is not Verdict.REFUSED]
    shares = "  ".join(f"{share(counts[one], len(judged)):<16}" for one in Verdict)
    return f"{name:24} {len(judged):>4}  {shares}  {median(lengths) if lengths else 0:5.0f}"


def words(answer: Answer) -> int:
    """How many words the sentences of an answer have."""
    return sum(len(sentence.text.split()) for sentence in answer.sentences)
