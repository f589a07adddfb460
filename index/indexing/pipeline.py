"""Build: ingested documents into a snapshot that serves, with what the cache has of them."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from corpus.ingest import Ingested
from corpus.questions.taught import Provenance, read_questions
from corpus.reading import ReadingWarning, SourceFile
from corpus.splitters import split
from index.encoder import Encoder
from index.errors import GateFailed, IndexHeld, NothingToIndex
from index.indexing.cache import Cache
from index.indexing.changes import Selection, select_documents
from index.indexing.contents import assemble
from index.indexing.cutting import Split
from index.indexing.gate import (
    GatePolicy,
    answer_golden,
    examine,
    known_answers,
    losses_without_consent,
    read_golden,
    recall_golden,
    say_losses,
    say_other_origins,
)
from index.indexing.plan import make_plan
from index.indexing.progress import BuildProgress, Stages
from index.questions.written import taught_by_model
from index.snapshot.index import Index, load_snapshot
from index.snapshot.lock import building
from index.snapshot.manifest import Golden, Manifest, Model, write_manifest
from index.snapshot.store import Store, now
from index.snapshot.writer import write_snapshot

_DEFAULT = GatePolicy()
_NOTHING = "Not one document could be read: see what was refused and why, or give other paths."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. `unchanged` says that the current snapshot already was what it would make.

    `other_origins` says that the documents were read from elsewhere than those before.
    `golden` is what the snapshot finds for the operator's questions. `embedded` counts the texts,
    passages and sentences, whose vectors had to be computed, `texts` all of them. `seconds` gives
    the time of each stage.
    """

    snapshot_id: str
    manifest: Manifest
    unchanged: bool
    golden: tuple[Golden, ...]
    embedded: int
    texts: int
    seconds: Mapping[str, float]
    other_origins: str | None = None


def build(
    ingested: Ingested,
    *,
    store: Store,
    encoder: Encoder,
    max_tokens: int = 256,
    progress: BuildProgress | None = None,
    policy: GatePolicy = _DEFAULT,
    reuse: bool = True,
    origins: Sequence[str] = (),
) -> BuildResult:
    """Makes a snapshot of the documents and, if it passes the gate, makes it current.

    `reuse=False` cuts and embeds everything again; documents keep their ids all the same. `origins`
    are the folders, or the file of sources, that they were read from.
    Raises BuildInProgress, IndexHeld, GateFailed, UnknownId, NothingToIndex, CannotWrite: the
    current snapshot then goes on serving as it was.
    """
    stages, began = Stages(progress), now()
    tokens = min(max_tokens, encoder.max_tokens)
    if tokens < max_tokens:
        told = ReadingWarning(
            "",
            f"passages have {tokens} tokens at most and not {max_tokens}: "
            f"{encoder.name} reads no more",
        )
        ingested = replace(ingested, warnings=(*ingested.warnings, told))
    with building(store.root), Cache(store.cache) as cache:
        store.clean()
        ingested = _with_taught(ingested, store)
        if (hold := store.hold()) is not None and not policy.release:
            raise IndexHeld(f"{hold}.")
        withdrawals = store.withdrawals()
        golden = read_golden(store.golden)
        with stages.stage("open"):
            found = store.newest_whole()
            before = found[1] if found is not None else None
            if before is None and (unread := len(store.snapshots())):
                _log.warning(
                    "This version of Parvis can read none of the snapshots of %s (%d): the index "
                    "is built anew, and keeps neither the ids of renamed documents nor what is "
                    "known of removed ones.",
                    store.root,
                    unread,
                )
        if not reuse:
            cache.clear()
        with stages.stage("cut") as report:
            plan = make_plan(
                _through_gate(
                    select_documents(ingested, before=before, withdrawals=withdrawals, now=began),
                    before=before,
                    origins=origins,
                    policy=policy,
                    now=began,
                ),
                model=Model(encoder.name, encoder.fingerprint, encoder.dimension),
                max_tokens=tokens,
                before=before,
                withdrawals=withdrawals,
                origins=tuple(origins),
                now=began,
                split=_splitter(encoder, tokens),
                cache=cache,
                progress=report,
            )
        if not plan.documents and not policy.force:
            raise NothingToIndex(_NOTHING)
        if found is not None and reuse and plan.repeats(found[1]) and store.serves(found[0]):
            id, current = found
            with stages.stage("gate"):
                answers = recall_golden(golden, current, encoder)
            store.release()
            texts = current.manifest.passages + current.manifest.sentences
            return BuildResult(id, current.manifest, True, answers, 0, texts, stages.seconds)
        contents, embedded = assemble(plan, cache=cache, encoder=encoder, stages=stages)
        written: list[Manifest] = []

        def write(folder: Path) -> Manifest:
            with stages.stage("write"):
                manifest = write_snapshot(folder, contents, plan.manifest(store.next_sequence()))
            # What was written is read back whole before it is asked anything.
            with stages.stage("check"):
                candidate = load_snapshot(folder, fingerprint=encoder.fingerprint)
            with stages.stage("gate"):
                answers = answer_golden(golden, candidate, encoder)
                examine(
                    before=before,
                    golden=answers,
                    golden_before=known_answers(golden, before, encoder),
                    policy=policy,
                    gone={one.path for one in ingested.gone},
                )
            if store.withdrawals() != withdrawals:
                raise GateFailed(
                    "The new snapshot was not made current: what is withdrawn was changed while it "
                    "was made. Build again."
                )
            written.append(replace(manifest, golden=answers))
            write_manifest(folder, written[0])
            return written[0]

        id = store.publish(write)
        store.release()
    made = written[0]
    texts = made.passages + made.sentences
    elsewhere = say_other_origins(origins, before) if before is not None else None
    return BuildResult(id, made, False, made.golden, embedded, texts, stages.seconds, elsewhere)


def _through_gate(
    selection: Selection,
    *,
    before: Index | None,
    origins: Sequence[str],
    policy: GatePolicy,
    now: datetime,
) -> Selection:
    """What is to be indexed, if each document that goes may go.

    Raises GateFailed, UnknownId, NothingToIndex.
    """
    if not selection.documents and not policy.force and not (policy.keep_lost and before):
        raise NothingToIndex(_NOTHING)
    if before is None:
        return selection
    losses = losses_without_consent(
        selection.changes.gone, before=before, gone=selection.ingested.gone, policy=policy
    )
    if not losses:
        return selection
    if policy.keep_lost:
        return selection.holding(losses, before, now)
    raise GateFailed(say_losses(losses, before=before, origins=origins))


def _with_taught(ingested: Ingested, store: Store) -> Ingested:
    """What was ingested, with the questions that a model and then staff taught the index."""
    questions, warnings = tuple(taught_by_model(store.root)), tuple[ReadingWarning, ...]()
    if store.taught.is_file():
        file = SourceFile(str(store.taught), store.taught.read_bytes())
        of_staff, warnings = read_questions(file, provenance=Provenance.STAFF)
        questions = (*questions, *of_staff)
    return replace(
        ingested,
        questions=(*ingested.questions, *questions),
        warnings=(*ingested.warnings, *warnings),
    )


def _splitter(encoder: Encoder, max_tokens: int) -> Split:
    return lambda document: split(
        document, count_tokens=encoder.count_tokens, max_tokens=max_tokens
    )
