"""Entries that are easily confused learn what tells them apart."""

from __future__ import annotations

import random

import numpy as np
import pytest

from knowledge.search import discriminative, indexer
from knowledge.search.ragged import row_items
from knowledge.search.term_keys import pair_keys, stem_key
from knowledge.search.text import stem
from tests.knowledge.search.reference import FAMILIES, Family, discriminative_weights

# All words are in both but for "arrived" and "blocked", and each is in half of an entry's phrasings only.
_SHARED = ["my new card", "the card i ordered", "a new card of mine", "that card", "my other card", "one more card"]
ALIKE = [
    [f"tell me about {card} {word}" for card in _SHARED for word in ("please", special)]
    for special in ("arrived", "blocked")
]


def learned(entries):
    """What is added to the weight of each pair term (by its key) in each entry."""
    built = indexer.build(entries, {})
    postings, keys = built.discriminative_pairs, built.pairs.statistics.keys
    places, terms = row_items(postings.starts, np.arange(len(keys)))
    weights = [{} for _ in entries]
    for place, term in zip(places.tolist(), terms.tolist(), strict=True):
        weights[postings.entries[place]][int(keys[term])] = float(postings.weights[place])
    return weights


def key(term):
    stems = np.array([stem_key(word) for word in term.split()])
    return int(pair_keys(stems)[0]) if len(stems) > 1 else int(stems[0])


def made_up(n_entries, n_phrasings, seed=3):
    """Entries that each prefer some words of few, so that all are rivals of some and no two are alike."""
    rng = random.Random(seed)
    words = [a + b for a in "bdfgklmprt" for b in ("ab", "ex", "iv")]
    preferred = [rng.sample(words, 8) for _ in range(n_entries)]
    return [
        [" ".join(rng.choices(own, k=4) + rng.choices(words, k=2)) for _ in range(n_phrasings)] for own in preferred
    ]


@pytest.mark.parametrize(
    "entries",
    [
        ALIKE,
        [["salt mine deep"], ["salt lake"], ["salt mine"]],
        made_up(3, 4),
        made_up(9, 3),
        made_up(40, 3),
        made_up(4, 70),
        [*made_up(3, 5), ["bab"]],
    ],
    ids=["alike", "single phrasings", "few", "nine", "more than are rivals", "more than a block", "some of one"],
)
def test_the_weights_are_those_of_plain_gradient_descent(entries):
    expected = discriminative_weights(Family(FAMILIES["pair"], entries))
    assert any(expected)
    for mine, theirs in zip(learned(entries), expected, strict=True):
        assert mine == pytest.approx({key(term): weight for term, weight in theirs.items()}, abs=1e-3)


def test_what_only_one_of_two_has_speaks_for_it_and_against_the_other():
    first, second = learned(ALIKE)
    assert second[key(stem("blocked"))] > 0.1 > -0.1 > first[key(stem("blocked"))]


def test_what_both_have_says_less_than_what_one_has():
    first, _ = learned(ALIKE)
    assert abs(first.get(key("card"), 0)) < abs(first[key(stem("arrived"))])


def test_a_phrasing_learns_as_if_it_were_not_part_of_its_entrys_profile():
    """With it, all would be told apart already, and there would be nothing to learn."""
    entries = [["red mine", "blue mine", "mine"], ["red lake", "blue lake", "lake"]]
    first, second = learned(entries)
    assert first[key("mine")] > 1 > -1 > second[key("mine")]


def test_a_term_of_a_single_phrasing_is_not_learned():
    first, second = learned([["red mine", "mine"], ["red lake", "lake"]])
    assert {key("red mine"), key("red lake")}.isdisjoint(first | second)
    assert {key("mine"), key("lake")} <= first.keys() & second.keys()


def test_there_is_nothing_to_tell_apart_in_a_single_entry():
    assert learned(ALIKE[:1]) == [{}]


def test_there_is_nothing_to_learn_without_shared_terms():
    assert learned([["salt mine"], ["old church"]]) == [{}, {}]


@pytest.mark.parametrize("limit", ["_MOST_OCCURRENCES", "_MOST_CELLS"])
def test_very_large_bases_learn_nothing(monkeypatch, limit):
    terms = [term for entry in ALIKE for text in entry for term in FAMILIES["pair"](text)]
    shared = {term for term in terms if terms.count(term) > 1}
    most = len(terms) if limit == "_MOST_OCCURRENCES" else len(shared) * len(ALIKE)
    monkeypatch.setattr(discriminative, limit, most)
    assert any(learned(ALIKE))
    monkeypatch.setattr(discriminative, limit, most - 1)
    assert learned(ALIKE) == [{}, {}]


def test_a_large_base_is_one_of_over_half_a_million_occurrences_or_thirty_million_cells():
    assert (discriminative._MOST_OCCURRENCES, discriminative._MOST_CELLS) == (500_000, 30_000_000)
