"""Verify: proof that a snapshot on disk is whole, and that its parts belong together."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.document import DocumentKind
from corpus.law.citation_graph import citation_graph
from corpus.passage import Passage, passage_id
from index.encoder import Encoder
from index.errors import DamagedSnapshot, FormatMismatch, ParvisIndexError
from index.features.citing import CitingPages
from index.features.extract import extract_features, find_definitions
from index.features.moments import Moments
from index.features.passage_features import Definition
from index.features.word_counts import count_words
from index.indexed_text import matched_text
from index.questions.field import learn_field
from index.search.bm25 import LexicalIndex, index_terms
from index.search.sentence_vectors import SentenceSpan
from index.snapshot.files import SnapshotFiles
from index.snapshot.index import Index, validity_of
from index.snapshot.manifest import read_manifest, snapshot_digest
from index.snapshot.records import to_line
from index.snapshot.store import Store
from index.snapshot.vector_check import vector_problems
from index.text.terms import analyse


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and every problem as a sentence; a whole snapshot has none."""

    snapshot_id: str
    problems: tuple[str, ...]
    files: int = 0
    documents: int = 0
    passages: int = 0
    sentences: int = 0
    vectors_compared: int = 0


def verify(
    store: Store,
    *,
    id: str | None = None,
    encoder: Encoder | None = None,
    sample: int | None = 64,
    progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Checks every file, count, offset and id of a snapshot, the current one by default.

    With an encoder, `sample` passages and as many sentences and questions, or all where it is None,
    are embedded again and compared with their vectors. Raises NoIndex and UnknownSnapshot.
    """
    id = store.current_id() if id is None else store.find(id)
    try:
        manifest = read_manifest(store.folder(id))
    except (DamagedSnapshot, FormatMismatch) as error:
        return Verification(id, (str(error),))
    problems = list(_file_problems(SnapshotFiles(store.folder(id), manifest.files)))
    if problems:
        return Verification(id, tuple(problems), files=len(manifest.files))
    try:
        index = store.load(id)
    except ParvisIndexError as error:
        return Verification(id, (str(error),), files=len(manifest.files))
    problems.extend(_count_problems(index))
    if not problems:
        problems.extend(_document_problems(index))
        problems.extend(_passage_problems(index))
    if not problems:
        problems.extend(_derived_problems(index))
    compared = 0
    if encoder is not None and not problems:
        found, compared = vector_problems(index, encoder, sample, progress)
        problems.extend(found)
    return Verification(
        snapshot_id=id,
        problems=tuple(problems),
        files=len(manifest.files),
        documents=len(index.documents),
        passages=len(index.passages),
        sentences=len(index.sentence_table.bounds),
        vectors_compared=compared,
    )


def _file_problems(files: SnapshotFiles) -> Iterator[str]:
    for name in files.files:
        try:
            files.check(name)
        except DamagedSnapshot as error:
            yield str(error)


def _count_problems(index: Index) -> Iterator[str]:
    manifest, sentences = index.manifest, index.sentence_table
    passages = len(index.passages)
    tombstones = {id for one in index.tombstones for id in one.passages}
    for what, found, expected in (
        ("documents", len(index.documents), manifest.documents),
        ("passages", passages, manifest.passages),
        ("passages in the catalog", sum(one.passages for one in index.catalog), passages),
        ("vectors", len(index.vectors.vectors), passages),
        ("dimensions", index.vectors.dimension, manifest.model.dimension),
        ("sentences", len(sentences.bounds), manifest.sentences),
        ("passages with sentences", len(sentences.starts) - 1, passages),
        ("documents with references", len(index.reference_lines), manifest.documents),
        ("questions", len(index.questions.questions), manifest.questions),
        ("vectors of questions", len(index.questions.vectors), manifest.questions),
        ("distinct passage ids", len(set(index.passage_ids)), passages),
        ("tombstones among these", len(tombstones.intersection(index.passage_ids)), 0),
    ):
        if found != expected:
            yield f"There are {found} {what} instead of {expected}."
    asked = index.questions.questions
    if snapshot_digest(manifest.settings, index.catalog, asked) != manifest.digest:
        yield "The manifest's digest is not that of its documents and their questions."


def _document_problems(index: Index) -> Iterator[str]:
    for entry in index.catalog:
        try:
            document = index.documents[entry.id]
        except (ValueError, TypeError, KeyError) as error:
            yield f"The document {entry.id} cannot be read ({error})."
            continue
        if document.content_hash != entry.content_hash or (
            hashlib.sha256(to_line(document)).hexdigest() != entry.record
        ):
            yield f"The document {entry.id} is not the one of the catalog."


def _passage_problems(index: Index) -> Iterator[str]:
    """A passage's id is made of its words and place, so it proves that the offsets are right."""
    seen: Counter[str] = Counter()
    for ordinal, passage in enumerate(index.passages):
        plain = passage_id(passage.document_id, passage.locator, passage.text)
        occurrence = seen[plain]
        seen[plain] += 1
        if passage.id != passage_id(
            passage.document_id, passage.locator, passage.text, occurrence=occurrence
        ):
            yield (
                f"The passage {passage.id} of {passage.document_id} does not have the words that "
                "its id was made from."
            )
        if index.passage_ids[ordinal] != passage.id:
            yield f"The passage {passage.id} is listed as {index.passage_ids[ordinal]}."
        if not _lie_in(index.sentences(ordinal), passage):
            yield f"The sentences of the passage {passage.id} are not in it, or not in its order."


def _lie_in(sentences: Sequence[SentenceSpan], passage: Passage) -> bool:
    ends = [passage.start, *(end for sentence in sentences for end in sentence), passage.end]
    return bool(sentences) and ends == sorted(ends)


def _derived_problems(index: Index) -> Iterator[str]:
    """All that follows from documents, passages and vectors, worked out again and compared."""
    documents = list(index.documents.values())
    passages = list(index.passages)
    bounds = [index.sentence_table.bounds_of(row) for row in range(len(passages))]
    definitions = [
        Definition(rows.start + one.passage, one.terms)
        for document, rows in zip(documents, index.rows.values(), strict=True)
        for one in find_definitions(
            document, passages[rows.start : rows.stop], bounds[rows.start : rows.stop]
        )
    ]
    features = extract_features(
        passages,
        definitions=definitions,
        words=count_words(one.text for one in documents),
        vectors=index.vectors.vectors,
        sentence_vectors=index.sentence_table.vectors,
    )
    found = index.features
    cited = index.references == citation_graph(documents, passages)
    for what, same in (
        ("terms", _same_terms(index)),
        ("references", cited),
        ("citing pages", not cited or _same_citing(index, passages)),
        ("definitions", found.definitions == features.definitions),
        ("words", found.words == features.words),
        (
            "means and covariances",
            _close(found.passage_moments, features.passage_moments)
            and _close(found.sentence_moments, features.sentence_moments),
        ),
        ("metric or words of questions", _same_field(index)),
        (
            "first passages, territories or days",
            np.array_equal(found.leads, features.leads)
            and np.array_equal(found.regulatory, features.regulatory)
            and np.array_equal(found.territory_numbers, features.territory_numbers)
            and found.territories == features.territories
            and np.array_equal(index.validity, validity_of(passages)),
        ),
    ):
        if not same:
            yield (
                f"The {what} are not those of the passages: they were changed, or this version "
                "tells them otherwise."
            )


def _same_terms(index: Index) -> bool:
    languages = {entry.id: entry.language for entry in index.catalog}
    terms = (
        analyse(matched_text(one), language=languages[one.document_id]) for one in index.passages
    )
    return _alike(index.lexical, index_terms([Counter(one) for one in terms]))


def _same_field(index: Index) -> bool:
    found = index.questions
    expected = learn_field(
        found.questions,
        found.vectors,
        ordinals={id: row for row, id in enumerate(index.passage_ids)},
        documents=[entry.passages for entry in index.catalog],
        origin=index.features.passage_moments.mean,
    )
    return (
        np.allclose(found.metric.mean, expected.metric.mean, atol=1e-5)
        and np.allclose(found.metric.whitening, expected.metric.whitening, rtol=1e-3, atol=1e-3)
        and _alike(found.lexical, expected.lexical)
    )


def _alike(found: LexicalIndex, expected: LexicalIndex) -> bool:
    return (
        found.terms == expected.terms
        and np.array_equal(found.rows, expected.rows)
        and np.array_equal(found.starts, expected.starts)
        and np.allclose(found.weights, expected.weights, rtol=1e-4)
    )


def _same_citing(index: Index, passages: Sequence[Passage]) -> bool:
    laws = {one.id for one in index.catalog if one.kind is DocumentKind.LAW}
    expected, found = CitingPages.of(passages, index.references, laws=laws), index.citing
    return (
        np.array_equal(found.pairs, expected.pairs)
        and np.array_equal(found.sections, expected.sections)
        and np.array_equal(found.documents, expected.documents)
    )


def _close(found: Moments, expected: Moments) -> bool:
    return np.allclose(found.mean, expected.mean, atol=1e-6) and np.allclose(
        found.covariance, expected.covariance, atol=1e-6
    )
