"""The gate: what a candidate snapshot must hold up to before it may serve."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from corpus.passage import Passage
from index.encoder import Encoder
from index.errors import GateFailed
from index.search.searcher import Searcher
from index.snapshot.index import Index
from index.snapshot.manifest import Golden

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
            relevant = content.get("relevant") or []
            if not isinstance(relevant, list):
                raise TypeError("what is relevant is no list")
            questions.append(
                GoldenQuestion(str(content["question"]), tuple(str(one) for one in relevant))
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GateFailed(
                f'{path}, line {number}: it is not {{"question": "…", "relevant": ["…"]}} '
                f"({error}). Correct it and build again."
            ) from error
    return tuple(questions)


def answer_golden(
    questions: Sequence[GoldenQuestion], index: Index, encoder: Encoder
) -> tuple[Golden, ...]:
    """What the index finds for each question among its first five hits, the best first.

    Of a question that names its sources, these alone.
    """
    searcher = Searcher(index, encoder)
    found = []
    for one in questions:
        hits = searcher.search(one.question, limit=_DEPTH).hits
        names = list(dict.fromkeys(name for hit in hits for name in source_names(hit.passage)))
        found.append(Golden(one.question, _relevant(one, names)))
    return tuple(found)


def known_answers(
    questions: Sequence[GoldenQuestion], before: Index | None, encoder: Encoder
) -> tuple[Golden, ...]:
    """What each question must go on finding: its sources or, where it names none, the first one.

    A question that nothing is known of is left out.
    """
    if before is None:
        return ()
    named = {one.question for one in questions if one.relevant}
    return tuple(
        one if one.question in named else replace(one, found=one.found[:1])
        for one in recall_golden(questions, before, encoder)
    )


def recall_golden(
    questions: Sequence[GoldenQuestion], index: Index, encoder: Encoder
) -> tuple[Golden, ...]:
    """What each question found when the snapshot was built and, where that lacks, finds in it now.

    It lacks of a question that came later, or names sources that it did not find. The snapshot is
    asked if it was made with the encoder at hand; else such a question may be left out.
    """
    found = {one.question: one.found for one in index.manifest.golden}
    lacking = [
        one
        for one in questions
        if one.question not in found or not set(one.relevant) <= set(found[one.question])
    ]
    fitting = index.manifest.model.fingerprint == encoder.fingerprint
    if lacking and fitting:
        for one in answer_golden(lacking, index, encoder):
            found[one.question] = tuple(dict.fromkeys((*found.get(one.question, ()), *one.found)))
    return tuple(
        Golden(one.question, _relevant(one, found[one.question]))
        for one in questions
        if one.question in found
    )


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
    gone: Collection[str] = (),
) -> None:
    """Raises GateFailed where the candidate is worse than the snapshot that serves.

    `gone` are the paths of documents that their own sites withdrew: these may go unasked.
    """
    if policy.force or before is None:
        return
    problems: list[str] = []
    option = "--allow-fewer"
    let_go = {
        entry.id
        for entry in before.catalog
        if entry.source_path in gone and entry.id not in candidate.documents
    }
    expected = len(before.documents) - len(let_go)
    if not policy.allow_fewer and len(candidate.documents) < expected:
        problems.append(_fewer(candidate, before, let_go))
    unasked = {
        name
        for id in let_go
        for row in before.rows[id]
        for name in source_names(before.passages[row])
    }
    found = {one.question: one.found for one in golden}
    for one in golden_before:
        now = {*found.get(one.question, one.found), *unasked}
        lost = [name for name in one.found if name not in now]
        if lost:
            told = ", ".join(_title_of(name, before) for name in lost)
            problems.append(f"the question “{one.question}” no longer finds {told}")
            option = "--force"  # which lets fewer documents through too
    if problems:
        raise GateFailed(
            f"The new snapshot was not made current: {'; '.join(problems)}. The one before goes on "
            f"serving; if this is meant, give `parvis build` {option}, once."
        )


def _relevant(question: GoldenQuestion, names: Sequence[str]) -> tuple[str, ...]:
    """The sources that a question is about, among those that were found for it."""
    return tuple(name for name in names if not question.relevant or name in question.relevant)


def _title_of(name: str, index: Index) -> str:
    """A source as a person knows it: a document's title beside its id, an article's number."""
    document = index.documents.get(name)
    return name if document is None else f"“{document.title}” ({name})"


def _fewer(candidate: Index, before: Index, let_go: Collection[str]) -> str:
    kept = {*candidate.documents, *let_go}
    missing = [entry.title for entry in before.catalog if entry.id not in kept]
    shown = ", ".join(f"“{title}”" for title in missing[:5])
    more = f" and {len(missing) - 5:,} more" if len(missing) > 5 else ""
    return (
        f"it has {len(candidate.documents)} documents instead of {len(before.documents)}, "
        f"without {shown}{more}"
    )
