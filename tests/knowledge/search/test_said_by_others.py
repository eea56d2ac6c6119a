"""Asked for the words of somebody who isn't on record about it, the search says so, and who is."""

from __future__ import annotations

import pytest

from knowledge.model.entries import Dispute, Speaker
from knowledge.model.outcome import Answered, Suggested, Unanswered
from knowledge.search import Search
from tests.entries import base, fact

SEARCH = Search(
    base(
        fact(
            id="bridge",
            question="What did Moser say about the bridge?",
            phrasings=("what does the mayor think of the bridge", "moser on the bridge"),
            answer="Ada Moser said that the bridge was safe.",
            speakers=("moser",),
            disputes=(Dispute(speaker="works", says="It is broken."),),
        ),
        fact(
            id="water",
            question="What did the Water Works say about the pipes?",
            phrasings=("what do the water works think of the pipes", "water works on the pipes"),
            answer="The Water Works said that the pipes were old.",
            speakers=("works",),
        ),
        fact(
            id="rain",
            question="How much rain fell in Ashford?",
            phrasings=("how much did it rain", "rainfall in ashford when Carver was away"),
            answer="In Ashford 40 millimetres of rain fell.",
        ),
        speakers=(
            Speaker(id="moser", name="Ada Moser", role="mayor", side="the town"),
            Speaker(id="works", name="Water Works", role="company", side="the works"),
        ),
    ),
    cached=False,
)


@pytest.mark.parametrize(
    ("question", "name", "fact_id"),
    [
        ("what did Moser say about the pipes", "Ada Moser", "water"),
        ("what does the mayor think of the pipes", "Ada Moser", "water"),
        ("what did carver say about the pipes", "Carver", "water"),  # a name that the base has
        ("what did Zorblax say about the pipes", "", "water"),  # anybody may have made that up
        ("how much rain fell in ashford according to moser", "Ada Moser", "rain"),
    ],
)
def test_it_says_who_is_not_on_record_and_who_is(question, name, fact_id):
    outcome = SEARCH.ask(question)
    assert isinstance(outcome, Unanswered)
    assert (outcome.not_said_by, outcome.candidates[0].record.fact.id) == (name, fact_id)
    assert outcome.gap is None


@pytest.mark.parametrize(
    "question",
    [
        "what did Moser say about the bridge",
        "how much rain fell in ashford",
    ],
)
def test_who_is_on_record_answers(question):
    assert isinstance(SEARCH.ask(question), Answered)


def test_for_a_role_that_a_speaker_may_have_by_another_word_it_offers_who_is():
    outcome = SEARCH.ask("what did the governor say about the pipes")
    assert isinstance(outcome, Suggested)
    assert outcome.candidates[0].record.fact.id == "water"


def test_who_disputes_a_fact_speaks_there_too():
    outcome = SEARCH.ask("what do the water works say about the bridge")
    assert "bridge" in {candidate.record.fact.id for candidate in outcome.candidates}
    assert getattr(outcome, "not_said_by", None) is None


def test_nobody_is_named_if_nobody_says_anything_of_the_kind():
    outcome = SEARCH.ask("what did carver say about the moon landing")
    assert getattr(outcome, "not_said_by", None) is None


def test_the_explanation_gives_the_same_outcome():
    question = "what did Moser say about the pipes"
    assert SEARCH.explain(question).outcome == SEARCH.ask(question)
