"""Write questions: a language model is asked what people would ask to find each passage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.passage import Passage
from index.encoder import Encoder
from index.indexed_text import embedded_text
from index.questions.written import (
    WrittenQuestions,
    append_written,
    read_written,
    writing_key,
)
from index.search.searcher import Searcher
from index.snapshot.store import Store

# A question that does not find its own passage among so many is none of it.
_AMONG = 10

# Gives questions that a passage, in a language, answers: as many as are asked for, or fewer.
Writer = Callable[[Passage, str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Writing:
    """How many passages the model was asked about, and what was kept and dropped of what it wrote.

    `known` counts the passages for which the same had been asked before.
    """

    asked: int = 0
    known: int = 0
    kept: int = 0
    dropped: int = 0


def write_questions(
    store: Store,
    writer: Writer,
    *,
    model: str,
    count: int,
    encoder: Encoder,
    progress: Callable[[int, int], None] | None = None,
) -> Writing:
    """Has `writer` write `count` questions for each passage of the snapshot that serves.

    What is kept is on the disk passage by passage, so that who is interrupted loses one at most;
    the next build takes it in. Raises what `writer` raises, NoIndex and ModelMismatch.
    """
    index = store.current(fingerprint=encoder.fingerprint, model=encoder.name)
    searcher = Searcher(index, encoder)
    written = read_written(store.root)
    asked = known = kept = dropped = 0
    for row, passage in enumerate(index.passages):
        key = writing_key(embedded_text(passage), model=model, count=count)
        before = written.get(passage.id)
        if before is not None and before.key == key:
            known += 1
        else:
            asked += 1
            proposed = writer(passage, index.document_of(row).language, count)[:count]
            found = tuple(one for one in proposed if _finds(searcher, one, passage))
            kept, dropped = kept + len(found), dropped + len(proposed) - len(found)
            append_written(
                store.root, WrittenQuestions(key, passage.document_id, passage.id, found)
            )
        if progress is not None:
            progress(row + 1, len(index.passages))
    return Writing(asked, known, kept, dropped)


def _finds(searcher: Searcher, question: str, passage: Passage) -> bool:
    hits = searcher.search(question, limit=_AMONG).hits
    return any(hit.passage.id == passage.id for hit in hits)
