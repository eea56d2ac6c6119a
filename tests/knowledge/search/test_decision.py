"""What a question gets is decided by how sure the best fact and the nearest gap are."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from knowledge.generic_gaps import generic_gaps
from knowledge.model.outcome import Answered, Chatted, Suggested, Unanswered
from knowledge.search.decision import decide
from knowledge.search.features import FEATURES, SIGNALS
from knowledge.search.layers import build
from knowledge.search.query import analyze
from knowledge.search.ranker import Ranking
from knowledge.search.richness import Richness
from knowledge.search.weights import Calibration, shipped
from knowledge.small_talk import small_talk
from tests.entries import base, fact, gap

BASE = base(*(fact(id=f"fact-{n}", question=f"What is {n}?") for n in range(7)), gap(id="first"), gap(id="second"))
N_FACTS = 7
FIRST_GAP, SECOND_GAP, GENERIC_GAP = 7, 8, 9
SMALL_TALK = GENERIC_GAP + len(generic_gaps())
QUERY = analyze("what is it", build(BASE))
MATCH = np.array([float(name == "specific_match") for name in SIGNALS])
# A candidate's probability is the logistic function of one of its features, which holds its logit.
WEIGHTS = replace(
    shipped().for_base(Richness(3, 0.5)),
    fact=Calibration(MATCH, 0.0),
    gap=Calibration(MATCH, 0.0),
    answer_threshold=0.5,
    suggest_threshold=0.1,
    gap_threshold=0.3,
)


def logit(chance):
    return math.log(chance / (1 - chance))


def decided(*ranked, base=BASE, weights=WEIGHTS, phrased=(), coverage=1.0):
    """Decide on candidates given as (entry, probability); those in `phrased` have the question as a phrasing."""
    features = np.zeros((len(ranked), len(FEATURES)))
    features[:, FEATURES.index("content_match")] = coverage
    for n, (entry, chance) in enumerate(ranked):
        features[n, [FEATURES.index("nearest_by_stems"), FEATURES.index("nearest_by_letters")]] = entry in phrased
        features[n, FEATURES.index("specific_match")] = logit(chance)
        features[n, FEATURES.index("gap")] = N_FACTS <= entry < GENERIC_GAP
        features[n, FEATURES.index("generic_gap")] = entry >= GENERIC_GAP
    ranking = Ranking(np.array([entry for entry, _ in ranked], int), features, np.array([logit(p) for _, p in ranked]))
    return decide("What is it?", QUERY, ranking, base, weights)


def test_a_fact_at_the_threshold_is_the_answer():
    outcome = decided((3, 0.5), (1, 0.2))
    assert isinstance(outcome, Answered)
    assert (outcome.question, outcome.record.fact.id) == ("What is it?", "fact-3")
    assert outcome.confidence == pytest.approx(0.5)


def test_one_below_it_is_suggested():
    outcome = decided((3, 0.4999))
    assert (type(outcome), outcome.question) == (Suggested, "What is it?")
    assert outcome.confidence == pytest.approx(0.4999)


def test_one_below_the_threshold_of_suggestions_is_not():
    assert isinstance(decided((3, 0.1001)), Suggested)
    outcome = decided((3, 0.0999))
    assert (type(outcome), outcome.gap) == (Unanswered, None)
    assert [c.record.fact.id for c in outcome.candidates] == ["fact-3"]


def test_the_nearest_gap_gives_its_note_if_it_is_sure_enough():
    outcome = decided((SECOND_GAP, 0.31), (3, 0.2), (FIRST_GAP, 0.1))
    assert (type(outcome), outcome.gap.id) == (Unanswered, "second")
    assert isinstance(decided((SECOND_GAP, 0.29), (3, 0.2)), Suggested)


def test_a_gap_and_a_suggestion_at_their_threshold_are_sure_enough():
    half = replace(WEIGHTS, answer_threshold=0.9, suggest_threshold=0.5, gap_threshold=0.5)
    assert decided((FIRST_GAP, 0.5), weights=half).gap.id == "first"
    assert isinstance(decided((3, 0.5), weights=half), Suggested)


def test_a_sure_gap_behind_a_fact_gives_none():
    assert isinstance(decided((3, 0.45), (FIRST_GAP, 0.4)), Suggested)


def test_a_gap_alone_gives_its_note_if_it_is_sure_enough():
    assert decided((FIRST_GAP, 0.31)).gap.id == "first"
    outcome = decided((FIRST_GAP, 0.29))
    assert (outcome.gap, outcome.confidence, outcome.candidates) == (None, 0, ())


def test_a_sure_fact_is_the_answer_even_behind_a_gap():
    assert isinstance(decided((FIRST_GAP, 0.6), (3, 0.55)), Answered)


def test_a_gap_that_has_the_question_as_a_phrasing_gives_its_note_though_it_is_not_sure_or_nearest():
    assert decided((3, 0.2), (FIRST_GAP, 0.05), phrased=[FIRST_GAP]).gap.id == "first"
    assert isinstance(decided((3, 0.2), (FIRST_GAP, 0.1), (SECOND_GAP, 0.05), phrased=[SECOND_GAP]), Suggested)


def test_a_fact_that_has_the_question_as_a_phrasing_is_suggested_whatever_else_comes_near():
    outcome = decided((FIRST_GAP, 0.9), (3, 0.01), (4, 0.005), phrased=[FIRST_GAP, 4])
    assert isinstance(outcome, Suggested)
    assert outcome.question == "What is it?"
    assert outcome.confidence == pytest.approx(0.01)
    assert [c.record.fact.id for c in outcome.candidates] == ["fact-3", "fact-4"]


class TestGenericGaps:
    def test_one_never_says_that_the_source_does_not_say(self):
        outcome = decided((GENERIC_GAP, 0.99), phrased=[GENERIC_GAP])
        assert (type(outcome), outcome.gap) == (Unanswered, None)

    def test_facts_behind_one_are_still_suggested(self):
        assert isinstance(decided((GENERIC_GAP, 0.99), (3, 0.2), phrased=[GENERIC_GAP]), Suggested)

    def test_a_sure_fact_behind_one_is_still_the_answer(self):
        assert isinstance(decided((GENERIC_GAP, 0.9), (3, 0.6)), Answered)

    def test_a_sure_gap_of_the_bases_own_behind_one_still_gives_its_note(self):
        assert decided((GENERIC_GAP, 0.9), (FIRST_GAP, 0.31)).gap.id == "first"


class TestSmallTalk:
    def test_it_is_replied_to_if_it_is_nearest(self):
        outcome = decided((SMALL_TALK, 0.31), (3, 0.05), (FIRST_GAP, 0.1))
        assert isinstance(outcome, Chatted)
        assert (outcome.question, outcome.small_talk) == ("What is it?", small_talk()[0])
        assert outcome.confidence == pytest.approx(0.05)
        assert [c.record.fact.id for c in outcome.candidates] == ["fact-3"]
        assert isinstance(decided((GENERIC_GAP, 0.31), (SMALL_TALK, 0.3), (3, 0.05)), Unanswered)

    def test_a_fact_that_might_be_meant_is_suggested_instead(self):
        assert isinstance(decided((SMALL_TALK, 0.6), (3, 0.1)), Suggested)

    def test_what_it_has_as_a_phrasing_is_small_talk_whatever_else_might_be_meant(self):
        assert isinstance(decided((SMALL_TALK, 0.6), (3, 0.1), phrased=[SMALL_TALK]), Chatted)

    def test_it_is_not_replied_to_if_any_word_of_the_question_is_not_its_own(self):
        outcome = decided((SMALL_TALK, 0.6), coverage=0.98)
        assert (type(outcome), outcome.gap) == (Unanswered, None)
        assert isinstance(decided((SMALL_TALK, 0.6), (3, 0.1), coverage=0.98), Suggested)


def test_five_facts_are_candidates_and_gaps_are_not():
    outcome = decided((FIRST_GAP, 0.2), *((n, 0.1 - n / 100) for n in range(7)))
    assert [c.record.fact.id for c in outcome.candidates] == [f"fact-{n}" for n in range(5)]


def test_the_others_confidence_is_the_firsts_by_how_likely_they_are_beside_it():
    first, second = decided((3, 0.6), (1, 0.2)).candidates
    assert first.confidence == pytest.approx(0.6)
    assert second.confidence == pytest.approx(0.6 * math.exp(logit(0.2) - logit(0.6)))


def test_nothing_is_answered_without_candidates():
    outcome = decided()
    assert (type(outcome), outcome.gap, outcome.confidence, outcome.candidates) == (Unanswered, None, 0, ())
