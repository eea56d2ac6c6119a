"""Learns all weights of the search from examples."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.learning import examples
from knowledge.learning.examples import Example, Group
from knowledge.learning.fitting import Choices, listwise, logistic
from knowledge.search.confidence import is_contradicted, signals
from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES, SIGNALS
from knowledge.search.ragged import Numbers
from knowledge.search.weights import CORNERS, PHRASING_CORNERS, blend, phrasing_blend

_EXACT_PHRASING = 4.0  # chosen: no example is a phrasing of the base that it's asked of, so it can't be learned
_PENALTY = 3e-4
_CONFIDENCE_PENALTY = 1e-3
_MOST = 4.0  # that a signal weighs: of one that few examples have, the penalty alone would allow thirty
# Chosen on the labelled questions: wrong and false answers are worse than one answer more that is only suggested.
_THRESHOLDS = {"answer": 0.45, "suggest": 0.06, "gap": 0.5}
_EITHER_WAY = frozenset({"gap", "generic_gap"})  # what an entry is may speak for it or against it
_AGAINST = frozenset({"unknown_share"})

Learned = dict[str, dict[str, dict[str, float]] | dict[str, float]]


def learn(groups: Sequence[Group], without: Collection[str] = ()) -> Learned:
    """Return all weights by name, as weights.json holds them; the features and signals `without` weigh 0.

    No weight has another sign than its name promises: whatever is called a match speaks for an entry.
    """
    n = len(RETRIEVAL_FEATURES)
    used = np.array([name not in without for name in FEATURES])
    choices = [_choices(group, used) for group in groups]
    signs = np.array([0 if name in _EITHER_WAY else 1 for name in FEATURES])
    retrieval = _ranking([_first(c, n) for c in choices], signs[:n])
    ranking = _ranking(choices, signs)
    ranking[:, FEATURES.index("exact_phrasing")] = 0 if "exact_phrasing" in without else _EXACT_PHRASING
    ranked = [_ranked(group, ranking) for group in groups]
    return {
        "retrieval": _named(PHRASING_CORNERS, RETRIEVAL_FEATURES, retrieval),
        "ranking": _named(PHRASING_CORNERS, FEATURES, ranking),
        "fact": _named(CORNERS, (*SIGNALS, "bias"), _scaled(_confidence(ranked, _best_fact, without), ranked)),
        "gap": _named(CORNERS, (*SIGNALS, "bias"), _confidence(ranked, _best_gap, without)),
        "thresholds": dict(_THRESHOLDS),
    }


def _choices(group: Group, used: Numbers) -> Choices:
    shares = phrasing_blend(group.richness)
    features = examples.table(group.examples, lambda e: e.ranking.features * used)
    blended = np.concatenate([features * share for share in shares], axis=2)
    return Choices(blended, examples.table(group.examples, lambda e: e.right), group.weight)


def _first(choices: Choices, n: int) -> Choices:
    corners = np.split(choices.features, len(PHRASING_CORNERS), axis=2)
    return Choices(np.concatenate([corner[:, :, :n] for corner in corners], axis=2), choices.right, choices.weight)


def _ranking(choices: Sequence[Choices], signs: Numbers) -> Numbers:
    weights = listwise(choices, _PENALTY, np.tile(signs, len(PHRASING_CORNERS)))
    return weights.reshape(len(PHRASING_CORNERS), -1)


def _ranked(group: Group, ranking: Numbers) -> Group:
    """Return `group` with each example's candidates scored and sorted by the learned weights of `ranking`."""
    weights = phrasing_blend(group.richness) @ ranking
    return replace(group, examples=[_sorted(example, weights) for example in group.examples])


def _sorted(example: Example, weights: Numbers) -> Example:
    scores = example.ranking.features @ weights
    order = np.argsort(-scores, kind="stable")
    old = example.ranking
    ranking = replace(old, entries=old.entries[order], features=old.features[order], scores=scores[order])
    return replace(example, ranking=ranking, right=example.right[order])


Picked = tuple[int, bool]  # the place of the best candidate of a kind, and whether it's right


def _best_fact(example: Example) -> Picked | None:
    """Tell whether the best fact is right, unless it's contradicted, which is no question of how alike it is."""
    facts = np.flatnonzero(example.ranking.are_facts)
    if not len(facts) or is_contradicted(example.query, example.ranking, int(facts[0])):
        return None
    return int(facts[0]), bool(example.right[facts[0]])


def _best_gap(example: Example) -> Picked | None:
    """Tell whether the best gap is what was asked for, if that's known."""
    gaps = np.flatnonzero(example.ranking.are_gaps)
    if example.gap is None or not len(gaps):
        return None
    return int(gaps[0]), int(example.ranking.entries[gaps[0]]) == example.gap


@dataclass(frozen=True)
class _Rows:
    """What the confidence is learned from: a row for each best candidate.

    signals: rows × (`CORNERS` × (`SIGNALS` and the bias)), each corner's part times its share
    right, counts: of each row, whether the candidate is right, and what the row counts
    """

    signals: Numbers
    right: Numbers
    counts: Numbers


def _rows(groups: Iterable[Group], pick: Callable[[Example], Picked | None]) -> _Rows:
    rows, right, counts = [], [], []
    for group in groups:
        picked = [(example, best) for example in group.examples if (best := pick(example)) is not None]
        shares = blend(group.richness)
        for example, (place, is_right) in picked:
            values = np.append(signals(example.query, example.ranking, place), 1.0)
            rows.append(np.outer(shares, values).ravel())
            right.append(float(is_right))
            counts.append(group.weight / len(picked))
    return _Rows(np.array(rows), np.array(right), np.array(counts) / np.sum(counts))


def _confidence(groups: Sequence[Group], pick: Callable[[Example], Picked | None], without: Collection[str]) -> Numbers:
    """Return `CORNERS` × the weights of `SIGNALS` and the bias."""
    rows = _rows(groups, pick)
    used = [name not in without for name in SIGNALS]
    signs = [-1 if name in _AGAINST else 1 for name in SIGNALS]
    weights = logistic(
        rows.signals * np.tile([*used, True], len(CORNERS)),
        rows.right,
        rows.counts,
        _CONFIDENCE_PENALTY,
        np.tile([*signs, 0], len(CORNERS)),
        _MOST,
    )
    corners: Numbers = weights.reshape(len(CORNERS), -1)
    return corners


def _scaled(corners: Numbers, groups: Iterable[Group]) -> Numbers:
    """Return the weights of `corners`, scaled and shifted so that they fit what people ask (Platt's scaling).

    Most examples are further from that: they tell what speaks for an entry, but not how often that's right.
    """
    rows = _rows((group for group in groups if group.natural), _best_fact)
    if not len(rows.right):
        return corners
    logits = np.stack([rows.signals @ corners.ravel(), np.ones(len(rows.right))], axis=1)
    scale, shift = logistic(logits, rows.right, rows.counts, 0.0, np.array([1, 0]))
    scaled: Numbers = corners * scale
    scaled[:, -1] += shift
    return scaled


def _named(corners: Iterable[str], names: Sequence[str], values: Numbers) -> dict[str, dict[str, float]]:
    return {
        corner: {name: round(float(value), 4) for name, value in zip(names, row, strict=True)}
        for corner, row in zip(corners, values, strict=True)
    }
