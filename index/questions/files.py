"""The questions of a snapshot, written into its folder and read back."""

from collections.abc import Mapping, Sequence

import numpy as np

from index.questions.asked import AskedQuestion
from index.questions.field import QuestionField, make_field
from index.questions.metric import QuestionMetric
from index.search.bm25 import read_lexical, write_lexical
from index.snapshot.files import SnapshotFiles, SnapshotWriter
from index.snapshot.records import from_line, to_line

_PREFIX = "question_"


def write_field(writer: SnapshotWriter, questions: QuestionField) -> None:
    """Writes the field into a snapshot."""
    writer.lines("questions.jsonl", map(to_line, questions.questions))
    writer.array("question_vectors.npy", questions.vectors)
    metric = questions.metric
    writer.array("question_metric.npy", np.vstack((metric.mean[None], metric.whitening)))
    write_lexical(writer, questions.lexical, prefix=_PREFIX)


def read_field(
    files: SnapshotFiles, *, ordinals: Mapping[str, int], documents: Sequence[int]
) -> QuestionField:
    """The field that write_field wrote, each file checked; see make_field."""
    metric = files.array("question_metric.npy")
    questions = [from_line(AskedQuestion, line) for line in files.lines("questions.jsonl")]
    asked = len({id for one in questions for id in one.passages})
    return make_field(
        questions,
        files.array("question_vectors.npy"),
        ordinals=ordinals,
        documents=documents,
        metric=QuestionMetric(metric[0], metric[1:]),
        lexical=read_lexical(files, passages=asked, prefix=_PREFIX),
    )
