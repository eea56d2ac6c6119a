"""Retrieval features say how well whole entries fit a question."""

from __future__ import annotations

import pytest

from tests.knowledge.search.reference import FAMILIES, Family, discriminative_weights, dot
from tests.knowledge.search.tiny import feature, features

ENTRIES = [
    ["how deep is the salt mine", "salt mine depth", "depth of the mine"],
    ["how deep is the lake", "lake depth"],
    ["who owns the salt mine", "mine owner", "owner of the salt mine", "who has the mine"],
    ["salt price"],
]
QUESTIONS = ["how deep is the salt mine", "owner of the lake", "salt salt mine", "mine salt", "windmill at the lake"]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("family", FAMILIES)
def test_cosines_and_likelihoods_are_what_plain_arithmetic_makes_them(question, family):
    expected = Family(FAMILIES[family], ENTRIES)
    numbers = range(len(ENTRIES))
    assert feature(f"{family}_cosine", question, *ENTRIES) == pytest.approx(
        [expected.cosine(question, n) for n in numbers], abs=1e-5
    )
    assert feature(f"{family}_likelihood", question, *ENTRIES) == pytest.approx(
        [expected.likelihood(question, n) for n in numbers], abs=1e-4
    )


def test_an_entry_with_the_same_words_has_a_higher_stem_cosine():
    assert feature("stem_cosine", "salt mines", "the salt mine", "the salt lake", "the old church") == sorted(
        feature("stem_cosine", "salt mines", "the salt mine", "the salt lake", "the old church"), reverse=True
    )
    assert feature("stem_cosine", "salt mine", "salt mine", "old church")[1] == 0


def test_the_order_of_words_counts_for_pairs_only():
    forwards, backwards = features("man bites dog", "man bites dog", "dog bites man")
    assert forwards["pair_cosine"] > backwards["pair_cosine"] + 0.1
    assert forwards["pair_likelihood"] > backwards["pair_likelihood"] + 0.1
    assert forwards["stem_cosine"] == pytest.approx(backwards["stem_cosine"])
    assert forwards["letter_cosine"] == pytest.approx(backwards["letter_cosine"])


def test_parts_of_words_count_for_letters_only():
    near, far = features("sea water", "seawater purity", "old church")
    assert near["letter_cosine"] > far["letter_cosine"]
    assert near["letter_likelihood"] > far["letter_likelihood"] == 0
    assert near["stem_cosine"] == far["stem_cosine"] == near["stem_likelihood"] == 0


def test_a_word_that_is_typical_of_an_entry_makes_it_likelier_than_one_among_many():
    typical, one_of_many = feature(
        "stem_likelihood", "salt", ["salt", "salt price"], ["salt lake", "lake", "lake boat"]
    )
    assert typical > one_of_many > 0


# Two entries that share all words but "arrived" and "blocked", and each of these is in half of an entry's phrasings.
CARDS = ("my new card", "the card i ordered", "a new card of mine", "that card", "my other card", "one more card")
ALIKE = [
    [f"tell me about {card} {word}" for card in CARDS for word in ("please", special)]
    for special in ("arrived", "blocked")
]


@pytest.mark.parametrize("name", ["discriminative_pairs", "discriminative_letters"])
def test_what_tells_entries_apart_speaks_for_the_one_and_against_the_other(name):
    arrived, blocked = feature(name, "blocked", *ALIKE)
    assert blocked > 0.1 > -0.1 > arrived


def test_the_first_term_of_an_index_can_tell_entries_apart_too():
    """Of the letters here, those of "a" come first."""
    cards = ("my card", "the card", "that card", "one card")
    entries = [[f"{card} {word}" for card in cards for word in ("x", own)] for own in ("a", "b")]
    first, second = feature("discriminative_letters", "a", *entries)
    assert first > 0.1 > -0.1 > second


@pytest.mark.parametrize(("name", "family"), [("discriminative_pairs", "pair"), ("discriminative_letters", "letter")])
def test_discriminative_features_are_the_questions_vector_times_the_learned_weights(name, family):
    reference = Family(FAMILIES[family], ALIKE)
    learned = discriminative_weights(reference)
    words = {word for entry in ALIKE for text in entry for word in text.split()}
    for question in ["is my new card blocked", *words]:
        expected = [dot(reference.vector(question), weights) for weights in learned]
        assert feature(name, question, *ALIKE) == pytest.approx(expected, abs=1e-4)
