"""Where Markdown quotes code, in which no mark means anything."""

import re
from bisect import bisect_right

_FENCE = re.compile(
    r"^[ \t>]*(?:[*+-][ \t]+|\d{1,3}[.)][ \t]+)?(`{3,}|~{3,})([^\n]*)$", re.MULTILINE
)
_RUN = re.compile(r"`+")
_BLANK = re.compile(r"\n[ \t]*\n")


class CodeSpans:
    """The stretches of a text that are code: between fences, and between backticks."""

    def __init__(self, text: str) -> None:
        spans = _fenced(text)
        for start, end in _between(spans, len(text)):
            spans.extend(_quoted(text, start, end))
        spans.sort()
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def holds(self, place: int) -> bool:
        """Whether the character at `place` is of code."""
        found = bisect_right(self._starts, place) - 1
        return found >= 0 and place < self._ends[found]


def _fenced(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        mark, info = fence[1], fence[2].strip()
        if opened is None:
            if not (mark[0] == "`" and "`" in info):
                opened = fence
        elif mark[0] == opened[1][0] and len(mark) >= len(opened[1]) and not info:
            spans.append((opened.start(), fence.end()))
            opened = None
    if opened is not None:
        spans.append((opened.start(), len(text)))
    return spans


def _between(spans: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in spans for edge in span), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between backticks from `start` to `end`; a blank line ends what nothing closed."""
    spans: list[tuple[int, int]] = []
    opened: dict[int, int] = {}  # by the length of a run, where one stands that nothing closed yet
    blanks = [match.start() for match in _BLANK.finditer(text, start, end)]
    passed = 0
    for run in _RUN.finditer(text, start, end):
        while passed < len(blanks) and blanks[passed] < run.start():
            opened.clear()
            passed += 1
        if spans and run.start() < spans[-1][1]:
            continue
        length = len(run.group())
        if length in opened:
            spans.append((opened[length], run.end()))
            opened.clear()
        else:
            opened[length] = run.start()
    return spans
