"""The simulated server of the preview: its people, the mentions that they type, and its time."""

import asyncio
import time
from datetime import UTC, datetime

import pytest
from simcord import Env

from bot.cli.run import make_bot
from bot.preview.clock import keep_time
from bot.preview.server import build_server, show
from bot.settings import read_settings


@pytest.fixture
async def world(tmp_path):
    """Return a running server with the bot, its channel, and its people."""
    bot = make_bot(read_settings(_env_file=None, data_dir=tmp_path))
    env = Env(bot, shard_count=1)
    env.backend.edit_bot_profile("OnRecord")
    channel, people = build_server(env)
    await env.start()
    yield env, channel, people
    await env.shutdown()
    await bot.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("@OnRecord who controls Soledar?", "<@{bot}> who controls Soledar?"),
        ("hey @onrecord, who controls Soledar?", "hey <@{bot}>, who controls Soledar?"),
        ("write to me@onrecords.example", "write to me@onrecords.example"),
        ("who controls Soledar?", "who controls Soledar?"),
    ],
)
async def test_the_typed_name_of_the_bot_is_a_mention(world, typed, meant):
    env, channel, (member, *_) = world
    sent = await member.send(channel, typed)
    assert sent.content == meant.format(bot=env.bot.user.id)


async def test_the_moderator_may_manage_messages_and_the_admin_the_server_too(world):
    env, _, people = world
    members = [await env.bot.get_guild(env.guild.id).fetch_member(person.id) for person in people]
    assert [member.guild_permissions.manage_messages for member in members] == [False, True, True]
    assert [member.guild_permissions.manage_guild for member in members] == [False, False, True]


async def test_ids_are_the_same_in_every_preview(world, tmp_path):
    """The data of an earlier preview is kept under the ids of its server and its people."""
    env, channel, people = world
    again = Env(make_bot(read_settings(_env_file=None, data_dir=tmp_path)), shard_count=1)
    again.backend.edit_bot_profile("OnRecord")
    channel_again, people_again = build_server(again)
    ids = (env.bot.application_id, env.guild.id, channel.id, *(person.id for person in people))
    assert ids == (
        again.backend.application_id,
        again.guild.id,
        channel_again.id,
        *(person.id for person in people_again),
    )


async def test_time_runs(world):
    env, channel, people = world
    async with env.preview(channel, viewers=people, layout="channel") as page:
        before, started = env.now(), time.perf_counter()
        keeping = asyncio.create_task(keep_time(env, page))
        await asyncio.sleep(2.5)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
    passed = (env.now() - before).total_seconds()
    assert 1 < passed < time.perf_counter() - started + 0.1


async def test_it_starts_at_the_present(tmp_path):
    addresses = asyncio.Queue()
    bot = make_bot(read_settings(_env_file=None, data_dir=tmp_path))
    showing = asyncio.create_task(show(bot, 0, addresses.put_nowait))
    async with asyncio.timeout(20):
        await addresses.get()
        welcome = [message async for message in bot.guilds[0].text_channels[0].history()]
    showing.cancel()
    await asyncio.gather(showing, return_exceptions=True)
    assert abs((welcome[0].created_at - datetime.now(UTC)).total_seconds()) < 30
