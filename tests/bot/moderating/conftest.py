"""A bot over a real database, and people with and without the right to moderate."""

import discord
import pytest
import pytest_asyncio

from bot.client import OnRecord
from bot.platform.errors import UserError
from knowledge.search import Search
from knowledge.servers.bases import open_bases


@pytest_asyncio.fixture
async def env(simcord_env):
    """The simulated Discord. SimCord counts a `UserError` as an error of the bot's, though people get its sentence."""
    yield simcord_env
    assert [error for error in simcord_env.errors if not isinstance(error, UserError)] == []


@pytest.fixture
def database_url(tmp_path):
    """SQLite alone: `tests/knowledge` holds whatever these screens do on PostgreSQL, too."""
    return f"sqlite+aiosqlite:///{tmp_path / 'onrecord.sqlite3'}"


@pytest_asyncio.fixture
async def new_bot(settings, town, database_url):
    """Make a bot that has not been started; every one of a test has the same database. SimCord closes none of them."""
    made = []

    def make():
        bot = OnRecord(settings, open_bases(Search(town), database_url))
        bot.shard_count = 1  # Discord tells real ones how many to have
        made.append(bot)
        return bot

    yield make
    for bot in made:
        await bot.close()


def _member(env, server, name, **permissions):
    role = server.create_role(name, permissions=discord.Permissions(**permissions))
    return server.add_member(env.create_user(name), roles=[role])


@pytest_asyncio.fixture
async def mod(env, server):
    """A moderator."""
    return _member(env, server, "mod", manage_messages=True)


@pytest_asyncio.fixture
async def other_mod(env, server):
    """Another moderator."""
    return _member(env, server, "other", manage_messages=True)


@pytest_asyncio.fixture
async def admin(env, server):
    """Somebody who manages the server."""
    return _member(env, server, "admin", manage_messages=True, manage_guild=True)


@pytest.fixture(autouse=True)
def only_refusals(env):
    """A `UserError` is a reply and no error; anything else that went wrong fails the test."""
    yield
    assert [error for error in env.errors if not isinstance(error, UserError)] == []


@pytest.fixture
def let_through(env, server):
    """Have Discord let everyone call a command, as a server's admins can."""

    async def everyone(command):
        roots = {each.name: each for each in await env.bot.tree.fetch_commands()}
        server.set_command_permissions(roots[command.split()[0]], {server.default_role: True})

    return everyone
