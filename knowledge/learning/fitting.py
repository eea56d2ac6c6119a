"""Two fits by Newton's method: which candidate is right (listwise logistic), and whether something is (logistic)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.search.ragged import Numbers

_ROUNDS = 25
_HALVINGS = 12


@dataclass(frozen=True)
class Choices:
    """Lists to choose from: features (lists × candidates × features), and which are right; NaN where a list ends.

    All lists together count as much as `weight`.
    """

    features: Numbers
    right: Numbers
    weight: float


def listwise(sets: Sequence[Choices], penalty: float) -> Numbers:
    """Return the weights of features by which a right candidate of each list is likeliest chosen.

    Maximises the mean logarithm of the softmax probability that falls to right candidates, less `penalty` times the
    squared weights of the features brought to unit variance. Lists without a right candidate are left out.
    """
    kept = [_with_an_answer(choices) for choices in sets]
    spread = np.sqrt(np.nanmean([np.nanvar(c.features, axis=(0, 1)) for c in kept], axis=0)) + 1e-9
    lists = [(np.nan_to_num(c.features / spread), c.right, c.weight / len(c.right)) for c in kept]
    weights = np.zeros(len(spread))
    loss, gradient, curvature = _listwise_loss(lists, weights, penalty)
    for _ in range(_ROUNDS):
        step = np.linalg.solve(curvature, gradient)
        for _ in range(_HALVINGS):
            better = _listwise_loss(lists, weights - step, penalty)
            if better[0] <= loss:
                break
            step /= 2
        done = loss - better[0] < 1e-7
        weights, (loss, gradient, curvature) = weights - step, better
        if done:
            break
    result: Numbers = weights / spread
    return result


def _listwise_loss(
    lists: Sequence[tuple[Numbers, Numbers, float]], weights: Numbers, penalty: float
) -> tuple[float, Numbers, Numbers]:
    """Return the loss, its gradient, and the part of its curvature that is never negative."""
    loss, gradient = penalty * float(weights @ weights), 2 * penalty * weights
    curvature: Numbers = 2 * penalty * np.eye(len(weights))
    for x, is_right, each in lists:
        logits = np.where(np.isnan(is_right), -np.inf, x @ weights)
        chances = np.exp(logits - logits.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        right = np.where(is_right == 1, chances, 0)
        all_right = np.maximum(right.sum(1, keepdims=True), 1e-12)
        loss -= each * float(np.log(all_right).sum())
        gradient = gradient + each * np.einsum("nk,nkf->f", chances - right / all_right, x)
        mean = np.einsum("nk,nkf->nf", chances, x)
        curvature += each * (np.einsum("nk,nkf,nkg->fg", chances, x, x, optimize=True) - mean.T @ mean)
    return loss, gradient, curvature


def logistic(x: Numbers, y: Numbers, counts: Numbers, penalty: float) -> tuple[Numbers, float]:
    """Return the weights and the bias of the logistic function that makes `y` (0 or 1) likeliest, given `x`.

    `counts` says how much each row counts; the penalty is as in `listwise`.
    """
    centre, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - centre) / spread, np.ones(len(x))]
    weights = np.zeros(z.shape[1])
    ridge = 2 * penalty * np.diag([*np.ones(len(spread)), 0.0])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(z @ weights, -40, 40)))
        gradient = z.T @ (counts * (chance - y)) + ridge @ weights
        curvature = (z * (counts * chance * (1 - chance))[:, None]).T @ z + ridge
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(weights)), gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    scaled: Numbers = weights[:-1] / spread
    return scaled, float(weights[-1] - scaled @ centre)


def _with_an_answer(choices: Choices) -> Choices:
    some = np.nansum(choices.right, axis=1) > 0
    return Choices(choices.features[some], choices.right[some], choices.weight)
