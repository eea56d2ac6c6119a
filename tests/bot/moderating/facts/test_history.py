"""Who changed a fact, what and why, and the ways back."""

from tests.bot.moderating import forms
from tests.bot.moderating.forms import submit_fact
from tests.bot.seen import text


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
