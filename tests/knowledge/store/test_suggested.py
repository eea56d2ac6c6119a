"""Suggested phrasings wait, through restarts, until a moderator accepts or skips them."""

from __future__ import annotations

from dataclasses import replace

from knowledge.history.suggested import Mark, Reason, SuggestedPhrasing
from knowledge.store.database import Database
from knowledge.store.server import ServerStore

PHRASING = SuggestedPhrasing("control", "хто контролює “Example”")
MARKED = SuggestedPhrasing("control", "who won", mark=Mark(Reason.TAKES, "Who lost?"))
GAP = SuggestedPhrasing(None, "What did it cost?", ("price", "цена"))
OF_A_GAP = SuggestedPhrasing(None, "cost of it", gap="cost")


async def test_they_are_read_back_as_they_were_stored_after_a_restart_too(one, database_url):
    await one.suggest([PHRASING, MARKED])
    await one.suggest([GAP, OF_A_GAP])
    expected = [replace(each, number=number) for number, each in enumerate([PHRASING, MARKED, GAP, OF_A_GAP], 1)]
    assert await one.suggested() == expected
    async with await Database.open(database_url) as again:
        assert await ServerStore(again, 1).suggested() == expected


async def test_what_was_decided_first_counts_and_no_number_comes_twice(one):
    await one.suggest([PHRASING, MARKED, GAP])
    await one.decide_suggested([1, 3], accepted=True)
    await one.decide_suggested([2, 3], accepted=False)
    waiting, accepted, skipped = [await one.suggested(accepted=each) for each in (None, True, False)]
    assert [[each.number for each in found] for found in (waiting, accepted, skipped)] == [[], [1, 3], [2]]
    await one.suggest([PHRASING])
    assert [each.number for each in await one.suggested()] == [4]


async def test_no_server_reaches_anothers(one, other):
    await one.suggest([PHRASING])
    await other.suggest([GAP])
    await other.decide_suggested([1], accepted=True)
    assert [each.fact for each in await one.suggested()] == ["control"]
    assert (await other.suggested(), await one.suggested(accepted=True)) == ([], [])
