"""`/fact` as moderators use it, on a real database."""

import pytest

from bot.trouble import Refusal
from knowledge.store.errors import UnavailableError
from tests.bot.moderating import forms
from tests.bot.moderating.forms import filled as values
from tests.bot.seen import buttons, text
from tests.entries import CONTROL, DENIAL, base, fact, gap

NEW = {
    "question": "Who held the bridge?",
    "answer": "Blue held the bridge.",
    "phrasings": "bridge holder\nwho had the bridge?",
    "where": "2, 3",
    "as_of": "2023-01-10",
}


LABELS = {
    "question": "Question",
    "answer": "Answer",
    "phrasings": "Other ways to ask",
    "where": "Where it says so",
    "as_of": "As of",
    "says": "What they say instead",
}


async def submit(person, form, **typed):
    """Fill in a form by its fields' names; what is not given stays as it is."""
    return await forms.submit(person, form, {LABELS[name]: value for name, value in typed.items()})


@pytest.fixture
def town():
    """Facts that share so few words that no test is warned by chance."""
    return base(CONTROL, DENIAL, fact(topics=["people"]), gap())


@pytest.fixture
def answer_to(alice, channel):
    async def ask(question):
        return text((await alice.slash(channel, "ask", question=question)).response)

    return ask


async def test_a_new_fact_is_answered_from_the_next_question_on(mod, channel, answer_to):
    form = await mod.slash(channel, "fact add", speaker="blue")
    result = await submit(mod, form, **NEW)
    assert result.ephemeral
    assert "Saved and live" in text(result.response)
    card = await answer_to("bridge holder")
    assert "Blue held the bridge." in card
    assert "Blue Ministry" in card
    assert "paragraphs 2, 3" in card
    assert "10 January 2023" in card


async def test_a_fact_can_be_the_articles_own_word(mod, channel, answer_to):
    await submit(mod, await mod.slash(channel, "fact add", speaker="the article itself"), **NEW)
    assert "the article itself" in await answer_to("bridge holder")


async def test_the_speakers_to_choose_from_begin_with_the_article_itself(mod, channel):
    choices = await mod.autocomplete(channel, "fact add", "speaker", "")
    assert [choice["name"] for choice in choices] == ["the article itself", "Red Army", "Blue Ministry"]


async def test_the_form_of_a_fact_is_filled_in_and_other_ways_to_ask_are_added(mod, channel, answer_to):
    form = await mod.slash(channel, "fact edit", fact="population", reason="it was more")
    assert values(form) == {
        "Question": "How many people lived in Example?",
        "Answer": "About 10,000 people lived in Example.",
        "Other ways to ask": "",
        "Where it says so": "3",
        "As of": "",
    }
    result = await submit(mod, form, answer="About 12,000 people lived in Example.", phrasings="head count")
    assert "it was more" in text(result.response)
    assert "12,000" in await answer_to("head count")
    assert "12,000" in await answer_to("How many people lived in Example?")


async def test_an_edit_can_change_who_said_it_and_the_topics(mod, channel, answer_to):
    form = await mod.slash(channel, "fact edit", fact="population", speaker="Red Army", topics="people, size")
    await submit(mod, form)
    assert "Red Army" in await answer_to("How many people lived in Example?")
    listed = await mod.slash(channel, "fact list", topic="size")
    assert "How many people lived in Example?" in text(listed.response)


async def test_a_way_to_ask_is_added_and_taken_away(mod, channel, answer_to):
    await mod.slash(channel, "fact phrasing", fact="population", add="souls there")
    assert "10,000" in await answer_to("souls there")
    choices = await mod.autocomplete(channel, "fact phrasing", "remove", "soul", fact="population")
    assert [choice["value"] for choice in choices] == ["souls there"]
    await mod.slash(channel, "fact phrasing", fact="population", remove="souls there")
    assert "10,000" not in await answer_to("souls there")


async def test_a_phrasing_neither_added_nor_removed_is_asked_for(mod, channel):
    result = await mod.slash(channel, "fact phrasing", fact="population")
    assert text(result.response) == "Say which way to ask you want to add, or which to remove."


async def test_a_fact_is_shown_with_all_fields_revision_and_author(mod, channel):
    await mod.slash(channel, "fact phrasing", fact="population", add="souls there")
    shown = text((await mod.slash(channel, "fact show", fact="population")).response)
    assert "About 10,000 people lived in Example." in shown
    assert "mod changed the ways to ask for the fact" in shown
    assert "revision 1" in shown
    assert "souls there" in shown


async def test_facts_are_listed_by_status_and_speaker(mod, channel):
    disputed = text((await mod.slash(channel, "fact list", status="disputed")).response)
    assert "2 facts, page 1 of 1" in disputed
    by_blue = text((await mod.slash(channel, "fact list", speaker="Blue Ministry")).response)
    assert "What does Blue say about Example?" in by_blue
    assert "Who controls Example?" not in by_blue


async def test_a_removed_fact_is_gone_once_that_is_confirmed_and_can_be_restored(mod, channel, answer_to):
    asked = await mod.slash(channel, "fact remove", fact="population", reason="wrong")
    assert "Remove this fact?" in text(asked.response)
    assert "10,000" in await answer_to("How many people lived in Example?")
    await mod.click(asked.response, label="Yes, do it")
    assert "10,000" not in await answer_to("How many people lived in Example?")
    choices = await mod.autocomplete(channel, "fact restore", "fact", "")
    assert [choice["value"] for choice in choices] == ["population"]
    await mod.slash(channel, "fact restore", fact="population")
    assert "10,000" in await answer_to("How many people lived in Example?")


async def test_a_removal_that_others_point_to_is_warned_of(mod, channel):
    asked = await mod.slash(channel, "fact remove", fact="denial")
    assert "points to" in text(asked.response)


async def test_a_dispute_comes_with_the_answer_at_once_and_can_be_settled(mod, channel, answer_to):
    form = await mod.slash(channel, "fact dispute", fact="population", speaker="blue")
    await submit(mod, form, says="It was 20,000.", where="5")
    card = await answer_to("How many people lived in Example?")
    assert "Disputed" in card
    assert card.index("It was 20,000.") < card.index("About 10,000")
    choices = await mod.autocomplete(channel, "fact settle", "dispute", "", fact="population")
    assert [choice["name"] for choice in choices] == ["Blue Ministry: It was 20,000."]
    picked = choices[0]["value"]
    await mod.slash(channel, "fact settle", fact="population", dispute=picked, reason="they took it back")
    assert "20,000" not in await answer_to("How many people lived in Example?")
    again = await mod.slash(channel, "fact settle", fact="population", dispute=picked)
    assert text(again.response) == "There is no such dispute. Pick one from the list."


async def test_the_form_of_a_dispute_says_who_contests_what_and_its_reply_whose_words_are_on_record(mod, channel):
    form = await mod.slash(channel, "fact dispute", fact="population", speaker="blue")
    about = form.modal["components"][0]["content"]
    assert about == "Blue Ministry contests the answer to: How many people lived in Example?"
    saved = text((await submit(mod, form, says="It was 20,000.", where="5, 6")).response)
    assert "mod added a dispute of the fact" in saved
    assert "dispute added: Blue Ministry: It was 20,000. (paragraphs 5, 6)" in saved


async def test_the_form_of_a_fact_says_whose_word_it_is_as_typed_text_may_have_found_somebody_else(mod, channel):
    form = await mod.slash(channel, "fact add", speaker="red")
    assert form.modal["title"] == "Add a fact said by Red Army"
    form = await mod.slash(channel, "fact add", speaker="The article itself")
    assert form.modal["title"] == "Add a fact said by the article itself"


async def test_a_new_dispute_offers_to_put_the_other_side_on_record(mod, channel, answer_to):
    await submit(mod, await mod.slash(channel, "fact edit", fact="population", speaker="red"))
    saved = await submit(
        mod, await mod.slash(channel, "fact dispute", fact="population", speaker="blue"), says="20,000."
    )
    form = await mod.click(saved.response, label="Put their side on record")
    assert form.modal["title"] == "The other side's fact, by Blue Ministry"
    assert values(form)["Answer"] == "20,000."
    await submit(mod, form, question="What does the ministry count?", answer="Blue counts 20,000 souls.")
    other = await answer_to("What does the ministry count?")
    assert "Blue counts 20,000 souls." in other
    assert "Red Army" in other.split("Blue counts")[0], "the first side contests it in turn"
    first = await mod.slash(channel, "ask", question="population")
    assert "The other side: Blue Ministry" in buttons(first.response)


async def test_the_history_says_who_changed_what_and_why(mod, other_mod, channel):
    await submit(mod, await mod.slash(channel, "fact edit", fact="population", reason="typo"), answer="About 11,000.")
    await submit(other_mod, await other_mod.slash(channel, "fact edit", fact="population"), answer="About 12,000.")
    history = text((await mod.slash(channel, "fact history", fact="population")).response)
    assert history.index("other edited the fact") < history.index("mod edited the fact")
    assert "About 10,000 people lived in Example. → About 11,000." in history
    assert "typo" in history


async def test_long_texts_are_compared_line_by_line(mod, channel):
    later = "About 10,000 people lived in Example before the war, and about 500 of them do now."
    saved = await submit(mod, await mod.slash(channel, "fact edit", fact="population"), answer=later)
    compared = f"- answer before: About 10,000 people lived in Example.\n- answer now: {later}"
    assert compared in text(saved.response)
    assert compared in text((await mod.slash(channel, "fact history", fact="population")).response)


async def test_what_a_long_revision_changed_is_counted_in_the_history(mod, channel):
    ways = "\n".join(f"way {number}" for number in range(9))
    form = await mod.slash(channel, "fact edit", fact="population")
    await forms.submit(mod, form, {"Other ways to ask": ways})
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
        await submit(mod, await mod.slash(channel, "fact edit", fact="population"), answer=answer)
    choices = await mod.autocomplete(channel, "fact undo", "revision", "", fact="population")
    assert [choice["value"] for choice in choices] == [2, 1, 0]
    await mod.slash(channel, "fact undo", fact="population", revision=1)
    assert "11,000" in await answer_to("How many people lived in Example?")
    await mod.slash(channel, "fact undo", fact="population", revision=0)
    assert "10,000" in await answer_to("How many people lived in Example?")
    assert "(revision 3)" not in text((await mod.slash(channel, "fact history", fact="population")).response)


async def test_a_revision_that_does_not_exist_is_refused(mod, channel):
    result = await mod.slash(channel, "fact undo", fact="population", revision=99)
    assert "There is no revision 99. Pick one from the history." in text(result.response)


async def test_a_change_can_be_undone_by_the_button_beside_it(mod, channel, answer_to):
    saved = await submit(mod, await mod.slash(channel, "fact edit", fact="population"), answer="About 11,000.")
    await mod.click(saved.response, label="Undo")
    assert "10,000" in await answer_to("How many people lived in Example?")


async def test_of_two_moderators_at_once_the_second_sees_both_versions_and_their_own_text(
    mod, other_mod, channel, answer_to
):
    first, second = (
        await mod.slash(channel, "fact edit", fact="population"),
        await other_mod.slash(channel, "fact edit", fact="population"),
    )
    await submit(mod, first, answer="About 11,000.")
    conflict = await submit(other_mod, second, answer="About 12,000.")
    shown = text(conflict.response)
    assert "somebody was faster" in shown
    assert "About 10,000 people lived in Example. → About 11,000." in shown
    assert "About 12,000." in shown
    assert "11,000" in await answer_to("How many people lived in Example?")
    await other_mod.click(conflict.response, label="Put mine on top")
    assert "12,000" in await answer_to("How many people lived in Example?")


async def test_the_second_can_discard_their_own(mod, other_mod, channel, answer_to):
    first, second = (
        await mod.slash(channel, "fact edit", fact="population"),
        await other_mod.slash(channel, "fact edit", fact="population"),
    )
    await submit(mod, first, answer="About 11,000.")
    conflict = await submit(other_mod, second, answer="About 12,000.")
    await other_mod.click(conflict.response, label="Discard mine")
    assert "11,000" in await answer_to("How many people lived in Example?")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"answer": "x" * 401}, "has 401 characters; at most 400 are allowed"),
        ({"question": "  "}, "is empty"),
        ({"question": "Who controls Example?"}, "'Who controls Example?' is there already. Edit that one."),
        ({"where": "3, 77"}, "There is no paragraph 77"),
        ({"as_of": "yesterday"}, "'yesterday' is no date. Write it as YYYY-MM-DD"),
        ({"as_of": "2999-01-01"}, "lies in the future"),
    ],
)
async def test_bad_input_is_refused_with_what_to_do_and_the_text_comes_back(mod, channel, env, typed, sentence):
    form = await mod.slash(channel, "fact add", speaker="blue")
    result = await submit(mod, form, **(NEW | typed))
    assert sentence in text(result.response).replace("\\", "")
    assert "Blue held the bridge." in text(result.response) or "x" * 400 in text(result.response)
    assert env.bot.bases.standing(env.guild.id).revision == 0
    again = await mod.click(result.response, label="Open the form again")
    assert values(again)["Answer"] == (NEW | typed)["answer"]


async def test_a_dispute_by_the_facts_own_speaker_is_refused(mod, channel, env, town):
    form = await mod.slash(channel, "fact dispute", fact="control", speaker="red")
    result = await submit(mod, form, says="We do not.")
    assert "cannot dispute their own statement" in text(result.response)
    assert env.bot.bases.standing(env.guild.id).base == town


async def test_markup_and_mentions_are_kept_as_plain_text(mod, channel, answer_to):
    form = await mod.slash(channel, "fact add", speaker="blue")
    await submit(mod, form, **(NEW | {"answer": "**Blue** @everyone <@1> [held](https://example.org) it."}))
    card = await answer_to("bridge holder")
    assert "\\*\\*Blue" in card
    assert "@everyone" not in card
    assert "<@1>" not in card


async def test_a_new_way_to_ask_that_would_mislead_is_warned_of_before_it_is_saved(mod, channel, answer_to):
    warned = await mod.slash(channel, "fact phrasing", fact="population", add="Who controls Example?")
    assert "Not saved yet" in text(warned.response)
    saved = await mod.click(warned.response, label="Save it anyway")
    assert "Saved and live" in text(saved.response)


async def test_a_form_whose_saving_fails_gives_the_text_back_and_can_be_tried_again(
    mod, channel, env, answer_to, monkeypatch
):
    form = await mod.slash(channel, "fact edit", fact="population")
    database = env.bot.bases._database
    real = database.writing

    def away(*_):
        raise UnavailableError("The database does not answer.")

    monkeypatch.setattr(database, "writing", away)
    result = await submit(mod, form, answer="About 11,000.")
    assert "could not be saved" in text(result.response)
    assert "About 11,000." in text(result.response)
    monkeypatch.setattr(database, "writing", real)
    await mod.click(result.response, label="Try again")
    assert "11,000" in await answer_to("How many people lived in Example?")


@pytest.mark.parametrize("arrived", [False, True])
async def test_a_form_is_saved_and_answered_though_the_connection_breaks(
    mod, channel, env, answer_to, monkeypatch, arrived
):
    """Discord may have the acknowledgment that was lost, and then says so when it is told again."""
    monkeypatch.setattr("bot.delivery.PAUSE", 0.0)
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
    result = await submit(mod, form, answer="About 11,000.")
    assert "Saved and live" in text(result.response)
    assert "11,000" in await answer_to("How many people lived in Example?")


async def test_a_form_of_somebody_who_may_no_longer_moderate_gives_the_text_back(mod, env, server, channel, answer_to):
    form = await mod.slash(channel, "fact edit", fact="population")
    env.backend.remove_member_role(server.id, mod.id, server.roles["mod"].id)
    result = await submit(mod, form, answer="About 11,000.")
    assert "Only moderators can do that" in result.response.content
    assert [file.filename for file in result.response.attachments] == ["your-text.txt"]
    assert "10,000" in await answer_to("How many people lived in Example?")


async def test_a_form_gives_the_text_back_whatever_breaks(mod, channel, env, monkeypatch):
    form = await mod.slash(channel, "fact edit", fact="population", reason="a recount")

    async def broken(*_):
        raise Refusal("Broken.")

    monkeypatch.setattr(env.bot.moderation, "save", broken)
    result = await submit(mod, form, answer="About 11,000.")
    assert result.response.content == "Broken."
    (file,) = result.response.attachments
    content = await file.read()
    assert b"About 11,000." in content
    assert b"Reason:\na recount" in content


async def test_a_form_that_is_not_saved_gives_back_the_options_that_were_typed_with_the_command(mod, channel):
    form = await mod.slash(channel, "fact edit", fact="population", topics="people, size", reason="a recount")
    result = await submit(mod, form, as_of="yesterday")
    assert "> people, size" in text(result.response)
    assert "> a recount" in text(result.response)
    result = await submit(mod, await mod.click(result.response, label="Open the form again"), answer="y" * 3900)
    (file,) = result.response.attachments
    content = (await file.read()).decode()
    assert "Topics:\npeople, size" in content
    assert "Reason:\na recount" in content


async def test_a_warning_and_a_conflict_give_back_the_options_that_were_typed_too(mod, other_mod, channel):
    options = {"topics": "people, size", "reason": "a recount"}
    form = await mod.slash(channel, "fact edit", fact="population", **options)
    other = await other_mod.slash(channel, "fact edit", fact="population", **options)
    warned = await submit(mod, form, phrasings="Who controls Example?")
    saved = await mod.click(warned.response, label="Save it anyway")
    assert "Saved and live" in text(saved.response)
    conflict = await submit(other_mod, other, answer="About 12,000.")
    for result in (warned, conflict):
        assert "> people, size" in text(result.response)
        assert "> a recount" in text(result.response)


async def test_a_text_too_long_for_a_message_comes_back_as_a_file(mod, channel):
    result = await submit(mod, await mod.slash(channel, "fact add", speaker="blue"), **(NEW | {"answer": "y" * 3900}))
    assert [file.filename for file in result.response.attachments] == ["your-text.txt"]


async def test_a_question_typed_instead_of_picked_has_its_own_choices_in_the_options_beside_it(mod, channel):
    typed = {"fact": "who controls example"}
    disputes = await mod.autocomplete(channel, "fact settle", "dispute", "", **typed)
    assert [choice["name"] for choice in disputes] == ["Blue Ministry: The battle goes on."]
    await mod.slash(channel, "fact phrasing", fact="control", add="souls there")
    ways = await mod.autocomplete(channel, "fact phrasing", "remove", "soul", **typed)
    assert [choice["value"] for choice in ways] == ["souls there"]
    revisions = await mod.autocomplete(channel, "fact undo", "revision", "", **typed)
    assert [choice["value"] for choice in revisions] == [1, 0]


async def test_a_fact_that_was_never_there_is_not_found(mod, channel):
    result = await mod.slash(channel, "fact show", fact="something quite different")
    assert text(result.response) == "I know no fact like that. Start typing, and pick one from the list."


async def test_a_question_typed_instead_of_picked_is_understood(mod, channel):
    result = await mod.slash(channel, "fact show", fact="who controls example")
    assert CONTROL.answer in text(result.response)
