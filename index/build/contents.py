"""Making: all that a snapshot holds, taken over from the one before or worked out anew."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from index.build.embedding import Embedded, embed, open_cache, sentence_texts
from index.build.plan import Plan
from index.build.progress import Stages
from index.citing import cite
from index.encoder import Encoder
from index.features.extract import count_all_words, extract_features
from index.indexed_text import embedded_text, matched_text
from index.rows import Rows, take_over
from index.search.bm25 import weigh
from index.snapshot.index import validity_of
from index.snapshot.store import Store
from index.snapshot.writer import Contents
from index.sums import Sums, sum_up
from index.term_counts import TermCounts, count_terms, join_counts
from index.text.terms import analyse
from index.workings import Workings


@dataclass(frozen=True, slots=True)
class _Vectors:
    """The vectors of all passages, or of all sentences: their parts, and the sums over them.

    `computed` counts the texts that had to be embedded.
    """

    parts: Sequence[NDArray[Any]] = field(repr=False)
    sums: Sums
    computed: int


def make_contents(
    plan: Plan, *, store: Store, encoder: Encoder, stages: Stages
) -> tuple[Contents, int]:
    """What the snapshot holds, and how many texts had to be embedded for it.

    Only what cannot be told without the whole corpus is worked out again for documents that have
    not changed: how rare terms are, which law a reference means, and the moments of the vectors.
    """
    before = plan.before
    new = [one for one in plan.documents if one.kept is None]
    passages = [passage for one in new for passage in one.passages]
    rows = take_over(
        (None if one.kept is None else one.kept.passage, len(one.passage_lines))
        for one in plan.documents
    )
    with stages.stage("terms"):
        counts = _count(plan, rows, passages)
        lexical = weigh(counts)
    with stages.stage("references"):
        citations = cite(plan)
    of_passages, of_sentences = _embed(
        plan, rows, passages, store=store, encoder=encoder, stages=stages
    )
    with stages.stage("notes"):
        words = count_all_words(plan)
        features = extract_features(
            plan,
            rows,
            passages,
            words=words,
            passage_sums=of_passages.sums,
            sentence_sums=of_sentences.sums,
        )
    contents = Contents(
        entries=plan.entries,
        documents=plan.documents,
        gone=plan.gone,
        former=plan.former,
        passage_ids=_ids(plan),
        validity=rows.join(None if before is None else before.validity, validity_of(passages)),
        references=citations.references,
        vectors=of_passages.parts,
        sentence_vectors=of_sentences.parts,
        lexical=lexical,
        features=features,
        workings=Workings(
            terms=counts,
            passage_sums=of_passages.sums,
            sentence_sums=of_sentences.sums,
            word_counts=np.array([words[word] for word in features.words], np.int64),
            mentions=citations.mentions,
        ),
    )
    return contents, of_passages.computed + of_sentences.computed


def _embed(
    plan: Plan,
    rows: Rows,
    passages: Sequence[Passage],
    *,
    store: Store,
    encoder: Encoder,
    stages: Stages,
) -> tuple[_Vectors, _Vectors]:
    """The vectors of all passages and of all sentences."""
    before = plan.before
    bounds = [
        one for document in plan.documents if document.kept is None for one in document.bounds
    ]
    sentence_rows = take_over(
        (None if one.kept is None else one.kept.sentence, len(one.sentences))
        for one in plan.documents
    )
    caches = [
        open_cache(store.cache, part, fingerprint=encoder.fingerprint, dimension=encoder.dimension)
        for part in ("passages", "sentences")
    ]
    with stages.stage("passages") as report:
        embedded = embed(
            [embedded_text(passage) for passage in passages],
            encoder=encoder,
            cache=caches[0],
            progress=report,
        )
        of_passages = _vectors(
            rows,
            embedded,
            None if before is None else before.vectors.vectors,
            None if before is None else before.workings.passage_sums,
        )
    with stages.stage("sentences") as report:
        embedded = embed(
            [
                text
                for passage, one in zip(passages, bounds, strict=True)
                for text in sentence_texts(passage, one)
            ],
            encoder=encoder,
            cache=caches[1],
            known=caches[0],
            progress=report,
        )
        of_sentences = _vectors(
            sentence_rows,
            embedded,
            None if before is None else before.sentence_table.vectors,
            None if before is None else before.workings.sentence_sums,
        )
    return of_passages, of_sentences


def _vectors(
    rows: Rows, embedded: Embedded, before: NDArray[Any] | None, sums_before: Sums | None
) -> _Vectors:
    sums = sum_up(embedded.vectors)
    if before is not None and sums_before is not None:
        gone = before[rows.places_kept(len(before)) < 0]
        sums = sums_before - sum_up(gone) + sums
    return _Vectors(rows.parts(before, embedded.vectors), sums, embedded.computed)


def _count(plan: Plan, rows: Rows, new: Sequence[Passage]) -> TermCounts:
    languages = {entry.id: entry.language for entry in plan.entries}
    counts = count_terms(
        [analyse(matched_text(one), language=languages[one.document_id]) for one in new]
    )
    if plan.before is None:
        return counts
    return join_counts(
        plan.before.workings.terms,
        counts,
        places_before=rows.places_kept(len(plan.before.passages)),
        places_new=rows.places_new(),
    )


def _ids(plan: Plan) -> list[str]:
    ids: list[str] = []
    for one in plan.documents:
        if plan.before is None or one.kept is None:
            ids += (passage.id for passage in one.passages)
        else:
            first = one.kept.passage
            ids += plan.before.passage_ids[first : first + len(one.passage_lines)]
    return ids
