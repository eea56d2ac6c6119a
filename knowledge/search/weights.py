"""The learned weights, the same for every base, shipped as weights.json; `python -m knowledge.learning` makes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from knowledge.search.confidence import SIGNALS, Calibration
from knowledge.search.features import FEATURES, RETRIEVAL_FEATURES
from knowledge.search.ragged import Numbers


@dataclass(frozen=True)
class Weights:
    """The weights of features and signals, in the order of their names in the code, and the thresholds.

    retrieval: of `RETRIEVAL_FEATURES`
    ranking: of `FEATURES`
    with_gaps, without_gaps: how signals become a probability in a base with and without gaps
    answer_threshold: a fact this probable is the answer
    suggest_threshold: a fact this probable is suggested
    gap_threshold: a gap this probable gives its note
    """

    retrieval: Numbers
    ranking: Numbers
    with_gaps: Calibration
    without_gaps: Calibration
    answer_threshold: float
    suggest_threshold: float
    gap_threshold: float

    def calibration(self, has_gaps: bool) -> Calibration:
        """Return how signals become a probability in a base that has gaps or none.

        Near misses are nearest to a gap, so the margins over gaps say most; without gaps the score itself does.
        """
        return self.with_gaps if has_gaps else self.without_gaps


@cache
def shipped() -> Weights:
    """Return the weights that come with the code."""
    return loads((files("knowledge.search") / "weights.json").read_text("utf-8"))


def loads(content: str) -> Weights:
    """Read weights from JSON. Raises `KeyError` with the name of one that's missing."""
    data = json.loads(content)

    def ordered(part: str, names: Sequence[str]) -> Numbers:
        return np.array([data[part][name] for name in names], np.float64)

    return Weights(
        retrieval=ordered("retrieval", RETRIEVAL_FEATURES),
        ranking=ordered("ranking", FEATURES),
        with_gaps=Calibration(ordered("with_gaps", SIGNALS), data["with_gaps"]["bias"]),
        without_gaps=Calibration(ordered("without_gaps", SIGNALS), data["without_gaps"]["bias"]),
        answer_threshold=data["thresholds"]["answer"],
        suggest_threshold=data["thresholds"]["suggest"],
        gap_threshold=data["thresholds"]["gap"],
    )
