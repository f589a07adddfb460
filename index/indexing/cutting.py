"""Documents into passages and sentences."""

import logging
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document, DocumentKind
from corpus.errors import UnreadableFile
from corpus.passage import Passage
from corpus.reading import ReadingWarning
from corpus.segmenter import sentence_spans
from corpus.splitters.articles import without_words

# To be raised when a document gives other passages or other sentences than before.
CUT_VERSION = 2

Bounds = NDArray[np.int32]
Split = Callable[[Document], Sequence[Passage]]
_log = logging.getLogger(__name__)


def cut_document(document: Document, split: Split) -> tuple[Passage, ...]:
    """The passages of the document, in its order. Raises UnreadableFile where `split` fails."""
    try:
        passages = split(document)
    except UnreadableFile:
        raise
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


def cut_warnings(
    document: Document, passages: Sequence[Passage], *, where: str
) -> tuple[ReadingWarning, ...]:
    """What is to be told of a document, whose file lies `where`, by what it was cut into."""
    if not passages:
        told = "it holds no passage that could answer a question"
        return (ReadingWarning(where, told),)
    if document.kind is not DocumentKind.LAW:
        return ()
    return tuple(
        ReadingWarning(where, f"its article {number} has no words")
        for number in without_words(document)
    )


def sentence_bounds(passage: Passage) -> Bounds:
    """Where the passage's sentences stand in its document, a row each, at least one."""
    spans = sentence_spans(passage.text) or [(0, len(passage.text))]
    return np.array(spans, np.int32).reshape(-1, 2) + np.int32(passage.start)
