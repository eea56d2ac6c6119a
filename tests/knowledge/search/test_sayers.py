"""The order of a question's words tells whose words it asks for."""

from __future__ import annotations

import pytest

from knowledge.search import text
from knowledge.search.sayers import head, sayers


def found(question):
    words = text.words(question)
    return [(" ".join(words[place] for place in sayer), words[head(words, sayer)]) for sayer in sayers(words)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what did putin say about the walls", [("putin", "putin")]),
        ("what has the mayor of Ashford publicly said", [("mayor of ashford", "mayor")]),
        ("what is Yermak's opinion on that", [("yermak", "yermak")]),
        ("the toll according to president biden", [("president biden", "biden")]),
        ("quotes from macron on that", [("macron", "macron")]),
        ("how many were counted, as reported by the army", [("army", "army")]),
        ("is it true that putin said no", [("putin", "putin")]),
        ("did malyar compare it to verdun", [("malyar", "malyar")]),
    ],
)
def test_who_comes_before_a_word_of_saying_or_after_according_to(question, expected):
    assert found(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "who said that",
        "is Ashford called dead",
        "was the mayor quoted",
        "how does Ashford compare to Verdun",
        "in which American state was it",
        "my brother insists on it",
        "",
    ],
)
def test_who_is_spoken_of_says_nothing(question):
    assert found(question) == []
