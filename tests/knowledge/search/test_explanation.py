"""Why a question got what it got can be told, number by number."""

from __future__ import annotations

import math

import pytest

from knowledge.search import Search
from tests.entries import SMALL

SEARCH = Search(SMALL)


def test_the_reasons_add_up_to_the_score():
    for considered in SEARCH.explain("who cotnrols Example?").candidates:
        assert sum(reason.contribution for reason in considered.reasons) == pytest.approx(considered.score)


def test_the_reasons_for_confidence_add_up_to_it():
    explanation = SEARCH.explain("who controls Example?")
    logit = sum(reason.contribution for reason in explanation.confidence)
    assert 1 / (1 + math.exp(-logit)) == pytest.approx(explanation.outcome.confidence)


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
