"""The integers that stand for terms: the same in every index, so that one index can be searched like another."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from knowledge.search.ragged import Ints, Keys


def stem_key(stem: str) -> int:
    """Return the key of a stem, 1 to 2**32."""
    return crc32(stem.encode()) + 1


def pair_keys(stems: Keys) -> Keys:
    """Return the keys of neighbouring `stems` (given by their own keys), one fewer than stems; none is a stem's key."""
    return (stems[:-1] << 30) ^ stems[1:] ^ (1 << 62)


def letter_keys(words: Sequence[str]) -> tuple[Keys, Ints]:
    """Return the keys of the letter terms of `words` (three bytes in a row, the ends of a word marked by a space).

    They come one word after the other; with them comes where each word's terms start, and their number at the end.
    """
    data = np.frombuffer((" " + " ".join(words) + " ").encode(), np.uint8).astype(np.int64)
    keys = (data[:-2] << 16) | (data[1:-1] << 8) | data[2:]
    inside = data[1:-1] != ord(" ")
    word = np.cumsum(~inside)[inside]
    return keys[inside], np.concatenate(([0], np.cumsum(np.bincount(word, minlength=len(words))))).astype(np.int32)
