"""`/said`, `/disputed` and `/about`."""

from bot.browsing.commands import NO_SUCH_SPEAKER
from tests.bot.seen import buttons, text
from tests.entries import base, fact


async def test_said_lists_all_that_a_speaker_is_on_record_for(alice, channel):
    result = await alice.slash(channel, "said", by="red")
    assert result.ephemeral
    assert "On record from Red Army" in text(result.response)
    assert "Red says that it controls Example." in text(result.response)
    assert "About 10,000 people" not in text(result.response)


async def test_said_includes_what_a_speaker_only_disputes(bases, alice, channel):
    bases.base = base(fact(disputes=[{"speaker": "blue", "says": "It was 12,000."}]))
    result = await alice.slash(channel, "said", by="blue")
    assert "**Blue Ministry** (Blue): It was 12,000." in text(result.response)


async def test_said_knows_a_speaker_by_another_spelling(alice, channel):
    assert "On record from Red Army" in text((await alice.slash(channel, "said", by="Reds")).response)


async def test_said_knows_the_article_itself(alice, channel):
    (choice,) = await alice.autocomplete(channel, "said", "by", "article")
    result = await alice.slash(channel, "said", by=choice["value"])
    assert "About 10,000 people lived in Example." in text(result.response)
    assert "Red says" not in text(result.response)


async def test_every_speaker_is_a_choice_and_typing_finds_them(alice, channel):
    everyone = await alice.autocomplete(channel, "said", "by", "")
    assert [choice["name"] for choice in everyone] == ["Red Army", "Blue Ministry", "the article itself"]
    assert await alice.autocomplete(channel, "said", "by", "blu minstry") == [
        {"name": "Blue Ministry", "value": "blue"}
    ]


async def test_a_speaker_nobody_knows_is_said_to_be_unknown(alice, channel):
    result = await alice.slash(channel, "said", by="**Nobody** @everyone")
    assert result.ephemeral
    assert result.response.content == NO_SUCH_SPEAKER


async def test_disputed_lists_both_sides_next_to_each_other(alice, channel):
    result = await alice.slash(channel, "disputed")
    assert result.ephemeral
    seen = text(result.response)
    assert seen.index("Red says that it controls Example.") < seen.index("Blue says that the battle goes on.")
    assert "About 10,000 people" not in seen


async def test_disputed_says_so_when_nothing_is(bases, alice, channel):
    bases.base = base(fact())
    assert "There is nothing on record here." in text((await alice.slash(channel, "disputed")).response)


async def test_long_lists_have_pages_that_turn_in_place(bases, alice, channel):
    bases.base = base(*(fact(id=f"f{n}", question=f"Question {n}?", answer=f"Answer {n}.") for n in range(9)))
    result = await alice.slash(channel, "said", by="the article itself")
    assert "Page 1 of 3" in text(result.response)
    assert list(buttons(result.response)) == ["More ▶"]
    await alice.click(result.response, label="More ▶")
    await alice.click(result.response, label="More ▶")
    assert "Page 3 of 3" in text(result.response)
    assert "Answer 8." in text(result.response)
    assert "Answer 7." not in text(result.response)
    await alice.click(result.response, label="◀ Back")
    assert "Answer 7." in text(result.response)


async def test_a_page_that_is_no_more_turns_to_the_last(bases, alice, channel):
    bases.base = base(*(fact(id=f"f{n}", question=f"Question {n}?") for n in range(9)))
    result = await alice.slash(channel, "said", by="the article itself")
    bases.base = base(fact())
    await alice.click(result.response, label="More ▶")
    assert "How many people lived in Example?" in text(result.response)


async def test_about_tells_source_date_counts_and_what_is_stored(alice, channel):
    result = await alice.slash(channel, "about")
    seen = text(result.response)
    assert result.ephemeral
    assert "**The siege of Example**\nnews article, as of 13 January 2023" in seen
    assert "4 facts on record, 2 of them disputed · 2 speakers · 1 question that" in seen
    assert "Nothing of what you ask" in seen
    assert "which fact stands in which message" in seen


async def test_browsing_works_in_direct_messages(env):
    carol = env.create_user("carol")
    assert "Red says that it controls Example." in text((await carol.slash("disputed")).response)
