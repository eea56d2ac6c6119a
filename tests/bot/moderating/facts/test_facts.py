"""`/fact` as moderators use it, on a real database."""

import pytest

from tests.bot.moderating.forms import NEW, submit_fact
from tests.bot.moderating.forms import filled as values
from tests.bot.seen import buttons, text
from tests.entries import CONTROL


async def test_a_new_fact_is_answered_from_the_next_question_on(mod, channel, answer_to):
    form = await mod.slash(channel, "fact add", speaker="blue")
    result = await submit_fact(mod, form, **NEW)
    assert result.ephemeral
    assert "Saved and live" in text(result.response)
    card = await answer_to("bridge holder")
    assert "Blue held the bridge." in card
    assert "Blue Ministry" in card
    assert "para. 2, 3" in card
    assert "10 Jan 2023" in card


async def test_a_fact_can_be_the_articles_own_word(mod, channel, answer_to):
    await submit_fact(mod, await mod.slash(channel, "fact add", speaker="the article itself"), **NEW)
    assert "the article itself" in await answer_to("bridge holder")


async def test_the_speakers_to_choose_from_begin_with_the_article_itself(mod, channel):
    choices = await mod.autocomplete(channel, "fact add", "speaker", "")
    assert [choice["name"] for choice in choices] == ["the article itself", "Red Army", "Blue Ministry"]


async def test_the_form_of_a_fact_is_filled_in_and_other_ways_to_ask_are_added(mod, channel, answer_to):
    form = await mod.slash(channel, "fact edit", fact="population", reason="it was more")
    assert values(form) == {
        "Question": "How many people lived in Example?",
        "Answer": "About 10,000 people lived in Example.",
        "More ways to ask": "",
        "Where it says so": "3",
        "Date": "",
    }
    result = await submit_fact(mod, form, answer="About 12,000 people lived in Example.", more_phrasings="head count")
    assert "it was more" in text(result.response)
    assert "12,000" in await answer_to("head count")
    assert "12,000" in await answer_to("How many people lived in Example?")


async def test_an_edit_can_change_who_said_it_and_the_topics(mod, channel, answer_to):
    form = await mod.slash(channel, "fact edit", fact="population", speaker="Red Army", topics="people, size")
    await submit_fact(mod, form)
    assert "Red Army" in await answer_to("How many people lived in Example?")
    listed = await mod.slash(channel, "fact list", topic="size")
    assert "How many people lived in Example?" in text(listed.response)


async def test_an_edit_can_give_the_quote_another_wording_and_take_it_away(mod, channel, env):
    def quote():
        return env.bot.bases.state(env.guild.id).base.facts_by_id["control"].quote

    await submit_fact(mod, await mod.slash(channel, "fact edit", fact="control", quote="We hold it."))
    assert quote() == "We hold it."
    form = await mod.slash(channel, "fact edit", fact="control")
    assert values(form)["Quote"] == "We hold it."
    await submit_fact(mod, form, quote="“We do hold it.”")
    assert quote() == "We do hold it."
    await submit_fact(mod, await mod.slash(channel, "fact edit", fact="control", quote="-"))
    assert quote() is None
    await submit_fact(mod, await mod.slash(channel, "fact edit", fact="control"), more_phrasings="who holds it?")


async def test_a_quote_under_another_speaker_or_answer_is_asked_about_before_anything_is_saved(mod, channel, env):
    def now():
        return env.bot.bases.state(env.guild.id).base.facts_by_id["population"]

    async def edit(typed, **options):
        return await submit_fact(mod, await mod.slash(channel, "fact edit", fact="population", **options), **typed)

    await edit({}, quote="We were many.", speaker="red")
    asked = await edit({}, speaker="blue")
    assert "It would stay, under another speaker" in text(asked.response)
    assert {"Keep the quote", "Remove the quote", "Edit my text"} <= set(buttons(asked.response))
    assert now().speakers == ("red",)
    assert values(await mod.click(asked.response, label="Edit my text"))["Quote"] == "We were many."
    await mod.click(asked.response, label="Remove the quote")
    assert (now().speakers, now().quote) == (("blue",), None)
    await edit({}, quote="We left.")
    asked = await edit({"answer": "Nobody did."})
    assert "It would stay, beside another answer" in text(asked.response)
    await mod.click(asked.response, label="Keep the quote")
    assert (now().answer, now().quote) == ("Nobody did.", "We left.")


async def test_a_colleagues_quote_never_comes_under_my_speaker(mod, other_mod, channel, env):
    mine = await mod.slash(channel, "fact edit", fact="population", speaker="red")
    theirs = await other_mod.slash(channel, "fact edit", fact="population", quote="We were many.", speaker="blue")
    await submit_fact(other_mod, theirs)
    conflict = await submit_fact(mod, mine)
    assert "other changed who said it and the quote" in text(conflict.response)
    await mod.click(conflict.response, label="Save mine over it")
    now = env.bot.bases.state(env.guild.id).base.facts_by_id["population"]
    assert (now.speakers, now.quote) == (("red",), None)


async def test_a_way_to_ask_is_added_and_taken_away(mod, channel, answer_to):
    await mod.slash(channel, "fact phrasing", fact="population", add="souls there")
    assert "10,000" in await answer_to("souls there")
    choices = await mod.autocomplete(channel, "fact phrasing", "remove", "soul", fact="population")
    assert [choice["value"] for choice in choices] == ["souls there"]
    await mod.slash(channel, "fact phrasing", fact="population", remove="souls there")
    assert "10,000" not in await answer_to("souls there")


async def test_a_phrasing_neither_added_nor_removed_is_asked_for(mod, channel):
    result = await mod.slash(channel, "fact phrasing", fact="population")
    assert text(result.response) == "Type another way to ask, or pick one to remove."


async def test_a_fact_is_shown_with_all_fields_revision_and_author(mod, channel):
    await mod.slash(channel, "fact phrasing", fact="population", add="souls there")
    shown = text((await mod.slash(channel, "fact show", fact="population")).response)
    assert "About 10,000 people lived in Example." in shown
    assert "mod changed the ways to ask for the fact" in shown
    assert "revision 1" in shown
    assert "souls there" in shown


async def test_facts_are_listed_by_status_and_speaker(mod, channel):
    disputed = text((await mod.slash(channel, "fact list", status="disputed")).response)
    assert "2 facts\n-# Page 1 of 1" in disputed
    by_blue = text((await mod.slash(channel, "fact list", speaker="Blue Ministry")).response)
    assert "What does Blue say about Example?" in by_blue
    assert "Who controls Example?" not in by_blue


async def test_a_removed_fact_is_gone_once_that_is_confirmed_and_can_be_restored(mod, channel, answer_to):
    asked = await mod.slash(channel, "fact remove", fact="population", reason="wrong")
    assert "Remove this fact?" in text(asked.response)
    assert "10,000" in await answer_to("How many people lived in Example?")
    await mod.click(asked.response, label="Remove")
    assert "10,000" not in await answer_to("How many people lived in Example?")
    choices = await mod.autocomplete(channel, "fact restore", "fact", "")
    assert [choice["value"] for choice in choices] == ["population"]
    await mod.slash(channel, "fact restore", fact="population")
    assert "10,000" in await answer_to("How many people lived in Example?")


async def test_a_removal_that_others_point_to_is_warned_of(mod, channel):
    asked = await mod.slash(channel, "fact remove", fact="denial")
    assert "and would lose that link" in text(asked.response)


async def test_the_form_of_a_fact_says_whose_word_it_is_as_typed_text_may_have_found_somebody_else(mod, channel):
    form = await mod.slash(channel, "fact add", speaker="red")
    assert form.modal["title"] == "Add a fact said by Red Army"
    form = await mod.slash(channel, "fact add", speaker="The article itself")
    assert form.modal["title"] == "Add a fact said by the article itself"


async def test_a_question_typed_instead_of_picked_has_its_own_choices_in_the_options_beside_it(mod, channel):
    typed = {"fact": "who controls example"}
    disputes = await mod.autocomplete(channel, "fact settle", "dispute", "", **typed)
    assert [choice["name"] for choice in disputes] == ["Blue Ministry: The battle goes on."]
    await mod.slash(channel, "fact phrasing", fact="control", add="souls there")
    ways = await mod.autocomplete(channel, "fact phrasing", "remove", "soul", **typed)
    assert [choice["value"] for choice in ways] == ["souls there"]
    revisions = await mod.autocomplete(channel, "fact undo", "revision", "", **typed)
    assert [choice["value"] for choice in revisions] == [1, 0]


async def test_a_fact_that_was_never_removed_is_not_restored(mod, channel):
    result = await mod.slash(channel, "fact restore", fact="something quite different")
    assert text(result.response) == "I don't know a fact like that. Start typing and pick one from the list."


async def test_a_question_typed_instead_of_picked_is_understood(mod, channel):
    result = await mod.slash(channel, "fact show", fact="who controls example")
    assert CONTROL.answer in text(result.response)


@pytest.mark.parametrize("named", ["who-is_red", "What is the Red Army?"])
async def test_who_a_speaker_is_is_edited_with_the_speaker(mod, channel, named):
    result = await mod.slash(channel, "fact edit", fact=named)
    assert text(result.response) == (
        "“What is the Red Army?” is made from the speaker's name and role. Change those with `/speaker edit`."
    )


async def test_a_new_fact_can_have_several_speakers_topics_and_a_quote(mod, channel, env):
    options = {"speaker": "red", "and_speakers": "Blue Ministry", "topics": "bridges, war", "quote": "“We held it.”"}
    form = await mod.slash(channel, "fact add", **options)
    assert form.modal["title"] == "Add a fact said by Red Army, Blue Ministry"
    await submit_fact(mod, form, **NEW)
    added = env.bot.bases.state(env.guild.id).base.facts_by_id["who-held-the-bridge"]
    assert (added.speakers, added.topics, added.quote) == (("red", "blue"), ("bridges", "war"), "We held it.")
    unknown = await mod.slash(channel, "fact add", speaker="red", and_speakers="Nobody")
    assert "I don't know the speaker “Nobody”." in text(unknown.response)
