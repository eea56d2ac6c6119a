"""What the learning script found out (see `knowledge.learning`): the same for every base, shipped as weights.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from knowledge.search.arrays import Numbers
from knowledge.search.confidence import SIGNALS, Confidence
from knowledge.search.features import FEATURES, PROFILE_FEATURES


@dataclass(frozen=True)
class Weights:
    """The weights of features and signals, in the order of their names in the code, and the thresholds."""

    picking: Numbers  # of PROFILE_FEATURES
    ranking: Numbers  # of FEATURES
    with_gaps: Confidence
    without_gaps: Confidence
    answer: float  # a fact this probable is answered with
    suggest: float  # one this probable is suggested
    note: float  # a gap this probable is told

    def confidence(self, gaps: bool) -> Confidence:
        """Return what a base with or without gaps turns signals into a probability by.

        Gaps are what near misses fall to, so that the leads over them tell most; without gaps the fit itself does.
        """
        return self.with_gaps if gaps else self.without_gaps


@cache
def shipped() -> Weights:
    """Return the weights that come with the code."""
    return loaded((files("knowledge.search") / "weights.json").read_text("utf-8"))


def loaded(content: str) -> Weights:
    """Read weights from JSON. Raises `KeyError` where one is missing."""
    data = json.loads(content)

    def ordered(part: str, names: Sequence[str]) -> Numbers:
        return np.array([data[part][name] for name in names], np.float64)

    return Weights(
        picking=ordered("picking", PROFILE_FEATURES),
        ranking=ordered("ranking", FEATURES),
        with_gaps=Confidence(ordered("with gaps", SIGNALS), data["with gaps"]["bias"]),
        without_gaps=Confidence(ordered("without gaps", SIGNALS), data["without gaps"]["bias"]),
        **data["thresholds"],
    )
