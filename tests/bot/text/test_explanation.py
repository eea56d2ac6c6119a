"""`ask --explain`: why a question got what it got, on a small base and the real search."""

from __future__ import annotations

import re

import pytest

from bot.text.explanation import explanation_text
from knowledge.search import Search
from tests.entries import CONTROL, DENIAL, base, fact, gap

BASE = base(
    CONTROL,
    DENIAL,
    fact(phrasings=("population of Example", "number of inhabitants of the town")),
    gap(phrasings=("was it raining", "how cold was it")),
)


@pytest.fixture(scope="module")
def search():
    return Search(BASE)


def sections(search: Search, question: str) -> dict[str, list[str]]:
    """Return the lines of each section under the first two words of its heading."""
    parts = explanation_text(search.explain(question)).split("\n\n")
    return {" ".join(part.split()[:2]): part.splitlines() for part in parts}


def test_it_shows_what_each_word_was_taken_for_and_which_are_not_known(search):
    lines = sections(search, "populatoin of the xylophone town")["Looked up"]
    assert lines == [
        "Looked up as:  population of the xylophone town",
        "Taken for:     populatoin → population (typo, trusted 90%)",
        "Not known:     xylophone",
    ]


def test_the_nearest_entries_are_shown_with_their_phrasing_and_what_they_lack(search):
    lines = sections(search, "number of inhabitants and churches")["The nearest"]
    assert lines[1].startswith("  1  fact population: “number of inhabitants of the town”; has no “")
    assert "“churches”" in lines[1]
    assert sections(search, "was it cold")["The nearest"][1] == "  1  gap weather: “how cold was it”"


def test_what_the_features_added_adds_up_to_the_score(search):
    """Each printed number is rounded to a hundredth."""
    table = sections(search, "who controls example now")["What each"]
    rows = [[float(number) for number in re.findall(r"-?\d+\.\d\d", line)] for line in table[1:]]
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == pytest.approx(rows[-1], abs=0.1)


def test_what_the_confidence_is_made_of_adds_up_to_its_logit(search):
    explanation = search.explain("who controls example now")
    text = explanation_text(explanation)
    given = [float(number) for number in re.findall(r"^ +([+-]\d+\.\d\d)  ", text, re.MULTILINE)]
    assert sum(given[:-1]) == pytest.approx(given[-1], abs=0.1)


def test_the_decision_is_told_with_the_thresholds_it_rests_on(search):
    explanation = search.explain("Who controls Example?")
    text = " ".join(explanation_text(explanation).split())
    assert f"a confidence of {explanation.outcome.confidence:.2f};" in text
    to_answer, to_suggest = explanation.answer_threshold, explanation.suggest_threshold
    assert f"it takes {to_answer:.2f} to answer and {to_suggest:.2f} to suggest." in text


@pytest.mark.parametrize("question", ["", "🙂", "`@everyone`" * 500, "zqxv wkjh", "what was the weather?", "Блу"])
def test_any_question_can_be_explained(search, question):
    explanation = search.explain(question)
    assert explanation.outcome == search.ask(question)
    assert explanation_text(explanation).startswith("Looked up as:  ")


def test_an_empty_base_can_be_explained():
    text = explanation_text(Search(base()).explain("who controls example"))
    assert "Nothing on record comes close." in text
