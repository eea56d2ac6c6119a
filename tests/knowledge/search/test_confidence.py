"""Confidence signals say how sure the best candidate is, and a calibration turns them into a probability."""

from __future__ import annotations

import math

import numpy as np
import pytest

from knowledge.search.confidence import SIGNALS, Calibration, probability, signals
from knowledge.search.features import FEATURES
from tests.knowledge.search.tiny import query

FACT, GAP = True, False


def told(
    scores, kinds=None, best=0, question="how deep is the salt mine", own_features=None, entries=("salt mine", "salt")
):
    """Return the signals by name; candidates are facts unless `kinds` says otherwise."""
    features = np.full((len(scores), len(FEATURES)), -5.0)
    features[best] = [(own_features or {}).get(name, 0) for name in FEATURES]
    of_kind = np.array([FACT] * len(scores) if kinds is None else kinds)
    values = signals(query(question, *entries), features, np.array(scores, float), of_kind == of_kind[best], best)
    return dict(zip(SIGNALS, values.tolist(), strict=True))


def test_score_is_the_rankers():
    assert told([2.5, 1.0])["score"] == 2.5
    assert told([2.5, 1.0], [GAP, FACT], best=1)["score"] == 1.0


class TestLogOdds:
    def test_they_are_of_the_softmax_probability_among_all_candidates(self):
        chance = math.exp(2) / (math.exp(2) + math.exp(1) + math.exp(-1))
        odds = told([2.0, 1.0, -1.0], [FACT, GAP, FACT])["log_odds"]
        assert odds == pytest.approx(math.log(chance / (1 - chance)))

    def test_the_nearer_the_others_come_the_lower_they_are(self):
        assert told([2, 1.9])["log_odds"] < told([2, 1])["log_odds"]

    def test_they_stay_finite(self):
        assert told([3.0])["log_odds"] == pytest.approx(math.log(0.9999 / 0.0001))
        assert told([900.0, -900.0])["log_odds"] == pytest.approx(math.log(0.9999 / 0.0001))
        assert told([900.0, -900.0], best=1)["log_odds"] == pytest.approx(-math.log(0.9999 / 0.0001))


class TestMargins:
    def test_the_one_is_over_the_next_of_its_own_kind(self):
        assert told([1.0, 4.0, 3.0, 2.5], [FACT, FACT, GAP, FACT], best=1)["margin_same_kind"] == 1.5

    def test_it_is_never_more_than_six_and_six_for_the_only_one(self):
        assert told([9.0, 3.5])["margin_same_kind"] == 5.5
        assert told([9.0, 2.5])["margin_same_kind"] == 6
        assert told([9.0, 8.0], [FACT, GAP])["margin_same_kind"] == 6

    def test_the_other_is_over_the_best_of_the_other_kind_and_may_be_negative(self):
        assert told([4.0, 3.0, 2.0, 1.0], [FACT, FACT, GAP, GAP])["margin_other_kind"] == 2
        assert told([4.0, 3.0, 2.0, 1.0], [GAP, FACT, GAP, FACT], best=1)["margin_other_kind"] == -1

    def test_it_is_never_more_than_eight_either_way_and_eight_without_the_other_kind(self):
        assert told([20.0, 12.5], [FACT, GAP])["margin_other_kind"] == 7.5
        assert told([20.0, 1.0], [FACT, GAP])["margin_other_kind"] == 8
        assert told([20.0, 1.0], [GAP, FACT], best=1)["margin_other_kind"] == -8
        assert told([2.0, 1.0])["margin_other_kind"] == 8


class TestUnknownShare:
    def test_it_is_the_weight_of_the_words_that_the_base_does_not_have(self):
        salt, other = math.log(3 / 3) + 1, math.log(3 / 1) + 1
        assert told([1], question="salt windmills")["unknown_share"] == pytest.approx(other / (salt + other))
        assert told([1], question="salt mine")["unknown_share"] == 0
        assert told([1], question="windmills")["unknown_share"] == 1

    def test_a_question_without_words_is_all_unknown(self):
        assert told([1], question="?!")["unknown_share"] == 1


def test_the_length_of_the_question_is_that_of_its_different_words():
    assert told([1], question="salt")["question_length"] == pytest.approx(math.log(2))
    assert told([1], question="salt salt mine, salt!")["question_length"] == pytest.approx(math.log(3))


@pytest.mark.parametrize("name", ["word_coverage", "stem_cosine", "question_alignment", "frequent_word_coverage"])
def test_some_signals_are_the_candidates_own_features(name):
    assert told([1, 2, 3], best=1, own_features={name: 0.75})[name] == 0.75
    assert sum(value == 0.75 for value in told([1, 2, 3], best=1, own_features={name: 0.75}).values()) == 1


def test_there_are_no_other_signals():
    """Each of them has its test here; a new one needs one, too."""
    assert SIGNALS == (
        "score",
        "log_odds",
        "margin_same_kind",
        "margin_other_kind",
        "unknown_share",
        "word_coverage",
        "question_length",
        "stem_cosine",
        "question_alignment",
        "frequent_word_coverage",
    )


class TestProbability:
    def test_it_is_the_logistic_function_of_the_weighed_signals(self):
        calibration = Calibration(np.array([1.0, -2.0]), 0.5)
        assert probability(np.array([2.0, 0.25]), calibration) == pytest.approx(1 / (1 + math.exp(-2)))

    def test_it_stays_finite(self):
        one = Calibration(np.array([1.0]), 0.0)
        assert probability(np.array([1e4]), one) == pytest.approx(1)
        assert 0 < probability(np.array([-1e4]), one) < 1e-20
