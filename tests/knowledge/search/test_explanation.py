"""Why a question got what it got can be told, number by number."""

from __future__ import annotations

import math

import pytest

from knowledge.search import Search
from knowledge.search.confidence import signals
from knowledge.search.features import FEATURES, SIGNALS
from knowledge.search.labels import LABELS
from knowledge.search.weights import shipped
from tests.entries import SMALL, base, fact, gap

SEARCH = Search(SMALL)


def test_the_reasons_add_up_to_the_score():
    for considered in SEARCH.explain("who cotnrols Example?").candidates:
        assert sum(reason.contribution for reason in considered.reasons) == pytest.approx(considered.score)


def test_the_reasons_for_confidence_add_up_to_it():
    explanation = SEARCH.explain("who controls Example?")
    logit = sum(reason.contribution for reason in explanation.confidence)
    assert 1 / (1 + math.exp(-logit)) == pytest.approx(explanation.outcome.confidence)


def test_a_fact_that_lacks_what_is_asked_for_is_said_to():
    """Its confidence still is the sum of its reasons."""
    explanation = Search(base(fact(question="Who is the mayor?", answer="Ada is the mayor."))).explain(
        "how many days has the mayor been there"
    )
    assert [reason.name for reason in explanation.confidence][-1] == "contradiction"
    logit = sum(reason.contribution for reason in explanation.confidence)
    assert 1 / (1 + math.exp(-logit)) == pytest.approx(explanation.outcome.confidence)


def test_each_feature_and_signal_is_told_by_its_name_with_its_value():
    query, ranking = SEARCH.rank("who cotnrols Example?")
    explanation = SEARCH.explain("who cotnrols Example?")
    first = explanation.candidates[0]
    assert [reason.name for reason in first.reasons] == list(FEATURES)
    assert [reason.value for reason in first.reasons] == ranking.features[0].tolist()
    assert [reason.label for reason in first.reasons] == [LABELS[name] for name in FEATURES]
    assert [reason.name for reason in explanation.confidence] == [*SIGNALS, "bias"]
    values = signals(query, ranking, 0).tolist()
    assert [reason.value for reason in explanation.confidence] == [*values, 1]


def test_it_says_how_sure_the_best_fact_has_to_be():
    explanation = SEARCH.explain("who controls Example?")
    assert (explanation.answer_threshold, explanation.suggest_threshold) == shipped().thresholds[:2]


def test_the_five_nearest_are_told_and_the_best_fact_even_if_it_is_not_among_them():
    entries = [gap(id=f"gap-{n}", question=f"Who controls the {thing}?") for n, thing in enumerate(["bank"] * 7)]
    candidates = (
        Search(base(fact(question="Who has it?"), fact(id="b", question="Who is it?"), *entries))
        .explain("who controls the bank")
        .candidates
    )
    assert [type(each.entry).__name__ for each in candidates] == ["Gap"] * 5 + ["Fact"]
    assert len(SEARCH.explain("what does Blue say about Example").candidates) <= 5


def test_of_the_missing_words_the_weightiest_come_first():
    candidate = SEARCH.explain("who what control zebra").candidates[0]
    rest = [word for word in ("zebra", "what") if word in candidate.missing]
    assert [word for word in candidate.missing if word in rest] == rest != []


def test_it_says_which_word_was_taken_for_which():
    (respelling,) = SEARCH.explain("who cotnrols Example?").respellings
    assert (respelling.typed, respelling.word, respelling.reason) == ("cotnrols", "controls", "typo")


def test_it_says_what_is_missing_and_what_nothing_has():
    explanation = SEARCH.explain("who controls the weather xylophone")
    assert "xylophone" in explanation.unknown
    control = next(c for c in explanation.candidates if c.entry.id == "control")
    assert control.phrasing == "Who controls Example?"
    assert {"weather", "xylophone"} <= set(control.missing)
    assert "controls" not in control.missing


def test_gaps_are_considered_beside_facts():
    assert SEARCH.explain("what was the weather").candidates[0].entry.id == "weather"


def test_nothing_is_considered_where_nothing_was_asked():
    explanation = SEARCH.explain("😂")
    assert (explanation.words, explanation.candidates, explanation.confidence) == ((), (), ())
