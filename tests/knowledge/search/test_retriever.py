"""The retriever picks the entries that are worth a closer look."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from knowledge.search.features import RETRIEVAL_FEATURES
from knowledge.search.layers import Layer
from knowledge.search.query import analyze
from knowledge.search.retrieval_features import retrieval_features
from knowledge.search.retriever import CANDIDATES, entries_asked_exactly, retrieve
from knowledge.search.richness import Richness
from knowledge.search.weights import shipped
from tests.knowledge.search.tiny import indexed

SHIPPED = shipped().for_base(Richness(3, 1))
# The weights of one feature that falls with every further word of an entry.
WEIGHTS = replace(SHIPPED, retrieval=np.array([float(name == "stem_cosine") for name in RETRIEVAL_FEATURES]))


def retrieved(question, *entries, n_facts=None, weights=WEIGHTS):
    """Return the numbers of the candidates, of one layer."""
    layered = indexed(*entries)
    query = analyze(question, layered)
    (found,) = retrieve(query, layered.layers, len(entries) if n_facts is None else n_facts, weights)
    return found.entries.tolist()


def mines(n):
    """Entries about a mine, each a word longer than the one before."""
    return ["mine" + "".join(f" w{word}" for word in range(more)) for more in range(n)]


def test_those_that_share_nothing_with_the_question_are_left_out():
    assert retrieved("salt mine", "salt", "church", "mine") == [0, 2]


def test_those_that_nothing_speaks_for_are_left_out():
    against = replace(WEIGHTS, retrieval=-WEIGHTS.retrieval)
    assert retrieved("salt mine", "salt", "church", "mine", weights=against) == []


def test_the_sixteen_best_are_kept():
    assert CANDIDATES == 16
    assert retrieved("mine", *mines(40)) == list(range(16))
    assert retrieved("mine", *mines(40)[::-1]) == list(range(24, 40))
    assert retrieved("mine", *mines(15)) == list(range(15))


def test_those_that_share_nothing_take_no_place_of_the_sixteen():
    assert retrieved("mine", *["church"] * 30, *mines(30)) == list(range(30, 46))


def test_the_eight_best_facts_are_kept_even_if_gaps_come_closer():
    assert retrieved("mine", *mines(40)[::-1], n_facts=12) == [*range(4, 12), *range(24, 40)]
    assert retrieved("mine", *mines(40)[::-1], n_facts=4) == [0, 1, 2, 3, *range(24, 40)]


def test_what_is_asked_word_for_word_is_kept_whatever_speaks_against_it():
    against = replace(WEIGHTS, retrieval=-WEIGHTS.retrieval)
    assert retrieved("salt mine", "salt", "salt mine", weights=against) == [1]
    assert retrieved("salt mine", "salt mine", "salt", weights=against) == [0]


def test_candidates_come_with_their_features():
    layered = indexed("salt mine", "church", "salt")
    query = analyze("salt mines", layered)
    (found,) = retrieve(query, layered.layers, 3, WEIGHTS)
    assert found.local.tolist() == [0, 2]
    np.testing.assert_array_equal(found.features, retrieval_features(query, layered.layers[0].index)[[0, 2]])


@pytest.mark.parametrize("n", range(len(RETRIEVAL_FEATURES)))
def test_every_feature_speaks_by_its_weight(n):
    """With one feature's weight alone, those candidates are found that have something of it."""
    answers = ["", "", "the salt of mines", "", ""]
    layered = indexed("salt mine", "mine salt", "salt church", "saltworks", "salt", answers=answers)
    query = analyze("salt mines", layered)
    weights = replace(SHIPPED, retrieval=np.eye(len(RETRIEVAL_FEATURES))[n])
    (found,) = retrieve(query, layered.layers, 4, weights)
    values = retrieval_features(query, layered.layers[0].index)[:, n]
    assert found.entries.tolist() == np.flatnonzero(values > 0).tolist() != []


class TestLayers:
    """Of two layers, the first with entries that the base does not have."""

    FIRST, SECOND = indexed("salt mine", "coal mine", "church"), indexed("gold mine", "salt mine")
    LAYERS = (
        Layer(FIRST.layers[0].index, np.array([3, -1, 0], np.int32)),
        Layer(SECOND.layers[0].index, np.array([1, 2], np.int32)),
    )

    def test_each_gives_its_candidates_by_their_number_there_and_in_the_base(self):
        found = retrieve(analyze("a salt mine", self.FIRST), self.LAYERS, 4, WEIGHTS)
        assert [each.local.tolist() for each in found] == [[0], [0, 1]]
        assert [each.entries.tolist() for each in found] == [[3], [1, 2]]
        assert [each.features.shape for each in found] == [(1, len(RETRIEVAL_FEATURES)), (2, len(RETRIEVAL_FEATURES))]

    def test_what_is_exact_is_told_in_each(self):
        found = retrieve(analyze("salt mine", self.FIRST), self.LAYERS, 4, WEIGHTS)
        assert [each.exact.tolist() for each in found] == [[True], [False, True]]

    def test_what_the_base_does_not_have_is_no_candidate_even_if_exact(self):
        found = retrieve(analyze("coal mine", self.FIRST), self.LAYERS, 4, WEIGHTS)
        assert [each.entries.tolist() for each in found] == [[3], [1, 2]]
        assert not any(each.exact.any() for each in found)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How deep is the MINE?", [0, 2]),
        ("the mine is how deep", [3]),
        ("how deep is the mine now", []),
        ("how deep is the", []),
        ("depth", []),  # a word alone is too little
        ("how deep is the windmill", []),
        ("how windmill is deep", []),
        ("", []),
    ],
)
def test_an_entry_is_asked_exactly_by_all_words_of_a_phrasing_in_its_order(question, found):
    layered = indexed(
        ["how deep is the mine", "depth"],
        "the church",
        ["depth", "how deep is the mine"],
        "the mine is how deep",
        "how deep is deep",
    )
    assert entries_asked_exactly(analyze(question, layered), layered.layers[0].index).tolist() == found


def test_a_misspelt_word_is_not_exact():
    layered = indexed("depth of the mine")
    query = analyze("depht of the mine", layered)
    assert query.words == ("depth", "of", "the", "mine")
    assert entries_asked_exactly(query, layered.layers[0].index).tolist() == []
