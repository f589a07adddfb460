"""The gate: what a candidate snapshot must hold up to before it may serve."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from corpus.ingest import Gone
from corpus.passage import Passage
from index.encoder import Encoder
from index.errors import GateFailed
from index.search.searcher import Searcher
from index.snapshot.index import Index
from index.snapshot.manifest import CatalogEntry, Golden
from index.snapshot.names import require_documents

_DEPTH = 5
_NAMED = 10  # losses that one sentence names


@dataclass(frozen=True, slots=True)
class GatePolicy:
    """What the operator lets through.

    The documents of `allow_loss` may go, by their ids, and so may any, if they are no more than the
    share `allow_fewer` of those that serve; `force` lets anything through. `keep_lost` keeps those
    that may not go as they last were, instead of refusing the build. `release` ends a hold.
    """

    allow_loss: frozenset[str] = frozenset()
    allow_fewer: float = 0.0
    force: bool = False
    keep_lost: bool = False
    release: bool = False


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


def losses_without_consent(
    lost: Sequence[CatalogEntry],
    *,
    before: Index,
    gone: Sequence[Gone] = (),
    policy: GatePolicy,
) -> tuple[CatalogEntry, ...]:
    """Those of the lost documents that neither the operator nor their source lets go.

    Raises UnknownId where the operator lets one go that never was.
    """
    require_documents(policy.allow_loss, before)
    if policy.force:
        return ()
    places = {one.path for one in gone}
    rest = tuple(
        one
        for one in lost
        if one.id not in policy.allow_loss and places.isdisjoint(_places(one, before))
    )
    allowed = math.floor(policy.allow_fewer * len(before.catalog) + 1e-9)
    return () if len(rest) <= allowed else rest


def say_losses(
    losses: Sequence[CatalogEntry], *, before: Index, origins: Collection[str] = ()
) -> str:
    """What would go, by title and id, and what lets it: a sentence for who builds."""
    total = len(before.catalog)
    shown = ", ".join(f"“{one.title}” ({one.id})" for one in losses[:_NAMED])
    more = len(losses) - _NAMED
    elsewhere = say_other_origins(origins, before)
    return (
        f"The new snapshot would lose {len(losses):,} of the {total:,} documents that serve: "
        f"{shown}{f' and {more:,} more' if more > 0 else ''}. "
        f"{f'{elsewhere} ' if elsewhere else ''}"
        f"Nothing was changed; if this is meant, give `parvis build` {consent(losses, total)}, once"
        f"{', and see them all with --dry-run' if more > 0 else ''}."
    )


def consent(losses: Sequence[CatalogEntry], total: int) -> str:
    """The options that let these losses through."""
    if len(losses) > _NAMED:
        return f"--allow-fewer {math.ceil(100 * len(losses) / total)}%"
    return " ".join(f"--allow-loss {one.id}" for one in losses)


def say_other_origins(origins: Collection[str], before: Index) -> str | None:
    """Where the documents come from, if it is not where those that serve do."""
    was = before.manifest.origins
    if not origins or not was or set(origins) == set(was):
        return None
    return f"They were read from {', '.join(origins)}, and those that serve from {', '.join(was)}."


def examine(
    *,
    before: Index | None,
    golden: Sequence[Golden],
    golden_before: Sequence[Golden],
    policy: GatePolicy,
    gone: Collection[str] = (),
    command: str = "parvis build",
) -> None:
    """Raises GateFailed where a golden question finds less than in the snapshot that serves.

    What it found in documents of the paths `gone`, whose own sites withdrew them, may be missing.
    `command` is what made the new one.
    """
    if policy.force or before is None:
        return
    problems: list[str] = []
    unasked = {
        name
        for entry in (before.catalog if gone else ())
        if not set(gone).isdisjoint(_places(entry, before))
        for row in before.rows[entry.id]
        for name in source_names(before.passages[row])
    }
    found = {one.question: one.found for one in golden}
    for one in golden_before:
        now = {*found.get(one.question, one.found), *unasked}
        lost = [name for name in one.found if name not in now]
        if lost:
            told = ", ".join(_title_of(name, before) for name in lost)
            problems.append(f"the question “{one.question}” no longer finds {told}")
    if problems:
        raise GateFailed(
            f"The new snapshot was not made current: {'; '.join(problems)}. The one before goes on "
            f"serving; if this is meant, give `{command}` --force, once."
        )


def _relevant(question: GoldenQuestion, names: Sequence[str]) -> tuple[str, ...]:
    """The sources that a question is about, among those that were found for it."""
    return tuple(name for name in names if not question.relevant or name in question.relevant)


def _title_of(name: str, index: Index) -> str:
    """A source as a person knows it: a document's title beside its id, an article's number."""
    document = index.documents.get(name)
    return name if document is None else f"“{document.title}” ({name})"


def _places(entry: CatalogEntry, before: Index) -> tuple[str, ...]:
    """The path and the address of a document's file."""
    url = before.documents[entry.id].url
    return (entry.source_path, url) if url else (entry.source_path,)
