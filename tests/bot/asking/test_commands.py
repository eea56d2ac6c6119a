"""`/ask` and the message menu *Ask about this*."""

import asyncio

import discord
import pytest

from bot.asking.commands import MENU
from bot.strings import asking as strings
from tests.bot.conftest import UNHEARD, UNSURE
from tests.bot.seen import buttons, picks, text

QUESTION = "Who controls Example?"
ANSWER = "Red says that it controls Example."


async def test_a_question_gets_its_card_before_everyone(alice, channel):
    result = await alice.slash(channel, "ask", question=QUESTION)
    assert not result.ephemeral
    assert ANSWER in text(result.response)


@pytest.mark.parametrize("private", [False, True])
async def test_while_a_large_base_is_being_indexed_discord_is_told_to_wait(
    env, bases, alice, channel, private, monkeypatch
):
    monkeypatch.setattr("bot.platform.delivery.PATIENCE", 0.0)
    bases.ensure_indexed = lambda server: asyncio.sleep(0.05)
    result = await alice.slash(channel, "ask", question=QUESTION, private=private)
    first = next(body for _, what, body in env.backend.transcript if what.endswith("/callback"))
    assert first["type"] == discord.InteractionResponseType.deferred_channel_message.value
    assert ANSWER in text(result.response)
    assert result.ephemeral == private


async def test_a_private_question_gets_its_card_in_private(alice, channel):
    result = await alice.slash(channel, "ask", question=QUESTION, private=True)
    assert result.ephemeral


async def test_the_choices_are_the_questions_of_the_base(alice, channel):
    choices = await alice.autocomplete(channel, "ask", "question", "Who controls Example?")
    assert choices[0] == {"name": "Who controls Example?", "value": "control"}


async def test_what_was_typed_is_the_first_choice_so_that_enter_asks_just_that(alice, channel):
    choices = await alice.autocomplete(channel, "ask", "question", "who controls")
    assert choices[0] == {"name": "who controls", "value": "who controls"}
    assert choices[1] == {"name": "Who controls Example?", "value": "control"}


async def test_a_question_too_long_for_a_choice_gets_none_so_that_enter_asks_it(alice, channel):
    assert await alice.autocomplete(channel, "ask", "question", "who controls Example " * 5) == []


async def test_before_anything_is_typed_every_question_is_a_choice(alice, channel):
    choices = await alice.autocomplete(channel, "ask", "question", "")
    assert [choice["value"] for choice in choices] == ["control", "denial", "population", "gain"]


async def test_a_picked_choice_gets_its_fact(alice, channel):
    result = await alice.slash(channel, "ask", question="denial")
    assert "Blue says that the battle goes on." in text(result.response)


async def test_an_id_that_is_no_more_is_taken_for_a_question(alice, channel):
    result = await alice.slash(channel, "ask", question="removed-meanwhile")
    assert strings.NOTHING in text(result.response)


async def test_suggestions_are_private_even_if_the_question_was_not(alice, channel):
    result = await alice.slash(channel, "ask", question=UNSURE)
    assert result.ephemeral
    assert strings.DID_YOU_MEAN in text(result.response)
    assert list(picks(result.response)) == [
        "Who controls Example?",
        "What does Blue say about Example?",
        "How many people lived in Example?",
        "How many people left Example?",
    ]


async def test_a_gap_gets_its_note(alice, channel):
    result = await alice.slash(channel, "ask", question="What was the weather?")
    assert strings.ARTICLE_DOESNT_SAY in text(result.response)
    assert "The article gives no weather." in text(result.response)
    assert "“The siege of Example” (13 Jan 2023)" in text(result.response)


async def test_if_there_is_nothing_questions_and_topics_are_offered(alice, channel):
    result = await alice.slash(channel, "ask", question=UNHEARD)
    assert strings.NOTHING in text(result.response)
    assert list(picks(result.response)) == [
        "Who controls Example?",
        "How many people lived in Example?",
        "What does Blue say about Example?",
    ]
    assert list(buttons(result.response))[3:] == ["About control", "About people", "About battle"]


async def test_what_was_typed_is_not_repeated(alice, channel):
    result = await alice.slash(channel, "ask", question="**tea** <@1> @everyone https://example.org")
    assert not any(word in text(result.response) for word in ("tea", "<@1>", "everyone", "example.org"))


async def test_direct_messages_have_the_command_too(env):
    result = await env.create_user("carol").slash("ask", question=QUESTION)
    assert ANSWER in text(result.response)


async def test_the_menu_of_a_message_asks_about_it_in_private(alice, bob, channel):
    message = await bob.send(channel, QUESTION)
    result = await alice.context_menu(channel, MENU, message)
    assert result.ephemeral
    assert ANSWER in text(result.response)


async def test_the_menu_of_a_message_without_words_tells_how_to_ask(alice, bob, channel):
    message = await bob.send(channel, "🤷")
    result = await alice.context_menu(channel, MENU, message)
    assert "Ask me anything about “The siege of Example” (13 Jan 2023)." in text(result.response)


async def test_four_thousand_characters_get_a_civil_reply(alice, channel):
    result = await alice.slash(channel, "ask", question="x" * 4000)
    assert strings.NOTHING in text(result.response)


async def test_the_sixth_question_in_ten_seconds_hears_privately_when_to_ask_again(env, alice, bob, channel):
    for _ in range(5):
        await alice.slash(channel, "ask", question=QUESTION)
    await env.advance_time(7)
    result = await alice.slash(channel, "ask", question=QUESTION)
    assert result.ephemeral
    assert result.response.content == "Too fast! Try again in 3 seconds."
    assert ANSWER in text((await bob.slash(channel, "ask", question=QUESTION)).response)


async def test_all_ways_of_asking_count_together(alice, channel, me):
    await alice.send(channel, f"{me} {QUESTION}")
    await alice.send_dm(QUESTION)
    result = await alice.slash(channel, "ask", question=QUESTION)
    for _ in range(2):
        await alice.click(result.response, label="What does Blue say about Example?")
    result = await alice.context_menu(channel, MENU, await alice.send(channel, QUESTION))
    assert "Too fast!" in result.response.content


async def test_who_a_speaker_is_can_be_picked_and_its_buttons_find_it_again(alice, bob, channel):
    choices = await alice.autocomplete(channel, "ask", "question", "who are red")
    choices += await alice.autocomplete(channel, "ask", "question", "red army")
    introduction = next(choice for choice in choices if choice["name"] == "What is the Red Army?")
    asked = await alice.slash(channel, "ask", question=introduction["value"])
    assert "Red Army: armed forces of Red." in text(asked.response)
    assert "13 Jan 2023" in text(asked.response)
    source = await bob.click(asked.response, label="Source")
    assert "The siege of Example" in text(source.response)
    said = await bob.click(asked.response, label="Who controls Example?")
    assert "Red says that it controls Example." in text(said.response)
