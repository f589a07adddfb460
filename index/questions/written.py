"""Written questions: those that a language model wrote for passages, kept beside the snapshots."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from corpus.questions.taught import Provenance, TaughtQuestion
from index.snapshot.hold import write_whole
from index.snapshot.records import from_line, to_line

WRITTEN = "model-questions.jsonl"


@dataclass(frozen=True, slots=True)
class WrittenQuestions:
    """The questions of a passage that were kept, perhaps none.

    `key` tells what they were written from, and how: the same text, model and number of questions
    need not be asked for again.
    """

    key: str
    document: str
    passage: str
    questions: tuple[str, ...] = ()


def writing_key(text: str, *, model: str, count: int) -> str:
    """The key of what a model writes for the text of a passage."""
    return hashlib.sha256(orjson.dumps([text, model, count])).hexdigest()


def read_written(root: Path) -> Mapping[str, WrittenQuestions]:
    """What was written for the passages of the index in this folder, by their ids.

    Of a passage that was asked for twice, the last counts. A line that cannot be read, as one that
    was cut short, is as if it had never been written: it can be asked for again.
    """
    try:
        lines = (root / WRITTEN).read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {one.passage: one for one in _read(lines)}


def append_written(root: Path, one: WrittenQuestions) -> None:
    """Keeps what was written for a passage."""
    with (root / WRITTEN).open("ab") as file:
        # The break comes first, so that it is a line of its own also after one that was cut short.
        file.write(b"\n" + to_line(one))


def keep_written(root: Path, passages: Collection[str]) -> None:
    """Forgets what was written for any other passage than these."""
    known = read_written(root)
    kept = [to_line(one) + b"\n" for one in known.values() if one.passage in passages]
    if len(kept) < len(known):
        write_whole(root / WRITTEN, b"".join(kept))


def taught_by_model(root: Path) -> Iterator[TaughtQuestion]:
    """The questions that a language model wrote, each answered by its passage."""
    for one in read_written(root).values():
        for text in one.questions:
            yield TaughtQuestion(text, one.document, (one.passage,), Provenance.MODEL)


def _read(lines: Iterable[bytes]) -> Iterator[WrittenQuestions]:
    for line in lines:
        try:
            yield from_line(WrittenQuestions, line)
        except ValueError:
            continue
