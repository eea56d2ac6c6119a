"""Learns all weights of the search from examples."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from knowledge.learning import examples
from knowledge.learning.examples import Example
from knowledge.learning.fitting import Choices, listwise, logistic
from knowledge.search.confidence import SIGNALS, signals
from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES
from knowledge.search.ragged import Flags, Numbers

_LABELLED_WEIGHT = 4.0  # of all labelled questions together, while each base of intents counts 1
_EXACT_PHRASING = 4.0  # chosen: no example is a phrasing of the base that it's asked of, so it can't be learned
_PENALTY = 1e-3
_CONFIDENCE_PENALTY = 3e-3
# Chosen on the labelled questions: wrong and false answers are worse than one answer more that is only suggested.
_THRESHOLDS = {"answer": 0.5, "suggest": 0.06, "gap": 0.3}


def learn(
    public: Sequence[Sequence[Example]], labelled: Sequence[Example], without: Collection[str] = ()
) -> dict[str, dict[str, float]]:
    """Return all weights by name, as weights.json holds them; the features and signals `without` weigh 0.

    The ranking is learned from the `public` groups of examples and the `labelled` ones together, the confidence of
    bases with gaps from the labelled ones, that of bases without gaps from the public ones.
    """
    n = len(RETRIEVAL_FEATURES)
    used = np.array([name not in without for name in FEATURES])
    weighed = [(group, 1.0) for group in public] + [(labelled, _LABELLED_WEIGHT)]
    choices = [
        Choices(examples.table(group, lambda e: e.features * used), examples.table(group, lambda e: e.right), weight)
        for group, weight in weighed
    ]
    retrieval = listwise([Choices(c.features[:, :, :n], c.right, c.weight) for c in choices], _PENALTY)
    ranking = listwise(choices, _PENALTY)
    ranking[FEATURES.index("exact_phrasing")] = 0 if "exact_phrasing" in without else _EXACT_PHRASING
    return {
        "retrieval": _named(RETRIEVAL_FEATURES, retrieval),
        "ranking": _named(FEATURES, ranking),
        "with_gaps": _with_gaps(labelled, ranking, without),
        "without_gaps": _without_gaps(public, ranking, without),
        "thresholds": dict(_THRESHOLDS),
    }


def _with_gaps(labelled: Sequence[Example], ranking: Numbers, without: Collection[str]) -> dict[str, float]:
    x, right, _ = _signals(labelled, ranking)
    used = [n for n, name in enumerate(SIGNALS) if name not in without]
    weights, bias = logistic(x[:, used], right, np.full(len(x), 1 / len(x)), _CONFIDENCE_PENALTY)
    return _calibration(used, weights, bias)


def _without_gaps(public: Sequence[Sequence[Example]], ranking: Numbers, without: Collection[str]) -> dict[str, float]:
    """Tell the answerable from the rest by the score and its odds, then put that on the scale of being right."""
    groups = [_signals(group, ranking) for group in public]
    x, right, answerable = (np.concatenate(columns) for columns in zip(*groups, strict=True))
    counts = np.concatenate([np.full(len(y), 1 / len(y) / len(groups)) for _, y, _ in groups])
    used = [SIGNALS.index(name) for name in ("score", "log_odds") if name not in without]
    weights, bias = logistic(x[:, used], answerable.astype(np.float64), counts, _CONFIDENCE_PENALTY)
    score = (x[:, used] @ weights + bias)[:, None]
    scale, shift = logistic(score, right, counts, 0.0)
    return _calibration(used, weights * scale[0], float(bias * scale[0] + shift))


def _calibration(used: Sequence[int], weights: Numbers, bias: float) -> dict[str, float]:
    """Return a calibration in which the signals at the places `used` have `weights`, and the others 0."""
    whole = np.zeros(len(SIGNALS))
    whole[used] = weights
    return {**_named(SIGNALS, whole), "bias": round(bias, 4)}


def _signals(group: Sequence[Example], ranking: Numbers) -> tuple[Numbers, Numbers, Flags]:
    """Return of each example's best fact the signals, whether it's right, and whether the question has an answer."""
    rows, right, answerable = [], [], []
    for example in group:
        if example.facts.any():
            scores = example.features @ ranking
            best = int(np.where(example.facts, scores, -np.inf).argmax())
            rows.append(signals(example.query, example.features, scores, example.facts, best))
            right.append(float(example.right[best]))
            answerable.append(example.answerable)
    return np.array(rows), np.array(right), np.array(answerable)


def _named(names: Sequence[str], values: Numbers) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}
