"""Which posted cards follow their fact: those of its server, as many and as long as the server wants."""

from datetime import timedelta

import pytest

from tests.bot.living_answers.conftest import ANSWER, MARK, NEW_ANSWER, POPULATION
from tests.settings import save_settings


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
    await save_settings(store, card_number=2, card_days=5)
    cards = [await ask() for _ in range(4)]
    for card, days in zip(cards, (6, 3, 2, 1), strict=True):
        await store.card_posted(card.channel.id, card.id, "control", env.now() - timedelta(days=days))
    await change()
    await env.advance_time(3)
    assert edits() == [cards[3].id, cards[2].id]  # the newest first


async def test_a_server_can_turn_it_off(env, ask, store, change, edits):
    await save_settings(store, living_answers=False)
    await ask()
    await change()
    await env.advance_time(2)
    assert edits() == []


async def test_what_waits_when_it_is_turned_off_stays_as_it_is_until_the_next_change(
    env, ask, store, change, edits, editor
):
    card = await ask()
    revision = await change()
    await save_settings(store, living_answers=False)
    await env.advance_time(2)
    await save_settings(store, living_answers=True)
    await env.advance_time(5)
    assert edits() == []
    await change(await editor.undo(revision.number))
    await change()
    await env.advance_time(2)
    assert edits() == [card.id]
