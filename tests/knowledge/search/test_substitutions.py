"""Shorthand, numbers in words and British spellings are looked up as the words they mean."""

from __future__ import annotations

from itertools import chain

import pytest

from knowledge.search.substitutions import SUBSTITUTIONS
from knowledge.search.text import words

SAME = [
    ("u n ur ppl r w da gov", "you and your people are with the governor"),
    ("wat wut wot y hw", "what what what why how"),
    ("pls plz thx rn b4 tonite nite tmrw yday", "please please thanks now before tonight night tomorrow yesterday"),
    ("prez pres mil govt", "president president military government"),
    ("abt dis bc cuz coz tho thru", "about this because because because though through"),
    ("im gonna, ive gotta, i wanna, dunno", "i am going to i have got to i want to do not know"),
    ("rly srsly kinda lotta smth sth sb msg", "really seriously kind of lot of something something somebody message"),
    ("ua ukr ru rus", "ukraine ukraine russia russia"),
    ("10 k km or kms", "10 thousand kilometer or kilometer"),
    ("i can't, it won't", "i can not it will not"),
    ("cant wont dont didnt doesnt cannot", "can not will not do not did not does not can not"),
    ("isnt arent wasnt werent hasnt havent hadnt", "is not are not was not were not has not have not had not"),
    ("couldnt wouldnt shouldnt", "could not would not should not"),
    ("whats whos wheres whens hows theyre thats", "what is who is where is when is how is they are that is"),
    ("zero two three four five six seven eight nine ten", "0 2 3 4 5 6 7 8 9 10"),
    ("eleven twelve thirteen fourteen fifteen sixteen", "11 12 13 14 15 16"),
    ("seventeen eighteen nineteen twenty thirty forty fifty hundred", "17 18 19 20 30 40 50 100"),
    ("the defence organisation's programme", "the defense organization program"),
    ("colour of the neighbouring neighbour's theatre centre", "color of the neighboring neighbor theater center"),
    ("realise and recognise my favourite", "realize and recognize my favorite"),
    ("metre metres kilometre kilometres", "meter meters kilometer kilometer"),
]


@pytest.mark.parametrize(("typed", "meant"), SAME)
def test_a_word_is_looked_up_as_what_it_means(typed, meant):
    assert " ".join(words(typed)) == meant


def test_each_substitution_is_shown_above():
    shown = set(chain.from_iterable(typed.replace(",", "").replace("'s", "").split() for typed, _ in SAME))
    shown |= {"ca", "wo"}  # in "can't" and "won't"
    assert SUBSTITUTIONS.keys() - shown == set()


def test_one_is_left_alone_as_it_is_mostly_a_pronoun():
    assert words("the one who left") == ["the", "one", "who", "left"]
