"""`python -m bot sync` as a process of its own, against a Discord on this machine's loopback."""

import asyncio
import os
import sys

import pytest

from bot.settings import Settings
from bot.strings.cli import HOW_TO_START, TOKEN_REFUSED
from tests.bot.loopback import discord_on_loopback

# The one thing that differs from `python -m bot sync`: where Discord is.
AT = (
    "import sys, discord.http; discord.http.Route.BASE = sys.argv[1]; "
    "from bot.__main__ import main; sys.exit(main(['sync']))"
)


@pytest.fixture
def settings(tmp_path):
    """The environment of an operator with a token, and a folder of their own for data."""
    ours = {name.upper() for name in Settings.model_fields}
    kept = {key: value for key, value in os.environ.items() if key not in ours}
    return kept | {"DATA_DIR": str(tmp_path / "data"), "DISCORD_TOKEN": "a-token"}


async def sync(settings, address):
    """Run the command with Discord at `address`; return its exit code and what it printed and complained of."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", AT, f"{address}/api"),
        cwd=settings["DATA_DIR"].removesuffix("data"),
        env=settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def test_it_registers_the_commands_changed_or_not_and_says_so(settings):
    async with discord_on_loopback() as discord:
        for _ in range(2):
            code, out, _ = await sync(settings, discord.address)
            assert code == 0
            assert "Restart your Discord app to see them at once." in out


async def test_without_a_token_it_says_how_to_get_one(settings):
    del settings["DISCORD_TOKEN"]
    assert await sync(settings, "http://127.0.0.1:1") == (2, "", f"{HOW_TO_START}\n")


async def test_a_token_that_discord_refuses_is_named(settings):
    async with discord_on_loopback(answers="no") as discord:
        code, _, err = await sync(settings, discord.address)
    assert code == 2
    assert TOKEN_REFUSED in err


async def test_a_discord_that_cannot_be_reached_is_said_to_be(settings):
    code, _, err = await sync(settings, "http://127.0.0.1:1")
    assert code == 1
    assert "Couldn't register the commands with Discord (ClientConnectorError)" in err


async def test_an_error_of_its_own_goes_to_the_log_without_the_token(settings):
    async with discord_on_loopback(answers="nonsense") as discord:
        code, _, err = await sync(settings, discord.address)
    assert code == 1
    assert "unhandled_exception" in err
    assert settings["DISCORD_TOKEN"] not in err


async def test_a_database_that_cannot_be_used_is_named(settings):
    settings["DATABASE_URL"] = "sqlite:////proc/none.sqlite"
    async with discord_on_loopback() as discord:
        code, _, err = await sync(settings, discord.address)
    assert code == 1
    assert "database" in err
