"""Teach: staff say what answers a question, and what serves knows it at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.questions.taught import (
    LONGEST_QUESTION,
    Provenance,
    TaughtQuestion,
    question_line,
    question_text,
    read_questions,
)
from corpus.reading import SourceFile
from corpus.text import fold
from index.amending.republish import QuestionRows, republish
from index.encoder import Encoder
from index.errors import DamagedSnapshot, FormatMismatch, NotTaught, ParvisIndexError
from index.indexing.cache import Cache
from index.indexing.embedding import embed_questions
from index.indexing.gate import GatePolicy, answer_golden, examine, known_answers, read_golden
from index.questions.asked import AskedQuestion, Units, unit_key
from index.snapshot.hold import Hold, write_hold, write_whole
from index.snapshot.index import Index, load_snapshot
from index.snapshot.lock import building
from index.snapshot.manifest import Manifest, write_manifest
from index.snapshot.names import find_unknown, titles_of, unknown_id
from index.snapshot.store import Store

_PATIENCE = 1800.0  # seconds, for a build under way
_NAMED = 5  # documents that one sentence names
_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,7}$")  # the end of the name of a file
_DEFAULT = GatePolicy()


@dataclass(frozen=True, slots=True)
class Taught:
    """What teaching did. `snapshot_id` serves now, which is the one before where nothing changed.

    `questions` were taught or forgotten, and `passages` answer them; `replaced` says that the same
    question had other answers in the document before.
    """

    snapshot_id: str
    questions: tuple[TaughtQuestion, ...]
    passages: int
    unchanged: bool = False
    replaced: bool = False


def taught_questions(store: Store) -> tuple[TaughtQuestion, ...]:
    """The questions that staff taught this index, the oldest first. Raises DamagedSnapshot."""
    path = store.taught
    if not path.is_file():
        return ()
    questions, warnings = read_questions(
        SourceFile(str(path), path.read_bytes()), provenance=Provenance.STAFF
    )
    if warnings:
        # To write the file anew would lose the lines that cannot be read.
        raise DamagedSnapshot(
            f"{path} cannot be read whole ({warnings[0].message}): mend the line, or remove it."
        )
    return questions


def resolve(
    index: Index, text: str, answers: Sequence[str], *, document: str | None = None
) -> TaughtQuestion:
    """The question with the document whose articles, commitments or whole `answers` name.

    Raises UnknownId and NotTaught: an answer is unknown, is in several documents and none is named,
    or no document has all of them.
    """
    if document is not None:
        document = index.aliases.get(document, document)
        if document not in index.documents:
            raise unknown_id(document, titles_of(index))
    whole = [index.aliases.get(one, one) for one in answers]
    for one in whole:
        if one in index.documents and document in (None, one):
            if len(whole) > 1:
                raise NotTaught(
                    f"“{one}” is a whole document: give it alone, or its numbers alone."
                )
            return _staff(text, one, ())
    candidates = index.documents if document is None else [document]
    keys = {unit_key(one): one for one in answers}
    numbers = {id: _numbers(index, id, keys) for id in candidates}
    having = [id for id, found in numbers.items() if len(found) == len(keys)]
    if not having:
        raise _no_answer(index, answers, document)
    if len(having) > 1:
        named = ", ".join(f"{id} ({index.documents[id].title})" for id in having[:_NAMED])
        more = f" and {len(having) - _NAMED:,} more" if len(having) > _NAMED else ""
        raise NotTaught(
            f"{', '.join(answers)} is in {len(having):,} documents: say which one with "
            f"--document, {named}{more}."
        )
    found = numbers[having[0]]
    return _staff(text, having[0], tuple(found[key] for key in keys))


def teach(
    store: Store,
    text: str,
    answers: Sequence[str],
    *,
    encoder: Encoder,
    document: str | None = None,
    policy: GatePolicy = _DEFAULT,
    patience: float = _PATIENCE,
) -> Taught:
    """Teaches the index that `answers` answer a question, and makes that serve.

    Nothing but the question is embedded, and no source is read. The same question taught again for
    a document replaces what it was taught before. Raises NotTaught, UnknownId, GateFailed, NoIndex,
    ModelMismatch, DamagedSnapshot, FormatMismatch, BuildInProgress and CannotWrite.
    """
    text = question_text(text)
    if not text:
        raise NotTaught("A question without words cannot be taught.")
    if len(text) > LONGEST_QUESTION:
        raise NotTaught(
            f"A question of {len(text):,} characters cannot be taught: give it "
            f"{LONGEST_QUESTION:,} at most."
        )
    with building(store.root, patience=patience):
        index = store.current(fingerprint=encoder.fingerprint, model=encoder.name)
        question = resolve(index, text, answers, document=document)
        known = taught_questions(store)
        before = [one for one in known if _same(one, text) and one.document == question.document]
        lines = [*(one for one in known if one not in before), question]
        asked = _asked(index, question)
        rows = _without(index, [one for one in before if one != question])
        replaced = len(rows.questions) < len(index.questions.questions)
        if any((one.text, one.passages) == (text, asked.passages) for one in rows.questions):
            if not replaced:
                _write(store, lines)
                return Taught(store.current_id(), (question,), len(asked.passages), unchanged=True)
        else:
            rows = _with(index, rows, asked, encoder=encoder, store=store)
        serving = _publish(store, index, rows, lines, encoder=encoder, policy=policy)
    return Taught(serving, (question,), len(asked.passages), replaced=replaced)


def forget(
    store: Store,
    text: str,
    *,
    encoder: Encoder,
    policy: GatePolicy = _DEFAULT,
    patience: float = _PATIENCE,
) -> Taught:
    """Takes back what staff taught of a question, in every document; see teach."""
    with building(store.root, patience=patience):
        index = store.current(fingerprint=encoder.fingerprint, model=encoder.name)
        known = taught_questions(store)
        gone = [one for one in known if _same(one, text)]
        if not gone:
            raise NotTaught(
                f"Nobody taught “{question_text(text)}”: `parvis teach --list` tells what was."
            )
        rows = _without(index, gone)
        lines = [one for one in known if one not in gone]
        count = len(index.questions.questions) - len(rows.questions)
        if not count:  # Its document has not come yet, or is gone.
            _write(store, lines)
            return Taught(store.current_id(), tuple(gone), 0, unchanged=True)
        serving = _publish(store, index, rows, lines, encoder=encoder, policy=policy)
    return Taught(serving, tuple(gone), count)


def _publish(
    store: Store,
    index: Index,
    questions: QuestionRows,
    lines: Sequence[TaughtQuestion],
    *,
    encoder: Encoder,
    policy: GatePolicy,
) -> str:
    """Makes the snapshot current with these questions, if it passes the gate, and keeps `lines`."""
    golden = read_golden(store.golden)

    def look(folder: Path, manifest: Manifest) -> Manifest:
        candidate = load_snapshot(folder, fingerprint=encoder.fingerprint)
        answers = answer_golden(golden, candidate, encoder)
        examine(
            before=index,
            golden=answers,
            golden_before=known_answers(golden, index, encoder),
            policy=policy,
            command="parvis teach",
        )
        # Before it serves: cut short here, the next build teaches the question.
        _write(store, lines)
        made = replace(manifest, golden=answers)
        write_manifest(folder, made)
        return made

    try:
        serving = republish(store, index, questions=questions, examine=look)
    except FormatMismatch:
        _write(store, lines)
        raise
    if (hold := store.hold()) is not None:
        write_hold(store.root, Hold(serving, hold.since, hold.reason))
    return serving


def _write(store: Store, questions: Iterable[TaughtQuestion]) -> None:
    """Replaces what staff taught, in one step."""
    write_whole(store.taught, b"".join(question_line(one) + b"\n" for one in questions))


def _staff(text: str, document: str, answers: tuple[str, ...]) -> TaughtQuestion:
    return TaughtQuestion(question_text(text), document, answers, Provenance.STAFF)


def _same(question: TaughtQuestion, text: str) -> bool:
    return fold(question.text) == fold(question_text(text))


def _asked(index: Index, question: TaughtQuestion) -> AskedQuestion:
    rows = index.rows[question.document]
    document = index.documents[question.document]
    return Units(document, index.passages[rows.start : rows.stop]).resolve(question)


def _without(index: Index, gone: Iterable[TaughtQuestion]) -> QuestionRows:
    """The questions of the snapshot but for those that staff taught so."""
    sources = {entry.source_id: entry.id for entry in index.catalog}
    taught = {(one.text, sources.get(one.document, one.document), one.answers) for one in gone}
    kept = [
        row
        for row, one in enumerate(index.questions.questions)
        if one.provenance is not Provenance.STAFF
        or (one.text, one.document, one.answers) not in taught
    ]
    asked = [index.questions.questions[row] for row in kept]
    return QuestionRows(asked, index.questions.vectors[kept])


def _with(
    index: Index, rows: QuestionRows, asked: AskedQuestion, *, encoder: Encoder, store: Store
) -> QuestionRows:
    """The questions with one more, at the place where a build has it."""
    with Cache(store.cache) as cache:
        vector = embed_questions([asked.text], encoder=encoder, cache=cache).vectors
    places = {entry.id: place for place, entry in enumerate(index.catalog)}
    last = (places[asked.document], False)
    own = (Provenance.DOCUMENT, Provenance.CITATION)
    before = sum((places[one.document], one.provenance in own) <= last for one in rows.questions)
    return QuestionRows(
        [*rows.questions[:before], asked, *rows.questions[before:]],
        np.insert(rows.vectors, before, vector, axis=0),
    )


def _numbers(index: Index, document: str, keys: Iterable[str]) -> dict[str, str]:
    """The numbers, as the document writes them, of those of `keys` that it has."""
    wanted, found = frozenset(keys), dict[str, str]()
    rows = index.rows[document]
    for passage in index.passages[rows.start : rows.stop]:
        number = passage.locator.article or passage.locator.commitment
        if number is not None and (key := unit_key(number)) in wanted:
            found.setdefault(key, number)
    return found


def _no_answer(index: Index, answers: Sequence[str], document: str | None) -> ParvisIndexError:
    unknown = find_unknown(answers, index, key=unit_key)
    for one in unknown:
        if one.name in index.removed_documents:
            return NotTaught(f"The index has {one.name} no more: it was withdrawn, or is gone.")
        # No number, or one within a longer name: the id of a document.
        if not any(map(str.isdigit, one.name)) or _FILE.search(one.name):
            return unknown_id(one.name, titles_of(index))
    if unknown:
        return NotTaught(
            f"The index has no article, commitment or document {', '.join(map(str, unknown))}: "
            "see what there is with `parvis search`."
        )
    if document is not None:
        return NotTaught(
            f"{document} has not all of {', '.join(answers)}: leave --document out to teach what "
            "another document has."
        )
    return NotTaught(
        f"No document has all of {', '.join(answers)}: teach the question for each document, "
        "one after the other."
    )
