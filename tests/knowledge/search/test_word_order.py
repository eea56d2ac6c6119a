"""Who does what to whom is told by the order of words."""

from __future__ import annotations

import pytest

from knowledge.search import text
from knowledge.search.word_order import in_order
from tests.knowledge.search.tiny import feature


def ordered(question):
    words = text.words(question)
    return [words[place] for place in in_order(words, [word in {"ada", "bolm"} for word in words])]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("why did Ada badly need Bolm", ["ada", "badly", "need", "bolm"]),
        ("was Ada found by Bolm", ["bolm", "found", "ada"]),
        ("what battle did Ada win, according to Bolm", ["ada", "win"]),
        ("who saw Ada", ["saw", "ada"]),
        ("did Ada walk with Bolm", ["ada", "walk"]),  # names after a preposition may come anywhere
        ("Ada Bolm salt", []),
    ],
)
def test_the_clause_that_asks_is_read_in_the_order_of_who_does_what_to_whom(question, expected):
    assert ordered(question) == expected


def test_an_entry_that_turns_the_question_round_does_not_match():
    entries = ("why does Zorka badly need Grobnik", "why does Grobnik badly need Zorka", "does Zorka sleep")
    assert feature("order_match", "why does Grobnik badly need Zorka", *entries) == [-1, 0, 0]


def test_an_entry_is_turned_round_only_if_nearly_all_its_phrasings_are():
    both = ["why does Zorka badly need Grobnik", "why does Grobnik badly need Zorka"]
    assert feature("order_match", "why does Grobnik badly need Zorka", both) == [0]


def test_phrasings_that_say_by_tell_nothing():
    assert feature("order_match", "why did Grobnik badly need Zorka", "Zorka badly needed by Grobnik") == [0]
