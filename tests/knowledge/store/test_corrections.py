"""Posted cards are corrected when their fact changes: a queue that outlives the process."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from knowledge.history.overlay import Overlay
from knowledge.history.revisions import Change, Revision
from knowledge.model.refs import Kind, Ref
from knowledge.store import tables
from knowledge.store.corrections import Correction, Corrections
from knowledge.store.server import ServerStore
from tests.entries import CONTROL, DENIAL, SMALL, base, fact, gap
from tests.knowledge.conftest import ANN, NOW
from tests.settings import save_settings

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def store(database):
    return ServerStore(database, 1)


@pytest.fixture
def queue(database):
    return Corrections(database)


async def change(store, at=NOW, facts=("population",)):
    async with store.writing(Overlay()) as writing:
        edit = Change(Ref(Kind.FACT, "population"), None, fact(), None)
        await writing.append(Revision(0, ANN, at, "edited", "", (edit,)), to_correct=facts)


async def test_a_changed_fact_puts_its_cards_into_the_queue(store, queue):
    await store.card_posted(11, 21, "population", NOW - timedelta(days=1))
    await store.card_posted(11, 22, "control", NOW)
    await change(store)
    assert await queue.take(NOW) == [Correction(1, 11, 21, "population", NOW, 1)]


async def test_what_is_taken_is_nobody_elses_until_the_lease_ends(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await change(store)
    (first,) = await queue.take(NOW, lease=timedelta(minutes=1))
    assert await queue.take(NOW + timedelta(seconds=59)) == []
    (second,) = await queue.take(NOW + timedelta(minutes=1))
    assert (first.attempts, second.attempts) == (1, 2)


async def test_what_is_done_is_not_due_again(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await change(store)
    await queue.done((await queue.take(NOW))[0])
    assert await queue.take(LATER) == []
    await change(store, LATER)
    assert len(await queue.take(LATER)) == 1


async def test_a_fact_that_changed_again_meanwhile_keeps_its_card_due(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await change(store)
    (taken,) = await queue.take(NOW)
    await change(store, LATER)
    await queue.done(taken)
    assert await queue.take(LATER) == [Correction(1, 11, 21, "population", LATER, 1)]


async def test_too_many_edits_put_the_card_back_and_a_lost_one_is_dropped(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await change(store)
    (taken,) = await queue.take(NOW)
    await queue.later(taken, LATER)
    assert await queue.take(LATER - timedelta(seconds=1)) == []
    (again,) = await queue.take(LATER)
    await queue.drop(again)
    await change(store, LATER)
    assert await queue.take(LATER) == []


async def test_a_server_can_turn_corrections_off(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await save_settings(store, living_answers=False)
    await change(store)
    await store.card_posted(11, 22, "population", NOW)
    await save_settings(store, living_answers=True)
    await change(store)
    assert [correction.message for correction in await queue.take(NOW)] == [21]


async def test_only_the_latest_cards_of_the_last_days_are_kept(store, queue):
    await save_settings(store, card_number=2, card_days=10)
    for message, days in ((21, 9), (22, 8), (23, 7)):
        await store.card_posted(11, message, "population", NOW - timedelta(days=days))
    await change(store, NOW + timedelta(days=2, hours=1))
    assert [correction.message for correction in await queue.take(NOW + timedelta(days=3))] == [23]


async def test_a_message_that_shows_another_fact_now_is_corrected_for_that_one(store, queue):
    await store.card_posted(11, 21, "control", NOW)
    await store.card_posted(11, 21, "population", NOW)
    await change(store, facts=["control"])
    assert await queue.take(NOW) == []
    await change(store)
    assert len(await queue.take(NOW)) == 1


async def test_cards_of_busy_channels_stay_where_they_are(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await store.card_posted(12, 22, "population", NOW)
    await change(store)
    assert [correction.message for correction in await queue.take(NOW, besides={11})] == [22]
    assert await queue.take(NOW) == [Correction(1, 11, 21, "population", NOW, 1)]


async def test_a_card_that_was_outdated_when_it_was_posted_is_due_at_once(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await store.card_outdated(21, LATER)
    assert await queue.take(NOW) == []
    assert await queue.take(LATER) == [Correction(1, 11, 21, "population", LATER, 1)]


async def test_a_fact_that_somebody_picked_while_the_card_was_corrected_is_due(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await change(store)
    (correction,) = await queue.take(NOW)
    await store.card_posted(11, 21, "control", LATER)
    await queue.shown(correction)
    await queue.done(correction)
    assert [(due.message, due.fact) for due in await queue.take(LATER)] == [(21, "control")]


async def test_a_card_that_shows_its_own_fact_is_not_due_again(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await change(store)
    (correction,) = await queue.take(NOW)
    await queue.shown(correction)
    await queue.done(correction)
    assert await queue.take(LATER) == []


async def test_several_workers_share_the_queue_without_taking_anything_twice(store, queue):
    for message in range(40):
        await store.card_posted(11, message, "population", NOW)
    await change(store)
    taken = await asyncio.gather(*(queue.take(NOW, most=10) for _ in range(6)))
    assert sorted(correction.message for some in taken for correction in some) == list(range(40))


async def card(queue, server, message, fact):
    await ServerStore(queue._database, server).card_posted(11, message, fact, NOW)


async def test_cards_of_what_a_newer_pack_says_otherwise_are_put_into_the_queue(queue):
    await queue.enqueue_changed(SMALL, NOW)
    for server, message, id in [(1, 21, "population"), (2, 22, "population"), (1, 23, "control")]:
        await card(queue, server, message, id)
    await queue.enqueue_changed(base(CONTROL, DENIAL, fact(answer="About 9,000."), gap()), LATER)
    assert sorted((each.server, each.message, each.changed_at) for each in await queue.take(LATER)) == [
        (1, 21, LATER),
        (2, 22, LATER),
    ]


async def test_the_same_pack_again_and_one_that_only_knows_more_ways_to_ask_change_no_card(queue):
    await queue.enqueue_changed(SMALL, NOW)
    await card(queue, 1, 21, "population")
    await queue.enqueue_changed(SMALL, LATER)
    await queue.enqueue_changed(base(CONTROL, DENIAL, fact(phrasings=["how many people"], topics=["people"])), LATER)
    assert await queue.take(LATER) == []


async def test_cards_of_a_pack_by_rules_of_another_version_are_all_looked_at(queue, database):
    await queue.enqueue_changed(SMALL, NOW)
    async with database.writing() as connection:
        await connection.execute(tables.pack.update().values(content={"facts": [{"colour": "red"}]}))
    await card(queue, 1, 21, "population")
    await queue.enqueue_changed(SMALL, LATER)
    assert [each.message for each in await queue.take(LATER)] == [21]


async def test_servers_that_want_no_corrections_get_none_of_a_newer_pack(queue, store):
    await queue.enqueue_changed(SMALL, NOW)
    await card(queue, 1, 21, "population")
    await save_settings(store, living_answers=False)
    await queue.enqueue_changed(base(), LATER)
    assert await queue.take(LATER) == []


async def test_the_newest_cards_come_first(store, queue):
    for number, hours in ((21, 3), (23, 1), (22, 2)):
        await store.card_posted(11, number, "population", NOW - timedelta(hours=hours))
    await change(store)
    assert [each.message for each in await queue.take(NOW, most=2)] == [23, 22]
    assert [each.message for each in await queue.take(NOW)] == [21]


async def test_cards_of_a_channel_that_wait_for_another_try_can_be_hurried(store, queue):
    await store.card_posted(11, 21, "population", NOW)
    await store.card_posted(12, 22, "population", NOW)
    await change(store)
    for correction in await queue.take(NOW):
        await queue.later(correction, NOW + timedelta(hours=1))
    await queue.hurry(11, LATER)
    assert [each.message for each in await queue.take(LATER)] == [21]
