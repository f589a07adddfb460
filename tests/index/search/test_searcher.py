"""The search puts forward the best passages of each side, and no filter changes what it leaves."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hit import Filter
from index.indexing.pipeline import build
from index.search.searcher import Searcher, highest
from index.snapshot.store import Store
from tests.index.library import SAMPLES, WordEncoder, pages


@given(values=st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=30), limit=st.integers(1, 9))
def test_the_highest_are_those_of_a_stable_sort(values: list[float], limit: int) -> None:
    scores = np.array(values, np.float32)
    order = [place for place in np.argsort(-scores, kind="stable") if scores[place]]
    assert sorted(highest(scores, limit).tolist()) == sorted(order[:limit])


def test_a_filter_that_leaves_everything_changes_nothing(store: Store, words: WordEncoder) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    searcher = Searcher(store.current(), words)
    everything = searcher.search("le gardien des phares").hits
    assert everything[0].passage.text.startswith("Les phares")
    today = Filter(as_of=date(2026, 1, 1))
    assert searcher.search("le gardien des phares", filter=today).hits == everything


def test_the_own_words_of_a_follow_up_weigh_more_than_those_it_leans_on(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    searcher = Searcher(store.current(), words)
    found = searcher.search("Et le pont ?", antecedent="Les jardins ouvrent à huit heures ?")
    assert found.hits[0].passage.text.startswith("Le pont")
    weights = searcher.term_weights(found.query)
    assert weights["pont"] > weights["jardin"] > 0
    assert found.query.antecedent_terms >= {"jardin", "ouvrent"}
    assert np.linalg.norm(found.vector) == pytest.approx(1)


def test_a_follow_up_without_a_subject_finds_what_it_leans_on(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    searcher = Searcher(store.current(), words)
    hits = searcher.search("Et quand ?", antecedent="Les phares s'allument-ils ?").hits
    assert hits[0].passage.text.startswith("Les phares")


def test_a_follow_up_for_a_difference_compares_what_it_leans_on(
    store: Store, words: WordEncoder
) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    searcher = Searcher(store.current(), words)
    found = searcher.search("Quelle différence avec le phare ?", antecedent="Un pont ?")
    assert found.query.compared == (frozenset({"pont"}), frozenset({"phar"}))


def test_what_is_left_out_is_not_found(store: Store, words: WordEncoder) -> None:
    build(pages(SAMPLES), store=store, encoder=words)
    searcher = Searcher(store.current(), words)
    best = searcher.search("le gardien des phares").hits[0].passage.id
    others = searcher.search("le gardien des phares", filter=Filter(without=frozenset([best]))).hits
    assert others
    assert best not in [hit.passage.id for hit in others]
