"""How rich a base is decides how much each feature says."""

from __future__ import annotations

import pytest

from knowledge.search.richness import Richness, richness_of
from tests.entries import base, fact, gap


def test_phrasings_are_counted_beside_the_question_by_fact():
    two = [fact(id="a", question="One?", phrasings=("uno", "eins", "1")), fact(id="b", question="Two?", phrasings=())]
    assert richness_of(base(*two)) == Richness(1.5, 0)


def test_the_first_gaps_help_most_and_a_hundred_are_enough():
    def gaps(n):
        return richness_of(base(fact(), *(gap(id=f"gap-{i}", question=f"Number {i}?") for i in range(n)))).gaps

    assert gaps(10) == pytest.approx(0.52, abs=0.01)
    assert gaps(100) == gaps(120) == 1


def test_a_base_without_facts_is_as_thin_as_can_be():
    assert richness_of(base()) == Richness(0, 0)
