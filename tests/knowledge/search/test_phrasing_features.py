"""Phrasing features say how well the phrasings of an entry fit a question, taken one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from rapidfuzz.distance import JaroWinkler

from knowledge.search.features import PHRASING_FEATURES
from knowledge.search.phrasing_features import has_phrasing, nearest_phrasing, phrasing_features
from knowledge.search.query import analyze
from knowledge.search.question_type import QUESTION_TYPES
from tests.knowledge.search.reference import FAMILIES, Family, dot
from tests.knowledge.search.tiny import TEXT_FEATURES, feature, features, indexed

CHURCH = "the old church"


def idf(phrasings, having):
    """The weight of a word that `having` of so many `phrasings` have."""
    return math.log((1 + phrasings) / (1 + having)) + 1


class TestNearest:
    ENTRIES = (
        ["salt mine depth", "how deep is the salt mine", "depth of the mine", "is the mine deep"],
        ["salt lake", "how deep is the lake"],
        ["old church"],
    )

    @pytest.mark.parametrize("question", ["how deep is the salt mine", "lake depth", "deep church"])
    @pytest.mark.parametrize("family", ["stem", "letter"])
    def test_they_are_the_highest_cosine(self, question, family):
        reference = Family(FAMILIES[family], self.ENTRIES)
        asked = reference.vector(question)
        cosines = [sorted((dot(asked, reference.vector(text)) for text in e), reverse=True) for e in self.ENTRIES]
        assert feature(f"nearest_by_{family}s", question, *self.ENTRIES) == pytest.approx([c[0] for c in cosines])

    def test_the_three_highest_by_letters_count_too(self):
        reference = Family(FAMILIES["letter"], self.ENTRIES)
        asked = reference.vector("lake depth")
        cosines = [sorted((dot(asked, reference.vector(text)) for text in e), reverse=True) for e in self.ENTRIES]
        assert feature("three_nearest_by_letters", "lake depth", *self.ENTRIES) == pytest.approx(
            [sum(c[:3]) / 3 for c in cosines]
        )

    def test_a_misspelt_word_is_near_by_letters_only(self):
        (near,) = features("kremlim", "kremlinology")
        assert near["nearest_by_letters"] > 0.3 > near["nearest_by_stems"] == 0

    def test_the_nearest_phrasing_may_be_any_of_them(self):
        index = indexed(*self.ENTRIES).layers[0].index
        for entry, phrasings in enumerate(self.ENTRIES):
            for n, phrasing in enumerate(phrasings):
                assert nearest_phrasing(analyze(phrasing, indexed(*self.ENTRIES)), index, entry)[0] == n

    def test_stems_and_letters_together_say_which_is_nearest(self):
        assert feature("negation_match", "mine", ["mines never", "mine"], ["mine", "mines never"]) == [0, 0]

    def test_it_comes_with_which_words_of_the_question_any_phrasing_has(self):
        layered = indexed(*self.ENTRIES)
        _, has = nearest_phrasing(analyze("deeply salted church mines", layered), layered.layers[0].index, 0)
        assert has.tolist() == [False, True, False, True]


class TestAlignment:
    def test_words_in_another_order_align(self):
        (values,) = features("mine salt", "salt mine")
        assert (values["question_alignment"], values["phrasing_alignment"]) == pytest.approx((1, 1))

    def test_an_inflected_word_aligns_fully(self):
        assert feature("question_alignment", "official", "officials", CHURCH)[0] == pytest.approx(1)
        assert JaroWinkler.normalized_similarity("official", "officials") < 1

    def test_a_misspelt_word_aligns_as_far_as_it_is_alike(self):
        alike = JaroWinkler.normalized_similarity("kremlim", "kremlins")
        assert 0.8 < alike < 1
        assert feature("question_alignment", "kremlim", "kremlins", CHURCH)[0] == pytest.approx(alike)

    def test_words_of_like_meaning_align_in_part(self):
        near, far = feature("question_alignment", "physician", "doctor", "bridge")
        assert near > 0.4 > far

    def test_words_that_are_less_alike_than_eight_tenths_do_not_align(self):
        assert 0.78 < JaroWinkler.normalized_similarity("water", "wants") < 0.8
        assert feature("question_alignment", "water", "wants", CHURCH) == [0, 0]
        alike = JaroWinkler.normalized_similarity("mine", "money")
        assert 0.8 < alike < 0.81
        assert feature("question_alignment", "mine", "money", CHURCH) == pytest.approx([alike, 0])

    def test_rare_words_of_the_question_count_more(self):
        common, rare = idf(3, 3), idf(3, 1)
        assert feature("question_alignment", "salt mine", "salt mine", "salt lake", "salt") == pytest.approx(
            [1, common / (common + rare), common / (common + rare)]
        )

    def test_words_of_the_phrasing_that_the_question_lacks_lower_the_other_alignment(self):
        common, rare = idf(3, 3), idf(3, 1)
        assert feature("phrasing_alignment", "salt", "salt letter", "salt window", "salt") == pytest.approx(
            [common / (common + rare), common / (common + rare), 1]
        )

    def test_it_looks_at_the_nearest_phrasing_alone(self):
        assert feature("question_alignment", "salt mine", ["salt mine", CHURCH]) == pytest.approx([1])
        assert feature("question_alignment", "salt mine church", ["salt mine", CHURCH])[0] < 1

    def test_each_word_of_the_question_counts_once(self):
        once = feature("question_alignment", "salt mine", "salt lake", CHURCH)
        assert feature("question_alignment", "salt salt salt mine", "salt lake", CHURCH) == pytest.approx(once)

    def test_only_the_first_forty_words_are_aligned(self):
        words = [first + second for first in "xz" for second in "abcdefghijklmnopqrstu"][:41]
        last, next_to_last = feature("question_alignment", " ".join(words), words[40], words[39])
        assert last == 0
        assert next_to_last > 0

    def test_an_entry_without_words_aligns_with_nothing(self):
        for name in ("question_alignment", "phrasing_alignment"):
            assert feature(name, "salt mine", "...", "salt mine", "?!") == pytest.approx([0, 1, 0])
            assert feature(name, "salt mine", ["...", "church"]) == [0]


class TestQuestionType:
    ENTRIES = (["who came", "who left", "when was it"], ["when was it", "at what time"])

    def test_it_is_how_many_times_as_often_as_the_average_type_the_entry_is_asked_like_this(self):
        types = len(QUESTION_TYPES)
        assert feature("question_type_match", "who was it", *self.ENTRIES) == pytest.approx(
            [math.log(2.5 / (3 + types / 2) * types), math.log(0.5 / (2 + types / 2) * types)], abs=1e-6
        )

    def test_the_same_type_raises_it_and_another_lowers_it(self):
        people, time = feature("question_type_match", "who was it", *self.ENTRIES)
        assert people > 0 > time

    def test_a_question_of_unknown_type_fits_all(self):
        assert feature("question_type_match", "came left", *self.ENTRIES) == [0, 0]


class TestNegation:
    @pytest.mark.parametrize("negation", ["not", "no", "never", "none", "nobody", "nothing", "without"])
    def test_a_negation_on_one_side_alone_lowers_it(self, negation):
        entries = f"was the town {negation} taken", "was the town taken"
        assert feature("negation_match", f"was the town {negation} taken", *entries) == [0, -1]
        assert feature("negation_match", "was the town taken", *entries) == [-1, 0]

    def test_one_negation_is_as_good_as_another(self):
        assert feature("negation_match", "was it never taken", "was it not taken") == [0]

    def test_the_nearest_phrasing_decides(self):
        assert feature("negation_match", "was it taken", ["was it taken", "was it not taken"]) == [0]


class TestExactPhrasing:
    def test_the_same_words_in_any_order_are_exact(self):
        assert feature("exact_phrasing", "mine salt", "salt mine", "salt lake", "salt") == [1, 0, 0]

    def test_a_word_more_or_less_is_not(self):
        assert feature("exact_phrasing", "the salt mine", "salt mine", "the salt mine depth") == [0, 0]

    def test_the_same_stems_in_other_forms_are_not(self):
        assert feature("exact_phrasing", "salt mines", "salt mine", "salt mines") == [0, 1]

    def test_a_word_alone_is_too_little(self):
        assert feature("exact_phrasing", "salt", "salt") == [0]

    def test_a_word_alone_is_a_phrasing_for_all_that(self):
        salt, lake = features("salt", "salt", "salt lake")
        assert has_phrasing(np.array(list(salt.values())))
        assert not has_phrasing(np.array(list(lake.values())))

    @pytest.mark.parametrize("lacking", ["nearest_by_stems", "nearest_by_letters"])
    def test_stems_and_letters_both_have_to_be_the_same(self, lacking):
        (values,) = features("salt", "salt")
        assert not has_phrasing(np.array(list((values | {lacking: 0.9999}).values())))


def test_a_question_without_words_fits_nothing():
    assert features("?!", "salt mine", CHURCH) == [dict.fromkeys(TEXT_FEATURES, 0)] * 2


def test_each_entry_is_measured_by_itself():
    """What an entry's features are doesn't depend on which others are looked at with it."""
    entries = (["salt mine", "how deep is the salt mine"], ["who owns 3 mines"], ["..."], ["nobody came"])
    layered = indexed(*entries)
    asked, index = analyze("is there no salt in the 3 mines", layered), layered.layers[0].index
    together = phrasing_features(asked, index, np.array([3, 0, 1]))
    assert together.shape == (3, len(PHRASING_FEATURES))
    for row, entry in zip(together, (3, 0, 1), strict=True):
        np.testing.assert_allclose(row, phrasing_features(asked, index, np.array([entry]))[0])
