"""The kinds of arrays that the search is made of, and two things numpy lacks for ragged and scattered ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]  # in an index: places and numbers
Floats = NDArray[np.float32]  # in an index: weights
Keys = NDArray[np.int64]  # places and numbers while computing, and keys of features
Numbers = NDArray[np.float64]  # weights while computing
Flags = NDArray[np.bool_]


def spread(starts: Ints, picked: NDArray[np.integer]) -> tuple[Keys, Keys]:
    """For ragged rows, return where the items of the `picked` rows lie, and which of the picked each belongs to."""
    lengths = (starts[picked + 1] - starts[picked]).astype(np.int64)
    owner = np.repeat(np.arange(len(picked)), lengths)
    before = np.cumsum(lengths) - lengths
    return np.arange(len(owner)) - (before - starts[picked])[owner], owner


def sums(places: NDArray[np.integer], values: NDArray[np.floating], n: int) -> Numbers:
    """Return the sum of the `values` at each of `n` places."""
    result: Numbers = np.bincount(places, values, minlength=n).astype(np.float64, copy=False)
    return result
