"""Saving what was typed: conflicts, refusals, warnings and failures give the text back, and lose none of it."""

import pytest

from bot.platform.errors import UserError
from knowledge.editing.editor import Editor
from knowledge.store.errors import UnavailableError
from tests.bot.moderating.forms import NEW, submit_fact
from tests.bot.moderating.forms import filled as values
from tests.bot.seen import text


async def test_of_two_moderators_at_once_the_second_sees_both_versions_and_their_own_text(
    mod, other_mod, channel, answer_to
):
    first, second = (
        await mod.slash(channel, "fact edit", fact="population"),
        await other_mod.slash(channel, "fact edit", fact="population"),
    )
    await submit_fact(mod, first, answer="About 11,000.")
    conflict = await submit_fact(other_mod, second, answer="About 12,000.")
    shown = text(conflict.response)
    assert "someone else edited this first" in shown
    assert "About 10,000 people lived in Example. → About 11,000." in shown
    assert "About 12,000." in shown
    assert "11,000" in await answer_to("How many people lived in Example?")
    await other_mod.click(conflict.response, label="Save mine over it")
    assert "12,000" in await answer_to("How many people lived in Example?")


async def test_what_the_second_left_alone_stays_as_the_first_corrected_it(mod, other_mod, channel, env):
    first, second = (
        await mod.slash(channel, "fact edit", fact="population"),
        await other_mod.slash(channel, "fact edit", fact="population"),
    )
    await submit_fact(mod, first, answer="About 11,000.", where="2")
    saved = await submit_fact(other_mod, second, question="What was Example's population?", as_of="2023-01-05")
    shown = text(saved.response)
    assert "Saved and live" in shown
    assert "Kept: what mod changed while you were writing" in shown
    assert "About 10,000 people lived in Example. → About 11,000." in shown
    fact = env.bot.bases.state(env.guild.id).base.facts_by_id["population"]
    assert (fact.question, fact.answer, fact.paragraphs) == ("What was Example's population?", "About 11,000.", (2,))
    assert str(fact.as_of) == "2023-01-05"


async def test_a_conflict_names_what_both_changed_and_saving_over_it_keeps_the_rest(mod, other_mod, channel, env):
    first, second = (
        await mod.slash(channel, "fact edit", fact="population"),
        await other_mod.slash(channel, "fact edit", fact="population"),
    )
    await submit_fact(mod, first, answer="About 11,000.", question="What was Example's population?")
    conflict = await submit_fact(other_mod, second, answer="About 12,000.")
    shown = text(conflict.response)
    assert "mod changed the answer while you were writing" in shown
    assert "question: " not in shown
    await other_mod.click(conflict.response, label="Save mine over it")
    fact = env.bot.bases.state(env.guild.id).base.facts_by_id["population"]
    assert (fact.question, fact.answer) == ("What was Example's population?", "About 12,000.")


async def test_a_merge_is_saved_though_the_database_then_does_not_say_with_what(
    mod, other_mod, channel, env, monkeypatch
):
    first, second = (
        await mod.slash(channel, "fact edit", fact="population"),
        await other_mod.slash(channel, "fact edit", fact="population"),
    )
    await submit_fact(mod, first, answer="About 11,000.")
    monkeypatch.setattr(Editor, "kept", unavailable)
    saved = await submit_fact(other_mod, second, question="What was Example's population?")
    assert "Saved and live" in text(saved.response)


async def test_saving_over_it_can_be_tried_again_if_the_database_does_not_answer(
    mod, other_mod, channel, env, monkeypatch
):
    first, second = (
        await mod.slash(channel, "fact edit", fact="population"),
        await other_mod.slash(channel, "fact edit", fact="population"),
    )
    await submit_fact(mod, first, answer="About 11,000.")
    conflict = await submit_fact(other_mod, second, answer="About 12,000.")
    with monkeypatch.context() as patched:
        patched.setattr(env.bot.bases._database, "writing", away)
        failed = await other_mod.click(conflict.response, label="Save mine over it")
    await other_mod.click(failed.response, label="Try again")
    assert env.bot.bases.state(env.guild.id).base.facts_by_id["population"].answer == "About 12,000."


async def unavailable(*_):
    raise UnavailableError


def away(*_):
    raise UnavailableError("The database does not answer.")


async def test_the_second_can_discard_their_own(mod, other_mod, channel, answer_to):
    first, second = (
        await mod.slash(channel, "fact edit", fact="population"),
        await other_mod.slash(channel, "fact edit", fact="population"),
    )
    await submit_fact(mod, first, answer="About 11,000.")
    conflict = await submit_fact(other_mod, second, answer="About 12,000.")
    await other_mod.click(conflict.response, label="Discard mine")
    assert "11,000" in await answer_to("How many people lived in Example?")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"answer": "x" * 1001}, "has 1001 characters; at most 1000 are allowed"),
        ({"question": "  "}, "Fill in the question."),
        ({"question": "Who controls Example?"}, "“Who controls Example?” already exists. Edit that one."),
        ({"where": "3, 77"}, "There's no paragraph 77"),
        ({"as_of": "yesterday"}, "“yesterday” isn't a date. Write it like 2023-01-13."),
        ({"as_of": "2999-01-01"}, "is in the future"),
    ],
)
async def test_bad_input_is_refused_with_what_to_do_and_the_text_comes_back(mod, channel, env, typed, sentence):
    form = await mod.slash(channel, "fact add", speaker="blue")
    result = await submit_fact(mod, form, **(NEW | typed))
    assert sentence in text(result.response).replace("\\", "")
    assert "Blue held the bridge." in text(result.response) or "x" * 400 in text(result.response)
    assert env.bot.bases.state(env.guild.id).revision == 0
    again = await mod.click(result.response, label="Edit my text")
    assert values(again)["Answer"] == (NEW | typed)["answer"]


async def test_markup_and_mentions_are_kept_as_plain_text(mod, channel, answer_to):
    form = await mod.slash(channel, "fact add", speaker="blue")
    await submit_fact(mod, form, **(NEW | {"answer": "**Blue** @everyone <@1> [held](https://example.org) it."}))
    card = await answer_to("bridge holder")
    assert "\\*\\*Blue" in card
    assert "@everyone" not in card
    assert "<@1>" not in card


async def test_a_new_way_to_ask_that_would_mislead_is_warned_of_before_it_is_saved(mod, channel, answer_to):
    warned = await mod.slash(channel, "fact phrasing", fact="population", add="Who controls Example?")
    assert "Not saved yet" in text(warned.response)
    saved = await mod.click(warned.response, label="Save anyway")
    assert "Saved and live" in text(saved.response)


async def test_a_form_whose_saving_fails_gives_the_text_back_and_can_be_tried_again(
    mod, channel, env, answer_to, monkeypatch
):
    form = await mod.slash(channel, "fact edit", fact="population")
    database = env.bot.bases._database
    real = database.writing
    monkeypatch.setattr(database, "writing", away)
    result = await submit_fact(mod, form, answer="About 11,000.")
    assert "I couldn't save this" in text(result.response)
    assert "About 11,000." in text(result.response)
    monkeypatch.setattr(database, "writing", real)
    await mod.click(result.response, label="Try again")
    assert "11,000" in await answer_to("How many people lived in Example?")


@pytest.mark.parametrize("arrived", [False, True])
async def test_a_form_is_saved_and_answered_though_the_connection_breaks(
    mod, channel, env, answer_to, monkeypatch, arrived
):
    """Discord may have the acknowledgment that was lost, and then says so when it is told again."""
    monkeypatch.setattr("bot.platform.delivery.PAUSE", 0.0)
    form = await mod.slash(channel, "fact edit", fact="population")
    real, calls = env._webhook_adapter.request, []

    async def breaking(route, *arguments, **options):
        calls.append(route)
        if len(calls) > 1:
            return await real(route, *arguments, **options)
        if arrived:
            await real(route, *arguments, **options)
        raise ConnectionResetError(104, "Connection reset by peer")

    env._webhook_adapter.request = breaking
    result = await submit_fact(mod, form, answer="About 11,000.")
    assert "Saved and live" in text(result.response)
    assert "11,000" in await answer_to("How many people lived in Example?")


async def test_a_form_of_somebody_who_may_no_longer_moderate_gives_the_text_back(mod, env, server, channel, answer_to):
    form = await mod.slash(channel, "fact edit", fact="population")
    env.backend.remove_member_role(server.id, mod.id, server.roles["mod"].id)
    result = await submit_fact(mod, form, answer="About 11,000.")
    assert "Only moderators can do that" in result.response.content
    assert [file.filename for file in result.response.attachments] == ["your-text.txt"]
    assert "10,000" in await answer_to("How many people lived in Example?")


async def test_a_form_gives_the_text_back_whatever_breaks(mod, channel, env, monkeypatch):
    form = await mod.slash(channel, "fact edit", fact="population", reason="a recount")

    async def broken(*_):
        raise UserError("Broken.")

    monkeypatch.setattr("bot.moderating.edit_flow.EditFlow.save", broken)
    result = await submit_fact(mod, form, answer="About 11,000.")
    assert result.response.content == "Broken."
    (file,) = result.response.attachments
    content = await file.read()
    assert b"About 11,000." in content
    assert b"Reason:\na recount" in content


async def test_a_form_that_is_not_saved_gives_back_the_options_that_were_typed_with_the_command(mod, channel):
    form = await mod.slash(channel, "fact edit", fact="population", topics="people, size", reason="a recount")
    result = await submit_fact(mod, form, as_of="yesterday")
    assert "> **Topics** people, size" in text(result.response)
    assert "> **Reason** a recount" in text(result.response)
    result = await submit_fact(mod, await mod.click(result.response, label="Edit my text"), answer="y" * 3900)
    (file,) = result.response.attachments
    content = (await file.read()).decode()
    assert "Topics:\npeople, size" in content
    assert "Reason:\na recount" in content


async def test_a_warning_and_a_conflict_give_back_the_options_that_were_typed_too(mod, other_mod, channel):
    options = {"topics": "people, size", "reason": "a recount"}
    form = await mod.slash(channel, "fact edit", fact="population", **options)
    other = await other_mod.slash(channel, "fact edit", fact="population", **options)
    warned = await submit_fact(mod, form, more_phrasings="Who controls Example?")
    saved = await mod.click(warned.response, label="Save anyway")
    assert "Saved and live" in text(saved.response)
    conflict = await submit_fact(other_mod, other, answer="About 12,000.")
    for result in (warned, conflict):
        assert "> **Topics** people, size" in text(result.response)
        assert "> **Reason** a recount" in text(result.response)


async def test_discord_is_told_to_wait_before_the_database_is_asked_who_may_moderate(mod, channel, monkeypatch):
    form = await mod.slash(channel, "fact edit", fact="population")
    told = []

    async def slow(interaction):
        told.append(interaction.response.is_done())

    monkeypatch.setattr("bot.moderating.form.check_moderator", slow)
    result = await submit_fact(mod, form, answer="About 11,000.")
    assert told == [True]
    assert "Saved and live" in text(result.response)


async def test_a_form_that_is_closed_unsent_is_not_kept_for_ever(mod, channel, env, answer_to, monkeypatch):
    monkeypatch.setattr("bot.moderating.form.OPEN_SECONDS", 10)
    kept = env.bot._connection._view_store._modals
    sent, _ = [await mod.slash(channel, "fact edit", fact="population") for _ in range(2)]
    await env.advance_time(8)
    await submit_fact(mod, sent, answer="About 11,000.")
    assert "11,000" in await answer_to("How many people lived in Example?")
    assert len(kept) == 1
    await env.advance_time(3)
    assert len(kept) == 0


async def test_a_text_too_long_for_a_message_comes_back_as_a_file(mod, channel):
    result = await submit_fact(
        mod, await mod.slash(channel, "fact add", speaker="blue"), **(NEW | {"answer": "y" * 3900})
    )
    assert [file.filename for file in result.response.attachments] == ["your-text.txt"]


async def test_a_form_sent_twice_was_saved_already_the_second_time(mod, channel, env):
    form, same = [await mod.slash(channel, "fact add", speaker="blue") for _ in range(2)]
    await submit_fact(mod, form, **NEW)
    again = await submit_fact(mod, same, **NEW)
    assert "✓ That was saved already." in text(again.response)
    assert env.bot.bases.state(env.guild.id).revision == 1


async def test_what_was_undone_meanwhile_is_not_said_to_be_saved(mod, channel, env):
    form, same = [await mod.slash(channel, "fact add", speaker="blue") for _ in range(2)]
    saved = await submit_fact(mod, form, **NEW)
    await mod.click(saved.response, label="Undo")
    again = await submit_fact(mod, same, **NEW)
    assert "Saved and live" in text(again.response)
    assert env.bot.bases.state(env.guild.id).revision == 3


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("fact show", {"fact": "population"}),
        ("fact list", {"topic": "people"}),
        ("fact history", {"fact": "population"}),
    ],
)
async def test_a_fact_is_edited_with_one_tap_where_a_moderator_sees_it(mod, alice, channel, command, options):
    shown = await mod.slash(channel, command, **options)
    form = await mod.click(shown.response, label="Edit")
    assert values(form)["Question"] == "How many people lived in Example?"


async def test_a_conflict_a_result_and_a_twin_lead_to_the_fact_in_one_tap(mod, other_mod, channel):
    first, second = [await each.slash(channel, "fact edit", fact="population") for each in (mod, other_mod)]
    saved = await submit_fact(mod, first, answer="About 11,000.")
    conflict = await submit_fact(other_mod, second, answer="About 12,000.")
    twin = await submit_fact(
        mod,
        await mod.slash(channel, "fact add", speaker="blue"),
        **NEW | {"question": "How many people lived in Example?"},
    )
    for person, shown, label in (
        (mod, saved, "Edit"),
        (other_mod, conflict, "Edit theirs"),
        (mod, twin, "Edit that one"),
    ):
        assert values(await person.click(shown.response, label=label))["Answer"] == "About 11,000."
