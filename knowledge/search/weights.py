"""The learned weights, the same for every base, shipped as weights.json; `python -m knowledge.learning` makes them.

What a feature says depends on how rich a base is. So there are weights for corners, from thin to rich, and a base gets
a blend of those that it lies between.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES, SIGNALS
from knowledge.search.ragged import Numbers
from knowledge.search.richness import Richness

PHRASING_CORNERS = {"thin": 3.0, "medium": 20.0, "rich": 80.0}  # phrasings of a fact; between them, weights are blended
CORNERS = tuple(f"{phrasings}_{gaps}" for phrasings in PHRASING_CORNERS for gaps in ("without_gaps", "with_gaps"))


@dataclass(frozen=True)
class Calibration:
    """The logistic function that turns signals into a probability: the weights of `SIGNALS`, and the bias."""

    weights: Numbers
    bias: float


@dataclass(frozen=True)
class BaseWeights:
    """The weights for one base, in the order of the names in the code, and the thresholds.

    retrieval: of `RETRIEVAL_FEATURES`
    ranking: of `FEATURES`
    fact, gap: how the signals of the best fact and of the best gap become the probability that it's right
    answer_threshold: a fact this probable is the answer
    suggest_threshold: a fact this probable is suggested
    gap_threshold: a gap this probable gives its note
    """

    retrieval: Numbers
    ranking: Numbers
    fact: Calibration
    gap: Calibration
    answer_threshold: float
    suggest_threshold: float
    gap_threshold: float


@dataclass(frozen=True)
class Weights:
    """The weights of every corner.

    retrieval, ranking: `PHRASING_CORNERS` × features
    fact, gap: `CORNERS` × `SIGNALS`, and the bias as the last column
    thresholds: to answer, to suggest, to give a gap's note
    """

    retrieval: Numbers
    ranking: Numbers
    fact: Numbers
    gap: Numbers
    thresholds: tuple[float, float, float]

    def for_base(self, richness: Richness) -> BaseWeights:
        """Return the blend for a base that's so rich."""
        phrasings, both = phrasing_blend(richness), blend(richness)
        fact, gap = both @ self.fact, both @ self.gap
        return BaseWeights(
            phrasings @ self.retrieval,
            phrasings @ self.ranking,
            Calibration(fact[:-1], float(fact[-1])),
            Calibration(gap[:-1], float(gap[-1])),
            *self.thresholds,
        )


def phrasing_blend(richness: Richness) -> Numbers:
    """Return the shares of `PHRASING_CORNERS`, which add up to 1."""
    knots = np.log1p(list(PHRASING_CORNERS.values()))
    place = np.interp(np.log1p(richness.phrasings), knots, np.arange(len(knots)))
    shares: Numbers = np.maximum(1 - np.abs(np.arange(len(knots)) - place), 0)
    return shares


def blend(richness: Richness) -> Numbers:
    """Return the shares of `CORNERS`, which add up to 1."""
    return np.outer(phrasing_blend(richness), [1 - richness.gaps, richness.gaps]).ravel()


@cache
def shipped() -> Weights:
    """Return the weights that come with the code."""
    return loads((files("knowledge.search") / "weights.json").read_text("utf-8"))


def loads(content: str) -> Weights:
    """Read weights from JSON. Raises `KeyError` with the name of one that's missing."""
    data = json.loads(content)

    def ordered(part: str, corners: Iterable[str], names: Sequence[str]) -> Numbers:
        return np.array([[data[part][corner][name] for name in names] for corner in corners], np.float64)

    thresholds = data["thresholds"]
    return Weights(
        retrieval=ordered("retrieval", PHRASING_CORNERS, RETRIEVAL_FEATURES),
        ranking=ordered("ranking", PHRASING_CORNERS, FEATURES),
        fact=ordered("fact", CORNERS, (*SIGNALS, "bias")),
        gap=ordered("gap", CORNERS, (*SIGNALS, "bias")),
        thresholds=(thresholds["answer"], thresholds["suggest"], thresholds["gap"]),
    )
