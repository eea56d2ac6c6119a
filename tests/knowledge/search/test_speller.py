"""A word that the base does not have is taken for the one that was meant, and ordinary English is left alone."""

from __future__ import annotations

import pytest

from knowledge.model.entries import Speaker
from knowledge.search.speller import Speller, english, name_spellings, sound

SPELLER = Speller(["soledar", "bakhmut", "children", "wagner", "many", "killed", "town"])


@pytest.mark.parametrize(
    ("typed", "meant", "reason"),
    [
        ("soledra", "soledar", "typo"),
        ("bakmut", "bakhmut", "typo"),
        ("cihldern", "children", "typo"),  # two mistakes in a long word
        ("vagner", "wagner", "sound"),
        ("twon", "town", "typo"),
    ],
)
def test_a_mistyped_word_is_taken_for_the_nearest(typed, meant, reason):
    respelling = SPELLER.respell(typed)
    assert (respelling.word, respelling.reason) == (meant, reason)


@pytest.mark.parametrize(
    "typed",
    [
        "penny",  # an English word, though one letter from "many" is not far
        "kills",  # another form of a word that the base has
        "may",  # too short to be a typo of anything
        "zelda",  # like nothing here
        "2022",
    ],
)
def test_other_words_are_taken_as_they_are(typed):
    assert SPELLER.respell(typed) is None


def test_the_more_mistakes_the_less_a_respelling_is_trusted():
    assert SPELLER.respell("cihldren").trust > SPELLER.respell("cihldern").trust


def test_variants_of_a_persons_name_become_the_name():
    speaker = Speaker(
        id="z",
        name="Volodymyr Zelensky",
        role="President",
        side="Ukraine",
        variants=("Zelenskiy", "Volodimir Selensky", "the president"),
    )
    assert name_spellings([speaker]) == {"zelenskiy": "zelensky", "volodimir": "volodymyr", "selensky": "zelensky"}


def test_a_bodys_name_of_ordinary_words_has_no_variants():
    speaker = Speaker(id="r", name="Russian military", role="army", side="Russia", variants=("Russia",))
    assert name_spellings([speaker]) == {}


@pytest.mark.parametrize(("one", "other"), [("wagner", "vagner"), ("zelenskyy", "zelenskiy"), ("kharkiv", "harkiv")])
def test_usual_spellings_of_a_name_sound_the_same(one, other):
    assert sound(one) == sound(other)


def test_common_english_words_are_known():
    assert {"tank", "drone", "breakfast"} <= english()
