"""Build: ingested documents into a snapshot that serves, re-using all that has not changed."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.document import Document
from corpus.ingest import Ingested
from corpus.passage import Passage
from corpus.references import citation_graph
from corpus.splitters import split
from index.cache import VectorCache
from index.embedding import embed, forget, open_cache, sentence_texts
from index.encoder import Encoder
from index.errors import NothingToIndex
from index.gate import GatePolicy, answer_golden, examine, known_answers, read_golden
from index.lexical import index_terms
from index.lock import building
from index.manifest import Manifest, write_manifest
from index.plan import Plan, make_plan
from index.snapshot import load_snapshot
from index.store import Store, now
from index.terms import analyse
from index.texts import embedded_text, matched_text
from index.traits import make_traits
from index.writing import Contents, write_snapshot

BuildProgress = Callable[[str, int, int], None]  # (stage, done, total)
_DEFAULT = GatePolicy()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. `unchanged` says that the current snapshot already was what it would make.

    `embedded` counts the texts, passages and sentences, whose vectors had to be computed, `texts`
    all of them. `seconds` gives the time of each stage.
    """

    snapshot_id: str
    manifest: Manifest
    unchanged: bool
    embedded: int
    texts: int
    seconds: Mapping[str, float]


@dataclass(slots=True)
class _Stages:
    """Tells each stage as it begins, and keeps how long it took."""

    progress: BuildProgress | None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[Callable[[int, int], None]]:
        began = time.perf_counter()
        report = self.progress
        yield lambda done, total: report(name, done, total) if report is not None else None
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began


def build(
    ingested: Ingested,
    *,
    store: Store,
    encoder: Encoder,
    max_tokens: int = 256,
    progress: BuildProgress | None = None,
    policy: GatePolicy = _DEFAULT,
    reuse: bool = True,
) -> BuildResult:
    """Makes a snapshot of the documents and, if it passes the gate, makes it current.

    `reuse=False` cuts and embeds everything again; documents keep their ids all the same.
    Raises BuildInProgress, GateFailed, NothingToIndex, CannotWrite: the current snapshot then goes
    on serving as it was.
    """
    stages = _Stages(progress)
    tokens = min(max_tokens, encoder.max_tokens)
    if tokens < max_tokens:
        told = (
            f"passages have {tokens} tokens at most and not {max_tokens}: "
            f"{encoder.name} reads no more"
        )
        ingested = replace(ingested, warnings=(*ingested.warnings, told))
    with building(store.root):
        store.clean()
        golden = read_golden(store.golden)
        with stages.stage("open"):
            found = store.newest_whole()
            before = found[1] if found is not None else None
        with stages.stage("cut") as report:
            plan = make_plan(
                ingested,
                encoder=encoder,
                max_tokens=tokens,
                before=before,
                now=now(),
                split=_splitter(encoder, tokens),
                reuse=reuse,
                progress=report,
            )
        if not plan.documents and not policy.force:
            raise NothingToIndex(
                "Not one document could be read: see what was refused and why, or give other paths."
            )
        if found is not None and reuse and plan.repeats(found[1]) and store.serves(found[0]):
            texts = found[1].manifest.passages + found[1].manifest.sentences
            return BuildResult(found[0], found[1].manifest, True, 0, texts, stages.seconds)
        if not reuse:
            forget(store.cache, fingerprint=encoder.fingerprint)
        contents, embedded = _make(plan, store, encoder, stages)
        written: list[Manifest] = []

        def write(folder: Path) -> Manifest:
            with stages.stage("write"):
                manifest = write_snapshot(folder, contents, plan.manifest(store.next_sequence()))
            # What was written is read back whole before it is asked anything.
            candidate = load_snapshot(folder, fingerprint=encoder.fingerprint)
            with stages.stage("gate"):
                answers = answer_golden(golden, candidate, encoder)
                examine(
                    candidate,
                    before=before,
                    golden=answers,
                    golden_before=known_answers(golden, before, encoder),
                    policy=policy,
                )
            written.append(replace(manifest, golden=answers))
            write_manifest(folder, written[0])
            return written[0]

        id = store.publish(write)
    texts = written[0].passages + written[0].sentences
    return BuildResult(id, written[0], False, embedded, texts, stages.seconds)


def _splitter(encoder: Encoder, max_tokens: int) -> Callable[[Document], Sequence[Passage]]:
    return lambda document: split(
        document, count_tokens=encoder.count_tokens, max_tokens=max_tokens
    )


def _make(plan: Plan, store: Store, encoder: Encoder, stages: _Stages) -> tuple[Contents, int]:
    """What the snapshot holds, and how many texts had to be embedded for it."""
    passages = [passage for document in plan.documents for passage in document.passages]
    bounds = [one for document in plan.documents for one in document.bounds]
    with stages.stage("terms"):
        languages = {entry.id: entry.language for entry in plan.entries}
        lexical = index_terms(
            [analyse(matched_text(one), language=languages[one.document_id]) for one in passages]
        )
    with stages.stage("references"):
        references = citation_graph([one.document for one in plan.found], passages)
    of_passages = _cache(store, encoder, "passages")
    with stages.stage("passages") as report:
        vectors = embed(
            [embedded_text(passage) for passage in passages],
            encoder=encoder,
            cache=of_passages,
            progress=report,
        )
    with stages.stage("sentences") as report:
        sentences = embed(
            [
                text
                for passage, rows in zip(passages, bounds, strict=True)
                for text in sentence_texts(passage, rows)
            ],
            encoder=encoder,
            cache=_cache(store, encoder, "sentences"),
            known=of_passages,
            progress=report,
        )
    contents = Contents(
        entries=plan.entries,
        documents=plan.documents,
        gone=plan.gone,
        references=references,
        vectors=vectors.vectors,
        sentence_vectors=sentences.vectors,
        lexical=lexical,
        traits=make_traits(
            {one.document.id: one.document for one in plan.found},
            passages,
            bounds,
            vectors=vectors.vectors,
            sentence_vectors=sentences.vectors,
            lexical=lexical,
        ),
    )
    return contents, vectors.computed + sentences.computed


def _cache(store: Store, encoder: Encoder, part: str) -> VectorCache:
    return open_cache(
        store.cache, part, fingerprint=encoder.fingerprint, dimension=encoder.dimension
    )
