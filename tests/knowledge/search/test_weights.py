"""The weights that ship are whole: one for every feature and signal."""

from __future__ import annotations

import json

import pytest

from knowledge.search.features import FEATURES, PROFILE_FEATURES
from knowledge.search.weights import loaded, shipped


def test_there_is_a_weight_for_everything():
    weights = shipped()
    assert (len(weights.picking), len(weights.ranking)) == (len(PROFILE_FEATURES), len(FEATURES))
    assert 0 < weights.suggest < weights.answer < 1


def test_a_missing_weight_is_not_taken_for_none():
    with pytest.raises(KeyError, match="stems like the entry's"):
        loaded(json.dumps({"picking": {}}))
