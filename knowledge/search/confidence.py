"""How sure the best fact is: the probability, learned from questions with known answers, that it is the right one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from knowledge.search.arrays import Flags, Numbers
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


def signals(question: Question, features: Numbers, fits: Numbers, of_kind: Flags, best: int) -> Numbers:
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


@dataclass(frozen=True)
class Confidence:
    """The logistic function that turns signals into a probability."""

    signals: Numbers  # the weights of SIGNALS
    bias: float


def probability(signals: Numbers, learned: Confidence) -> float:
    """Return the probability, 0 to 1."""
    return float(1 / (1 + np.exp(-np.clip(signals @ learned.signals + learned.bias, -50, 50))))
