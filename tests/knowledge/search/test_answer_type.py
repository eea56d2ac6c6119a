"""What a question asks for is compared with what an answer gives."""

from __future__ import annotations

import pytest

from knowledge.search import text
from knowledge.search.answer_type import ANSWER_TYPES, given_by, wanted_by


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how many people died", "number"),
        ("so how much did the bridge cost", "money"),
        ("how much snow fell", "number"),
        ("how old is the mayor", "age"),
        ("how long did they wait", "duration"),
        ("how far is it", "distance"),
        ("when did it start", "time"),
        ("what year was that", "time"),
        ("at which hour exactly", "time"),
        ("where is the plant", "place"),
        ("who owns it", "person"),
        ("why did they leave", "reason"),
        ("i wonder what the price is", "money"),
        ("what did she say", None),
        ("how is she", None),
        ("bridge", None),
    ],
)
def test_a_question_asks_for_a_type(question, wanted):
    assert wanted_by(text.words(question)) == wanted


@pytest.mark.parametrize(
    ("type", "gives", "lacks"),
    [
        ("number", "Three people came.", "People came."),
        ("number", "It rose by 12.", "It rose."),
        ("age", "She is 41 years old.", "She is the mayor since 2011."),
        ("money", "It cost €3.", "It cost a lot."),
        ("money", "They got two million pesos.", "They got two million letters."),
        ("duration", "They waited for three weeks.", "They waited at the gate."),
        ("distance", "It is 12 miles away.", "It is far away."),
        ("time", "The council met on Monday.", "The council met."),
        ("time", "It was built in 1973.", "It was built."),
        ("place", "They met in Lisbon.", "They met."),
        ("person", "It was the minister.", "It was a leak."),
        ("reason", "They left because it rained.", "They left."),
    ],
)
def test_an_answer_gives_a_type_or_lacks_it(type, gives, lacks):
    place = ANSWER_TYPES.index(type)
    assert given_by(gives)[place]
    assert not given_by(lacks)[place]


def test_no_answer_gives_nothing():
    assert not given_by("").any()
