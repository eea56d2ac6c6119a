"""How sure the best fact is: the probability, learned from questions with known answers, that it is the right one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.search.features import FEATURES
from knowledge.search.question import Question

SIGNALS = (
    "fit",
    "odds against all others",
    "lead over the next of its kind",
    "lead over the nearest of the other kind",
    "unknown words",
    "rare words explained",
    "length",
    "stems like the entry's",
    "question aligned to phrasing",
    "words often used for it",
)
_FROM_FEATURES = tuple(FEATURES.index(name) for name in SIGNALS if name in FEATURES)
_MOST_LEAD = 6.0
_ALONE = 8.0  # the lead where there is no other


def signals(
    question: Question, features: NDArray[np.float64], fits: NDArray[np.float64], of_kind: NDArray[np.bool_], best: int
) -> NDArray[np.float64]:
    """Return `SIGNALS` for candidate `best`: its `features`, its fit, and how far that stands out from all `fits`.

    `of_kind` marks the candidates of its own kind: the facts if it is a fact, the gaps if it is a gap.
    """
    fit = fits[best]
    share = 1 / np.exp(np.clip(fits - fit, -50, 50)).sum()
    share = min(max(float(share), 1e-4), 1 - 1e-4)
    same = np.sort(fits[of_kind])[::-1]
    other = fits[~of_kind]
    total = float(question.weight.sum())
    unknown = float(question.weight[~question.known].sum()) / total if total else 1.0
    own = dict(zip(_FROM_FEATURES, features[best, list(_FROM_FEATURES)], strict=True))
    values = {
        "fit": fit,
        "odds against all others": np.log(share / (1 - share)),
        "lead over the next of its kind": min(same[0] - same[1], _MOST_LEAD) if len(same) > 1 else _MOST_LEAD,
        "lead over the nearest of the other kind": np.clip(fit - other.max(), -_ALONE, _ALONE)
        if len(other)
        else _ALONE,
        "unknown words": unknown,
        "length": np.log1p(len(set(question.words))),
    } | {FEATURES[n]: value for n, value in own.items()}
    return np.array([values[name] for name in SIGNALS], np.float64)


def probability(signals: NDArray[np.float64], weights: NDArray[np.float64], bias: float) -> float:
    """Return the probability, 0 to 1, by the logistic function."""
    return float(1 / (1 + np.exp(-np.clip(signals @ weights + bias, -50, 50))))
