"""Entry features say what an entry is, and whether it's said by whom the question names."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.model.entries import Speaker
from knowledge.search import text
from knowledge.search.entry_features import entries_telling, entry_features
from knowledge.search.features import ENTRY_FEATURES
from knowledge.search.speakers import SpeakerNames
from knowledge.search.term_keys import stem_key
from tests.entries import base, fact
from tests.knowledge.search.tiny import indexed

SPEAKERS = tuple(
    Speaker(id=id, name=name, role="mayor", side=id) for id, name in (("moser", "Ada Moser"), ("ruzic", "Ivo Ruzic"))
)
BASE = base(
    fact(id="a", question="Is it safe?", speakers=("moser",)),
    fact(id="b", question="Is it new?", speakers=("ruzic",)),
    fact(id="c", question="When did Moser say so?"),
    speakers=SPEAKERS,
)
NAMES = SpeakerNames(BASE)


def features(question, telling=(False, False, False, False)):
    """Of two facts and one of the article itself, a gap and what every base has."""
    mention = NAMES.mentioned(text.words(question))
    found = entry_features(mention, NAMES, 1, np.array([0, 1, 2, 3, 4]), np.array([*telling, False]))
    return dict(zip(ENTRY_FEATURES, found.T.tolist(), strict=True))


def test_gaps_of_the_base_and_of_every_base_are_told_apart():
    assert features("is it safe")["gap"] == [0, 0, 0, 1, 0]
    assert features("is it safe")["generic_gap"] == [0, 0, 0, 0, 1]


def test_what_the_named_speaker_says_matches():
    assert features("where is moser")["speaker_match"] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("question", "conflict"), [("what did moser say", [0, -1, -1, 0, 0]), ("where is moser", [0, 0, 0, 0, 0])]
)
def test_what_another_says_conflicts_if_words_are_asked_for(question, conflict):
    assert features(question)["speaker_conflict"] == conflict


def test_of_two_who_are_asked_either_will_do():
    assert features("what did moser say and what did ruzic say")["speaker_conflict"] == [0, 0, -1, 0, 0]


def test_what_the_article_reports_of_somebody_is_no_conflict():
    assert features("what did moser say", (False, False, True, False))["speaker_conflict"] == [0, -1, 0, 0, 0]
    assert features("what did moser say", (False, True, True, False))["speaker_conflict"] == [0, -1, 0, 0, 0]


def test_every_fact_conflicts_with_a_question_for_a_strangers_words_unless_its_phrasings_name_them():
    assert features("what did putin say")["speaker_conflict"] == [-1, -1, -1, 0, 0]
    assert features("what did putin say", (False, True, False, False))["speaker_conflict"] == [-1, 0, -1, 0, 0]


def test_an_entry_tells_what_somebody_says_if_it_is_asked_with_their_name_before_a_word_of_saying():
    index = indexed("what did putin say", "why does putin need a win", "what did moser say").layers[0].index
    assert entries_telling(np.array([stem_key("putin")]), index, np.arange(3)).tolist() == [True, False, False]
    assert not entries_telling(np.array([], np.int64), index, np.arange(3)).any()
