"""All that a snapshot holds, worked out from the documents of a plan."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from corpus.document import DocumentKind
from index.encoder import Encoder, Vectors
from index.features.citing import CitingPages
from index.features.extract import extract_features
from index.features.passage_features import Definition
from index.indexed_text import embedded_text
from index.indexing.cache import Cache
from index.indexing.embedding import embed, embed_questions, sentence_texts
from index.indexing.plan import BuildPlan
from index.indexing.prepare import PreparedDocument
from index.indexing.progress import Stages
from index.questions.field import learn_field
from index.search.bm25 import index_terms
from index.search.sentence_vectors import HalfVectors
from index.snapshot.records import to_line
from index.snapshot.writer import SnapshotContents


def assemble(
    plan: BuildPlan, *, cache: Cache, encoder: Encoder, stages: Stages
) -> tuple[SnapshotContents, int]:
    """What the snapshot holds, and how many texts had to be embedded for it."""
    documents = plan.documents
    passages = [passage for one in documents for passage in one.passages]
    sentences = [bounds for one in documents for bounds in one.sentences]
    with stages.stage("passages") as report:
        texts = [embedded_text(passage) for passage in passages]
        of_passages = embed(texts, encoder=encoder, cache=cache, progress=report)
    with stages.stage("sentences") as report:
        texts = [
            text
            for passage, bounds in zip(passages, sentences, strict=True)
            for text in sentence_texts(passage, bounds)
        ]
        of_sentences = embed(texts, encoder=encoder, cache=cache, dtype=np.float16, progress=report)
    with stages.stage("questions") as report:
        of_questions = embed_questions(
            [one.text for one in plan.questions], encoder=encoder, cache=cache, progress=report
        )
    contents = complete(
        plan,
        vectors=of_passages.vectors,
        sentence_vectors=of_sentences.vectors,
        question_vectors=of_questions.vectors,
        stages=stages,
    )
    computed = of_passages.computed + of_sentences.computed + of_questions.computed
    return contents, computed


def complete(
    plan: BuildPlan,
    *,
    vectors: Vectors,
    sentence_vectors: HalfVectors,
    question_vectors: HalfVectors,
    stages: Stages,
) -> SnapshotContents:
    """What the snapshot holds, given the vectors of passages, of their sentences and questions."""
    documents = plan.documents
    passages = [passage for one in documents for passage in one.passages]
    with stages.stage("terms"):
        lexical = index_terms([terms for one in documents for terms in one.terms])
    with stages.stage("references"):
        citing = CitingPages.of(
            passages,
            (one for found in plan.references for one in found),
            laws={one.document.id for one in documents if one.document.kind is DocumentKind.LAW},
        )
    with stages.stage("features"):
        words = Counter[str]()
        for one in documents:
            words.update(one.words)
        features = extract_features(
            passages,
            definitions=_definitions(documents),
            words=words,
            vectors=vectors,
            sentence_vectors=sentence_vectors,
        )
        questions = learn_field(
            plan.questions,
            question_vectors,
            ordinals={passage.id: row for row, passage in enumerate(passages)},
            documents=[len(one.passages) for one in documents],
            origin=features.passage_moments.mean,
        )
    return SnapshotContents(
        entries=plan.entries,
        documents=[one.line for one in documents],
        tombstones=plan.tombstones,
        passages=passages,
        sentences=[bounds for one in documents for bounds in one.sentences],
        references=[to_line(found) for found in plan.references],
        citing=citing,
        vectors=vectors,
        sentence_vectors=sentence_vectors,
        lexical=lexical,
        features=features,
        questions=questions,
    )


def _definitions(documents: Sequence[PreparedDocument]) -> Iterator[Definition]:
    """The definitions of all documents, each passage by its ordinal."""
    first = 0
    for document in documents:
        for one in document.definitions:
            yield Definition(first + one.passage, one.terms)
        first += len(document.passages)
