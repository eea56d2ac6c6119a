"""How sure the search is of a candidate: the probability, learned from labelled questions, that it's the right one."""

from __future__ import annotations

import numpy as np

from knowledge.search.features import FEATURES, SIGNALS
from knowledge.search.phrasing_features import has_phrasing
from knowledge.search.query import Query
from knowledge.search.ragged import Flags, Numbers
from knowledge.search.ranker import Ranking
from knowledge.search.weights import Calibration

_FROM_FEATURES = tuple(FEATURES.index(name) for name in SIGNALS if name in FEATURES)
_CONTRADICTED_BELOW = {  # from -1, for what an entry doesn't fit at all, to 0
    "measure_match": -0.5,
    "time_match": -0.5,
    "number_match": -0.5,
    "date_match": -0.5,
    "counted_match": -0.5,
    "proper_name_match": -0.5,
    "order_match": -0.55,
    "relation_match": -0.5,
    "speaker_conflict": -0.5,
    "topic_match": -0.85,
}
_EVIDENCE = [FEATURES.index(name) for name in _CONTRADICTED_BELOW]
_AGAINST = np.array(list(_CONTRADICTED_BELOW.values()))
_LEAST_UNDERSTOOD = 0.35  # of a question's characters: with less, it isn't readable
_ENOUGH_UNDERSTOOD = 0.7  # with more, what's left makes no difference
_RIGHT_AGAINST_EVIDENCE = 0.2  # as often was such a candidate right, of those that seemed so otherwise
_BY_UNDERSTOOD = ((_LEAST_UNDERSTOOD, _ENOUGH_UNDERSTOOD), (_RIGHT_AGAINST_EVIDENCE, 1.0))
_MOST_MARGIN = 8.0  # either way, and if there's none to compare with
_LEAST_SHARE = 1e-4  # so that the odds stay finite


def signals(query: Query, ranking: Ranking, best: int) -> Numbers:
    """Return `SIGNALS` for candidate `best` of the `ranking`, the best of its kind.

    log_odds: ln(p / (1 - p)), p being its softmax probability among all candidates; -9.2 to 9.2
    margin_facts, margin_gaps, margin_generic: its score less that of the best other fact, gap of the base's own, or
        gap that every base has; -8 to 8
    unknown_share: how much of the question the base has no word for, 0 to 1, by weight; 1 if it has no words
    question_length: ln(1 + number of different words)
    The others are the candidate's features of that name.
    """
    scores = ranking.scores
    share = 1 / np.exp(np.clip(scores - scores[best], -50, 50)).sum()
    share = min(max(float(share), _LEAST_SHARE), 1 - _LEAST_SHARE)
    total = float(query.word_weights.sum())
    values = {FEATURES[n]: ranking.features[best, n] for n in _FROM_FEATURES} | {
        "log_odds": np.log(share / (1 - share)),
        "margin_facts": _margin(ranking, best, ranking.are_facts),
        "margin_gaps": _margin(ranking, best, ranking.are_gaps),
        "margin_generic": _margin(ranking, best, ~(ranking.are_facts | ranking.are_gaps)),
        "unknown_share": float(query.word_weights[~query.known].sum()) / total if total else 1.0,
        "question_length": np.log1p(len(set(query.words))),
    }
    return np.array([values[name] for name in SIGNALS], np.float64)


def _margin(ranking: Ranking, best: int, among: Flags) -> float:
    others = ranking.scores[among & (np.arange(len(among)) != best)]
    if not len(others):
        return _MOST_MARGIN
    return float(np.clip(ranking.scores[best] - others.max(), -_MOST_MARGIN, _MOST_MARGIN))


def probability(query: Query, ranking: Ranking, n: int, calibration: Calibration) -> float:
    """Return the probability, 0 to 1, that candidate `n` of the `ranking`, the best of its kind, is right.

    It falls with the share of the question that can't be read.
    """
    logit = signals(query, ranking, n) @ calibration.weights + calibration.bias
    chance = float(1 / (1 + np.exp(-np.clip(logit, -50, 50))))
    if not has_phrasing(ranking.features[n]):
        chance *= float(np.interp(query.understood, *_BY_UNDERSTOOD))
    return chance * _RIGHT_AGAINST_EVIDENCE if is_contradicted(query, ranking, n) else chance


def is_contradicted(query: Query, ranking: Ranking, n: int) -> bool:
    """Say whether candidate `n` lacks what the question asks for: a measure, a time, a number, the speaker it names.

    So does any if most of the question can't be read, or if it's about somebody the base doesn't know. However alike
    the words are, it isn't the answer then, unless it's asked with just these words.
    """
    features = ranking.features[n]
    against = query.understood < _LEAST_UNDERSTOOD or query.names_stranger or (features[_EVIDENCE] <= _AGAINST).any()
    return bool(against) and not has_phrasing(features)
