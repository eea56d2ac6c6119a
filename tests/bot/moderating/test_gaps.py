"""`/gap`, on a real database. What it shares with `/speaker` is tested there."""

import pytest

from tests.bot.moderating.forms import filled, submit
from tests.bot.seen import buttons, text

DEAD = {
    "Question": "What did the siege cost in money?",
    "What I say instead": "The article gives no costs.",
    "Other ways to ask": "siege expenses\nprice of the siege",
}


@pytest.fixture
def saved_gaps(env, server):
    """The gaps as they stand."""
    return lambda: env.bot.bases.state(server.id).base.gaps_by_id


@pytest.fixture
def answer_to(alice, channel):
    async def ask(question):
        return text((await alice.slash(channel, "ask", question=question)).response)

    return ask


async def test_a_new_gap_is_answered_from_the_next_question_on(mod, channel, answer_to):
    result = await submit(mod, await mod.slash(channel, "gap add"), DEAD)
    assert result.ephemeral
    assert "The article gives no costs." in await answer_to("siege expenses")


async def test_the_form_of_a_gap_is_filled_in_and_other_ways_to_ask_are_added(mod, channel, answer_to, saved_gaps):
    form = await mod.slash(channel, "gap edit", gap="weather", reason="clearer")
    assert filled(form) == {
        "Question": "What was the weather?",
        "What I say instead": "The article gives no weather.",
        "More ways to ask": "",
        "Facts to show beside it": "",
        "Reason": "clearer",
    }
    result = await submit(mod, form, {"What I say instead": "No weather here.", "More ways to ask": "rainfall"})
    assert "clearer" in text(result.response)
    assert "No weather here." in await answer_to("rainfall")
    assert saved_gaps()["weather"].phrasings == ("rainfall",)


async def test_a_gap_shows_the_facts_picked_for_it_and_keeps_them_when_it_is_edited(mod, channel, alice, saved_gaps):
    (choice,) = (await mod.autocomplete(channel, "gap edit", "fact", "controls", gap="weather"))[:1]
    form = await mod.slash(channel, "gap edit", gap="weather", fact=choice["value"])
    assert filled(form)["Facts to show beside it"] == "Who controls Example?"
    result = await submit(mod, form, {})
    assert "fact beside it added: Who controls Example?" in text(result.response)
    assert saved_gaps()["weather"].see == ("control",)
    form = await mod.slash(channel, "gap edit", gap="weather")
    await submit(mod, form, {"What I say instead": "No weather here."})
    assert saved_gaps()["weather"].see == ("control",)
    asked = (await alice.slash(channel, "ask", question="What was the weather?")).response
    assert "⚠ Who controls Example?" in buttons(asked)


async def test_a_way_to_ask_is_added_and_taken_away(mod, channel, saved_gaps):
    await mod.slash(channel, "gap phrasing", gap="weather", add="sunshine duration")
    assert saved_gaps()["weather"].phrasings == ("sunshine duration",)
    (choice,) = await mod.autocomplete(channel, "gap phrasing", "remove", "sun", gap="weather")
    await mod.slash(channel, "gap phrasing", gap="weather", remove=choice["value"])
    assert saved_gaps()["weather"].phrasings == ()


async def test_a_way_to_ask_that_is_not_there_cannot_be_removed(mod, channel, saved_gaps):
    result = await mod.slash(channel, "gap phrasing", gap="weather", remove="snow")
    assert "Not saved" in text(result.response)
    result = await mod.slash(channel, "gap phrasing", gap="weather")
    assert result.response.content == "Type another way to ask, or pick one to remove."


async def test_a_reason_that_is_typed_into_the_form_is_in_the_history_or_comes_back(mod, channel):
    reason, twin = {"Reason": "people *ask* it"}, {"What I say instead": "It gives none."}
    saved = await submit(mod, await mod.slash(channel, "gap add"), DEAD | reason)
    assert ", revision 1: people \\*ask\\* it" in text(saved.response)
    refused = await submit(mod, await mod.slash(channel, "gap add", reason="why"), DEAD | reason | twin)
    assert "> **Reason** people \\*ask\\* it" in text(refused.response)


async def test_what_a_fact_answers_cannot_be_a_gap(mod, channel, saved_gaps):
    result = await submit(
        mod, await mod.slash(channel, "gap add"), DEAD | {"Question": "How many people lived in Example?"}
    )
    assert "The fact “How many people lived in Example?” already exists." in text(result.response)
    assert "gives no costs" in text(result.response)
    assert set(saved_gaps()) == {"weather"}


async def test_a_phrasing_that_a_fact_has_is_warned_of_and_the_moderator_decides(mod, channel, saved_gaps):
    form = await mod.slash(channel, "gap add")
    result = await submit(mod, form, DEAD | {"Other ways to ask": "How many people left Example?"})
    assert "I couldn't tell which is meant" in text(result.response)
    assert set(saved_gaps()) == {"weather"}
    await mod.click(result.response, label="Save anyway")
    assert len(saved_gaps()) == 2


async def test_a_gap_is_removed_once_that_is_confirmed_and_brought_back(mod, channel, saved_gaps):
    choices = await mod.autocomplete(channel, "gap remove", "gap", "wether")
    assert choices == [{"name": "What was the weather?", "value": "weather"}]
    asked = await mod.slash(channel, "gap remove", gap="weather", reason="it is known")
    result = await mod.click(asked.response, label="Remove")
    assert saved_gaps() == {}
    await mod.click(result.response, label="Undo")
    assert set(saved_gaps()) == {"weather"}


async def test_the_list_says_what_is_told_instead(mod, channel):
    result = await mod.slash(channel, "gap list")
    assert result.ephemeral
    assert "1 gap\n-# Page 1 of 1" in text(result.response)
    assert "1 way to ask · The article gives no weather." in text(result.response)


async def test_a_gap_becomes_a_fact_that_is_asked_for_in_the_same_ways(mod, channel, env):
    def base():
        return env.bot.bases.state(env.guild.id).base

    await mod.slash(channel, "gap phrasing", gap="weather", add="did it rain?")
    form = await mod.slash(channel, "gap answer", gap="weather")
    assert filled(form)["Question"] == "What was the weather?"
    saved = await submit(mod, form, {"Answer": "Red says that it snowed.", "Who said it": "Red Army"})
    assert "mod made the gap a fact" in text(saved.response)
    added = base().facts_by_id["what-was-the-weather"]
    assert (added.phrasings, added.speakers, base().gaps) == (("did it rain?",), ("red",), ())
    await mod.click(saved.response, label="Undo")
    assert [each.id for each in base().gaps] == ["weather"]
    assert "what-was-the-weather" not in base().facts_by_id


async def test_what_a_test_finds_can_be_edited_or_made_a_fact_at_once(mod, channel):
    found = await mod.slash(channel, "test", question="What was the weather?")
    form = await mod.click(found.response, label="Make a fact: What was the weather?")
    assert form.modal["title"] == "Make the gap a fact (its ways to ask stay)"


async def test_a_gap_is_found_by_other_words_than_its_question_has(mod, channel):
    await mod.slash(channel, "gap phrasing", gap="weather", add="did it rain?")
    (found,) = await mod.autocomplete(channel, "gap remove", "gap", "rain")
    assert found["value"] == "weather"
