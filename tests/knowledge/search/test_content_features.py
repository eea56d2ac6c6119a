"""Content features compare a question with all that an entry says, in phrasings and answer."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.search.content_features import content_features
from knowledge.search.features import CONTENT_FEATURES
from knowledge.search.query import analyze
from tests.knowledge.search.tiny import feature, indexed

ENTRIES = (["who owns the bridge"], ["when was the bridge built"], ["is the bridge closed"])
ANSWERS = ["A company of 40 workers owns it.", "It was built in 1973.", "It is shut for repairs."]


def values(name, question):
    return feature(name, question, *ENTRIES, answers=ANSWERS)


class TestMatch:
    def test_words_of_phrasing_and_answer_both_count(self):
        assert values("content_match", "company bridge")[0] == pytest.approx(1)
        assert values("answer_match", "who has the company")[0] < 1

    def test_words_of_like_meaning_count_in_part(self):
        company, built, _ = values("content_match", "firm")
        assert company > built

    def test_what_many_facts_share_tells_less(self):
        of_all, of_telling = (values(name, "bridge repairs")[0] for name in ("content_match", "specific_match"))
        assert of_telling < of_all

    def test_the_weightiest_missing_word_is_missed_most(self):
        missing, there = values("unmatched_word", "windmill")[0], values("unmatched_word", "company")[0]
        assert missing < there == 0

    def test_an_entry_without_an_answer_matches_by_its_phrasings(self):
        assert feature("content_match", "salt mine", ["salt mine"], answers=[""]) == pytest.approx([1])
        assert feature("answer_match", "salt mine", ["salt mine"], answers=[""]) == [0]


class TestType:
    def test_an_answer_that_gives_what_is_asked_for_fits(self):
        assert values("measure_match", "how many workers")[0] == 1
        assert values("time_match", "when was the bridge built")[1] == 1

    def test_one_that_does_not_is_contradicted(self):
        assert values("measure_match", "how many repairs")[2] == -1
        assert values("time_match", "when was it shut")[2] == -1

    def test_unless_a_phrasing_asks_for_the_same(self):
        assert feature("time_match", "when is it shut", ["when is it open"], answers=["Soonish."]) == [0]

    def test_a_question_that_asks_for_no_type_fits_all(self):
        for name in ("measure_match", "time_match", "type_match"):
            assert values(name, "bridge repairs") == [0, 0, 0]

    def test_gaps_neither_fit_nor_contradict(self):
        assert feature("measure_match", "how many ships", ["how heavy are ships"], answers=[""]) == [0]


class TestNumbersAndNames:
    def test_a_number_that_the_entry_lacks_speaks_against_it(self):
        assert values("number_match", "was the bridge built in 1973") == [-1, 0, -1]

    def test_small_and_passing_numbers_do_not(self):
        assert values("number_match", "which 3 repairs") == [0, 0, 0]
        assert values("number_match", "I have 25 cats. Is the bridge closed?") == [0, 0, 0]

    def test_a_name_that_the_entry_lacks_speaks_against_it(self):
        names = ["Zanolli owns it.", "The bridge is old."]
        owner, age = feature("name_match", "what does zanolli own", ["who owns it"], ["how old is it"], answers=names)
        assert owner == 0 > age


def test_a_question_without_words_fits_nothing():
    assert values("content_match", "?!") == [0, 0, 0]


def test_each_entry_is_measured_by_itself():
    layered = indexed(*ENTRIES, answers=ANSWERS)
    asked, index = analyze("how many workers own the bridge since 1973", layered), layered.layers[0].index
    together = content_features(asked, index, np.array([2, 0]))
    assert together.shape == (2, len(CONTENT_FEATURES))
    for row, entry in zip(together, (2, 0), strict=True):
        np.testing.assert_allclose(row, content_features(asked, index, np.array([entry]))[0])


class TestParts:
    FIRES = (["how many houses burned"], ["how many cars burned"])
    SAYS = ("Nine houses burned, she says.", "Two cars burned, she says.")

    def test_an_entry_without_what_the_question_is_about_is_further_off(self):
        houses, cars = feature("subject_match", "how many houses burned", *self.FIRES, answers=self.SAYS)
        assert cars < houses == 0

    def test_a_question_that_is_about_nothing_fits_all(self):
        assert feature("subject_match", "houses burned", *self.FIRES, answers=self.SAYS) == [0, 0]

    def test_the_topic_counts_only_where_words_are_asked_for(self):
        layered = indexed(*self.FIRES, answers=self.SAYS)
        asked = analyze("what did she say about cars", layered)
        column = CONTENT_FEATURES.index("topic_match")
        index, entries = layered.layers[0].index, np.arange(2)
        houses, cars = content_features(asked, index, entries, topic=asked.are_topic)[:, column]
        assert -1 <= houses < cars == 0
        assert not content_features(asked, index, entries)[:, column].any()
