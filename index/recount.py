"""Recount: what builds worked out of the texts, worked out again in whole and compared.

A build takes over what the one before worked out; this is the proof that it took over the right
things.
"""

from collections.abc import Iterator

import numpy as np

from corpus.law.citation_graph import citation_graph, mentions_of
from index.features.extract import find_definitions, find_leads, find_regulatory, find_territories
from index.features.passage_features import definitions_line
from index.features.word_counts import commonest, count_words
from index.indexed_text import matched_text
from index.search.bm25 import weigh
from index.snapshot.index import Index, validity_of
from index.snapshot.manifest import rows_of
from index.snapshot.records import mentions_line
from index.sums import sum_up
from index.term_counts import count_terms
from index.text.terms import analyse


def recount(index: Index) -> Iterator[str]:
    """What is not as this version works it out, a sentence each."""
    for what, same in (
        ("terms", _same_terms),
        ("sums over vectors", _same_sums),
        ("words", _same_words),
        ("definitions", _same_definitions),
        ("mentions of articles", _same_mentions),
        ("references", _same_references),
        ("first passages, territories or days", _same_places),
    ):
        if not same(index):
            yield (
                f"The {what} are not those of the passages: they were changed, or this version "
                "tells them otherwise."
            )


def _same_terms(index: Index) -> bool:
    languages = {entry.id: entry.language for entry in index.catalogue}
    counts = count_terms(
        [analyse(matched_text(one), language=languages[one.document_id]) for one in index.passages]
    )
    expected, found = weigh(counts), index.lexical
    return (
        found.terms == expected.terms
        and np.array_equal(found.rows, expected.rows)
        and np.array_equal(found.starts, expected.starts)
        and np.array_equal(index.workings.terms.counts, counts.counts)
        and np.allclose(found.weights, expected.weights, rtol=1e-4)
    )


def _same_sums(index: Index) -> bool:
    """Whether the sums, which are exact, are to the bit those of the vectors."""
    workings = index.workings
    return np.array_equal(
        workings.passage_sums.table, sum_up(index.vectors.vectors).table
    ) and np.array_equal(workings.sentence_sums.table, sum_up(index.sentence_table.vectors).table)


def _same_words(index: Index) -> bool:
    counts = count_words(document.text for document in index.documents.values())
    words = index.features.words
    return words == commonest(counts) and index.workings.word_counts.tolist() == [
        counts[word] for word in words
    ]


def _same_definitions(index: Index) -> bool:
    expected = []
    for (_, rows), document in zip(rows_of(index.catalogue), index.documents.values(), strict=True):
        bounds = [index.sentence_table.bounds_of(row) for row in rows]
        passages = index.passages[rows.start : rows.stop]
        expected.append(definitions_line(find_definitions(document, passages, bounds)))
    return expected == index.definition_lines


def _same_mentions(index: Index) -> bool:
    return list(index.workings.mentions) == [
        mentions_line(mentions_of(document) if entry.passages else ())
        for entry, document in zip(index.catalogue, index.documents.values(), strict=True)
    ]


def _same_references(index: Index) -> bool:
    return index.references == citation_graph(index.documents.values(), index.passages)


def _same_places(index: Index) -> bool:
    places, territories = find_territories(index.passages)
    return (
        np.array_equal(index.features.leads, find_leads(index.passages))
        and np.array_equal(index.features.regulatory, find_regulatory(index.passages))
        and np.array_equal(index.features.territory_numbers, places)
        and index.features.territories == territories
        and np.array_equal(index.validity, validity_of(index.passages))
    )
