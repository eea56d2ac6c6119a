"""The weights that ship are whole: one for every feature and signal."""

from __future__ import annotations

import json

import pytest

from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES
from knowledge.search.weights import loads, shipped


def test_there_is_a_weight_for_everything():
    weights = shipped()
    assert (len(weights.retrieval), len(weights.ranking)) == (len(RETRIEVAL_FEATURES), len(FEATURES))
    assert 0 < weights.suggest_threshold < weights.answer_threshold < 1


def test_a_missing_weight_is_not_taken_for_none():
    with pytest.raises(KeyError, match="stem_cosine"):
        loads(json.dumps({"retrieval": {}}))
