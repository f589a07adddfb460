"""Documents into passages and sentences; what has not changed is taken over as it was cut."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import corpus
from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.passage import Passage
from corpus.segmenter import sentence_spans
from index.snapshot.index import Index
from index.snapshot.manifest import Entry, rows_of
from index.snapshot.records import document_line, parse_passage, passage_line

Bounds = NDArray[np.int32]
_log = logging.getLogger(__name__)

# The code that decides how a document is cut and matched.
_PIPELINE = ("*.py", "law/*.py", "splitters/*.py")
_OWN = ("build/*.py", "features/*.py", "search/*.py", "text/*.py", "snapshot/records.py", "*.py")


class Kept(NamedTuple):
    """Where a document that has not changed stands in the snapshot before: its place in the
    catalogue, and the rows of its first passage and first sentence."""

    place: int
    passage: int
    sentence: int


@dataclass(frozen=True)
class CutDocument:
    """A document, its passages, and their sentences, as rows of start and end in it.

    `counts` has how many sentences each passage has. `record` digests all that is known of the
    document, and `cut` its passages and sentences. `kept` is None where it was cut anew.
    """

    document: Document
    line: bytes = field(repr=False)
    record: str
    passage_lines: Sequence[bytes] = field(repr=False)
    sentences: Bounds = field(repr=False)
    counts: NDArray[np.int64] = field(repr=False)
    cut: str
    kept: Kept | None = None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages in the document's order."""
        documents = {self.document.id: self.document}
        return tuple(parse_passage(line, documents) for line in self.passage_lines)

    @property
    def bounds(self) -> list[Bounds]:
        """The sentences of each passage."""
        return np.split(self.sentences, np.cumsum(self.counts))[:-1]


class Cutter:
    """Cuts documents, or takes over what `before` holds of those that have not changed."""

    def __init__(
        self,
        split: Callable[[Document], Sequence[Passage]],
        *,
        before: Index | None,
    ) -> None:
        self._split = split
        self._before = before
        self._known: dict[str, tuple[Entry, Kept]] = {}
        if before is not None:
            starts = before.sentence_table.starts
            for place, (entry, rows) in enumerate(rows_of(before.catalogue)):
                kept = Kept(place, rows.start, int(starts[rows.start]))
                self._known[entry.id] = (entry, kept)

    def cut(self, document: Document) -> CutDocument:
        """The passages of the document, in its order, and their sentences.

        Raises UnreadableFile where they cannot be told.
        """
        line = document_line(document)
        record = hashlib.sha256(line).hexdigest()
        if self._before is not None and document.id in self._known:
            entry, kept = self._known[document.id]
            if entry.record == record:
                table, end = self._before.sentence_table, kept.passage + entry.passages
                return CutDocument(
                    document,
                    line,
                    record,
                    passage_lines=self._before.passage_lines[kept.passage : end],
                    sentences=table.bounds[kept.sentence : table.starts[end]],
                    counts=np.diff(table.starts[kept.passage : end + 1]),
                    cut=entry.cut,
                    kept=kept,
                )
        passages = self._cut_anew(document)
        lines = [passage_line(passage) for passage in passages]
        bounds = [sentence_bounds(passage) for passage in passages]
        return CutDocument(
            document,
            line,
            record,
            passage_lines=lines,
            sentences=np.concatenate((np.empty((0, 2), np.int32), *bounds)),
            counts=np.array([len(rows) for rows in bounds], np.int64),
            cut=_digest(lines, bounds),
        )

    def _cut_anew(self, document: Document) -> tuple[Passage, ...]:
        try:
            passages = self._split(document)
        except Exception as error:
            # A splitter's own fault must cost one document and not the build: it is told as that
            # document's, with its trace in the log.
            _log.info("The document %s could not be cut", document.id, exc_info=True)
            raise UnreadableFile(
                document.source_path,
                f"its passages could not be told ({type(error).__name__}: {error})",
                "report the fault with the file",
            ) from error
        return tuple(sorted(passages, key=lambda passage: (passage.start, passage.end)))


def _digest(lines: Iterable[bytes], bounds: Iterable[Bounds]) -> str:
    digest = hashlib.sha256(b"\n".join(lines))
    for rows in bounds:
        digest.update(b"\0" + rows.astype("<i4").tobytes())
    return digest.hexdigest()


def sentence_bounds(passage: Passage) -> Bounds:
    """Where the passage's sentences stand in its document, a row each, at least one."""
    spans = sentence_spans(passage.text) or [(0, len(passage.text))]
    return np.array(spans, np.int32).reshape(-1, 2) + np.int32(passage.start)


@cache
def pipeline() -> str:
    """Digest of the code that cuts documents: what other code cut is not taken over."""
    digest = hashlib.sha256()
    root = Path(next(iter(corpus.__path__)))
    own = Path(__file__).parents[1]
    paths = [path for pattern in _PIPELINE for path in sorted(root.glob(pattern))]
    paths += [path for pattern in _OWN for path in sorted(own.glob(pattern))]
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
