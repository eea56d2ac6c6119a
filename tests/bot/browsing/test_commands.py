"""`/said`, `/disputed` and `/about`."""

from bot.strings import browsing as strings
from tests.bot.conftest import TOWN
from tests.bot.seen import buttons, picks, text
from tests.entries import base, fact


async def test_said_lists_everything_one_person_said_a_button_for_each(alice, channel):
    result = await alice.slash(channel, "said", by="red")
    assert result.ephemeral
    assert "What Red Army is on record saying" in text(result.response)
    assert "“The siege of Example” (13 Jan 2023)" in text(result.response)
    assert list(buttons(result.response)) == ["⚠ Who controls Example?"]


async def test_a_button_of_a_list_shows_the_fact_with_its_attribution(alice, channel):
    listed = await alice.slash(channel, "said", by="red")
    shown = await alice.click(listed.response, custom_id=picks(listed.response)["Who controls Example?"])
    assert shown.ephemeral
    assert "Said by **Red Army**" in text(shown.response)
    assert "⚠ Disputed by **Blue Ministry**: The battle goes on." in text(shown.response)


async def test_said_includes_what_a_speaker_only_disputes(bases, alice, channel):
    bases.base = base(fact(disputes=[{"speaker": "blue", "says": "It was 12,000."}]))
    result = await alice.slash(channel, "said", by="blue")
    assert list(buttons(result.response)) == ["⚠ How many people lived in Example?"]


async def test_said_knows_a_speaker_by_another_spelling(alice, channel):
    result = await alice.slash(channel, "said", by="Reds")
    assert "What Red Army is on record saying" in text(result.response)


async def test_said_knows_the_article_itself(alice, channel):
    (choice,) = await alice.autocomplete(channel, "said", "by", "article")
    result = await alice.slash(channel, "said", by=choice["value"])
    assert "What the article itself says" in text(result.response)
    assert list(buttons(result.response)) == ["How many people lived in Example?", "How many people left Example?"]


async def test_every_speaker_is_a_choice_and_typing_finds_them(alice, channel):
    everyone = await alice.autocomplete(channel, "said", "by", "")
    assert [choice["name"] for choice in everyone] == ["Red Army", "Blue Ministry", "the article itself"]
    assert await alice.autocomplete(channel, "said", "by", "blu minstry") == [
        {"name": "Blue Ministry", "value": "blue"}
    ]


async def test_an_unknown_speaker_gets_a_hint(alice, channel):
    result = await alice.slash(channel, "said", by="**Nobody** @everyone")
    assert result.ephemeral
    assert result.response.content == strings.NO_SUCH_SPEAKER


async def test_disputed_tells_each_contention_once_with_both_sides(alice, channel):
    result = await alice.slash(channel, "disputed")
    assert result.ephemeral
    assert "Claimed by Red Army\n⚠ Disputed by Blue Ministry" in text(result.response)
    assert list(buttons(result.response)) == ["⚠ Who controls Example?", "1 more question"]


async def test_the_other_questions_of_a_contention_are_behind_a_button(alice, channel):
    digest = await alice.slash(channel, "disputed")
    more = await alice.click(digest.response, label="1 more question")
    assert more.ephemeral
    assert list(buttons(more.response)) == ["⚠ Who controls Example?", "⚠ What does Blue say about Example?"]


async def test_disputed_says_so_if_nothing_is(bases, alice, channel):
    bases.base = base(fact())
    assert strings.NOTHING_DISPUTED in text((await alice.slash(channel, "disputed")).response)


async def test_long_lists_have_pages_that_turn_in_place(bases, alice, channel):
    bases.base = base(*(fact(id=f"f{n}", question=f"Question {n}?", answer=f"Answer {n}.") for n in range(17)))
    result = await alice.slash(channel, "said", by="the article itself")
    assert "Page 1 of 3" in text(result.response)
    assert list(buttons(result.response)) == [*(f"Question {n}?" for n in range(8)), "More ▶"]
    await alice.click(result.response, label="More ▶")
    await alice.click(result.response, label="More ▶")
    assert "Page 3 of 3" in text(result.response)
    assert list(buttons(result.response)) == ["Question 16?", "◀ Back"]
    await alice.click(result.response, label="◀ Back")
    assert "Question 15?" in buttons(result.response)


async def test_a_page_that_is_gone_turns_to_the_last(bases, alice, channel):
    bases.base = base(*(fact(id=f"f{n}", question=f"Question {n}?") for n in range(17)))
    result = await alice.slash(channel, "said", by="the article itself")
    bases.base = base(fact())
    await alice.click(result.response, label="More ▶")
    assert list(buttons(result.response)) == ["How many people lived in Example?"]


async def test_about_tells_source_date_counts_and_what_is_stored(bases, alice, channel):
    source = TOWN.sources[0].model_copy(update={"as_of_note": "The date is inferred."})
    bases.base = base(*TOWN.facts, *TOWN.gaps, sources=(source,))
    result = await alice.slash(channel, "about")
    seen = text(result.response)
    assert result.ephemeral
    assert "**The siege of Example** (news article)\nAs of 13 January 2023. The date is inferred." in seen
    assert "4 facts, 2 of them disputed · 2 speakers · 1 question the article doesn't answer" in seen
    assert "I don't store your questions" in seen
    assert "which fact is in which message" in seen


async def test_browsing_works_in_direct_messages(env):
    carol = env.create_user("carol")
    assert "Claimed by Red Army" in text((await carol.slash("disputed")).response)
