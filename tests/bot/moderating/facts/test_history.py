"""Who changed a fact, what and why, and the ways back."""

from tests.bot.moderating import forms
from tests.bot.moderating.forms import submit_fact
from tests.bot.seen import buttons, text


async def test_the_history_says_who_changed_what_and_why(mod, other_mod, channel):
    await submit_fact(
        mod, await mod.slash(channel, "fact edit", fact="population", reason="typo"), answer="About 11,000."
    )
    await submit_fact(other_mod, await other_mod.slash(channel, "fact edit", fact="population"), answer="About 12,000.")
    history = text((await mod.slash(channel, "fact history", fact="population")).response)
    assert history.index("other edited the fact") < history.index("mod edited the fact")
    assert "About 10,000 people lived in Example. → About 11,000." in history
    assert "typo" in history


async def test_long_texts_are_compared_line_by_line(mod, channel):
    later = "About 10,000 people lived in Example before the war, and about 500 of them do now."
    saved = await submit_fact(mod, await mod.slash(channel, "fact edit", fact="population"), answer=later)
    compared = f"- answer before: About 10,000 people lived in Example.\n- answer now: {later}"
    assert compared in text(saved.response)
    assert compared in text((await mod.slash(channel, "fact history", fact="population")).response)


async def test_what_a_long_revision_changed_is_counted_in_the_history(mod, channel):
    ways = "\n".join(f"way {number}" for number in range(9))
    form = await mod.slash(channel, "fact edit", fact="population")
    await forms.submit(mod, form, {"More ways to ask": ways})
    history = text((await mod.slash(channel, "fact history", fact="population")).response)
    assert "- other way to ask added: way 5\n- and 3 more" in history


async def test_an_untouched_fact_has_no_history_here(mod, channel):
    history = text((await mod.slash(channel, "fact history", fact="population")).response)
    assert "Nobody has changed it here" in history


async def test_long_histories_have_pages(mod, channel):
    for number in range(7):
        await mod.slash(channel, "fact phrasing", fact="population", add=f"way {number}")
    first = await mod.slash(channel, "fact history", fact="population")
    assert "way 6" in text(first.response)
    earlier = await mod.click(first.response, label="Earlier ▶")
    assert "way 0" in text(earlier.response or first.response)


async def test_a_fact_goes_back_to_any_revision_as_a_new_one(mod, channel, answer_to):
    for answer in ("About 11,000.", "About 12,000."):
        await submit_fact(mod, await mod.slash(channel, "fact edit", fact="population"), answer=answer)
    choices = await mod.autocomplete(channel, "fact undo", "revision", "", fact="population")
    assert [choice["value"] for choice in choices] == [2, 1, 0]
    await mod.slash(channel, "fact undo", fact="population", revision=1)
    assert "11,000" in await answer_to("How many people lived in Example?")
    await mod.slash(channel, "fact undo", fact="population", revision=0)
    assert "10,000" in await answer_to("How many people lived in Example?")
    assert "(revision 3)" not in text((await mod.slash(channel, "fact history", fact="population")).response)


async def test_a_revision_that_does_not_exist_is_refused(mod, channel):
    result = await mod.slash(channel, "fact undo", fact="population", revision=99)
    assert "There's no revision 99. Pick one from the history." in text(result.response)


async def test_a_change_can_be_undone_by_the_button_beside_it(mod, channel, answer_to):
    saved = await submit_fact(mod, await mod.slash(channel, "fact edit", fact="population"), answer="About 11,000.")
    await mod.click(saved.response, label="Undo")
    assert "10,000" in await answer_to("How many people lived in Example?")


async def test_undoing_an_import_names_every_fact_that_changed_since(mod, other_mod, channel, answer_to):
    rows = "".join(f"What is {word}?,It is {word}.,1\n" for word in ("azurite", "basalt", "cobalt", "dolerite"))
    asked = await mod.slash(
        channel, "base import", file=("f.csv", f"question,answer,paragraphs\n{rows}".encode()), mode="add"
    )
    saved = await mod.click(asked.response, label="Import")
    for word in ("azurite", "basalt", "cobalt"):
        form = await other_mod.slash(channel, "fact edit", fact=f"What is {word}?")
        await submit_fact(other_mod, form, answer=f"It is a {word} stone.")
    told = await mod.click(saved.response, label="Undo")
    shown = text(told.response)
    for word in ("azurite", "basalt", "cobalt"):
        assert f"The fact “What is {word}?” would be removed" in shown
        assert f"- answer: It is {word}. → It is a {word} stone." in shown
    assert "dolerite" not in shown
    assert list(buttons(told.response)) == ["Undo everything", "Undo the rest", "Cancel"]
    undone = await mod.click(told.response, label="Undo the rest")
    assert "azurite stone" in await answer_to("What is azurite?")
    assert "is dolerite" not in await answer_to("What is dolerite?")
    await mod.click(undone.response, label="Undo")
    assert "is dolerite" in await answer_to("What is dolerite?")


async def test_undo_warns_like_an_edit(env, server, mod, channel):
    asked = await mod.slash(channel, "fact remove", fact="control")
    await mod.click(asked.response, label="Remove")
    restored = await mod.slash(channel, "fact restore", fact="control")
    warned = await mod.click(restored.response, label="Undo")
    assert "“Who controls Example?” is disputed by Blue Ministry. What they say would be removed" in text(
        warned.response
    )
    assert "control" in env.bot.bases.state(server.id).base.facts_by_id
    await mod.click(warned.response, label="Save anyway")
    assert "control" not in env.bot.bases.state(server.id).base.facts_by_id
