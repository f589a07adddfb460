"""The gate: what a candidate snapshot must hold up to before it may serve."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from corpus.passage import Passage
from index.encoder import Encoder
from index.errors import GateFailed
from index.manifest import Golden
from index.search import Searcher
from index.snapshot import Index

_DEPTH = 5


@dataclass(frozen=True, slots=True)
class GatePolicy:
    """What the operator lets through: fewer documents than before, or anything at all."""

    allow_fewer: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question that must go on finding its sources; without any, the first one it found."""

    question: str
    relevant: tuple[str, ...] = ()


def read_golden(path: Path) -> tuple[GoldenQuestion, ...]:
    """The operator's questions, one JSON object a line; none where there is no such file.

    Raises GateFailed where a line is not {"question": "…", "relevant": ["…"]}.
    """
    if not path.is_file():
        return ()
    questions = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            content = orjson.loads(line)
            relevant = tuple(str(one) for one in content.get("relevant") or ())
            questions.append(GoldenQuestion(str(content["question"]), relevant))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GateFailed(
                f'{path}, line {number}: it is not {{"question": "…", "relevant": ["…"]}} '
                f"({error}). Correct it and build again."
            ) from error
    return tuple(questions)


def answer_golden(
    questions: Sequence[GoldenQuestion], index: Index, encoder: Encoder
) -> tuple[Golden, ...]:
    """What the index finds for each question among its first five hits."""
    searcher = Searcher(index, encoder)
    found = []
    for one in questions:
        hits = searcher.search(one.question, limit=_DEPTH).hits
        names = list(dict.fromkeys(name for hit in hits for name in source_names(hit.passage)))
        kept = [name for name in names if name in one.relevant] if one.relevant else names[:1]
        found.append(Golden(one.question, tuple(kept)))
    return tuple(found)


def known_answers(
    questions: Sequence[GoldenQuestion], before: Index | None, encoder: Encoder
) -> tuple[Golden, ...]:
    """What the snapshot that serves finds for each question: as it was recorded when that was
    built, else as it answers now, if it can be asked with the encoder at hand."""
    if before is None:
        return ()
    recorded = {one.question: one for one in before.manifest.golden}
    known = [recorded[one.question] for one in questions if one.question in recorded]
    new = [one for one in questions if one.question not in recorded]
    if new and before.manifest.model.fingerprint == encoder.fingerprint:
        known.extend(answer_golden(new, before, encoder))
    return tuple(known)


def source_names(passage: Passage) -> tuple[str, ...]:
    """What a question may name a passage's source by: article or commitment, then document."""
    locator = passage.locator
    number = locator.article or locator.commitment
    return (number, passage.document_id) if number else (passage.document_id,)


def examine(
    candidate: Index,
    *,
    before: Index | None,
    golden: Sequence[Golden],
    golden_before: Sequence[Golden],
    policy: GatePolicy,
) -> None:
    """Raises GateFailed where the candidate is worse than the snapshot that serves."""
    if policy.force or before is None:
        return
    problems = []
    if not policy.allow_fewer and len(candidate.documents) < len(before.documents):
        problems.append(_fewer(candidate, before))
    found = {one.question: one.found for one in golden}
    for one in golden_before:
        lost = [name for name in one.found if name not in found.get(one.question, one.found)]
        if lost:
            problems.append(f"the question “{one.question}” no longer finds {', '.join(lost)}")
    if problems:
        raise GateFailed(
            f"The new snapshot was not made current: {'; '.join(problems)}. The one before goes on "
            "serving; build again with the option that allows it if this is meant."
        )


def _fewer(candidate: Index, before: Index) -> str:
    missing = [entry.title for entry in before.catalogue if entry.id not in candidate.documents]
    shown = ", ".join(f"“{title}”" for title in missing[:5])
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    return (
        f"it has {len(candidate.documents)} documents instead of {len(before.documents)}, "
        f"without {shown}{more}"
    )
