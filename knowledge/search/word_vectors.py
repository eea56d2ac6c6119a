"""How near two English words are in meaning: "fire" and "blaze" are near, "fire" and "lawyer" are not.

The table ships with the search (see word_vectors.LICENSE) and is made by `python -m knowledge.learning.word_vectors`.
It knows nothing about any base, so it's the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from knowledge.search.ragged import Floats, Keys
from knowledge.search.term_keys import stem_key

FILE = "word_vectors.npz"
SIZE = 64


@dataclass(frozen=True)
class WordVectors:
    """A vector for each of many stems.

    keys: of the stems (`term_keys.stem_key`), sorted; the place of a key is the stem's number
    vectors: one of bytes for each stem, and a last one of zeros: number -1, that of a stem that isn't known
    """

    keys: Keys
    vectors: NDArray[np.int8]

    def find(self, keys: Keys) -> Keys:
        """Return the number of each of `keys`, -1 for those that aren't known."""
        numbers = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[numbers] == keys, numbers, -1)

    def of(self, keys: Keys) -> Floats:
        """Return keys × `SIZE`: the vector of each of `keys`, of length 1; zeros for those that aren't known."""
        return self.unit(self.find(keys))

    def lookup(self, stem: str) -> int:
        """Return the number of `stem`, -1 if it isn't known."""
        return int(self.find(np.array([stem_key(stem)]))[0])

    def unit(self, numbers: Keys) -> Floats:
        """Return the vectors of `numbers`, scaled to length 1; that of -1 is zero, so it's near to none."""
        vectors = self.vectors[numbers].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
        scaled: Floats = vectors / np.maximum(lengths, 1)
        return scaled

    def similarity(self, stem: str, other: str) -> float:
        """Return the cosine of the vectors of two stems: 1 for the same, about 0 for strangers and unknown ones."""
        first, second = self.unit(np.array([self.lookup(stem), self.lookup(other)]))
        return float(first @ second)


@cache
def load() -> WordVectors:
    """Return the table that ships with the search."""
    with (files("knowledge.search") / FILE).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return WordVectors(arrays["keys"].astype(np.int64), arrays["vectors"])
