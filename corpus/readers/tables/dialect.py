"""Whether a text is a table of values set apart by marks (CSV, TSV), and by which mark."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from corpus.formats.format import MAX_BYTES

_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".psv"})
# Names under which no table of values goes, whatever marks are in it.
_OTHER_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".mkd", ".org", ".html", ".htm", ".xml"})
# What stands between the cells of a table of one column: nothing that a text has.
NO_MARK = "\x1f"
_MARKS = ("\t", ";", ",", "|")
# How Excel may say it in the first line.
_SAID = re.compile(r"\ufeff?\"?sep=([;,|\t])\"?[ \t]*\n")
_SAMPLE = 64_000
_FEWEST_ROWS = 3  # of a table whose name does not say that it is one
_FEWEST_COLUMNS = 3
_MOST_PARTED = 0.6  # the part of the rows that the mark must part, in a file that says it is one
_ALIKE = 0.9  # the part of the rows that have as many cells as the most
_MOST_LINES = 60  # of one cell
_LONGEST_CELL = 80  # characters, at the mean, beyond which cells are sentences


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written: the mark between cells, and how many cells most rows have."""

    mark: str
    width: int

    def rows(self, text: str) -> Iterator[list[str]]:
        """The rows of `text`, those without cells as empty lists.

        A quote that is never closed is a character as any other: it opens no cell.
        """
        said = _SAID.match(text)
        text = text[said.end() :] if said else text
        quoted = _quotes_close(text, self.mark)
        yield from _parsed(io.StringIO(text, newline=""), self.mark, quoted=quoted)


def dialect_of(text: str, path: str) -> Dialect | None:
    """How the table in `text` is written; None where it is no table.

    A name that says so (".csv") asks for two columns that most rows have, or for one; any other
    name for three columns of short cells in nearly every row, since sentences have commas too.
    """
    said = _SAID.match(text)
    if said:
        return Dialect(said[1], 1)
    suffix = PurePath(path.partition("?")[0]).suffix.lower()
    if suffix in _OTHER_SUFFIXES:
        return None
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    named = suffix in _SUFFIXES
    found = [one for mark in _MARKS if (one := _measured(sample, mark, named=named)) is not None]
    if found:
        return max(found, key=lambda one: one[0])[1]
    return Dialect(NO_MARK, 1) if named else None


def _measured(sample: str, mark: str, *, named: bool) -> tuple[float, Dialect] | None:
    """How well `mark` parts the sample into columns, and the dialect; None where it does not."""
    if mark not in sample:
        return None
    quoted = _quotes_close(sample, mark)
    parsed = _parsed(io.StringIO(sample, newline=""), mark, quoted=quoted)
    rows = [row for row in islice(parsed, 400) if any(row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return None
    width, times = max(widths.items(), key=lambda one: (one[1], one[0]))
    # Rows that are alike speak more for a mark than many columns do.
    found = (times / len(rows)) ** 3 * width, Dialect(mark, width)
    if named:
        return found if _parts_most(rows) else None
    cells = [cell for row in rows for cell in row]
    long = sum(map(len, cells)) > _LONGEST_CELL * len(cells)
    fewest = 2 if mark == "\t" else _FEWEST_COLUMNS
    if long or times < max(_FEWEST_ROWS, _ALIKE * len(rows)) or width < fewest or mark == "|":
        return None
    if mark != "\t" and not _is_tight(rows):
        return None
    return found


def _parts_most(rows: list[list[str]]) -> bool:
    """Whether most rows are parted, but for the lines over and under the table."""
    parted = [place for place, row in enumerate(rows) if len(row) > 1]
    table = parted[-1] - parted[0] + 1
    return len(parted) >= _MOST_PARTED * table and (len(parted) > 1 or len(rows) == 1)


def _is_tight(rows: Iterable[list[str]]) -> bool:
    """Whether cells follow their marks without a space, as no sentence is written."""
    after = [cell for row in rows for cell in row[1:] if cell]
    return sum(cell[0].isspace() for cell in after) * 10 < len(after)


def _parsed(lines: Iterable[str], mark: str, *, quoted: bool) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_BYTES)
    if quoted:
        return csv.reader(lines, delimiter=mark)
    return csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE)


def _quotes_close(text: str, mark: str) -> bool:
    """Whether no cell takes in so many lines that its quote must have been meant otherwise."""
    rows = _parsed(io.StringIO(text, newline=""), mark, quoted=True)
    return all(cell.count("\n") <= _MOST_LINES for row in rows for cell in row)
