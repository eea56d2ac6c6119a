"""Entries that are easily confused learn what tells them apart."""

from __future__ import annotations

import numpy as np

from knowledge.search import indexer, text
from knowledge.search.term_keys import stem_key

# All words are in both but for "arrived" and "blocked", and each is in half of an entry's phrasings only.
_SHARED = ["my new card", "the card i ordered", "a new card of mine", "that card", "my other card", "one more card"]
ALIKE = [
    [f"tell me about {card} {word}" for card in _SHARED for word in ("please", special)]
    for special in ("arrived", "blocked")
]


def added(built, word, entry):
    """What is added to an entry's weight for `word`."""
    key = stem_key(text.stem(word))
    term = int(built.pairs.statistics.find(np.array([key]))[0])
    span = slice(*built.discriminative_pairs.starts[term : term + 2])
    found = dict(
        zip(
            built.discriminative_pairs.entries[span].tolist(),
            built.discriminative_pairs.weights[span].tolist(),
            strict=True,
        )
    )
    return found.get(entry, 0.0)


def test_what_only_one_of_two_has_speaks_for_it_and_against_the_other():
    built = indexer.build(ALIKE, {})
    assert added(built, "blocked", 1) > 0.1 > -0.1 > added(built, "blocked", 0)


def test_what_both_have_says_less_than_what_one_has():
    built = indexer.build(ALIKE, {})
    assert abs(added(built, "card", 0)) < abs(added(built, "arrived", 0))


def test_there_is_nothing_to_tell_apart_in_a_single_entry():
    assert not len(indexer.build(ALIKE[:1], {}).discriminative_pairs.weights)
