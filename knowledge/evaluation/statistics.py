"""The statistics behind the figures: intervals, calibration, telling two kinds apart, risk against coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

_Z95 = 1.959963984540054  # two-sided 95 % of the normal distribution


def wilson(share: float, of: int) -> tuple[float, float]:
    """Return the 95 % interval, 0 to 1, of a `share` of `of` > 0 (Wilson 1927: sound for few, none and all)."""
    z2 = _Z95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z95 / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Share:
    """`count` of `of`. The percentages are None where there is nothing to count."""

    count: int
    of: int

    @property
    def percent(self) -> float | None:
        """The share in percent, 0 to 100."""
        return 100 * self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the percentage, 0 to 100."""
        if not self.of:
            return None
        low, high = wilson(self.count / self.of, self.of)
        return 100 * low, 100 * high


@dataclass(frozen=True)
class Bin:
    """Some questions of like confidence: how many, the mean of it, and the share that was right (both 0 to 1)."""

    of: int
    confidence: float
    right: float


@dataclass(frozen=True)
class RiskPoint:
    """Answering only this share of the questions (0 to 1), the surest first, is wrong for that share of them."""

    coverage: float
    risk: float


def calibration(confidences: Sequence[float], correct: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Sort questions by confidence into `bins` of equal count (as nearly as possible), least sure first.

    Questions of the very same confidence share their hits, so that the order of the questions does not matter.
    """
    order = np.argsort(confidences, kind="stable")
    values, hits = np.asarray(confidences, float)[order], np.asarray(correct, float)[order]
    _, group, sizes = np.unique(values, return_inverse=True, return_counts=True)
    shared = (np.bincount(group, weights=hits) / sizes)[group]
    return [
        Bin(len(v), float(v.mean()), float(h.mean()))
        for v, h in zip(np.array_split(values, bins), np.array_split(shared, bins), strict=True)
        if len(v)
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the expected calibration error, 0 to 1 (Naeini, Cooper and Hauskrecht 2015); None for no bin."""
    if not bins:
        return None
    return sum(bin.of * abs(bin.confidence - bin.right) for bin in bins) / sum(bin.of for bin in bins)


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """Return how often one of `higher` is above one of `lower`, 0 to 1, ties half; None where either is empty.

    That is the area under the receiver operating characteristic (Mann and Whitney's U over its maximum).
    """
    if not len(higher) or not len(lower):
        return None
    ordered = np.sort(np.asarray(lower, float))
    below = np.searchsorted(ordered, higher, "left") + np.searchsorted(ordered, higher, "right")
    return float(below.sum()) / (2 * len(higher) * len(lower))


def auroc_interval(area: float, higher: int, lower: int) -> tuple[float, float]:
    """Return the 95 % interval, 0 to 1, of an AUROC of so many > 0 against so many > 0 (Hanley and McNeil 1982)."""
    square = area * area
    spread = (higher - 1) * (area / (2 - area) - square) + (lower - 1) * (2 * square / (1 + area) - square)
    half = _Z95 * sqrt((area * (1 - area) + spread) / (higher * lower))
    return max(0.0, area - half), min(1.0, area + half)


def risk_coverage(confidences: Sequence[float], correct: Sequence[bool]) -> list[RiskPoint]:
    """Return the risk at each coverage that some threshold on the confidence gives, smallest coverage first."""
    if not confidences:
        return []
    order = np.argsort(confidences, kind="stable")[::-1]
    values, hits = np.asarray(confidences, float)[order], np.asarray(correct, bool)[order]
    answered = np.arange(1, len(values) + 1)
    wrong = answered - np.cumsum(hits)
    possible = np.append(values[1:] != values[:-1], True)  # a threshold cannot part equals
    return [
        RiskPoint(float(n) / len(values), float(w) / float(n))
        for n, w in zip(answered[possible], wrong[possible], strict=True)
    ]
