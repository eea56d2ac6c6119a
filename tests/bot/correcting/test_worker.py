"""Posted cards follow their fact: slowly enough for Discord, across restarts, and only where they should."""

import asyncio
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import discord
import pytest
from simcord.backend.models.channel import Overwrite

from bot.correcting import worker
from knowledge.editing.editor import Editor
from knowledge.editing.facts import DisputeFact, EditFact, SettleDispute
from knowledge.editing.removal import Remove
from knowledge.editing.speakers import EditSpeaker
from knowledge.store.database import Database
from knowledge.store.entries import Kind, Ref
from knowledge.store.errors import UnavailableError
from tests import entries
from tests.bot.correcting.conftest import ANN, ANSWER, CHANGED, MARK, NEW_ANSWER, QUESTION
from tests.bot.seen import buttons, picks, text

CONTROL = Ref(Kind.FACT, "control")
POPULATION = "How many people lived in Example?"
ANYWHERE = "/channels/*/messages/*"
ANEW = EditFact(fact="control", question=QUESTION, answer="Nobody knows.", where="1", as_of="")


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    """The simulated Discord lives through every second: have fewer of them."""
    monkeypatch.setattr(worker, "FIRST_PAUSE", timedelta(seconds=2))
    monkeypatch.setattr(worker, "REST", timedelta(seconds=4))


# What changes


async def test_another_speaker_stands_on_the_posted_card(env, ask, change, now_says):
    card = await ask(POPULATION)
    await change(
        EditFact(fact="population", question=POPULATION, answer="Many.", where="3", as_of="", speakers=("blue",))
    )
    await env.advance_time(2)
    assert "**Said by** Blue Ministry, defense ministry of Blue (Blue)" in now_says(card)


async def test_a_dispute_puts_its_caveat_ahead_of_the_answer_on_the_posted_card(env, ask, change, now_says):
    card = await ask(POPULATION)
    assert "¶ Reported" in text(card)
    await change(DisputeFact(fact="population", speaker="red", says="Nobody lived there.", where="5"))
    await env.advance_time(2)
    mark, question, status, caveat, answer, *_ = now_says(card).strip().splitlines()
    assert MARK in mark
    assert POPULATION in question
    assert status == "**⚠ Disputed** by"
    assert caveat == "- **Red Army** (Red): Nobody lived there. · paragraph 5"
    assert answer == "About 10,000 people lived in Example."


async def test_a_settled_dispute_takes_its_caveat_along(env, ask, change, now_says):
    card = await ask()
    await change(SettleDispute(fact="control", dispute=entries.CONTROL.disputes[0]))
    await env.advance_time(2)
    assert "❝ Claimed" in now_says(card)
    assert "Blue Ministry" not in now_says(card)


async def test_the_corrected_card_is_the_card_of_now_under_the_mark(env, alice, channel, ask, change, now_says):
    card = await ask()
    await change()
    await env.advance_time(2)
    mark, _, rest = now_says(card).strip().partition("\n")
    fresh = await ask()
    assert mark == f"✎ **{MARK}**"
    assert rest == text(fresh).strip()
    assert buttons(env.backend.get_message(channel.id, card.id)).keys() == buttons(fresh).keys()


async def test_a_removed_fact_leaves_no_answer_and_says_since_when(env, ask, change, now_says):
    card = await ask()
    await change(Remove(entry=CONTROL))
    await env.advance_time(2)
    assert now_says(card).strip().splitlines() == [
        f"✎ **{MARK}**",
        "What stood here is no longer on record: it was taken off on 1 January 2026. Ask again for what is.",
    ]
    assert buttons(env.backend.get_message(card.channel.id, card.id)) == {}


async def test_a_restored_fact_comes_back(env, ask, change, editor, now_says):
    card = await ask()
    await change(Remove(entry=CONTROL))
    await env.advance_time(2)
    await change(await editor.restore(CONTROL))
    await env.advance_time(2)
    assert ANSWER in now_says(card)
    assert MARK in now_says(card)


async def test_the_mark_has_the_day_of_the_last_change(env, server, ask, change, now_says):
    card = await ask()
    yesterday = env.now() - timedelta(days=1)
    await Editor(env.bot.bases, server.id, clock=lambda: yesterday).save(CHANGED, ANN)
    await env.advance_time(2)
    assert "Corrected on 31 December 2025" in now_says(card)
    await change(ANEW)
    await env.advance_time(2)
    assert now_says(card).count("Corrected on") == 1
    assert MARK in now_says(card)


async def test_a_change_that_was_taken_back_before_anyone_saw_it_leaves_the_card_alone(env, ask, change, editor, edits):
    card = await ask()
    revision = await change()
    await change(await editor.undo(revision.number))
    await env.advance_time(2)
    assert edits() == []
    await change()
    await env.advance_time(2)
    assert edits() == [card.id]


async def test_another_spelling_of_a_speaker_is_no_correction(env, ask, change, edits):
    await ask()
    await change(EditSpeaker(speaker="red", name="Red Army", role="armed forces of Red", side="Red", variants="Redz"))
    await env.advance_time(2)
    assert edits() == []


async def test_it_is_all_the_same_which_process_made_the_change(env, ask, change_elsewhere, now_says):
    card = await ask()
    await change_elsewhere()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


# Buttons


async def test_the_buttons_of_a_corrected_card_go_on_working_after_a_restart_too(
    env, new_bot, alice, bob, ask, change, now_says
):
    card = await ask()
    await change()
    await env.advance_time(2)
    side = await bob.click(card, label="The other side: Blue Ministry")
    assert "Blue says that the battle goes on." in text(side.response)
    await env.restart_bot(new_bot())
    await alice.click(card, label="Not what I asked")
    assert POPULATION in now_says(card)
    assert MARK not in now_says(card)


async def test_discord_is_not_made_to_remember_the_messages(env, ask, change):
    await ask()
    await change()
    await env.advance_time(2)
    assert not env.bot._connection._view_store._views
    assert not env.bot._connection._view_store._synced_message_views


async def test_without_the_right_to_read_the_history_a_card_is_corrected_all_the_same(
    env, channel, ask, change, now_says
):
    card = await ask()
    deny(env, channel, read_message_history=True)
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


# Which cards


async def test_other_servers_cards_are_left_alone(env, me, change, ask, now_says):
    elsewhere = env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    carol = elsewhere.add_member(env.create_user("carol"))
    theirs, ours = await ask(person=carol, channel=channel), await ask()
    await change()
    await env.advance_time(3)
    assert NEW_ANSWER in now_says(ours)
    assert ANSWER in now_says(theirs)
    assert MARK not in now_says(theirs)


async def test_other_facts_cards_are_left_alone(ask, env, change, edits):
    await ask(POPULATION)
    await change()
    await env.advance_time(2)
    assert edits() == []


@pytest.mark.parametrize(("days", "corrected"), [(30, True), (31, False)])
async def test_cards_of_the_last_30_days_are_corrected(env, ask, store, change, edits, days, corrected):
    card = await ask()
    await store.card_posted(card.channel.id, card.id, "control", env.now() - timedelta(days=days))
    await change()
    await env.advance_time(2)
    assert edits() == ([card.id] if corrected else [])


async def test_a_server_says_how_many_cards_of_how_many_days_are_corrected(env, ask, store, change, edits):
    await store.save_settings(card_number=2, card_days=5)
    cards = [await ask() for _ in range(4)]
    for card, days in zip(cards, (6, 3, 2, 1), strict=True):
        await store.card_posted(card.channel.id, card.id, "control", env.now() - timedelta(days=days))
    await change()
    await env.advance_time(3)
    assert edits() == [card.id for card in cards[2:]]


async def test_a_server_can_turn_it_off(env, ask, store, change, edits):
    await store.save_settings(living_answers=False)
    await ask()
    await change()
    await env.advance_time(2)
    assert edits() == []


async def test_what_waits_when_it_is_turned_off_stays_as_it_is_until_the_next_change(
    env, ask, store, change, edits, editor
):
    card = await ask()
    revision = await change()
    await store.save_settings(living_answers=False)
    await env.advance_time(2)
    await store.save_settings(living_answers=True)
    await env.advance_time(5)
    assert edits() == []
    await change(await editor.undo(revision.number))
    await change()
    await env.advance_time(2)
    assert edits() == [card.id]


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


# Giving up


def deny(env, channel, **permissions):
    denied = discord.Permissions(**permissions).value
    env.backend.set_overwrite(channel.id, Overwrite(env.backend.bot_user.id, "member", deny=denied))


def delete_the_message(env, card):
    env.backend.delete_message(card.channel.id, card.id)


def delete_the_channel(env, card):
    env.backend.delete_channel(card.channel.id)


def close_the_channel(env, card):
    deny(env, card.channel, view_channel=True)
    refuse(env, 50001, status=403)


def take_the_permission(env, card):
    refuse(env, 50013, status=403)


def archive_the_thread(env, card):
    refuse(env, 50083)


@pytest.mark.parametrize(
    "lose", [delete_the_message, delete_the_channel, close_the_channel, take_the_permission, archive_the_thread]
)
async def test_a_card_out_of_reach_is_given_up(env, ask, change, editor, lose, edits):
    card = await ask()
    lose(env, card)
    revision = await change()
    await env.advance_time(2)

    def asked():
        return len([each for each in env.http_requests if each.path.endswith(f"/messages/{card.id}")])

    tried = asked()
    assert tried > 0
    env.backend.faults.clear()
    await change(await editor.undo(revision.number))
    await env.advance_time(5)
    assert asked() == tried


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


async def test_a_card_that_somebody_turns_into_another_meanwhile_is_corrected_no_more(
    env, alice, ask, change, now_says, edits
):
    card = await ask()
    refuse(env, 0, status=500, times=1)
    await change()
    await env.advance_time(2)
    await alice.click(card, label="Not what I asked")
    offered = env.backend.get_message(card.channel.id, card.id)
    assert picks(offered)
    await env.advance_time(5)
    assert len(edits()) == 1
