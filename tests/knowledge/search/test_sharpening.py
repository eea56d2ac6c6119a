"""Corrections teach entries that are easily confused what tells them apart."""

from __future__ import annotations

import numpy as np

from knowledge.search import index

# All words are in both but for "arrived" and "blocked", and each is in half of an entry's phrasings only.
_SHARED = ["my new card", "the card i ordered", "a new card of mine", "that card", "my other card", "one more card"]
ALIKE = [
    [f"tell me about {card} {word}" for card in _SHARED for word in ("please", special)]
    for special in ("arrived", "blocked")
]


def correction(built, word, entry):
    """What is added to an entry's weight for `word`."""
    key = index.stem_key(index.text.stem(word))
    feature = int(built.pairs.statistics.find(np.array([key]))[0])
    span = slice(*built.pair_corrections.starts[feature : feature + 2])
    found = dict(
        zip(built.pair_corrections.entries[span].tolist(), built.pair_corrections.weights[span].tolist(), strict=True)
    )
    return found.get(entry, 0.0)


def test_what_only_one_of_two_has_speaks_for_it_and_against_the_other():
    built = index.build(ALIKE, {})
    assert correction(built, "blocked", 1) > 0.1 > -0.1 > correction(built, "blocked", 0)


def test_what_both_have_says_less_than_what_one_has():
    built = index.build(ALIKE, {})
    assert abs(correction(built, "card", 0)) < abs(correction(built, "arrived", 0))


def test_there_is_nothing_to_tell_apart_in_a_single_entry():
    assert not len(index.build(ALIKE[:1], {}).pair_corrections.weights)
