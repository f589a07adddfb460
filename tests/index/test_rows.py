"""Rows taken over stand where their documents now do, and new ones between them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.rows import Stretch, take_over

NEW, STAYS, GOES = "new", "stays", "goes"
CORPUS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from((NEW, STAYS, GOES))), max_size=12)


@given(CORPUS)
def test_a_table_is_joined_as_it_would_be_made_anew(corpus: list[tuple[int, str]]) -> None:
    before: list[int] = []
    new: list[int] = []
    after: list[int] = []
    parts: list[tuple[int | None, int]] = []
    for number, (length, fate) in enumerate(corpus):
        values = [number * 10 + row for row in range(length)]
        if fate != GOES:
            parts.append((len(before) if fate == STAYS else None, length))
            after += values
        if fate == NEW:
            new += values
        else:
            before += values
    rows = take_over(parts)
    assert rows.total == len(after)
    joined = rows.join(np.array(before, np.int64), np.array(new, np.int64))
    assert joined.tolist() == after
    kept = rows.places_kept(len(before)).tolist()
    assert [value for value, row in zip(before, kept, strict=True) if row >= 0] == [
        value for value in after if value in before
    ]
    assert all(after[row] == value for value, row in zip(before, kept, strict=True) if row >= 0)
    assert [after[row] for row in rows.places_new()] == new


def test_rows_that_follow_one_another_are_one_stretch() -> None:
    rows = take_over([(0, 2), (2, 3), (None, 1), (9, 2), (None, 0)])
    assert rows.kept == (Stretch(0, 0, 5), Stretch(6, 9, 2))
    assert rows.new[0] == Stretch(5, 0, 1)


def test_values_that_are_rows_move_with_them() -> None:
    rows = take_over([(None, 2), (3, 2)])
    leads = rows.move(np.array([0, 0, 0, 3, 3]), np.array([0, 0]))
    assert leads.tolist() == [0, 0, 2, 2]
