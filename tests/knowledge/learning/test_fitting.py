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
    assert listwise([Choices(x, right, 1.0)], 1e-6, np.zeros(3)) == pytest.approx(weights, abs=0.12)


def test_lists_may_end_early_or_have_several_right():
    x = RNG.normal(size=(500, 5, 1))
    right = (x[:, :, 0] > 1).astype(float)
    x[::2, 3:], right[::2, 3:] = np.nan, np.nan
    assert listwise([Choices(x, right, 1.0)], 1e-3, np.zeros(1))[0] > 1


def test_logistic_finds_the_weights_and_the_bias():
    x = RNG.normal(size=(20_000, 2)) * [1, 3] + [5, 0]
    chance = 1 / (1 + np.exp(-(x @ [1.0, -0.5] - 4)))
    y = (RNG.random(20_000) < chance).astype(float)
    columns = np.c_[x, np.ones(20_000)]
    weights = logistic(columns, y, np.full(20_000, 1 / 20_000), 0.0, np.zeros(3))
    assert weights.tolist() == pytest.approx([1.0, -0.5, -4.0], abs=0.2)


def test_no_weight_gets_a_sign_that_it_must_not_have():
    x = RNG.normal(size=(2000, 2))
    y = (x @ [1.0, -1.0] > 0).astype(float)
    first, second = logistic(x, y, np.full(2000, 1 / 2000), 1e-3, np.array([1, 1]))
    assert (first > 0, second) == (True, 0)
    first, second = logistic(x, y, np.full(2000, 1 / 2000), 1e-3, np.array([-1, -1]))
    assert (first, second < 0) == (0, True)


def test_no_weight_is_above_the_most_however_rare_its_column():
    x = np.zeros((2000, 2))
    x[:, 0] = 1
    x[:5, 1] = -0.1  # a few examples have it, and all of them are wrong
    y = np.where(x[:, 1] < 0, 0.0, RNG.random(2000) < 0.8)
    counts = np.full(2000, 1 / 2000)
    assert logistic(x, y, counts, 1e-6, np.array([0, 1]))[1] > 4
    assert logistic(x, y, counts, 1e-6, np.array([0, 1]), most=4.0)[1] == pytest.approx(4)
