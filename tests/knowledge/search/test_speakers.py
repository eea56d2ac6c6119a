"""A question names speakers, and may ask what one of them says."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.model.entries import Dispute, Speaker
from knowledge.search import text
from knowledge.search.speakers import SpeakerNames
from tests.entries import base, fact

SPEAKERS = (
    Speaker(id="moser", name="Ada Moser", role="mayor", side="the town", variants=("the mayor",)),
    Speaker(id="council", name="Town Council", role="council", side="the town"),
    Speaker(id="works", name="Water Works", role="company", side="the works", variants=("WW",)),
)
FACTS = (
    fact(id="a", question="Is it safe?", speakers=("moser",)),
    fact(id="b", question="Is it new?", speakers=("council",)),
    fact(id="c", question="Is it wet?", disputes=(Dispute(speaker="works", says="It is dry."),)),
)
NAMES = SpeakerNames(base(*FACTS, speakers=SPEAKERS))


def mentioned(question):
    mention = NAMES.mentioned(text.words(question))
    ids = [speaker.id for speaker in SPEAKERS]
    return [id for id, named in zip(ids, mention.named, strict=True) if named], [
        id for id, asked in zip(ids, mention.asked, strict=True) if asked
    ]


@pytest.mark.parametrize(
    ("question", "named", "asked"),
    [
        ("what did Ada Moser say", ["moser"], ["moser"]),
        ("what did moser say about it", ["moser"], ["moser"]),
        ("is it safe according to the town council", ["council"], ["council"]),
        ("where does moser live", ["moser"], []),
        ("what does the mayor think", ["moser"], ["moser"]),
        ("who said that", [], []),
        ("did the water works deny it and moser leave", ["moser", "works"], ["works"]),
        ("is the water cold", [], []),
    ],
)
def test_a_speaker_is_named_and_asked_for_words(question, named, asked):
    assert mentioned(question) == (named, asked)


def heard(question):
    mention = NAMES.mentioned(text.words(question))
    return NAMES.heard(mention, np.arange(3))[:, mention.named].any(1).tolist()


def test_a_person_is_heard_in_what_they_say_alone():
    assert heard("what did moser say") == [True, False, False]


def test_those_who_dispute_are_heard_too():
    assert heard("what do the water works say") == [False, False, True]


def test_for_a_body_anybody_of_its_side_speaks():
    assert heard("what does the town council say") == [True, True, False]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("what did the mayor of example say", ["moser"]),  # by a role
        ("what did the town say", ["moser", "council"]),  # by a side
        ("what did Ada Mosr say", ["moser"]),  # by a name with a typing error
        ("what did the works spokesman say", ["works"]),  # a role that nobody has, of a side that somebody has
    ],
)
def test_somebody_is_asked_by_what_they_are(question, asked):
    respelled = [word.replace("mosr", "moser") for word in text.words(question)]
    mention = NAMES.mentioned(text.words(question), respelled)
    assert [speaker.id for speaker, flag in zip(SPEAKERS, mention.asked, strict=True) if flag] == asked


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("what did putin say about the walls", "putin"),
        ("is it safe according to the governor of ashford", "governor of ashford"),
        ("what did moser say about putin", ""),
        ("what did they say", ""),
        ("what do experts think", ""),
        ("did Dana Moser say so", "dana moser"),  # another bearer of the family name
        ("did mayor Moser say so", ""),
    ],
)
def test_somebody_who_is_no_speaker_is_asked(question, stranger):
    words = text.words(question)
    assert " ".join(words[place] for place in NAMES.mentioned(words).stranger) == stranger


@pytest.mark.parametrize(
    "question",
    [
        "what did the French mayor say",
        "what did Moser's deputy say",
        "what did the former mayor say",
        "what did the mayor of Paris say",
    ],
)
def test_who_has_the_role_of_a_speaker_elsewhere_is_a_stranger(question):
    mention = NAMES.mentioned(text.words(question))
    assert mention.stranger
    assert not mention.asked.any()


def test_a_name_that_is_an_english_word_is_somebody_with_a_capital():
    words = text.words("did trump say that")
    assert not NAMES.mentioned(words).stranger
    assert NAMES.mentioned(words, capitalized={"trump"}).stranger == (1,)


def test_another_bearer_of_a_family_name_is_not_the_speaker():
    assert mentioned("what did Dana Moser say") == ([], [])
