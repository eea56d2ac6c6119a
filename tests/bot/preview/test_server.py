"""The simulated server of the preview and its people."""

import asyncio
from datetime import UTC, datetime

from simcord import Env

from bot.cli.run import make_bot
from bot.preview.server import build_server, show
from bot.settings import read_settings


async def test_the_moderator_may_manage_messages_and_the_admin_the_server_too(env, server):
    members = [await env.bot.get_guild(server.guild.id).fetch_member(person.id) for person in server.people]
    assert [member.guild_permissions.manage_messages for member in members] == [False, True, True]
    assert [member.guild_permissions.manage_guild for member in members] == [False, False, True]


async def test_ids_are_the_same_in_every_preview(env, server, new_bot):
    """The data of an earlier preview is kept under the ids of its server and its people."""
    again = Env(new_bot(), shard_count=1)
    assert ids(env, server) == ids(again, build_server(again))


def ids(env, server):
    return env.backend.application_id, server.guild.id, server.channel.id, *(person.id for person in server.people)


async def test_it_starts_now_with_a_welcome_and_then_the_introduction(tmp_path):
    announced = asyncio.Queue()
    bot = make_bot(read_settings(_env_file=None, data_dir=tmp_path))
    showing = asyncio.create_task(show(bot, 0, lambda *what: announced.put_nowait(what)))
    async with asyncio.timeout(20):
        address, to_type = await announced.get()
        welcome, introduction = [m async for m in bot.guilds[0].text_channels[0].history(oldest_first=True)]
    showing.cancel()
    await asyncio.gather(showing, return_exceptions=True)
    assert address.startswith("http://127.0.0.1:")
    assert to_type == "@OnRecord Who controls Soledar?"
    assert welcome.author == bot.user
    assert f"Type `{to_type}`" in introduction.content
    assert abs((welcome.created_at - datetime.now(UTC)).total_seconds()) < 30
