"""What a question is about, and the topic it asks somebody's words on."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.search.question_parts import are_subject, are_topic

NAMES = {"meeks", "blue", "heron", "raman", "valls"}


def picked(parts, question):
    words = question.split()
    are_names = np.array([word in NAMES for word in words], bool)
    return [word for word, flag in zip(words, parts(words, are_names), strict=True) if flag]


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("did meeks hear of the sale", ["meeks"]),
        ("how much did blue heron bid for valls", ["blue", "heron"]),
        ("how many customers does the fish shop expect", ["fish", "customers"]),
        ("which councillors rebelled", ["councillors"]),
        ("when was the bridge built", ["bridge"]),
        ("is it still safe", ["safe"]),
        ("i am at school and have no clue so why was the bridge shut", ["bridge"]),
        ("there was a battle and which region was that again", ["region"]),
        ("who sold the club", []),
        ("what is in the box", []),
        ("sea wall cost", []),
        ("", []),
    ],
)
def test_a_question_is_about_what_follows_did_or_how_many_or_which(question, subject):
    assert sorted(picked(are_subject, question)) == sorted(subject)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what did raman say about the disabled spaces", ["disabled", "spaces"]),
        ("according to raman who is to blame", []),
        ("what does raman think of us", []),
    ],
)
def test_the_topic_is_what_is_left_without_names_and_words_of_saying(question, topic):
    assert picked(are_topic, question) == topic
