"""People who ask more than five times in ten seconds."""

import discord
import pytest

from tests.bot.seen import text

QUESTION = "Who controls Example?"
ANSWER = "Red says that it controls Example."
TOO_FAST = "Too fast! Try again in 10 seconds."


def replies(channel, asked):
    """Return what the bot wrote after the message `asked`."""
    return [text(m) for m in channel.history() if m.id > asked.id and m.author.bot]


@pytest.fixture
async def hasty(alice, channel, me):
    """Return somebody who has asked as often as anybody may."""
    for _ in range(5):
        asked = await alice.send(channel, f"{me} {QUESTION}")
    assert ANSWER in replies(channel, asked)[0]
    return alice


async def test_the_sixth_mention_is_told_when_to_ask_again(hasty, channel, me):
    asked = await hasty.send(channel, f"{me} {QUESTION}")
    assert replies(channel, asked) == [TOO_FAST]


async def test_somebody_who_goes_on_is_told_once_and_then_ignored(env, hasty, channel, me):
    for _ in range(4):
        await hasty.send(channel, f"{me} {QUESTION}")
        await env.advance_time(1)
    assert [text(m) for m in channel.history()].count(TOO_FAST) == 1
    assert "Too fast" not in text(channel.last_message)


async def test_somebody_who_is_too_fast_again_later_is_told_again(env, hasty, channel, me):
    await hasty.send(channel, f"{me} {QUESTION}")
    await env.advance_time(10.1)
    for _ in range(6):
        asked = await hasty.send(channel, f"{me} {QUESTION}")
    assert replies(channel, asked) == [TOO_FAST]


async def test_the_sixth_command_is_told_privately(hasty, channel):
    for _ in range(2):  # a private reply bothers nobody, so it comes every time
        result = await hasty.slash(channel, "ask", question=QUESTION)
        assert (result.response.content, result.response.ephemeral) == (TOO_FAST, True)


async def test_the_sixth_direct_message_is_told_once(env):
    carol = env.create_user("carol")
    for _ in range(7):
        await carol.send_dm(QUESTION)
    assert [text(m) for m in carol.dm_channel.history()].count(TOO_FAST) == 1


async def test_other_people_are_answered_meanwhile(hasty, bob, channel, me):
    await hasty.send(channel, f"{me} {QUESTION}")
    asked = await bob.send(channel, f"{me} {QUESTION}")
    assert ANSWER in replies(channel, asked)[0]


async def test_after_ten_seconds_they_are_answered_again(env, hasty, channel, me):
    await hasty.send(channel, f"{me} {QUESTION}")
    await env.advance_time(10.1)
    asked = await hasty.send(channel, f"{me} {QUESTION}")
    assert ANSWER in replies(channel, asked)[0]


async def test_where_the_bot_cannot_post_it_stays_quiet(env, server, hasty, me):
    closed = server.create_text_channel(
        "closed", overwrites={env.bot.user: discord.PermissionOverwrite(send_messages=False)}
    )
    asked = await hasty.send(closed, f"{me} {QUESTION}")
    assert replies(closed, asked) == []
    assert hasty.user.dm_channel.last_message is None
