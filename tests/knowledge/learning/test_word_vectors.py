"""The table of word vectors is distilled from what an encoder says about words."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.learning.word_vectors import CARRIERS, distil, forms

VOCABULARY = {"[CLS]": 0, "##ing": 1, "the": 2, "blaze": 3, "fire": 4, "fires": 5, "x": 6, "2": 7, "ppl": 8, "é": 9}
MEANINGS = {"fire": 0, "fires": 0, "blaze": 0, "lawyer": 1, "attorney": 1, "cow": 2, "cattle": 2, "the": 3}


def encode(words, carrier):
    """Say what a word means, and a little of its own; what a carrier adds is the same for all words."""
    rng = np.random.default_rng(len(carrier))
    vectors = np.eye(8)[[MEANINGS[word] for word in words]] + rng.normal(0, 0.1, (len(words), 8))
    return (vectors + np.ones(8)).astype(np.float32)


def test_forms_are_the_whole_words_of_the_vocabulary_and_listed_words_it_lacks():
    found = forms(VOCABULARY, ["lawyer", "fired", "Monday", "don't"])
    assert sorted(found, key=found.__getitem__, reverse=True) == ["the", "blaze", "fire", "fires", "lawyer"]


def test_words_of_one_meaning_are_near_and_forms_of_a_stem_are_one():
    table = distil(dict.fromkeys(MEANINGS, 1.0), encode, dimensions=3)
    assert table.vectors.shape == (8, 3)  # "fire" and "fires" are one stem; the last row is zero
    assert not table.vectors[-1].any()
    assert table.keys.tolist() == sorted(table.keys)
    assert table.similarity("fire", "blaze") > 0.8
    assert table.similarity("lawyer", "attorney") > 0.8
    assert table.similarity("fire", "lawyer") < 0.2
    assert table.lookup("fires") == -1


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_carrier_has_one_place_for_the_word(carrier):
    assert carrier.count("{}") == 1
