"""Questions by mention and by direct message."""

import discord
import pytest

from bot.strings import asking as strings
from tests.bot.conftest import UNHEARD, UNSURE
from tests.bot.seen import buttons, text

ANSWER = "Red says that it controls Example."
QUESTION = "Who controls Example?"


def replies(channel, asked):
    """Return what the bot wrote after the message `asked`."""
    return [m for m in channel.history() if m.id > asked.id and m.author.bot]


async def test_a_mention_is_answered_by_a_reply_before_everyone(alice, channel, me):
    asked = await alice.send(channel, f"{me} {QUESTION}")
    (reply,) = replies(channel, asked)
    assert ANSWER in text(reply)
    assert reply.reference.message_id == asked.id
    assert not reply.flags.ephemeral


async def test_the_mention_may_stand_anywhere(alice, channel, me):
    asked = await alice.send(channel, f"Who controls {me} Example?")
    assert ANSWER in text(replies(channel, asked)[0])


async def test_the_reply_pings_nobody(env, alice, channel, me):
    asked = await alice.send(channel, f"{me} {QUESTION}")
    (reply,) = replies(channel, asked)
    assert not env.backend.get_message(channel.id, reply.id).ping_user_ids
    sent = [r.json for r in env.http_requests if r.method == "POST" and r.path.endswith("/messages")]
    assert [body["allowed_mentions"] for body in sent] == [{"parse": [], "replied_user": False}] * len(sent)


async def test_messages_that_do_not_mention_it_are_none_of_its_business(alice, channel):
    asked = await alice.send(channel, QUESTION)
    assert replies(channel, asked) == []


async def test_suggestions_after_a_mention_are_public(alice, channel, me):
    asked = await alice.send(channel, f"{me} {UNSURE}")
    (reply,) = replies(channel, asked)
    assert strings.DID_YOU_MEAN in text(reply)
    assert not reply.flags.ephemeral


async def test_a_typed_mention_in_a_reply_to_it_asks_anew(alice, channel, me):
    first = await alice.send(channel, f"{me} {UNHEARD}")
    (answer,) = replies(channel, first)
    again = await alice.send(channel, f"{me} {QUESTION}", reply_to=answer)
    assert ANSWER in text(replies(channel, again)[0])


async def test_the_ping_of_a_reply_is_no_question(alice, channel, me):
    first = await alice.send(channel, f"{me} {QUESTION}")
    (answer,) = replies(channel, first)
    thanks = await alice.send(channel, "thanks!", reply_to=answer)
    assert replies(channel, thanks) == []


async def test_other_bots_are_ignored(env, server, channel, me):
    robot = server.add_member(env.create_user("robot", bot=True))
    asked = await robot.send(channel, f"{me} {QUESTION}")
    assert replies(channel, asked) == []


async def test_webhooks_are_ignored(server, channel, me):
    asked = await server.create_webhook(channel).send(f"{me} {QUESTION}")
    assert replies(channel, asked) == []


async def test_a_direct_message_needs_no_mention(env):
    carol = env.create_user("carol")
    await carol.send_dm(QUESTION)
    assert ANSWER in text(carol.dm_channel.last_message)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "😀😀",
        "<:soledar:123456789012345678>",
        "?!…",
        "x" * 1900,
        "Who " * 475,
        "Z̵̡̢̛̗̘̙̜̝̞̟̠̤̥̦̩̪̫̬̭̮̯̰̱̲̳̹̺̻̼͇͈͉͍͎̀́̂̃̄̅̆̇̈̉̊̋̌̍̎̏̐̑̒̓̔̽̾̿̀́͂̓̈́͆͊͋͌̕̚ͅ͏͓͔͕͖͙͚͐͑͒͗͛ąlgo",
        "\u202eelpmaxE slortnoc ohW\u202c",
        "```py\nprint('hi')\n```",
        "@everyone @here <@&1> <@2> <#3> </ask:4> <id:home>",
        "[click](https://example.org) ||spoiler|| # big",
        "SELECT * FROM facts; -- \x00",
    ],
)
async def test_whatever_is_typed_gets_one_civil_reply_that_does_not_repeat_it(alice, channel, me, question):
    asked = await alice.send(channel, f"{me} {question}")
    (reply,) = replies(channel, asked)
    assert strings.NOTHING in text(reply) or "Ask me anything about" in text(reply)
    assert len(question.strip()) < 3 or question.strip() not in text(reply)


async def test_a_mention_without_a_question_is_told_how_to_ask(alice, channel, me):
    asked = await alice.send(channel, me)
    assert "Ask me anything about" in text(replies(channel, asked)[0])


async def test_where_it_may_not_write_it_answers_in_person(env, server, alice, me):
    closed = server.create_text_channel(
        "closed", overwrites={env.bot.user: discord.PermissionOverwrite(send_messages=False)}
    )
    asked = await alice.send(closed, f"{me} {QUESTION}")
    assert replies(closed, asked) == []
    answer = text(alice.user.dm_channel.last_message)
    assert "I can't post in the channel" in answer
    assert ANSWER in answer
    assert "⚠ Disputed by **Blue Ministry**: The battle goes on." in answer
    assert not buttons(alice.user.dm_channel.last_message), "in a direct message they'd ask another base"


async def test_where_it_may_not_write_at_all_it_keeps_quiet(env, server, alice, me):
    closed = server.create_text_channel(
        "closed", overwrites={env.bot.user: discord.PermissionOverwrite(send_messages=False)}
    )
    env.inject_error("POST", "/users/@me/channels", status=403, code=50007, message="Cannot send messages to this user")
    asked = await alice.send(closed, f"{me} {QUESTION}")
    assert replies(closed, asked) == []


async def test_without_the_right_to_read_history_it_answers_without_a_reply(env, alice, channel, me):
    env.inject_error(
        "POST",
        f"/channels/{channel.id}/messages",
        status=403,
        code=160002,
        message="Cannot reply without permission to read message history",
    )
    asked = await alice.send(channel, f"{me} {QUESTION}")
    (answer,) = replies(channel, asked)
    assert ANSWER in text(answer)
    assert answer.reference is None


async def test_a_thread_is_a_channel_like_any_other(env, server, alice, channel, me):
    started = await alice.send(channel, "let us talk")
    await env.bot.get_channel(channel.id).get_partial_message(started.id).create_thread(name="talk")
    await env.settle()
    (thread,) = channel.threads
    asked = await alice.send(thread, f"{me} {QUESTION}")
    assert ANSWER in text(replies(thread, asked)[0])
