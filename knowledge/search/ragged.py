"""Array types of the search, and two operations on ragged rows that numpy has no function for.

Ragged rows are stored as one flat array of items and an array `starts`: row r has the items
`flat[starts[r]:starts[r + 1]]`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]  # in an index: places and numbers
Floats = NDArray[np.float32]  # in an index: weights
Keys = NDArray[np.int64]  # places and numbers while computing, and the keys of terms
Numbers = NDArray[np.float64]  # weights while computing
Flags = NDArray[np.bool_]


def row_items(starts: Ints, rows: NDArray[np.integer]) -> tuple[Keys, Keys]:
    """Return the flat places of all items of `rows`, row after row, and for each item the place in `rows` it's from."""
    lengths = (starts[rows + 1] - starts[rows]).astype(np.int64)
    owner = np.repeat(np.arange(len(rows)), lengths)
    before = np.cumsum(lengths) - lengths
    return np.arange(len(owner)) - (before - starts[rows])[owner], owner


def sum_at(places: NDArray[np.integer], values: NDArray[np.floating], n: int) -> Numbers:
    """Return `n` sums: at each place that of the `values` whose `places` name it."""
    result: Numbers = np.bincount(places, values, minlength=n).astype(np.float64, copy=False)
    return result
