"""The ranker scores the candidates and puts the best first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from knowledge.search.content_features import content_features
from knowledge.search.entry_features import entry_features
from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES
from knowledge.search.implied import ImpliedWords
from knowledge.search.phrasing_features import phrasing_features
from knowledge.search.query import analyze
from knowledge.search.ranker import rank
from knowledge.search.retriever import LayerCandidates, retrieve
from knowledge.search.richness import Richness
from knowledge.search.speakers import SpeakerNames
from knowledge.search.weights import shipped
from tests.entries import base, fact
from tests.knowledge.search.tiny import indexed

SHIPPED = shipped().for_base(Richness(3, 1))
BASE = base(fact())
NAMES, IMPLIED = SpeakerNames(BASE), ImpliedWords(BASE)
LAYERED = indexed("salt mine depth", "the salt mine", "how deep is the mine", "church")
QUERY = analyze("the salt mine's depth", LAYERED)


def ranked_of(layers, found, weights=SHIPPED):
    """Rank what was found for `QUERY`, in a base of one fact and one gap."""
    return rank(QUERY, NAMES.mentioned(QUERY.typed_words), layers, found, NAMES, IMPLIED, 1, weights)


def ranking(scores, exact=()):
    """Rank entries whose first feature is their score, and whose other features weigh nothing."""
    weights = replace(SHIPPED, ranking=np.array([1.0] + [0.0] * (len(FEATURES) - 1)))
    places = np.arange(len(scores))
    features = np.zeros((len(scores), len(RETRIEVAL_FEATURES)))
    features[:, 0] = scores
    candidates = LayerCandidates(places, places + 10, features, np.isin(places, list(exact)))
    return ranked_of(LAYERED.layers, [candidates], weights)


def test_the_best_comes_first_with_its_features():
    ranked = ranking([1.0, 3.0, 2.0])
    assert ranked.entries.tolist() == [11, 12, 10]
    assert ranked.scores.tolist() == [3, 2, 1]
    assert ranked.features[:, 0].tolist() == [3, 2, 1]


def test_of_equal_ones_the_first_in_the_base_comes_first():
    assert ranking([1.0, 2.0, 2.0 + 1e-10]).entries.tolist() == [11, 12, 10]
    assert ranking([1.0, 2.0, 2.0 + 1e-8]).entries.tolist() == [12, 11, 10]


def test_a_score_is_the_sum_of_all_features_by_their_weights():
    (candidates,) = retrieve(QUERY, LAYERED.layers, 4, SHIPPED)
    ranked = ranked_of(LAYERED.layers, [candidates])
    assert ranked.scores.tolist() == pytest.approx((ranked.features @ SHIPPED.ranking).tolist())
    by_entry = dict(zip(ranked.entries.tolist(), ranked.features.tolist(), strict=True))
    index = LAYERED.layers[0].index
    of_phrasings = phrasing_features(QUERY, index, candidates.local)
    of_contents = content_features(QUERY, index, candidates.local)
    of_entries = entry_features(
        NAMES.mentioned(QUERY.typed_words), NAMES, 1, candidates.entries, np.zeros(len(candidates.entries), bool)
    )
    for n, entry in enumerate(candidates.entries.tolist()):
        parts = (candidates.features[n], of_phrasings[n], of_contents[n], of_entries[n])
        assert by_entry[entry] == np.concatenate(parts).tolist()


def test_facts_come_first_in_a_base_then_its_gaps_then_what_every_base_has():
    (candidates,) = retrieve(QUERY, LAYERED.layers, 4, SHIPPED)
    ranked = ranked_of(LAYERED.layers, [candidates])
    assert ranked.entries[ranked.are_facts].tolist() == [0]
    assert ranked.entries[ranked.are_gaps].tolist() == [1]


class TestExact:
    def test_the_best_exact_one_is_put_four_ahead_of_a_better_other_one(self):
        ranked = ranking([5.0, 1.0, 2.0, 0.0], exact=[1, 3])
        assert ranked.entries.tolist() == [11, 13, 10, 12]
        assert ranked.scores.tolist() == pytest.approx([9, 8, 5, 2])

    def test_one_that_is_as_good_as_another_is_put_ahead_too(self):
        assert ranking([2.0, 2.0], exact=[1]).scores.tolist() == [6, 2]

    @pytest.mark.parametrize("exact", [[0], [0, 1], []])
    def test_otherwise_the_scores_stay_as_they_are(self, exact):
        assert ranking([3.0, 1.0], exact).scores.tolist() == [3, 1]


def test_candidates_of_all_layers_are_ranked_together():
    other = indexed("salt lake depth", "the salt mine's depth")
    layers = (*LAYERED.layers, replace(other.layers[0], entries=np.array([4, 5], np.int32)))
    found = retrieve(QUERY, layers, 6, SHIPPED)
    ranked = ranked_of(layers, found)
    assert ranked.entries[0] == 5
    assert sorted(ranked.entries.tolist()) == sorted(found[0].entries.tolist() + found[1].entries.tolist())
