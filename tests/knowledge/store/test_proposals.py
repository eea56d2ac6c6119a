"""Proposals stay on record, whatever becomes of them, and end once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.history.overlay import Overlay
from knowledge.history.proposals import Decision, Proposal, State
from knowledge.history.revisions import Change
from knowledge.model.refs import Kind, Ref
from tests.entries import CONTROL, RED, fact
from tests.knowledge.conftest import ANN, BOB, NOW

CHANGES = (
    Change(Ref(Kind.FACT, "control"), None, CONTROL, None, (RED,)),
    Change(Ref(Kind.FACT, "population"), fact(), None, fact(answer="Zoë said “да”")),
)
PROPOSAL = Proposal(0, 4, ANN, NOW, "edited the fact", "why", CHANGES)
APPROVED = Decision(True, BOB, NOW + timedelta(hours=1))


async def propose(store):
    async with store.writing(Overlay()) as writing:
        return await writing.propose(PROPOSAL)


async def test_a_proposal_is_read_back_as_it_was_written_and_changes_nothing(one):
    written = await propose(one)
    assert written == replace(PROPOSAL, number=1)
    assert await one.proposal(1) == written
    assert written.state is State.WAITING
    assert (await one.overlay(), await one.history()) == (Overlay(), [])


async def test_those_that_wait_are_listed_the_oldest_first(one):
    for _ in range(3):
        await propose(one)
    assert await one.decide(2, APPROVED)
    assert await one.waiting_proposals() == [1, 3]


async def test_one_ends_once_and_says_how(one):
    await propose(one)
    assert await one.decide(1, APPROVED)
    assert not await one.decide(1, Decision(False, ANN, NOW))
    assert (await one.proposal(1)).decision == APPROVED


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (APPROVED, State.APPROVED),
        (Decision(False, BOB, NOW), State.DECLINED),
        (Decision(False, ANN, NOW), State.WITHDRAWN),
    ],
)
async def test_what_became_of_one_follows_from_who_decided_what(one, decision, state):
    await propose(one)
    await one.decide(1, decision)
    assert (await one.proposal(1)).state is state


async def test_no_server_reaches_anothers(one, other):
    await propose(one)
    assert (await other.proposal(1), await other.waiting_proposals()) == (None, [])
    assert not await other.decide(1, APPROVED)
    assert (await propose(other)).number == 1
    assert await one.waiting_proposals() == [1]
