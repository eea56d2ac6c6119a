"""Terms are numbers, the same in every index."""

from __future__ import annotations

from itertools import permutations
from zlib import crc32

import numpy as np
import pytest

from knowledge.search.term_keys import letter_keys, pair_keys, stem_key


def test_a_stems_key_is_its_checksum_and_never_zero():
    assert stem_key("salt") == crc32(b"salt") + 1
    assert stem_key("") == 1


def test_pairs_are_told_apart_by_their_order_and_from_stems():
    stems = np.array([stem_key(word) for word in ("salt", "mine", "lake")])
    keys = [int(pair_keys(np.array(two))[0]) for two in permutations(stems, 2)]
    assert len(set(keys)) == 6
    assert min(keys) > 2**33
    assert pair_keys(stems).tolist() == [keys[0], keys[3]]
    assert pair_keys(stems[:1]).tolist() == []
    assert pair_keys(np.array([1, 2])).tolist() == [2**62 + 2**30 + 2]


def test_pairs_of_different_stems_hardly_ever_share_a_key():
    rng = np.random.default_rng(1)
    keys = pair_keys(rng.integers(1, 2**32, 200_000))
    assert len(np.unique(keys)) == len(keys)


@pytest.mark.parametrize(
    ("words", "letters", "starts"),
    [
        (["salt", "a"], [" sa", "sal", "alt", "lt ", " a "], [0, 4, 5]),
        (["a", "b"], [" a ", " b "], [0, 1, 2]),
        (["é"], [b" \xc3\xa9", b"\xc3\xa9 "], [0, 2]),
        ([], [], [0]),
    ],
)
def test_letters_are_three_bytes_in_a_row_with_the_ends_of_words(words, letters, starts):
    keys, found = letter_keys(words)
    data = [letter.encode() if isinstance(letter, str) else letter for letter in letters]
    assert keys.tolist() == [int.from_bytes(three, "big") for three in data]
    assert found.tolist() == starts
