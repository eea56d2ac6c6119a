"""The weights that ship are whole: one for every feature and signal, in every corner."""

from __future__ import annotations

import json

import numpy as np
import pytest

from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES, SIGNALS
from knowledge.search.richness import Richness
from knowledge.search.weights import CORNERS, PHRASING_CORNERS, blend, loads, phrasing_blend, shipped


def numbered(corners, names, first):
    return {c: {name: first + 100 * n + m for m, name in enumerate(names)} for n, c in enumerate(corners)}


DATA = {
    "retrieval": numbered(PHRASING_CORNERS, RETRIEVAL_FEATURES, 0),
    "ranking": numbered(PHRASING_CORNERS, FEATURES, 1000),
    "fact": numbered(CORNERS, (*SIGNALS, "bias"), 2000),
    "gap": numbered(CORNERS, (*SIGNALS, "bias"), 3000),
    "thresholds": {"answer": 0.5, "suggest": 0.25, "gap": 0.125},
}


def test_the_thresholds_are_in_their_order():
    weights = shipped().for_base(Richness(3, 0.5))
    assert 0 < weights.suggest_threshold < weights.answer_threshold < 1


def test_no_shipped_weight_has_another_sign_than_its_name_promises():
    weights = shipped()
    either_way = [FEATURES.index(name) for name in ("gap", "generic_gap")]
    assert (weights.retrieval >= 0).all()
    assert (np.delete(weights.ranking, either_way, axis=1) >= 0).all()
    for signals in (weights.fact, weights.gap):
        against = SIGNALS.index("unknown_share")
        assert (signals[:, against] <= 0).all()
        assert (np.delete(signals[:, :-1], against, axis=1) >= 0).all()


def test_each_is_read_under_its_name_whatever_the_order_in_the_file():
    backwards = {
        part: {c: dict(reversed(v.items())) if isinstance(v, dict) else v for c, v in reversed(values.items())}
        for part, values in DATA.items()
    }
    weights = loads(json.dumps(backwards)).for_base(Richness(80, 1))
    assert weights.retrieval.tolist() == [200 + n for n in range(len(RETRIEVAL_FEATURES))]
    assert weights.ranking.tolist() == [1200 + n for n in range(len(FEATURES))]
    assert weights.fact.weights.tolist() == [2500 + n for n in range(len(SIGNALS))]
    assert (weights.fact.bias, weights.gap.bias) == (2500 + len(SIGNALS), 3500 + len(SIGNALS))
    assert (weights.answer_threshold, weights.suggest_threshold, weights.gap_threshold) == (0.5, 0.25, 0.125)


@pytest.mark.parametrize(
    ("phrasings", "shares"),
    [(0, [1, 0, 0]), (3, [1, 0, 0]), (20, [0, 1, 0]), (80, [0, 0, 1]), (1000, [0, 0, 1])],
)
def test_at_a_corner_and_beyond_its_weights_hold_alone(phrasings, shares):
    assert phrasing_blend(Richness(phrasings, 0)).tolist() == pytest.approx(shares)


def test_between_two_corners_their_weights_are_blended():
    halfway = np.sqrt(4 * 21) - 1  # between 3 and 20, each plus 1, on a logarithmic scale
    assert phrasing_blend(Richness(halfway, 0)).tolist() == pytest.approx([0.5, 0.5, 0])
    assert blend(Richness(halfway, 0.25)).tolist() == pytest.approx([0.375, 0.125, 0.375, 0.125, 0, 0])


@pytest.mark.parametrize(("part", "corner", "name"), [
    ("retrieval", "thin", "stem_cosine"), ("ranking", "rich", "generic_gap"), ("fact", "medium_with_gaps", "bias"),
    ("gap", "thin_without_gaps", "log_odds"),
])  # fmt: skip
def test_a_missing_weight_is_not_taken_for_none(part, corner, name):
    data = json.loads(json.dumps(DATA))
    del data[part][corner][name]
    with pytest.raises(KeyError, match=name):
        loads(json.dumps(data))
