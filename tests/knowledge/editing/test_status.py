"""The state of a base: what is on record, and how much of its sources."""

from __future__ import annotations

from itertools import islice

from knowledge.editing.status import status
from knowledge.history.overlay import Overlay
from knowledge.history.state import ServerState
from knowledge.model.entries import Status
from tests.entries import ARTICLE, SMALL, base, fact


def status_of(base):
    return status(ServerState(base, Overlay()))


def test_entries_and_ways_to_ask_are_counted():
    state = status_of(SMALL)
    assert state.facts == {Status.DISPUTED: 2, Status.CLAIMED: 0, Status.REPORTED: 1}
    assert (state.speakers, state.gaps, state.phrasings, state.own, state.revision) == (2, 1, 4, 0, 0)


def test_a_source_has_its_paragraphs_that_facts_point_to_and_the_others():
    book = ARTICLE.model_copy(update={"paragraphs": 10_000})
    (coverage,) = status_of(base(fact(paragraphs=[0, 2]), sources=(book,))).coverage
    assert coverage.covered == {2}
    assert list(islice(coverage.uncovered, 3)) == [1, 3, 4]


def test_sources_that_no_fact_points_to_are_told_too():
    other = ARTICLE.model_copy(update={"id": "other", "paragraphs": 1})
    assert status_of(base(fact(), sources=(ARTICLE, other))).coverage[1].covered == set()


def test_hints_are_told():
    (hint,) = status_of(SMALL).hints
    assert "few other ways to ask" in hint
