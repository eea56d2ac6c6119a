"""Posted cards follow their fact slowly enough for Discord, and across restarts."""

import asyncio
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType
from structlog.testing import capture_logs

from bot.living_answers import worker
from knowledge.store.database import Database
from knowledge.store.errors import UnavailableError
from knowledge.store.server import ServerStore
from tests.bot.living_answers.conftest import ANEW, ANN, ANSWER, CHANGED, NEW_ANSWER, POPULATION
from tests.bot.seen import picks

ANYWHERE = "/channels/*/messages/*"


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    """The simulated Discord lives through every second: have fewer of them."""
    monkeypatch.setattr(worker, "FIRST_PAUSE", timedelta(seconds=2))
    monkeypatch.setattr(worker, "REST", timedelta(seconds=4))


# Discord's limits


async def test_no_more_than_a_few_cards_a_second_are_corrected(env, server, alice, ask, change, edits):
    channels = [server.create_text_channel(f"room-{number}") for number in range(4)]
    cards = []
    for channel in channels:
        cards += [(await ask(channel=channel)).id, (await ask(channel=channel)).id]
        await env.advance_time(10)  # or it is a lot at once
    await change()
    done = []
    for _ in range(5):
        before = len(edits())
        await env.advance_time(1)
        done.append(len(edits()) - before)
    assert sum(done) == len(cards)
    assert max(done) <= worker.MOST_AT_ONCE
    assert Counter(edits()) == Counter(cards)


def refuse(env, code, *, status=400, times=None, path=ANYWHERE):
    env.inject_error("PATCH", path, status=status, code=code, times=times)


async def test_too_many_edits_of_old_messages_are_tried_again_after_ever_longer_pauses(
    env, ask, change, now_says, edits
):
    card = await ask()
    refuse(env, worker.TOO_MANY_EDITS, status=429, times=4)
    await change()
    tries = []
    for second in range(40):
        before = len(edits())
        await env.advance_time(1)
        tries += [second] * (len(edits()) - before)
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses == [4, 4, 8, 16]  # the first is the channel's rest
    assert NEW_ANSWER in now_says(card)


async def test_a_channel_that_takes_no_more_edits_rests_and_holds_up_no_other(
    env, server, ask, change, channel, now_says, edits
):
    other = server.create_text_channel("other")
    first, second, third = await ask(), await ask(), await ask(channel=other)
    refuse(env, worker.TOO_MANY_EDITS, status=429, path=f"/channels/{channel.id}/messages/*", times=1)
    await change()
    await env.advance_time(3)
    assert NEW_ANSWER in now_says(third)
    assert len({first.id, second.id} & set(edits())) == 1
    await env.advance_time(10)
    assert NEW_ANSWER in now_says(first)
    assert NEW_ANSWER in now_says(second)


async def test_a_channel_in_which_discord_makes_us_wait_holds_up_no_other_and_gets_no_more(
    env, server, ask, change, channel, now_says
):
    other = server.create_text_channel("other")
    slow, quick = [await ask() for _ in range(4)], await ask(channel=other)
    request, waiting, at_once = env.bot.http.request, [], []

    async def told_to_wait(route, *arguments, **options):
        if route.method == "PATCH" and route.channel_id == channel.id:
            waiting.append(route)
            at_once.append(len(waiting))
            await asyncio.sleep(8)  # as discord.py does by itself
            waiting.remove(route)
        return await request(route, *arguments, **options)

    env.bot.http.request = told_to_wait
    await change()
    await env.advance_time(5)
    assert NEW_ANSWER in now_says(quick)
    assert [ANSWER in now_says(card) for card in slow] == [True] * 4
    await env.advance_time(36)
    assert [NEW_ANSWER in now_says(card) for card in slow] == [True] * 4
    assert at_once == [1] * 4


@pytest.mark.parametrize(("status", "code"), [(500, 0), (503, 0), (429, 0), (400, 20028)])
async def test_what_discord_cannot_do_now_is_tried_again(env, ask, change, now_says, status, code):
    card = await ask()
    refuse(env, code, status=status, times=2)
    await change()
    await env.advance_time(3)
    assert ANSWER in now_says(card)
    await env.advance_time(7)
    assert NEW_ANSWER in now_says(card)


async def test_a_connection_that_breaks_is_tried_again(env, ask, change, now_says):
    card = await ask()
    request, left = env.bot.http.request, [ConnectionResetError(), TimeoutError(), discord.RateLimited(60)]

    async def breaking(route, *arguments, **options):
        if route.method == "PATCH" and left:
            raise left.pop()
        return await request(route, *arguments, **options)

    env.bot.http.request = breaking
    await change()
    await env.advance_time(18)
    assert left == []
    assert NEW_ANSWER in now_says(card)


# Rights, and giving up


def deny(env, channel, **permissions):
    denied = discord.Permissions(**permissions).value
    env.backend.set_overwrite(channel.id, Overwrite(env.backend.bot_user.id, OverwriteType.MEMBER, deny=denied))


async def test_without_the_right_to_read_the_history_a_card_is_corrected_all_the_same(
    env, channel, ask, change, now_says
):
    card = await ask()
    deny(env, channel, read_message_history=True)
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


def delete_the_message(env, card):
    env.backend.delete_message(card.channel.id, card.id)


def delete_the_channel(env, card):
    env.backend.delete_channel(card.channel.id)


@pytest.mark.parametrize("lose", [delete_the_message, delete_the_channel])
async def test_a_card_that_is_gone_is_given_up(env, ask, change, editor, lose, edits):
    card = await ask()
    lose(env, card)
    revision = await change()
    await env.advance_time(2)

    def asked():
        return len([each for each in env.http_requests if each.path.endswith(f"/messages/{card.id}")])

    tried = asked()
    assert tried > 0
    await change(await editor.undo(revision.number))
    await env.advance_time(5)
    assert asked() == tried


@pytest.mark.parametrize(("code", "status"), [(50001, 403), (50013, 403), (50083, 400)])
async def test_a_card_in_a_closed_channel_is_corrected_once_it_opens_again(env, ask, change, now_says, code, status):
    card = await ask()
    refuse(env, code, status=status)
    with capture_logs() as logged:
        await change()
        await env.advance_time(8)
    assert [each["event"] for each in logged if each["event"].startswith("correction_")] == [
        "correction_waits_for_channel"
    ]
    env.backend.faults.clear()
    await env.advance_time(16)
    assert NEW_ANSWER in now_says(card)


async def test_an_archived_thread_that_opens_is_not_kept_waiting(env, ask, change, channel, now_says, monkeypatch):
    monkeypatch.setattr(worker, "FIRST_PAUSE", timedelta(minutes=30))
    card = await ask()
    refuse(env, 50083)
    await change()
    await env.advance_time(2)
    env.backend.faults.clear()
    env.bot.dispatch("raw_thread_update", SimpleNamespace(thread_id=channel.id))
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_card_waits_for_days_and_a_later_change_still_finds_it(env, ask, change, now_says, monkeypatch):
    monkeypatch.setattr(worker, "KEPT_FOR", timedelta(seconds=5))
    card = await ask()
    refuse(env, 50083)
    await change()
    await env.advance_time(20)
    env.backend.faults.clear()
    await env.advance_time(40)
    assert NEW_ANSWER not in now_says(card)
    await change(ANEW)
    await env.advance_time(2)
    assert "Nobody knows." in now_says(card)


async def test_a_card_that_never_works_is_given_up_after_some_attempts(env, ask, change, edits, monkeypatch):
    monkeypatch.setattr(worker, "MOST_ATTEMPTS", 3)
    await ask()
    refuse(env, 0, status=500)
    await change()
    await env.advance_time(20)
    assert len(edits()) == 3


def test_pauses_double_up_to_an_hour(monkeypatch):
    monkeypatch.undo()
    minutes = [worker.pause(attempts).total_seconds() / 60 for attempts in (1, 2, 3, 7, 8, 50)]
    assert minutes == [0.5, 1, 2, 32, 60, 60]


async def test_a_card_that_we_cannot_make_holds_up_no_other(env, ask, change, now_says, monkeypatch):
    make, broken = worker.corrected_card, [ValueError("broken")]

    def breaking(*arguments):
        if broken:
            raise broken.pop()
        return make(*arguments)

    monkeypatch.setattr(worker, "corrected_card", breaking)
    cards = [await ask(), await ask()]
    await change()
    await env.advance_time(2)
    assert sorted(NEW_ANSWER in now_says(card) for card in cards) == [False, True]
    await env.advance_time(4)
    assert [NEW_ANSWER in now_says(card) for card in cards] == [True, True]


async def test_settings_that_cannot_be_read_hold_up_no_card_for_long(env, ask, change, now_says, monkeypatch):
    read, broken = ServerStore.settings, [ValueError("broken")]

    async def breaking(store):
        if broken:
            raise broken.pop()
        return await read(store)

    card = await ask()
    await change()
    monkeypatch.setattr(ServerStore, "settings", breaking)
    await env.advance_time(2)
    assert ANSWER in now_says(card)
    await env.advance_time(4)
    assert NEW_ANSWER in now_says(card)


# Restarts, and a database that is away


async def test_a_change_made_just_before_a_restart_is_corrected_after_it(env, new_bot, ask, change, now_says):
    card = await ask()
    await change()
    await env.restart_bot(new_bot())
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_correction_that_a_restart_cut_off_is_done_after_it(env, new_bot, ask, change, now_says):
    card = await ask()
    await change()
    assert len(await env.bot.bases.corrections.take(env.now(), lease=timedelta(seconds=4))) == 1
    await env.restart_bot(new_bot())  # as if the process had been killed
    await env.advance_time(3)
    assert ANSWER in now_says(card)
    await env.advance_time(3)
    assert NEW_ANSWER in now_says(card)


async def test_a_change_made_while_the_bot_was_away_is_corrected_when_it_is_back(
    env, new_bot, ask, change_elsewhere, now_says
):
    card = await ask()
    await env.bot.close()
    await change_elsewhere()
    await env.restart_bot(new_bot())
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_database_that_is_away_is_waited_for(env, ask, change, now_says, monkeypatch):
    card = await ask()
    await change()
    writing = Database.writing

    def away(self, server=None):
        raise UnavailableError("away")

    monkeypatch.setattr(Database, "writing", away)
    await env.advance_time(10)
    assert ANSWER in now_says(card)
    monkeypatch.setattr(Database, "writing", writing)
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_fact_that_changes_again_meanwhile_ends_up_in_its_last_state(env, ask, change, editor, now_says):
    card = await ask()
    request, meanwhile = env.bot.http.request, [1]

    async def slow(route, *arguments, **options):
        if route.method == "PATCH" and meanwhile:
            meanwhile.pop()
            await editor.save(ANEW, ANN)
        return await request(route, *arguments, **options)

    env.bot.http.request = slow
    await change(CHANGED)
    await env.advance_time(5)
    assert "Nobody knows." in now_says(card)


async def test_a_card_that_somebody_turns_into_another_meanwhile_is_not_corrected(
    env, alice, ask, change, now_says, edits
):
    card = await ask()
    refuse(env, 0, status=500, times=1)
    await change()
    await env.advance_time(2)
    await alice.click(card, label="Not what I asked")
    offered = env.backend.get_message(card.channel.id, card.id)
    await alice.click(card, custom_id=picks(offered)[POPULATION])
    await env.advance_time(5)
    assert len(edits()) == 1
