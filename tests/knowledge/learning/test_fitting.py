"""The fits find what data were made from."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.learning.fitting import Choices, listwise, logistic

RNG = np.random.default_rng(1)


def test_listwise_finds_the_weights_that_choices_were_made_by():
    weights = np.array([2.0, -1.0, 0.0])
    x = RNG.normal(size=(4000, 6, 3))
    chosen = (x @ weights + RNG.gumbel(size=(4000, 6))).argmax(1)  # the softmax model, drawn from
    right = np.eye(6)[chosen]
    assert listwise([Choices(x, right, 1.0)], 1e-6) == pytest.approx(weights, abs=0.12)


def test_lists_may_end_early_or_have_several_right():
    x = RNG.normal(size=(500, 5, 1))
    right = (x[:, :, 0] > 1).astype(float)
    x[::2, 3:], right[::2, 3:] = np.nan, np.nan
    assert listwise([Choices(x, right, 1.0)], 1e-3)[0] > 1


def test_logistic_finds_the_weights_and_the_bias():
    x = RNG.normal(size=(20_000, 2)) * [1, 3] + [5, 0]
    chance = 1 / (1 + np.exp(-(x @ [1.0, -0.5] - 4)))
    y = (RNG.random(20_000) < chance).astype(float)
    weights, bias = logistic(x, y, np.full(20_000, 1 / 20_000), 0.0)
    assert [*weights, bias] == pytest.approx([1.0, -0.5, -4.0], abs=0.2)
