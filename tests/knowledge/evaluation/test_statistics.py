"""The statistics, against values worked out by hand or printed in the literature."""

from __future__ import annotations

import random

import pytest

from knowledge.evaluation.statistics import (
    Bin,
    RiskPoint,
    Share,
    auroc,
    auroc_interval,
    calibration,
    calibration_error,
    risk_coverage,
)


def test_a_share_knows_its_percentage_and_wilson_s_interval():
    assert Share(10, 100).percent == 10
    assert Share(10, 100).interval == pytest.approx((5.52, 17.44), abs=0.005)


def test_the_interval_of_none_and_of_all_has_a_width_and_stays_within_0_and_100():
    assert Share(0, 10).interval == pytest.approx((0, 27.75), abs=0.005)
    assert Share(10, 10).interval == pytest.approx((72.25, 100), abs=0.005)


def test_a_share_of_nothing_has_no_percentage():
    assert (Share(0, 0).percent, Share(0, 0).interval) == (None, None)


def test_auroc_is_the_share_of_pairs_in_the_right_order_and_ties_count_half():
    assert auroc([0.9, 0.5], [0.5, 0.1, 0.7]) == pytest.approx((3 + 1.5) / 6)
    assert auroc([0.9, 0.8], [0.1]) == 1
    assert auroc([], [0.1]) is None


def test_the_interval_of_an_auroc_is_hanley_and_mcneil_s():
    # Their own example: an area of .893 for 51 abnormal and 58 normal images has a standard error of .032.
    low, high = auroc_interval(0.893, 51, 58)
    assert (high - low) / 2 == pytest.approx(1.96 * 0.032, abs=0.002)
    assert auroc_interval(1, 5, 5) == (1, 1)


def test_bins_hold_equally_many_questions_and_the_least_sure_come_first():
    bins = calibration([0.9, 0.1, 0.8, 0.2], [True, False, False, False], bins=2)
    assert bins == [Bin(2, pytest.approx(0.15), 0), Bin(2, pytest.approx(0.85), 0.5)]


def test_fewer_questions_than_bins_make_a_bin_each():
    assert calibration([0.25], [True]) == [Bin(1, 0.25, 1)]
    assert calibration([], []) == []


def test_the_calibration_error_weighs_each_bin_s_error_by_its_questions():
    assert calibration_error([Bin(2, 0.15, 0), Bin(1, 0.85, 0.5)]) == pytest.approx((2 * 0.15 + 0.35) / 3)
    assert calibration_error([]) is None


def test_the_calibration_error_does_not_depend_on_the_order_of_equally_sure_questions():
    questions = [(0.0, False)] * 15 + [(0.0, True)] * 5 + [(0.6, True), (0.7, False)]
    shuffled = random.Random(1).sample(questions, len(questions))
    error = calibration_error(calibration(*zip(*questions, strict=True)))
    assert calibration_error(calibration(*zip(*shuffled, strict=True))) == pytest.approx(error)


def test_risk_is_the_share_of_wrong_answers_among_the_surest():
    points = risk_coverage([0.2, 0.9, 0.5, 0.7], [True, True, True, False])
    assert points == [
        RiskPoint(0.25, 0),
        RiskPoint(0.5, 0.5),
        RiskPoint(0.75, pytest.approx(1 / 3)),
        RiskPoint(1, 0.25),
    ]


def test_no_threshold_parts_equally_sure_questions():
    assert risk_coverage([0.5, 0.5], [True, False]) == [RiskPoint(1, 0.5)]
    assert risk_coverage([], []) == []
