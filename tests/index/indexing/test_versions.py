"""What a stage makes of the same input changes only together with the stage's version.

The input is in stage_input.json: documents, and the passages and sentences that they were cut into
when it was written.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest

from corpus.document import Document
from corpus.law.citation_grammar import Mention
from corpus.law.citation_graph import citation_graph, mentions_of
from corpus.passage import Passage
from corpus.questions.taught import TaughtQuestion
from corpus.splitters import split
from index.features.citing import CitingPages
from index.features.extract import extract_features, find_definitions
from index.features.passage_features import Definition
from index.features.word_counts import count_words
from index.indexed_text import embedded_text, matched_text, sentence_text
from index.indexing.cutting import Bounds, cut_document, sentence_bounds
from index.indexing.prepare import PreparedDocument, cached_record
from index.indexing.versions import STAGE_VERSIONS
from index.questions.asked import ask, own_questions
from index.questions.field import learn_field
from index.search.bm25 import index_terms
from index.snapshot.records import from_json, parse_passage, passage_line, to_line
from index.text.terms import analyse
from tests.index.library import WordEncoder

# By stage: the constant that holds its version, that version, and the digest of what it makes.
KNOWN = {
    "cut": ("CUT_VERSION in index/indexing/cutting.py", 2, "41f20f5320bb3fb1"),
    "texts": ("TEXTS_VERSION in index/indexed_text.py", 1, "e03e5cb9abb91b19"),
    "terms": ("TERMS_VERSION in index/text/terms.py", 3, "c5570144971aac53"),
    "references": ("REFERENCES_VERSION in index/indexing/references.py", 3, "0478651db1b27b97"),
    "records": ("RECORD_VERSION in index/indexing/prepare.py", 3, "fe98a300be68f41a"),
    "questions": ("QUESTIONS_VERSION in index/questions/asked.py", 4, "ea0d2bdf87a2c18f"),
    "features": ("FEATURES_VERSION in index/features/extract.py", 1, "a410b85e8c68dc4b"),
}

_INPUT = orjson.loads(Path(__file__).with_name("stage_input.json").read_bytes())
DOCUMENTS: list[Document] = [from_json(Document, one) for one in _INPUT["documents"]]
BY_ID = {one.id: one for one in DOCUMENTS}
PASSAGES: list[Passage] = [parse_passage(one, BY_ID) for one in _INPUT["passages"]]
SENTENCES: list[Bounds] = [np.array(one, np.int32) for one in _INPUT["sentences"]]


def cut_documents() -> Any:
    encoder = WordEncoder()
    passages = [
        passage
        for document in DOCUMENTS
        for passage in cut_document(
            document, lambda one: split(one, count_tokens=encoder.count_tokens, max_tokens=48)
        )
    ]
    lines = [passage_line(one).decode() for one in passages]
    return lines, [sentence_bounds(one).tolist() for one in passages]


def write_texts() -> Any:
    return [
        (
            embedded_text(passage),
            matched_text(passage),
            [sentence_text(passage, *bounds) for bounds in sentences.tolist()],
        )
        for passage, sentences in zip(PASSAGES, SENTENCES, strict=True)
    ]


def count_terms() -> Any:
    terms = [analyse(one.text, language=BY_ID[one.document_id].language) for one in PASSAGES]
    lexical = index_terms([Counter(one) for one in terms])
    return terms, lexical.terms, lexical.rows.tolist(), np.round(lexical.weights, 3).tolist()


def find_references() -> Any:
    mentions = [to_line(mentions_of(one)).decode() for one in DOCUMENTS]
    graph = citation_graph(DOCUMENTS, PASSAGES)
    pairs = CitingPages.of(PASSAGES, graph, laws=()).pairs.tolist()
    return mentions, to_line(graph).decode(), pairs


def tell_features() -> Any:
    vectors = np.eye(len(PASSAGES), dtype=np.float32)
    definitions = [
        one
        for document in DOCUMENTS
        for one in find_definitions(
            document,
            [passage for passage in PASSAGES if passage.document_id == document.id],
            [
                bounds
                for passage, bounds in zip(PASSAGES, SENTENCES, strict=True)
                if passage.document_id == document.id
            ],
        )
    ]
    found = extract_features(
        PASSAGES,
        definitions=definitions,
        words=count_words(one.text for one in DOCUMENTS),
        vectors=vectors,
        sentence_vectors=vectors,
    )
    return [
        found.leads.tolist(),
        found.regulatory.tolist(),
        found.territory_numbers.tolist(),
        [sorted(one) for one in found.territories],
        [to_line(one).decode() for one in found.definitions],
        found.words,
        np.round(found.passage_moments.covariance, 3).tolist(),
    ]


def ask_questions() -> Any:
    number = next(one.locator.article for one in PASSAGES if one.locator.article)
    owner = next(one.document_id for one in PASSAGES if one.locator.article == number)
    taught = [
        TaughtQuestion("Qui ouvre la grille ?", owner, (number or "", "L9-9")),
        TaughtQuestion("Quand ouvre-t-elle ?", owner),
        TaughtQuestion("Qui passe ?", "elsewhere"),
    ]
    of = [(one, [each for each in PASSAGES if each.document_id == one.id]) for one in DOCUMENTS]
    asked, warnings = ask(of, taught, sources={})
    own = list(own_questions(replace(DOCUMENTS[0], title="Qui peut entrer ?"), PASSAGES[:2]))
    vectors = WordEncoder().encode_queries([one.text for one in asked])
    field = learn_field(
        asked,
        vectors.astype(np.float16),
        ordinals={one.id: row for row, one in enumerate(PASSAGES)},
        documents=[len(passages) for _, passages in of],
        origin=np.ones(vectors.shape[1], np.float32),
    )
    return [
        [to_line(one).decode() for one in (*asked, *own)],
        [one.message for one in warnings],
        np.round(field.metric.mean.astype(np.float64), 3).tolist(),
        field.covered.tolist(),
        field.lexical.terms,
    ]


def write_record() -> Any:
    prepared = PreparedDocument(
        document=DOCUMENTS[0],
        line=b"{}",
        record="record",
        cut="cut",
        passages=tuple(PASSAGES[:1]),
        sentences=tuple(SENTENCES[:1]),
        terms=({"parv": 2},),
        mentions=(Mention(3, 9, "L1-2"),),
        definitions=(Definition(0, frozenset({"parv", "ouvert"})),),
        words={"parvis": 2},
    )
    return cached_record(prepared).decode()


MAKE: dict[str, Callable[[], Any]] = {
    "cut": cut_documents,
    "texts": write_texts,
    "terms": count_terms,
    "references": find_references,
    "questions": ask_questions,
    "features": tell_features,
    "records": write_record,
}


@pytest.mark.parametrize("stage", STAGE_VERSIONS)
def test_what_a_stage_makes_changes_only_with_its_version(stage: str) -> None:
    made = hashlib.sha256(orjson.dumps(MAKE[stage]())).hexdigest()[:16]
    where, version, digest = KNOWN[stage]
    if STAGE_VERSIONS[stage] == version:
        assert made == digest, (
            f"The stage “{stage}” makes other things of the same input, and indexes built before "
            f"would not be made again: raise {where} to {version + 1}, and write that and {made} "
            "into KNOWN here."
        )
    assert STAGE_VERSIONS[stage] == version, (
        f"{where} is {STAGE_VERSIONS[stage]}: write that and {made} into KNOWN here."
    )
