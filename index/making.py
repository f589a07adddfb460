"""Making: all that a snapshot holds, taken over from the one before or worked out anew."""

from collections.abc import Sequence

import numpy as np

from corpus.passage import Passage
from index.cache import VectorCache
from index.citing import cite
from index.cutting import Bounds
from index.embedding import embed, open_cache, sentence_texts
from index.encoder import Encoder
from index.lexical import weigh
from index.noting import count_all_words, note
from index.plan import Plan
from index.rows import Rows, take_over
from index.snapshot import validity_of
from index.stages import Stages
from index.store import Store
from index.term_counts import TermCounts, count_terms, join_counts
from index.terms import analyse
from index.texts import embedded_text, matched_text
from index.workings import Workings
from index.writing import Contents


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
    bounds = [rows for one in new for rows in one.bounds]
    of_passages = take_over(
        (None if one.kept is None else one.kept.passage, len(one.passage_lines))
        for one in plan.documents
    )
    of_sentences = take_over(
        (None if one.kept is None else one.kept.sentence, len(one.sentences))
        for one in plan.documents
    )
    with stages.stage("terms"):
        counts = _count(plan, of_passages, passages)
        lexical = weigh(counts)
    with stages.stage("references"):
        citations = cite(plan)
    cached = _cache(store, encoder, "passages")
    with stages.stage("passages") as report:
        embedded = embed(
            [embedded_text(passage) for passage in passages],
            encoder=encoder,
            cache=cached,
            progress=report,
        )
        vectors = of_passages.join(
            None if before is None else before.vectors.vectors, embedded.vectors
        )
    with stages.stage("sentences") as report:
        embedded_sentences = embed(
            _sentences(passages, bounds),
            encoder=encoder,
            cache=_cache(store, encoder, "sentences"),
            known=cached,
            progress=report,
        )
        sentence_vectors = of_sentences.join(
            None if before is None else before.sentence_table.vectors, embedded_sentences.vectors
        )
    with stages.stage("notes"):
        words = count_all_words(plan)
        notes = note(
            plan,
            of_passages,
            passages,
            words=words,
            vectors=vectors,
            sentence_vectors=sentence_vectors,
        )
    contents = Contents(
        entries=plan.entries,
        documents=plan.documents,
        gone=plan.gone,
        passage_ids=_ids(plan),
        validity=of_passages.join(
            None if before is None else before.validity, validity_of(passages)
        ),
        references=citations.references,
        vectors=vectors,
        sentence_vectors=sentence_vectors,
        lexical=lexical,
        notes=notes,
        workings=Workings(
            terms=counts,
            word_counts=np.array([words[word] for word in notes.words], np.int64),
            mentions=citations.mentions,
        ),
    )
    return contents, embedded.computed + embedded_sentences.computed


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


def _sentences(passages: Sequence[Passage], bounds: Sequence[Bounds]) -> list[str]:
    return [
        text
        for passage, rows in zip(passages, bounds, strict=True)
        for text in sentence_texts(passage, rows)
    ]


def _ids(plan: Plan) -> list[str]:
    ids: list[str] = []
    for one in plan.documents:
        if plan.before is None or one.kept is None:
            ids += (passage.id for passage in one.passages)
        else:
            first = one.kept.passage
            ids += plan.before.passage_ids[first : first + len(one.passage_lines)]
    return ids


def _cache(store: Store, encoder: Encoder, part: str) -> VectorCache:
    return open_cache(
        store.cache, part, fingerprint=encoder.fingerprint, dimension=encoder.dimension
    )
