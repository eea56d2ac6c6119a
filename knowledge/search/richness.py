"""How rich a base is in phrasings and gaps, which decides how much each feature says."""

from __future__ import annotations

import math
from dataclasses import dataclass

from knowledge.model.base import Base

_RICH_IN_GAPS = 100  # more gaps change nothing


@dataclass(frozen=True)
class Richness:
    """How rich a base is.

    phrasings: how many its facts have on average, beside their question; 0 and up
    gaps: 0 if it has no gap, 1 from 100, on a logarithmic scale: the first help most
    """

    phrasings: float
    gaps: float


def richness_of(base: Base) -> Richness:
    """Return how rich `base` is."""
    total = sum(len(fact.phrasings) for fact in base.facts)
    gaps = math.log1p(len(base.gaps)) / math.log1p(_RICH_IN_GAPS)
    return Richness(total / max(len(base.facts), 1), min(gaps, 1.0))
