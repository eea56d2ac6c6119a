"""Fits two models by SciPy: which candidate is right (listwise softmax), and whether something is (logistic)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]  # it ships no types
from scipy.special import expit, softmax  # type: ignore[import-untyped]

from knowledge.search.ragged import Numbers

_ROUNDS = 2_000  # it converges within some hundreds


@dataclass(frozen=True)
class Choices:
    """Lists to choose from, all together counting as much as `weight`.

    features: lists × candidates × features; NaN where a list ends early
    right: lists × candidates; 1 for a right candidate, 0 for a wrong one, NaN where a list ends early
    """

    features: Numbers
    right: Numbers
    weight: float


def listwise(sets: Sequence[Choices], penalty: float, signs: Numbers) -> Numbers:
    """Return the weights of features by which a right candidate of each list is likeliest chosen.

    Maximizes the mean logarithm of the softmax probability of the right candidates of a list together (McFadden's
    conditional logit, in which any right candidate will do), less `penalty` times the squared weights of the features
    scaled to unit variance. Lists without a right candidate are left out. `signs` says which weights must not be
    negative (1) or positive (-1); 0: either.
    """
    kept = [_with_an_answer(choices) for choices in sets]
    scale = np.sqrt(np.nanmean([np.nanvar(c.features, axis=(0, 1)) for c in kept], axis=0)) + 1e-9
    lists = [(np.nan_to_num(c.features / scale), c.right, c.weight / len(c.right)) for c in kept]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, gradient = penalty * float(weights @ weights), 2 * penalty * weights
        for x, right, each in lists:
            scores = np.where(np.isnan(right), -np.inf, x @ weights)
            of_right = np.where(right == 1, scores, -np.inf)
            total -= each * float(
                np.logaddexp.reduce(of_right - np.logaddexp.reduce(scores, 1, keepdims=True), 1).sum()
            )
            surprise = softmax(scores, axis=1) - softmax(of_right, axis=1)
            gradient = gradient + each * np.einsum("nk,nkf->f", surprise, x)
        return total, gradient

    result: Numbers = _least(loss, np.zeros(len(scale)), signs, np.full(len(scale), np.inf)) / scale
    return result


def logistic(x: Numbers, y: Numbers, counts: Numbers, penalty: float, signs: Numbers, most: float = np.inf) -> Numbers:
    """Return the weights of the logistic function that makes `y` (0 or 1) likeliest, given `x`.

    `x` is rows × columns, a bias being a column of its own; `counts` says how much each row counts; the penalty is on
    squared weights of columns scaled to a root mean square of 1; `signs` as in `listwise`; no weight is above `most`.
    """
    scale = np.sqrt((x * x).mean(0)) + 1e-9
    z = x / scale

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        logits = z @ weights
        total = float(counts @ (np.logaddexp(0, logits) - y * logits) + penalty * weights @ weights)
        return total, z.T @ (counts * (expit(logits) - y)) + 2 * penalty * weights

    weights: Numbers = _least(loss, np.zeros(x.shape[1]), signs, most * scale) / scale
    return weights


def _least(loss: Callable[[Numbers], tuple[float, Numbers]], start: Numbers, signs: Numbers, most: Numbers) -> Numbers:
    """Return where `loss`, which gives its gradient too, is least. Raises `RuntimeError` if that isn't found."""
    bounds = [(None if sign < 1 else 0, top if sign > -1 else 0) for sign, top in zip(signs, most, strict=True)]
    found = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": _ROUNDS, "ftol": 1e-10, "gtol": 1e-7},
    )
    if not found.success:
        raise RuntimeError(f"The weights could not be fitted: {found.message}")
    result: Numbers = found.x
    return result


def _with_an_answer(choices: Choices) -> Choices:
    some = np.nansum(choices.right, axis=1) > 0
    return Choices(choices.features[some], choices.right[some], choices.weight)
