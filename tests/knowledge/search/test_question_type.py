"""The type of a question is told by its question words."""

from __future__ import annotations

import pytest

from knowledge.search.question_type import QUESTION_TYPES, type_of


@pytest.mark.parametrize(
    ("question", "type"),
    [
        ("who said that", "who"),
        ("what is the name of the governor", "who"),
        ("when did it start", "when"),
        ("in which month was the bridge hit", "when"),
        ("where is it", "where"),
        ("why does he need it", "why"),
        ("how many people are left", "how many"),
        ("how big is the town", "how many"),
        ("how did they describe it", "how"),
        ("has it fallen", "yes or no"),
        ("soledar population", "unknown"),
        ("i read who won but how many died", "how many"),
        ("", "unknown"),
    ],
)
def test_the_type_is_told_by_the_question_words(question, type):
    assert QUESTION_TYPES[type_of(question.split())] == type
