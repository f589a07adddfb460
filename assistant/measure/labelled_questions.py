"""Labelled questions: what to ask, and which articles, commitments or documents answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadQuestions
from assistant.measure.named_documents import NamedDocuments
from index.questions.asked import unit_key
from index.snapshot.index import Index
from index.snapshot.names import UnknownName, find_unknown

_SHOWN = 10
_SHAPE = '{"question": "…", "relevant": ["L311-1"]}'


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question and the ids that answer it; none where the corpus does not hold the answer.

    An id is an article number, a commitment number or a document id, each an answer by itself.
    `relevant_pages` are documents that say the same, and count only where the index has them.
    `must_quote` are words that a sufficient answer quotes, all of them.
    """

    text: str
    relevant: frozenset[str]
    relevant_pages: frozenset[str] = frozenset()
    must_quote: tuple[str, ...] = ()

    def answers(self, documents: NamedDocuments) -> frozenset[str]:
        """The ids that answer it in the index of `documents`; none where it is not answerable."""
        pages = frozenset(id for name in self.relevant_pages for id in documents.find(name))
        return pages.union(*(documents.find(name) or {name} for name in self.relevant))


def read_labelled(path: Path) -> tuple[LabelledQuestion, ...]:
    """The questions of a JSON Lines file, in its order. Raises BadQuestions, with the line."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise BadQuestions(
            f"{path} cannot be read ({error.strerror}): name a file of questions"
        ) from error
    except UnicodeDecodeError as error:
        raise BadQuestions(f"{path} is not UTF-8: save it as UTF-8") from error
    questions = tuple(
        _labelled(line, f"{path}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )
    if not questions:
        raise BadQuestions(f"{path} holds no question: write {_SHAPE} on each line")
    return questions


@dataclass(frozen=True, slots=True)
class UnknownIds:
    """The ids that questions name and that the index does not hold.

    `questions` are those whose ids are all unknown: nothing that is found can be right for them.
    """

    ids: tuple[UnknownName, ...]
    named: int
    questions: tuple[str, ...]

    def __str__(self) -> str:
        shown = ", ".join(map(str, self.ids[:_SHOWN]))
        more = f" and {len(self.ids) - _SHOWN:,} more" if len(self.ids) > _SHOWN else ""
        return (
            f"{len(self.ids)} of the {self.named} ids that the questions name are not in the "
            f"index: {shown}{more}. {len(self.questions)} of the questions name no other, and "
            "count as not found: correct them, or add the documents."
        )


def find_unknown_ids(questions: Sequence[LabelledQuestion], index: Index) -> UnknownIds | None:
    """The ids of the questions that `index` does not hold; None where it holds them all."""
    documents = NamedDocuments(index)
    named = sorted({name for one in questions for name in one.relevant})
    apart = [name for name in named if not documents.find(name)]
    unknown = find_unknown(apart, index, key=unit_key)
    if not unknown:
        return None
    names = {one.name for one in unknown}
    lost = tuple(one.text for one in questions if one.relevant and one.answers(documents) <= names)
    return UnknownIds(unknown, len(named), lost)


def _labelled(line: str, place: str) -> LabelledQuestion:
    try:
        row: Any = json.loads(line)
    except ValueError as error:
        raise BadQuestions(f"{place}, is not JSON ({error}): write {_SHAPE}") from error
    match row:
        case {"question": str(text), "relevant": list(_)} if text.strip():
            return LabelledQuestion(
                text,
                relevant=frozenset(_names(row, "relevant", place)),
                relevant_pages=frozenset(_names(row, "relevant_pages", place)),
                must_quote=_names(row, "must_quote", place),
            )
    raise BadQuestions(f"{place}, is not a labelled question: write {_SHAPE}")


def _names(row: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    """The ids or words under `key`; none where it is not there."""
    values = row.get(key, [])
    if isinstance(values, list) and all(
        isinstance(one, str | int) and str(one).strip() for one in values
    ):
        return tuple(str(one).strip() for one in values)
    raise BadQuestions(
        f"{place}, has no list of ids or words under “{key}”: write [] where there is none"
    )
