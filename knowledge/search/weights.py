"""What the learning script found out (see `knowledge.learning`): the same for every base, shipped as weights.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from knowledge.search.confidence import SIGNALS
from knowledge.search.features import FEATURES, PROFILE_FEATURES


@dataclass(frozen=True)
class Confidence:
    """The logistic function that turns signals into a probability."""

    signals: NDArray[np.float64]  # of SIGNALS
    bias: float


@dataclass(frozen=True)
class Weights:
    """The weights of features and signals, in the order of their names in the code, and the thresholds."""

    picking: NDArray[np.float64]  # of PROFILE_FEATURES
    ranking: NDArray[np.float64]  # of FEATURES
    with_gaps: Confidence
    without_gaps: Confidence
    answer: float  # a fact this probable is answered with
    suggest: float  # one this probable is suggested
    note: float  # a gap this probable is told


@cache
def shipped() -> Weights:
    """Return the weights that come with the code."""
    return loaded((files("knowledge.search") / "weights.json").read_text("utf-8"))


def loaded(content: str) -> Weights:
    """Read weights from JSON. Raises `KeyError` where one is missing."""
    data = json.loads(content)

    def ordered(part: str, names: Sequence[str]) -> NDArray[np.float64]:
        return np.array([data[part][name] for name in names], np.float64)

    return Weights(
        picking=ordered("picking", PROFILE_FEATURES),
        ranking=ordered("ranking", FEATURES),
        with_gaps=Confidence(ordered("with gaps", SIGNALS), data["with gaps"]["bias"]),
        without_gaps=Confidence(ordered("without gaps", SIGNALS), data["without gaps"]["bias"]),
        **data["thresholds"],
    )
