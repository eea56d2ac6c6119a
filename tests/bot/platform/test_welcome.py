"""The one message on joining a server."""

import discord
import pytest
from simcord.backend import serializers

from bot.strings import welcome as strings
from tests.bot.seen import buttons, text

BOT_ADD = discord.AuditLogAction.bot_add.value


@pytest.fixture
def house(env):
    """A server that the bot is about to join, with the channels `rules`, `general` and `lounge`."""
    house = env.create_guild("The House")
    house.create_text_channel("rules", overwrites={env.bot.user: discord.PermissionOverwrite(send_messages=False)})
    house.create_text_channel("general")
    house.create_text_channel("lounge")
    return house


async def join(env, house):
    """Let the bot join as it is when the server is new to it: without the mark of one that only came back."""
    await env.settle()
    env.backend.emit("GUILD_DELETE", {"id": str(house.id)})
    payload = dict(serializers.guild_create_payload(env.backend, env.backend.get_guild(house.id)))
    del payload["unavailable"]
    env.backend.emit("GUILD_CREATE", payload)
    await env.settle()


def written(env, house):
    return {name: text(channel.last_message) for name, channel in house.channels.items() if channel.last_message}


async def test_who_invited_it_gets_the_message(env, house):
    inviter = env.create_user("inviter")
    house.add_member(inviter)
    env.backend.record_audit_log(house.id, BOT_ADD, target_id=env.bot.user.id, user_id=inviter.id)
    await join(env, house)
    seen = text(inviter.dm_channel.last_message)
    assert "questions about “The siege of Example” (13 Jan 2023)" in seen
    assert strings.HOW_TO_ASK in seen
    assert written(env, house) == {}


async def test_the_system_channel_gets_it_where_the_inviter_is_unknown(env, house):
    env.backend.get_guild(house.id).system_channel_id = house.channels["lounge"].id
    await join(env, house)
    assert list(written(env, house)) == ["lounge"]


async def test_the_system_channel_gets_it_where_the_inviter_takes_no_messages(env, house):
    inviter = env.create_user("inviter")
    house.add_member(inviter)
    env.backend.record_audit_log(house.id, BOT_ADD, target_id=env.bot.user.id, user_id=inviter.id)
    env.backend.get_guild(house.id).system_channel_id = house.channels["lounge"].id
    env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await join(env, house)
    assert list(written(env, house)) == ["lounge"]


async def test_without_a_system_channel_the_first_one_that_it_may_write_in_gets_it(env, house):
    await join(env, house)
    assert list(written(env, house)) == ["general"]


async def test_without_the_right_to_see_who_invited_it_that_is_no_matter(env, house):
    env.inject_error("GET", "/guilds/*/audit-logs", status=403, code=50013)
    await join(env, house)
    assert list(written(env, house)) == ["general"]


async def test_where_it_may_write_nowhere_it_says_nothing(env):
    house = env.create_guild("The House")
    house.create_text_channel("rules", overwrites={env.bot.user: discord.PermissionOverwrite(send_messages=False)})
    await join(env, house)
    assert written(env, house) == {}


async def test_a_server_that_was_only_unreachable_is_not_welcomed_again(env, house):
    await env.settle()
    assert written(env, house) == {}


async def test_the_name_of_a_server_is_shown_as_it_is(env):
    house = env.create_guild("**The** [House](https://example.org) @everyone")
    house.create_text_channel("general")
    await join(env, house)
    assert r"\*\*The\*\* \[House](https\://example.org)" in written(env, house)["general"]


async def test_its_questions_can_be_pressed(env, house):
    await join(env, house)
    (channel,) = [c for c in house.channels.values() if c.last_message]
    member = house.add_member(env.create_user("member"))
    assert list(buttons(channel.last_message))[:3] == [
        "Who controls Example?",
        "How many people lived in Example?",
        "What does Blue say about Example?",
    ]
    result = await member.click(channel.last_message, label="Who controls Example?")
    assert result.ephemeral
    assert "Said by **Red Army**" in text(result.response)


async def test_moderators_get_their_part_on_a_button(env, house):
    await join(env, house)
    (channel,) = [c for c in house.channels.values() if c.last_message]
    member = house.add_member(env.create_user("member"))
    assert "/fact add" not in text(channel.last_message)
    result = await member.click(channel.last_message, label="For moderators")
    assert result.ephemeral
    assert "/fact add" in text(result.response)
