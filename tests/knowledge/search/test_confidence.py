"""Confidence signals say how sure the best candidate is, and a calibration turns them into a probability."""

from __future__ import annotations

import math

import numpy as np
import pytest

from knowledge.search.confidence import is_contradicted, probability, signals
from knowledge.search.features import FEATURES, SIGNALS
from knowledge.search.ranker import Ranking
from knowledge.search.weights import Calibration
from tests.knowledge.search.tiny import query

ASKED = query("how deep is the salt mine", "salt mine", "salt")
FACT, GAP, GENERIC = "fact", "gap", "generic"


def ranked(scores, kinds=None, own_features=None, best=0):
    """Candidates with `scores`, facts unless `kinds` says otherwise; the best one has features of its own."""
    features = np.zeros((len(scores), len(FEATURES)))
    for name, value in (own_features or {}).items():
        features[best, FEATURES.index(name)] = value
    for n, kind in enumerate(kinds or [FACT] * len(scores)):
        features[n, FEATURES.index("gap")] = kind == GAP
        features[n, FEATURES.index("generic_gap")] = kind == GENERIC
    return Ranking(np.arange(len(scores)), features, np.array(scores, float))


def told(scores, kinds=None, best=0, question="how deep is the salt mine", own_features=None):
    """Return the signals by name."""
    asked = query(question, "salt mine", "salt")
    values = signals(asked, ranked(scores, kinds, own_features, best), best)
    return dict(zip(SIGNALS, values.tolist(), strict=True))


class TestLogOdds:
    def test_they_are_of_the_softmax_probability_among_all_candidates(self):
        chance = math.exp(2) / (math.exp(2) + math.exp(1) + math.exp(-1))
        odds = told([2.0, 1.0, -1.0], [FACT, GAP, FACT])["log_odds"]
        assert odds == pytest.approx(math.log(chance / (1 - chance)))

    def test_they_stay_finite(self):
        assert told([3.0])["log_odds"] == pytest.approx(math.log(0.9999 / 0.0001))
        assert told([900.0, -900.0], best=1)["log_odds"] == pytest.approx(-math.log(0.9999 / 0.0001))


class TestMargins:
    @pytest.mark.parametrize(
        ("name", "kind"), [("margin_facts", FACT), ("margin_gaps", GAP), ("margin_generic", GENERIC)]
    )
    def test_each_is_over_the_best_other_candidate_of_one_kind(self, name, kind):
        others = [each for each in (FACT, GAP, GENERIC) if each != kind]
        scores, kinds = [4.0, 3.0, 2.5, 1.0, 9.0, 9.0], [FACT, kind, kind, kind, *others]
        assert told(scores, kinds)[name] == (1 if kind != FACT else pytest.approx(1))

    def test_it_may_be_negative(self):
        assert told([1.0, 4.0], [FACT, GAP])["margin_gaps"] == -3

    def test_it_is_eight_at_most_either_way_and_without_any_of_that_kind(self):
        assert told([20.0, 1.0], [FACT, GAP])["margin_gaps"] == 8
        assert told([1.0, 20.0], [FACT, GAP])["margin_gaps"] == -8
        assert told([2.0])["margin_facts"] == told([2.0])["margin_gaps"] == told([2.0])["margin_generic"] == 8


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


@pytest.mark.parametrize("name", [name for name in SIGNALS if name in FEATURES])
def test_the_others_are_the_candidates_own_features(name):
    assert told([1, 2, 3], best=1, own_features={name: 0.75})[name] == 0.75


class TestContradiction:
    @pytest.mark.parametrize("name", ["measure_match", "time_match", "number_match", "speaker_conflict"])
    def test_what_lacks_what_is_asked_for_is_contradicted(self, name):
        assert is_contradicted(ASKED, ranked([1.0], own_features={name: -1}), 0)
        assert is_contradicted(ASKED, ranked([1.0], own_features={name: -0.5}), 0)
        assert not is_contradicted(ASKED, ranked([1.0], own_features={name: -0.4}), 0)

    @pytest.mark.parametrize("name", ["type_match", "name_match", "unmatched_word", "negation_match"])
    def test_what_tells_less_does_not_contradict(self, name):
        assert not is_contradicted(ASKED, ranked([1.0], own_features={name: -1}), 0)

    @pytest.mark.parametrize(
        "question", ["salt \ua000\ua001\ua002\ua003\ua004\ua005\ua006\ua007", "is the mine of Xerxes salt"]
    )
    def test_what_cannot_be_read_or_is_about_a_stranger_contradicts_everything(self, question):
        assert is_contradicted(query(question, "salt mine", "salt"), ranked([1.0]), 0)

    def test_what_is_asked_with_a_phrasings_words_is_never_contradicted(self):
        same = {"measure_match": -1, "nearest_by_stems": 1, "nearest_by_letters": 1}
        assert not is_contradicted(ASKED, ranked([1.0], own_features=same), 0)


class TestProbability:
    QUERY = query("how deep is the salt mine", "salt mine", "salt")
    CALIBRATION = Calibration(np.array([float(name == "log_odds") for name in SIGNALS]), 0.5)

    def test_it_is_the_logistic_function_of_the_weighed_signals(self):
        ranking = ranked([2.0, 1.0])
        logit = signals(self.QUERY, ranking, 0)[SIGNALS.index("log_odds")] + 0.5
        assert probability(self.QUERY, ranking, 0, self.CALIBRATION) == pytest.approx(1 / (1 + math.exp(-logit)))

    def test_a_contradicted_candidate_has_a_fifth_of_it(self):
        sound, lacking = ranked([2.0, 1.0]), ranked([2.0, 1.0], own_features={"number_match": -1})
        assert probability(self.QUERY, lacking, 0, self.CALIBRATION) == pytest.approx(
            probability(self.QUERY, sound, 0, self.CALIBRATION) / 5
        )

    def test_it_stays_finite(self):
        far = Calibration(np.full(len(SIGNALS), 1e4), 0.0)
        assert probability(self.QUERY, ranked([2.0, 1.0]), 0, far) == pytest.approx(1)
        assert 0 < probability(self.QUERY, ranked([2.0, 1.0]), 0, Calibration(-far.weights, 0.0)) < 1e-20
