"""The state of a base: what is on record, and how much of its sources."""

from __future__ import annotations

from knowledge.editing.status import status
from knowledge.history.overlay import Overlay
from knowledge.history.state import ServerState
from tests.entries import ARTICLE, base, fact


def test_of_the_paragraphs_of_a_long_source_the_first_that_no_fact_points_to_are_named():
    book = ARTICLE.model_copy(update={"paragraphs": 10_000})
    (coverage,) = status(ServerState(base(fact(paragraphs=[0, 2]), sources=(book,)), Overlay())).coverage
    assert str(coverage).startswith("The siege of Example: facts point to 2 of 10001 paragraphs; none to 1, 3, 4, ")
    assert str(coverage).endswith(", 51 and 9949 more")


def test_sources_that_no_fact_points_to_are_told_too():
    other = ARTICLE.model_copy(update={"id": "other", "paragraphs": 1})
    told = [str(each) for each in status(ServerState(base(fact(), sources=(ARTICLE, other)), Overlay())).coverage]
    assert told[1] == "The siege of Example: facts point to 0 of 2 paragraphs; none to 0, 1"
