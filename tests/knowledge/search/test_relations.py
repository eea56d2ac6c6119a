"""What a question puts before, after or in something, and entries that say something else."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.search import text
from knowledge.search.phrasings import phrasings_of
from knowledge.search.relations import differing, nationalities, relations
from knowledge.search.term_keys import stem_key
from tests.knowledge.search.tiny import indexed

NAMES = frozenset({"ashford", "brigton"})


def found(question):
    words = text.words(question)
    return relations(words, np.array([word in NAMES for word in words]))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many lived there before the war", [("before", "war")]),
        ("who is left in Brigton", [("in", "brigton")]),
        ("who is left in town", []),
        ("what has happened since", []),
    ],
)
def test_times_and_named_places_are_related(question, expected):
    assert [(each.preposition, each.word) for each in found(question)] == expected


def differs(question, *entries):
    (relation,) = found(question)
    index = indexed(*entries).layers[0].index
    wanted = relation.preposition if relation.when else relation.word
    has = np.array([wanted in " ".join([entry] if isinstance(entry, str) else entry).lower() for entry in entries])
    phrasings = phrasings_of(index, np.arange(len(entries)))
    return differing(relation, stem_key(text.stem(relation.word)), has, index, phrasings, NAMES).tolist()


@pytest.mark.parametrize(
    ("question", "entries", "expected"),
    [
        ("who came before the war", ["who came since the war", "who came before the war"], [True, False]),
        ("who came before the war", [("who came after war", "who came before war")], [False]),
        ("who came before the war", ["who came in the war"], [True]),  # no "before" at all
        ("who came after the war", ["who came in the war"], [False]),  # that's said in other words as often
        ("who is in Brigton", ["who is in Ashford", "who is in Brigton", "who is in town"], [True, False, False]),
        ("who is in Brigtn", ["who is in Brigton"], None),  # a typing error isn't a name
    ],
)
def test_an_entry_differs_that_says_another_time_or_place(question, entries, expected):
    if expected is None:
        assert found(question) == []
    else:
        assert differs(question, *entries) == expected


def test_a_nationality_stands_before_what_it_describes():
    assert list(nationalities(text.words("how many Ukrainian bodies did the man count"))) == [("ukrainian", "bodi")]
