"""Counts of terms: those of a corpus that has changed are what counting it anew gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.term_counts import TermCounts, count_terms, join_counts

PASSAGE = st.lists(st.sampled_from("abcdefg"), max_size=6)
NEW, STAYS, GOES = "new", "stays", "goes"


def arrays(counts: TermCounts) -> list[object]:
    return [
        counts.terms,
        counts.counts.tolist(),
        counts.rows.tolist(),
        counts.starts.tolist(),
        counts.passages,
        [counts.counts.dtype, counts.rows.dtype, counts.starts.dtype],
    ]


def test_each_term_has_its_passages_and_how_often_they_hold_it() -> None:
    counts = count_terms([["b", "a", "b"], [], ["b"]])
    assert arrays(counts)[:5] == [("a", "b"), [1, 2, 1], [0, 0, 2], [0, 1, 3], 3]


@given(st.lists(st.tuples(PASSAGE, st.sampled_from((NEW, STAYS, GOES))), max_size=10))
def test_counts_taken_over_are_those_of_counting_anew(corpus: list[tuple[list[str], str]]) -> None:
    before = [(terms, fate) for terms, fate in corpus if fate != NEW]
    after = [(terms, fate) for terms, fate in corpus if fate != GOES]
    stay = iter(place for place, (_, fate) in enumerate(after) if fate == STAYS)
    joined = join_counts(
        count_terms([terms for terms, _ in before]),
        count_terms([terms for terms, fate in after if fate == NEW]),
        places_before=np.array(
            [next(stay) if fate == STAYS else -1 for _, fate in before], np.int64
        ),
        places_new=np.array(
            [place for place, (_, fate) in enumerate(after) if fate == NEW], np.int64
        ),
    )
    assert arrays(joined) == arrays(count_terms([terms for terms, _ in after]))
