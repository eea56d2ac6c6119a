"""Facts that somebody contests: disputes put on record, given a fact of their own, and settled."""

from tests.bot.moderating.forms import filled as values
from tests.bot.moderating.forms import submit_fact
from tests.bot.seen import buttons, text


async def test_a_dispute_comes_with_the_answer_at_once_and_can_be_settled(mod, channel, answer_to):
    form = await mod.slash(channel, "fact dispute", fact="population", speaker="blue")
    await submit_fact(mod, form, says="It was 20,000.", where="5")
    card = await answer_to("How many people lived in Example?")
    assert "Disputed" in card
    assert "Disputed by **Blue Ministry**: It was 20,000." in card
    choices = await mod.autocomplete(channel, "fact settle", "dispute", "", fact="population")
    assert [choice["name"] for choice in choices] == ["Blue Ministry: It was 20,000."]
    picked = choices[0]["value"]
    asked = await mod.slash(channel, "fact settle", fact="population", dispute=picked, reason="they took it back")
    assert "Nobody would dispute “How many people lived in Example?” any more." in text(asked.response)
    assert "20,000" in await answer_to("How many people lived in Example?")
    await mod.click(asked.response, label="Save anyway")
    assert "20,000" not in await answer_to("How many people lived in Example?")
    again = await mod.slash(channel, "fact settle", fact="population", dispute=picked)
    assert text(again.response) == "I don't know that dispute. Pick one from the list."


async def test_the_form_of_a_dispute_says_who_contests_what_and_its_reply_whose_words_are_on_record(mod, channel):
    form = await mod.slash(channel, "fact dispute", fact="population", speaker="blue")
    about = form.modal["components"][0]["content"]
    assert about == "Blue Ministry disputes the answer to: How many people lived in Example?"
    saved = text((await submit_fact(mod, form, says="It was 20,000.", where="5, 6")).response)
    assert "mod added a dispute of the fact" in saved
    assert "dispute added: Blue Ministry: It was 20,000. (paragraphs 5, 6)" in saved


async def test_a_new_dispute_offers_to_put_the_other_side_on_record(mod, channel, answer_to):
    await submit_fact(mod, await mod.slash(channel, "fact edit", fact="population", speaker="red"))
    saved = await submit_fact(
        mod, await mod.slash(channel, "fact dispute", fact="population", speaker="blue"), says="20,000."
    )
    form = await mod.click(saved.response, label="Add their side")
    assert form.modal["title"] == "Add the side of Blue Ministry"
    assert values(form)["Answer"] == "20,000."
    await submit_fact(mod, form, question="What does the ministry count?", answer="Blue counts 20,000 souls.")
    other = await answer_to("What does the ministry count?")
    assert "Blue counts 20,000 souls." in other
    assert "Disputed by **Red Army**" in other, "the first side contests it in turn"
    first = await mod.slash(channel, "ask", question="population")
    assert "What does the ministry count?" in buttons(first.response)


async def test_a_dispute_by_the_facts_own_speaker_is_refused(mod, channel, env, town):
    form = await mod.slash(channel, "fact dispute", fact="control", speaker="red")
    result = await submit_fact(mod, form, says="We do not.")
    assert "can't dispute their own statement" in text(result.response)
    assert env.bot.bases.state(env.guild.id).base == town


async def test_a_dispute_is_edited_in_a_form_that_says_what_is_on_record(mod, channel, env):
    def now():
        return env.bot.bases.state(env.guild.id).base.facts_by_id["control"].disputes

    form = await mod.slash(channel, "fact dispute", fact="control", speaker="blue")
    assert values(form) == {
        "Who contests it": "Blue Ministry",
        "What they say instead": "The battle goes on.",
        "Where it says so": "4",
        "Their side, if it's a fact": "What does Blue say about Example?",
    }
    saved = await submit_fact(mod, form, says="The battle is not over.", where="5", other_side="")
    assert "mod edited a dispute of the fact" in text(saved.response)
    (dispute,) = now()
    assert (dispute.speaker, dispute.says, dispute.where, dispute.fact) == (
        "blue",
        "The battle is not over.",
        (5,),
        None,
    )


async def test_nobody_disputes_a_fact_twice_after_saving_over_a_colleague(mod, other_mod, channel, env):
    first = await mod.slash(channel, "fact dispute", fact="population", speaker="blue")
    second = await other_mod.slash(channel, "fact dispute", fact="population", speaker="blue")
    await submit_fact(mod, first, says="It was 20,000.")
    conflict = await submit_fact(other_mod, second, says="It was 30,000.")
    await other_mod.click(conflict.response, label="Save mine over it")
    (dispute,) = env.bot.bases.state(env.guild.id).base.facts_by_id["population"].disputes
    assert dispute.says == "It was 30,000."
