"""How sure the search is of a candidate: the probability, learned from labelled questions, that it's the right one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from knowledge.search.features import FEATURES
from knowledge.search.query import Query
from knowledge.search.ragged import Flags, Numbers

SIGNALS = (
    "score",
    "log_odds",
    "margin_same_kind",
    "margin_other_kind",
    "unknown_share",
    "word_coverage",
    "question_length",
    "stem_cosine",
    "question_alignment",
    "frequent_word_coverage",
)
_FROM_FEATURES = tuple(FEATURES.index(name) for name in SIGNALS if name in FEATURES)
_MOST_MARGIN = 6.0  # over the next of its own kind, and if there is none
_MOST_OTHER_MARGIN = 8.0  # over the nearest of the other kind, either way, and if there is none
_LEAST_SHARE = 1e-4  # so that the odds stay finite


def signals(query: Query, features: Numbers, scores: Numbers, of_kind: Flags, best: int) -> Numbers:
    """Return `SIGNALS` for candidate `best`, given the `features` and `scores` of all candidates.

    `of_kind` marks the candidates of its own kind: the facts if it's a fact, the gaps if it's a gap. `best` is the
    best of them.

    score: the ranker's, a logit
    log_odds: ln(p / (1 - p)), p being its softmax probability among all candidates; -9.2 to 9.2
    margin_same_kind: its score less that of the next of its kind, 0 to 6
    margin_other_kind: its score less that of the best of the other kind, -8 to 8
    unknown_share: how much of the question the base has no word for, 0 to 1, by weight; 1 if it has no words
    question_length: ln(1 + number of different words)
    The others are the candidate's features of that name.
    """
    score = scores[best]
    share = 1 / np.exp(np.clip(scores - score, -50, 50)).sum()
    share = min(max(float(share), _LEAST_SHARE), 1 - _LEAST_SHARE)
    same = np.sort(scores[of_kind])[::-1]
    other = scores[~of_kind]
    total = float(query.word_weights.sum())
    values = {FEATURES[n]: features[best, n] for n in _FROM_FEATURES} | {
        "score": score,
        "log_odds": np.log(share / (1 - share)),
        "margin_same_kind": min(same[0] - same[1], _MOST_MARGIN) if len(same) > 1 else _MOST_MARGIN,
        "margin_other_kind": np.clip(score - other.max(), -_MOST_OTHER_MARGIN, _MOST_OTHER_MARGIN)
        if len(other)
        else _MOST_OTHER_MARGIN,
        "unknown_share": float(query.word_weights[~query.known].sum()) / total if total else 1.0,
        "question_length": np.log1p(len(set(query.words))),
    }
    return np.array([values[name] for name in SIGNALS], np.float64)


@dataclass(frozen=True)
class Calibration:
    """The logistic function that turns signals into a probability: the weights of `SIGNALS`, and the bias."""

    weights: Numbers
    bias: float


def probability(signals: Numbers, calibration: Calibration) -> float:
    """Return the probability, 0 to 1, that the candidate with these `signals` is right."""
    return float(1 / (1 + np.exp(-np.clip(signals @ calibration.weights + calibration.bias, -50, 50))))
