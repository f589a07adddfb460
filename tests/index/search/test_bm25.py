"""BM25: more of a rare term weighs more, and each score can be explained term by term."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.parameters import BACKGROUND, FEATURES
from index.search.bm25 import LexicalIndex, index_terms

TERMS = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=8), min_size=1, max_size=12)


def indexed(passages: list[list[str]]) -> LexicalIndex:
    return index_terms([Counter(terms) for terms in passages])


def plain_bm25(passages: list[list[str]], term: str, number: int) -> float:
    """Lucene's BM25, as Kamphuis et al. (2020) write it."""
    held = sum(term in passage for passage in passages)
    mean = sum(map(len, passages)) / len(passages)
    count = passages[number].count(term)
    k1, b = FEATURES.bm25_k1, FEATURES.bm25_b
    # Few passages are filled up with those of a background.
    lacking = max(0, BACKGROUND.passages - len(passages))
    among, holding = len(passages) + lacking, held + lacking * BACKGROUND.term_share
    idf = math.log(1 + (among - holding + 0.5) / (holding + 0.5))
    return idf * count / (count + k1 * (1 - b + b * len(passages[number]) / mean))


@given(passages=TERMS, query=st.lists(st.sampled_from("abcdefgz"), max_size=5, unique=True))
def test_scores_are_those_of_the_formula(passages: list[list[str]], query: list[str]) -> None:
    scores = indexed(passages).scores(query)
    expected = [
        sum(plain_bm25(passages, term, number) for term in query if term in passages[number])
        for number in range(len(passages))
    ]
    assert np.allclose(scores, expected, atol=1e-5)


@given(passages=TERMS)
def test_an_explanation_names_the_matched_terms_and_adds_up(passages: list[list[str]]) -> None:
    index = indexed(passages)
    query = list("abcz")
    scores = index.scores(query)
    for number, passage in enumerate(passages):
        parts = index.explain(query, number)
        assert set(parts) == set(query) & set(passage)
        assert math.isclose(sum(parts.values()), scores[number], abs_tol=1e-5)


@pytest.mark.parametrize("passages", [1, 3, 20])
def test_a_term_that_all_of_few_passages_hold_still_says_something(passages: int) -> None:
    index = indexed([["pont", "quai"]] * passages)
    assert index.idf("pont") > index.idf("grue") / 4
    assert index.scores(["pont"]).min() > 0.5


def test_from_enough_passages_on_terms_are_as_rare_as_their_own_passages_say() -> None:
    index = indexed([["pont"]] * 10 + [["quai"]] * (BACKGROUND.passages - 10))
    assert index.share("pont") == 10 / BACKGROUND.passages
    assert index.idf("pont") == math.log(1 + (BACKGROUND.passages - 9.5) / 10.5)


@given(passages=TERMS, some=st.sets(st.integers(0, 11), max_size=4))
def test_what_some_passages_hold_is_what_one_of_them_has(
    passages: list[list[str]], some: set[int]
) -> None:
    numbers = sorted(one for one in some if one < len(passages))
    held = indexed(passages).held(list("abcz"), np.array(numbers, np.int64))
    assert held == {term for one in numbers for term in passages[one]} & set("abcz")


def test_a_passage_without_words_scores_nothing() -> None:
    assert indexed([["pont"], []]).scores(["pont"])[1] == 0


def test_an_index_without_any_word_scores_nothing() -> None:
    assert indexed([[], []]).scores(["pont"]).tolist() == [0, 0]
    assert indexed([]).scores(["pont"]).tolist() == []


def test_the_same_passages_always_give_the_same_arrays() -> None:
    passages = [["b", "a"], ["c", "a", "a"], ["b"]]
    one, other = indexed(passages), indexed(passages)
    assert one.terms == other.terms == ("a", "b", "c")
    assert one.rows.tolist() == other.rows.tolist()
    assert one.weights.tobytes() == other.weights.tobytes()


@given(passages=TERMS)
@pytest.mark.slow
def test_weights_are_those_of_bm25s_to_the_bit(passages: list[list[str]]) -> None:
    import bm25s

    passages = passages * BACKGROUND.passages  # So many that none of a background are added.
    index = indexed(passages)
    assume(index.terms)
    k1, b = FEATURES.bm25_k1, FEATURES.bm25_b
    engine = bm25s.BM25(method="lucene", k1=k1, b=b, backend="numpy", csc_backend="numpy")
    numbers = [[index.terms.index(term) for term in passage] for passage in passages]
    vocabulary = {term: number for number, term in enumerate(index.terms)}
    engine.index((numbers, vocabulary), create_empty_token=False, show_progress=False)
    assert index.weights.tobytes() == engine.scores["data"].tobytes()
    assert index.rows.tolist() == engine.scores["indices"].tolist()
    assert index.starts.tolist() == engine.scores["indptr"].tolist()
