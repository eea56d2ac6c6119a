"""The type of a question is told by its question words."""

from __future__ import annotations

import pytest

from knowledge.search.question_type import QUESTION_TYPES, type_of


@pytest.mark.parametrize(
    ("question", "type"),
    [
        ("who said that", "who"),
        ("who", "who"),
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


@pytest.mark.parametrize(
    ("type", "words"),
    [
        ("who", "who whom whose"),
        ("when", "when"),
        ("where", "where"),
        ("why", "why"),
        ("which", "which"),
        ("what", "what"),
        ("how", "how"),
        (
            "yes or no",
            "is are was were do does did has have had can could will would should may might must am",
        ),
        ("unknown", "soledar the salt many"),
    ],
)
def test_each_of_these_words_tells_the_type_at_the_beginning(type, words):
    assert {QUESTION_TYPES[type_of([word, "it"])] for word in words.split()} == {type}


@pytest.mark.parametrize(
    "measure", ["many", "much", "big", "large", "long", "far", "old", "tall", "deep", "few", "high"]
)
def test_how_with_a_measure_asks_for_a_number(measure):
    assert QUESTION_TYPES[type_of(["how", measure])] == "how many"
    assert QUESTION_TYPES[type_of(["how", "it", measure])] == "how"


@pytest.mark.parametrize(
    ("type", "nouns"),
    [
        ("when", "time date day month year"),
        ("how many", "number count amount"),
        ("who", "name person"),
        ("where", "place"),
        ("why", "reason"),
    ],
)
@pytest.mark.parametrize("word", ["what", "which"])
def test_what_and_which_ask_for_the_noun_within_three_words(word, type, nouns):
    for noun in nouns.split():
        assert QUESTION_TYPES[type_of(["in", word, noun])] == type
        assert QUESTION_TYPES[type_of([word, "is", "the", noun])] == type
        assert QUESTION_TYPES[type_of([word, "was", "at", "the", noun])] == word
        assert QUESTION_TYPES[type_of(["who", noun])] == "who"


def test_the_first_noun_of_several_decides():
    assert QUESTION_TYPES[type_of(["what", "day", "and", "place"])] == "when"
