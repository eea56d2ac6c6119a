"""The weights that ship are whole: one for every feature and signal."""

from __future__ import annotations

import json

import numpy as np
import pytest

from knowledge.search.confidence import SIGNALS
from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES
from knowledge.search.weights import loads, shipped

DATA = {
    "retrieval": {name: n for n, name in enumerate(RETRIEVAL_FEATURES)},
    "ranking": {name: 10 + n for n, name in enumerate(FEATURES)},
    "with_gaps": {name: 20 + n for n, name in enumerate(SIGNALS)} | {"bias": -1.0},
    "without_gaps": {name: 30 + n for n, name in enumerate(SIGNALS)} | {"bias": -2.0},
    "thresholds": {"answer": 0.5, "suggest": 0.25, "gap": 0.125},
}


def test_there_is_a_weight_for_everything():
    weights = shipped()
    assert (len(weights.retrieval), len(weights.ranking)) == (len(RETRIEVAL_FEATURES), len(FEATURES))
    assert 0 < weights.suggest_threshold < weights.answer_threshold < 1


def test_each_is_read_under_its_name_whatever_the_order_in_the_file():
    backwards = {part: dict(reversed(values.items())) for part, values in DATA.items()}
    weights = loads(json.dumps(backwards))
    assert weights.retrieval.tolist() == list(range(len(RETRIEVAL_FEATURES)))
    assert weights.ranking.tolist() == list(range(10, 10 + len(FEATURES)))
    assert weights.with_gaps.weights.tolist() == list(range(20, 20 + len(SIGNALS)))
    assert weights.without_gaps.weights.tolist() == list(range(30, 30 + len(SIGNALS)))
    assert (weights.with_gaps.bias, weights.without_gaps.bias) == (-1, -2)
    assert (weights.answer_threshold, weights.suggest_threshold, weights.gap_threshold) == (0.5, 0.25, 0.125)
    assert weights.ranking.dtype == np.float64


def test_bases_with_and_without_gaps_have_a_calibration_each():
    weights = loads(json.dumps(DATA))
    assert weights.calibration(has_gaps=True) is weights.with_gaps
    assert weights.calibration(has_gaps=False) is weights.without_gaps


@pytest.mark.parametrize(
    ("part", "name"), [(part, name) for part, values in DATA.items() for name in list(values)[:1] + list(values)[-1:]]
)
def test_a_missing_weight_is_not_taken_for_none(part, name):
    data = DATA | {part: {other: value for other, value in DATA[part].items() if other != name}}
    with pytest.raises(KeyError, match=name):
        loads(json.dumps(data))
