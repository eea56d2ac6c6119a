"""The buttons on answers: whose they are, where the answer goes, and what is on record by then."""

import pytest

from bot.strings import asking as strings
from tests.bot.conftest import TOWN, UNSURE
from tests.bot.seen import buttons, picks, text
from tests.entries import base

QUESTION = "Who controls Example?"
ANSWER = "Red says that it controls Example."
DENIED = "Blue says that the battle goes on."
SIDE = "What does Blue say about Example?"


def now(env, channel, message):
    """Return `message` as it is by now."""
    return env.backend.get_message(channel.id, message.id)


@pytest.fixture
def listed(alice, channel, me):
    """Let alice get a list to pick from, before everyone."""

    async def ask():
        await alice.send(channel, f"{me} {UNSURE}")
        return channel.last_message

    return ask


async def test_the_other_side_is_one_press_away_and_shown_to_who_pressed(alice, bob, channel):
    asked = await alice.slash(channel, "ask", question=QUESTION)
    result = await bob.click(asked.response, label=SIDE)
    assert result.ephemeral
    assert DENIED in text(result.response)


async def test_related_facts_are_one_press_away(alice, channel):
    asked = await alice.slash(channel, "ask", question="How many people lived in Example?")
    result = await alice.click(asked.response, label="How many people left Example?")
    assert "Most of them left." in text(result.response)


async def test_the_askers_pick_takes_the_place_of_the_list(env, alice, channel, listed):
    message = await listed()
    await alice.click(message, custom_id=picks(message)[QUESTION])
    assert ANSWER in text(now(env, channel, message))


async def test_somebody_elses_pick_is_answered_to_them_privately(env, bob, channel, listed):
    message = await listed()
    result = await bob.click(message, custom_id=picks(message)[QUESTION])
    assert result.ephemeral
    assert ANSWER in text(result.response)
    assert picks(now(env, channel, message)) == picks(message)


async def test_a_pick_from_the_private_list_of_a_public_question_is_answered_before_everyone(alice, channel):
    asked = await alice.slash(channel, "ask", question=UNSURE)
    result = await alice.click(asked.response, custom_id=picks(asked.response)[QUESTION])
    assert not result.ephemeral
    assert ANSWER in text(result.response)
    assert result.response.id != asked.response.id


async def test_a_pick_from_the_list_of_a_private_question_stays_private(env, alice, channel):
    asked = await alice.slash(channel, "ask", question=UNSURE, private=True)
    await alice.click(asked.response, custom_id=picks(asked.response)[QUESTION])
    assert asked.response.ephemeral
    assert ANSWER in text(asked.response)


@pytest.fixture
def offered(env, alice, channel, me):
    """Let alice get an answer in public and say that it isn't what she asked; return the message."""

    async def ask():
        await alice.send(channel, f"{me} {QUESTION}")
        message = channel.last_message
        await alice.click(message, label="Not what I asked")
        return message

    return ask


async def test_not_what_i_asked_keeps_the_answer_and_adds_suggestions(env, channel, offered):
    seen = now(env, channel, await offered())
    assert ANSWER in text(seen)
    assert text(seen).endswith(strings.MAYBE_THESE)
    assert "How many people lived in Example?" in picks(seen)
    assert "Not what I asked" not in buttons(seen)


async def test_a_suggestion_below_an_answer_takes_its_place(env, alice, channel, offered):
    message = await offered()
    await alice.click(message, custom_id=picks(now(env, channel, message))["How many people lived in Example?"])
    assert "About 10,000 people lived in Example." in text(now(env, channel, message))
    assert ANSWER not in text(now(env, channel, message))


async def test_none_of_these_takes_the_suggestions_away_and_keeps_the_answer(env, alice, channel, offered):
    message = await offered()
    await alice.click(message, label="None of these")
    seen = now(env, channel, message)
    assert ANSWER in text(seen)
    assert text(seen).endswith(strings.NOTHING_CLOSER)
    assert strings.MAYBE_THESE not in text(seen)
    assert list(buttons(seen)) == [SIDE, "Source"]


async def test_none_of_a_list_of_suggestions_leaves_no_buttons(env, alice, channel, listed):
    message = await listed()
    await alice.click(message, label="None of these")
    seen = now(env, channel, message)
    assert text(seen).strip() == strings.NOTHING_CLOSER
    assert not buttons(seen)


async def test_somebody_elses_none_of_these_changes_nothing_for_the_asker(env, bob, channel, offered):
    message = await offered()
    result = await bob.click(message, label="None of these")
    assert result.ephemeral
    assert result.response.content == strings.NOTHING_CLOSER
    assert "None of these" in buttons(now(env, channel, message))


async def test_the_source_says_where_a_fact_is_from_and_everyones_role(alice, bob, channel):
    asked = await alice.slash(channel, "ask", question=QUESTION)
    result = await bob.click(asked.response, label="Source")
    assert result.ephemeral
    seen = text(result.response)
    assert "The siege of Example" in seen
    assert "Headline and paragraph 1" in seen
    assert "As of 13 January 2023." in seen
    assert "Red Army, armed forces of Red (Red)" in seen
    assert "Blue Ministry, defense ministry of Blue (Blue): The battle goes on. · paragraph 4" in seen


async def test_not_what_somebody_else_asked_is_offered_to_them_alone(env, alice, bob, channel, me):
    await alice.send(channel, f"{me} {QUESTION}")
    message = channel.last_message
    result = await bob.click(message, label="Not what I asked")
    assert result.ephemeral
    assert ANSWER in text(now(env, channel, message))
    await bob.click(result.response, custom_id=picks(result.response)["How many people lived in Example?"])
    assert "About 10,000 people lived in Example." in text(result.response)


async def test_buttons_go_on_working_after_a_restart(env, new_bot, alice, channel, listed):
    card = (await alice.slash(channel, "ask", question=QUESTION)).response
    suggestions = await listed()
    await env.restart_bot(new_bot())
    assert DENIED in text((await alice.click(card, label=SIDE)).response)
    await alice.click(suggestions, custom_id=picks(suggestions)[QUESTION])
    assert ANSWER in text(now(env, channel, suggestions))
    await alice.click(card, label="Not what I asked")
    assert strings.MAYBE_THESE in text(card)


async def test_buttons_show_what_is_on_record_by_then(bases, alice, channel):
    card = (await alice.slash(channel, "ask", question=QUESTION)).response
    corrected = TOWN.facts_by_id["denial"].model_copy(update={"answer": "Blue now says nothing."})
    bases.base = base(*(corrected if fact.id == "denial" else fact for fact in TOWN.facts))
    assert "Blue now says nothing." in text((await alice.click(card, label=SIDE)).response)


async def test_a_fact_that_is_gone_is_said_to_be_gone(bases, alice, channel):
    card = (await alice.slash(channel, "ask", question=QUESTION)).response
    bases.base = base()
    for label in (SIDE, "Source"):
        result = await alice.click(card, label=label)
        assert result.ephemeral
        assert result.response.content == strings.WITHDRAWN


async def test_if_no_other_fact_is_left_there_is_nothing_closer(bases, alice, channel, me):
    await alice.send(channel, f"{me} {QUESTION}")
    card = channel.last_message
    bases.base = base(TOWN.facts_by_id["control"].model_copy(update={"disputes": ()}))
    result = await alice.click(card, label="Not what I asked")
    assert result.response.content == strings.NOTHING_CLOSER


@pytest.mark.parametrize("presses", [["Not what I asked"], ["Not what I asked", "None of these"]])
async def test_a_press_leaves_the_answer_that_is_on_record_by_then(env, bases, alice, channel, me, presses):
    await alice.send(channel, f"{me} {QUESTION}")
    message = channel.last_message
    for press in presses[:-1]:
        await alice.click(message, label=press)
    corrected = TOWN.facts_by_id["control"].model_copy(update={"answer": "Nobody controls it."})
    bases.base = base(*(corrected if fact.id == "control" else fact for fact in TOWN.facts))
    await alice.click(message, label=presses[-1])
    assert "Nobody controls it." in text(now(env, channel, message))
    assert ANSWER not in text(now(env, channel, message))


async def test_a_press_never_brings_back_an_answer_that_was_withdrawn(env, bases, alice, channel, me):
    await alice.send(channel, f"{me} {QUESTION}")
    message = channel.last_message
    before = text(now(env, channel, message))
    kept = TOWN.facts_by_id["population"]
    bases.base = base(kept)
    result = await alice.click(message, label="Not what I asked")
    assert result.response.content == strings.WITHDRAWN
    assert text(now(env, channel, message)) == before


async def test_a_forged_button_does_nothing(alice, channel):
    card = (await alice.slash(channel, "ask", question=QUESTION)).response
    card._message.components[0]["components"][-1]["components"][0]["custom_id"] = "other:1:zzzzzzzz"
    result = await alice.click(card, custom_id="other:1:zzzzzzzz")
    assert not result.acknowledged


async def test_discord_is_not_made_to_remember_the_messages(env, alice, channel):
    for _ in range(3):
        await alice.slash(channel, "ask", question=QUESTION, private=True)
    store = env.bot._connection._view_store
    assert not store._views
    assert not store._synced_message_views


async def test_a_topic_opens_the_list_of_its_facts(alice, channel):
    nothing = (await alice.slash(channel, "ask", question="What is the price of tea?")).response
    result = await alice.click(nothing, label="About people")
    assert result.ephemeral
    assert list(picks(result.response)) == ["How many people lived in Example?", "How many people left Example?"]
