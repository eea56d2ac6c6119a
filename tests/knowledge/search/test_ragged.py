"""Ragged rows lie in one flat array, one after the other."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.search.ragged import row_items, sum_at

STARTS = np.array([0, 2, 2, 5, 6], np.int32)  # rows of 2, 0, 3 and 1 items


@pytest.mark.parametrize(
    ("rows", "items", "owners"),
    [
        ([0], [0, 1], [0, 0]),
        ([1], [], []),
        ([2, 0], [2, 3, 4, 0, 1], [0, 0, 0, 1, 1]),
        ([3, 1, 3], [5, 5], [0, 2]),
        ([], [], []),
    ],
)
def test_rows_give_the_places_of_their_items_and_whose_they_are(rows, items, owners):
    places, owner = row_items(STARTS, np.array(rows, np.int64))
    assert (places.tolist(), owner.tolist()) == (items, owners)


def test_values_are_summed_at_their_places():
    sums = sum_at(np.array([2, 0, 2]), np.array([1.5, 2.0, 0.25], np.float32), 4)
    assert sums.tolist() == [2, 0, 1.75, 0]
    assert sums.dtype == np.float64


def test_nothing_summed_is_zeros():
    sums = sum_at(np.array([], np.int64), np.array([], np.float64), 2)
    assert sums.tolist() == [0, 0]
    assert sums.dtype == np.float64
