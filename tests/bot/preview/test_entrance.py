"""What people send on the preview's page: mentions, messages that are too long, and one thing at a time."""

import asyncio

import pytest

from bot.strings import preview as strings

EXACTLY = "Who controls Example? "


def message(length):
    """Return a message of that many characters that mentions the bot as a person types it."""
    return ("@OnRecord " + "who controls it " * 200)[:length]


def texts(visitor):
    return [shown["content"] for shown in visitor.read()]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("@OnRecord Who controls Example?", "<@{bot}> Who controls Example?"),
        ("hey @onrecord, Who controls Example?", "hey <@{bot}>, Who controls Example?"),
        ("write to me@onrecords.example", "write to me@onrecords.example"),
        ("Who controls Example?", "Who controls Example?"),
    ],
)
async def test_the_typed_name_of_the_bot_is_a_mention(env, visitor, typed, meant):
    await visitor.send(typed)
    assert texts(visitor)[0] == meant.format(bot=env.bot.user.id)


async def test_the_typed_name_is_a_mention_in_an_edited_message_too(env, visitor):
    sent = await visitor.send("Who controls Example?")
    edited = await visitor.edit(sent["target"]["messageId"], "@OnRecord Who controls Example?")
    assert edited["settlement"] == "settled"
    assert texts(visitor)[0] == f"<@{env.bot.user.id}> Who controls Example?"


async def test_a_mention_that_just_fits_is_answered(visitor):
    receipt = await visitor.send(message(1987))
    assert receipt["settlement"] == "settled"
    assert len(visitor.read()) == 2


@pytest.mark.parametrize(
    ("length", "said"),
    [(1988, "1 character too long"), (2000, "13 characters too long"), (2181, "194 characters too long")],
)
async def test_a_message_that_the_mention_makes_too_long_is_refused_with_a_sentence(visitor, length, said):
    receipt = await visitor.send(message(length))
    assert (receipt["rejected"], receipt["dispatched"]) == (True, False)  # so the text stays in the box
    assert [said in text and "counts @OnRecord as 22" in text for text in texts(visitor)] == [True]


async def test_a_long_message_without_a_mention_is_told_nothing_about_mentions(visitor):
    await visitor.send("x" * 3000)
    (note,) = texts(visitor)
    assert note.startswith(
        "Not sent: this message is 1,000 characters too long. Discord allows 2,000 characters. Your text"
    )


async def test_the_next_message_after_one_that_is_too_long_is_answered(visitor):
    await visitor.send(message(2000))
    receipt = await visitor.send("@OnRecord Who controls Example?")
    assert receipt["settlement"] == "settled"
    assert len(visitor.read()) == 3


async def test_an_edit_that_is_too_long_is_refused_and_the_message_stays(visitor):
    sent = await visitor.send("Who controls Example?")
    await visitor.edit(sent["target"]["messageId"], message(2000))
    first, *notes = texts(visitor)
    assert first == "Who controls Example?"
    assert "13 characters too long" in notes[-1]


async def test_the_first_message_without_a_mention_gets_a_hint_and_no_other_does(visitor):
    await visitor.send("Who controls Example?")
    await visitor.send("Is anybody there?")
    assert texts(visitor) == ["Who controls Example?", strings.NOT_ASKED, "Is anybody there?"]


async def test_a_message_that_mentions_it_gets_no_hint(visitor):
    await visitor.send("@OnRecord Who controls Example?")
    assert strings.NOT_ASKED not in texts(visitor)


async def test_a_mention_with_nothing_but_markup_gets_help(visitor):
    await visitor.send("@OnRecord **__||")
    _, help_ = visitor.read()
    assert "Ask me" in str(help_["components"])


@pytest.mark.parametrize("text", ["", " \n "])
async def test_an_empty_message_is_not_sent_and_the_next_one_works(visitor, text):
    assert (await visitor.send(text))["rejected"]
    assert texts(visitor) == []
    assert (await visitor.send("hello"))["settlement"] == "settled"


@pytest.mark.parametrize("body", [None, [], {"kind": "send_message"}, {"kind": "send_message", "content": 1}])
async def test_what_the_page_never_sends_is_left_to_simcord(page, visitor, body):
    receipt = await page[0]._action(visitor._window.id, body)
    assert receipt["rejected"]


async def test_what_somebody_does_waits_until_the_clock_has_moved(page, visitor):
    _, entrance = page
    async with entrance.busy:
        sending = asyncio.create_task(visitor.send("hello"))
        await asyncio.sleep(0.05)
        assert texts(visitor) == []
    assert (await sending)["settlement"] == "settled"
