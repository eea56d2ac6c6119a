"""Every card that shows a fact before everyone is remembered; none that is private or shows no fact."""

import pytest
from simcord import ChannelHandle

from bot.platform.errors import SORRY
from knowledge.editing.facts import ChangePhrasings
from knowledge.model.refs import Kind, Ref
from knowledge.servers.bases import ServerBases
from knowledge.store.database import Database
from knowledge.store.errors import UnavailableError
from knowledge.store.server import ServerStore
from tests.bot.conftest import UNSURE
from tests.bot.living_answers.conftest import ANSWER, MARK, NEW_ANSWER, QUESTION
from tests.bot.seen import buttons, picks, text

POPULATION = "How many people lived in Example?"


async def test_the_answer_to_a_mention_is_corrected(env, ask, change, now_says):
    card = await ask()
    assert ANSWER in text(card)
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)
    assert MARK in now_says(card)


async def test_the_answer_in_a_thread_is_corrected(env, server, alice, channel, ask, change, now_says):
    thread = ChannelHandle(env, server, env.backend.create_thread(channel.id, "talk", alice.id))
    card = await ask(channel=thread)
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_the_public_answer_to_a_command_is_corrected(env, alice, channel, change, now_says):
    await alice.slash(channel, "ask", question=QUESTION)
    card = channel.last_message
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_fact_picked_from_the_choices_is_corrected(env, alice, channel, change, now_says):
    await alice.slash(channel, "ask", question="control")
    card = channel.last_message
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_list_that_turned_into_an_answer_is_corrected(env, alice, ask, change, now_says):
    card = await ask(UNSURE)
    await alice.click(card, custom_id=picks(card)[QUESTION])
    assert ANSWER in now_says(card)
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_public_pick_from_a_private_list_is_corrected(env, alice, channel, change, now_says):
    asked = await alice.slash(channel, "ask", question=UNSURE)
    assert asked.ephemeral
    await alice.click(asked.response, custom_id=picks(asked.response)[QUESTION])
    card = channel.last_message
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_an_answer_with_suggestions_below_it_is_corrected_and_they_go_back_behind_their_button(
    env, alice, ask, change, now_says
):
    card = await ask()
    before = buttons(card)["Not what I asked"]
    await alice.click(card, label="Not what I asked")
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)
    seen = env.backend.get_message(card.channel.id, card.id)
    assert "None of these" not in buttons(seen)
    assert buttons(seen)["Not what I asked"] == before


async def test_a_card_that_shows_another_fact_by_now_is_corrected_for_that_one(env, alice, ask, change, edits):
    card = await ask()
    await alice.click(card, label="Not what I asked")
    offered = env.backend.get_message(card.channel.id, card.id)
    await alice.click(card, custom_id=picks(offered)[POPULATION])
    await change()
    await env.advance_time(2)
    assert edits() == []


@pytest.fixture
def remembered(monkeypatch):
    """The messages that have been remembered so far."""
    messages = []
    remember = ServerStore.card_posted

    async def listening(self, channel, message, fact, at):
        messages.append(message)
        await remember(self, channel, message, fact, at)

    monkeypatch.setattr(ServerStore, "card_posted", listening)
    return messages


async def test_private_answers_and_direct_messages_are_not_remembered(alice, bob, channel, ask, remembered):
    card = await ask()
    await alice.slash(channel, "ask", question=QUESTION, private=True)
    unsure = await alice.slash(channel, "ask", question=UNSURE, private=True)
    await alice.click(unsure.response, custom_id=picks(unsure.response)[QUESTION])
    await bob.click(card, label="What does Blue say about Example?")
    await bob.send_dm(QUESTION)
    assert remembered == [card.id]


async def test_lists_help_and_gaps_are_not_remembered(ask, remembered):
    for question in (UNSURE, "", "What is the price of tea?"):
        await ask(question)
    assert remembered == []


async def test_an_answer_whose_arrival_discord_had_to_be_asked_for_is_corrected(
    env, alice, channel, change, now_says, monkeypatch
):
    monkeypatch.setattr("bot.platform.delivery.PAUSE", 0.0)
    arrived = env._webhook_adapter.request
    tries = []

    async def losing(route, *arguments, **options):
        tries.append(route.path)
        result = await arrived(route, *arguments, **options)
        if len(tries) == 1:
            raise ConnectionResetError(104, "Connection reset by peer")
        return result

    env._webhook_adapter.request = losing
    await alice.slash(channel, "ask", question=QUESTION)
    card = channel.last_message
    assert [path.rpartition("/")[2] for path in tries] == ["callback", "callback", "@original"]
    await change()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_the_answer_is_there_before_it_is_remembered(channel, ask, monkeypatch):
    seen = []
    remember = ServerStore.card_posted

    async def looking(self, *arguments):
        seen.append(text(channel.last_message))
        await remember(self, *arguments)

    monkeypatch.setattr(ServerStore, "card_posted", looking)
    await ask()
    assert [ANSWER in each for each in seen] == [True]


async def test_people_are_answered_while_the_database_is_away(ask, alice, channel, monkeypatch):
    def away(self, server=None):
        raise UnavailableError("away")

    monkeypatch.setattr(Database, "writing", away)
    monkeypatch.setattr(Database, "reading", away)
    asked = await alice.slash(channel, "ask", question=QUESTION)
    assert ANSWER in text(asked.response)
    assert asked.followups == []
    assert ANSWER in text(await ask())
    assert SORRY not in [message.content for message in channel.history()]


async def test_a_mistake_of_ours_in_remembering_is_nobody_elses_trouble(env, ask, channel, monkeypatch):
    def broken(self, server):
        raise ValueError("broken")

    monkeypatch.setattr(ServerBases, "catch_up", broken)
    assert ANSWER in text(await ask())
    assert SORRY not in [message.content for message in channel.history()]


def during_the_reply(env, do):
    """Have `do` done once while the next message of the bot is on its way."""
    request, left = env.bot.http.request, [do]

    async def slow(route, *arguments, **options):
        if route.method == "POST" and left:
            await left.pop()()
        return await request(route, *arguments, **options)

    env.bot.http.request = slow


async def test_a_fact_that_changed_while_its_card_was_on_its_way_is_corrected(env, ask, change, now_says):
    during_the_reply(env, change)
    card = await ask()
    assert ANSWER in text(card)
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_card_of_what_another_process_had_changed_already_is_corrected(env, ask, change_elsewhere, now_says):
    during_the_reply(env, change_elsewhere)
    card = await ask()
    assert ANSWER in text(card)
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_another_way_to_ask_leaves_cards_as_they_are(env, ask, change, edits):
    during_the_reply(env, lambda: change(ChangePhrasings(entry=Ref(Kind.FACT, "control"), add="whose is it")))
    await ask()
    await change(ChangePhrasings(entry=Ref(Kind.FACT, "control"), add="whose is it now"))
    await env.advance_time(3)
    assert edits() == []
