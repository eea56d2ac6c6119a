"""`python -m bot` as a process of its own: what it says, what it needs, and how it ends."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager

import pytest

from bot.settings import Settings
from bot.strings.cli import HOW_TO_START
from knowledge import pack
from tests.bot.loopback import discord_on_loopback
from tests.entries import SMALL

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.GabcDE.not-a-real-token-not-a-real-token-0000"

# The one thing that differs from `python -m bot`: where Discord is.
AT = (
    "import sys, discord.http; discord.http.Route.BASE = sys.argv[1]; from bot.__main__ import main; sys.exit(main([]))"
)


@pytest.fixture
def environment(tmp_path):
    """Return the environment variables of a bot of its own: nobody's settings, its data in `tmp_path`."""
    ours = {name.upper() for name in Settings.model_fields}
    return {key: value for key, value in os.environ.items() if key not in ours} | {"DATA_DIR": str(tmp_path / "data")}


@asynccontextmanager
async def python(*arguments, environment, folder):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def ended(process, seconds=20):
    """Wait for the end of `process`; return its code and all that it wrote."""
    async with asyncio.timeout(seconds):
        out, error = await process.communicate()
    return process.returncode, (out + error).decode()


async def until(true, seconds=20):
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  # what it waits for happens in another process
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("arguments", [(), ("run",)])
async def test_without_a_token_it_says_in_three_lines_what_to_do(tmp_path, environment, arguments):
    async with python("-m", "bot", *arguments, environment=environment, folder=tmp_path) as bot:
        assert await ended(bot) == (2, HOW_TO_START + "\n")
    assert len(HOW_TO_START.splitlines()) == 3


async def test_a_wrong_setting_is_named_without_a_traceback(tmp_path, environment):
    async with python("-m", "bot", environment=environment | {"LOG_LEVEL": "loud"}, folder=tmp_path) as bot:
        code, said = await ended(bot)
    assert code == 2
    assert said.startswith("LOG_LEVEL is 'loud'. Expected: ")
    assert len(said.splitlines()) == 1


async def test_a_pack_that_cannot_be_used_is_named_with_its_problems(tmp_path, environment):
    (tmp_path / "pack.toml").write_text('[[facts]]\nid = "x"\n')
    chosen = environment | {"PACK": "pack.toml", "DISCORD_TOKEN": TOKEN}
    async with python("-m", "bot", environment=chosen, folder=tmp_path) as bot:
        code, said = await ended(bot)
    assert code == 2
    assert said.startswith("The pack pack.toml can't be used:\n- ")
    assert "question" in said
    assert "Traceback" not in said


async def test_a_pack_that_could_be_better_is_used_with_a_warning(tmp_path, environment):
    (tmp_path / "pack.toml").write_text(pack.dump(SMALL))
    chosen = environment | {"PACK": "pack.toml", "DISCORD_TOKEN": TOKEN}
    async with (
        discord_on_loopback(answers="no") as discord,
        python("-c", AT, f"{discord.address}/api", environment=chosen, folder=tmp_path) as bot,
    ):
        code, said = await ended(bot)
    assert code == 2
    assert "pack_has_hints" in said
    assert "python -m bot pack check pack.toml" in said
    assert "Discord doesn't accept this DISCORD_TOKEN." in said


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=lambda stop: stop.name)
async def test_it_keeps_a_heartbeat_while_connected_and_a_signal_ends_it_cleanly(tmp_path, environment, stop):
    heartbeat = tmp_path / "data" / "heartbeat"
    chosen = environment | {"DISCORD_TOKEN": TOKEN, "LOG_LEVEL": "debug"}
    async with discord_on_loopback() as discord:
        arguments = ("-c", AT, f"{discord.address}/api")
        async with python(*arguments, environment=chosen, folder=tmp_path) as bot:
            await until(heartbeat.exists)
            assert discord.identified.is_set()
            async with python("-m", "bot", "health", environment=environment, folder=tmp_path) as health:
                assert await ended(health) == (0, "OnRecord is connected to Discord.\n")
            bot.send_signal(stop)
            code, said = await ended(bot)
        await until(lambda: discord.left_with is not None)
    assert code == 0
    assert discord.left_with == 1000
    assert not heartbeat.exists()
    assert "Traceback" not in said
    assert TOKEN not in said


async def test_a_signal_before_it_is_connected_ends_it_too(tmp_path, environment):
    async with discord_on_loopback(answers="nothing") as discord:
        arguments = ("-c", AT, f"{discord.address}/api")
        async with python(*arguments, environment=environment | {"DISCORD_TOKEN": TOKEN}, folder=tmp_path) as bot:
            await until(discord.asked.is_set)
            bot.send_signal(signal.SIGTERM)
            code, said = await ended(bot)
    assert code == 0
    assert "Traceback" not in said


async def test_a_token_that_discord_refuses_is_said_in_words(tmp_path, environment):
    async with discord_on_loopback(answers="no") as discord:
        arguments = ("-c", AT, f"{discord.address}/api")
        async with python(*arguments, environment=environment | {"DISCORD_TOKEN": TOKEN}, folder=tmp_path) as bot:
            code, said = await ended(bot)
    assert code == 2
    assert "Discord doesn't accept this DISCORD_TOKEN." in said
    assert "Traceback" not in said
    assert TOKEN not in said


async def test_without_a_network_it_says_so_and_ends_for_its_supervisor_to_start_it_again(tmp_path, environment):
    arguments = ("-c", AT, "http://127.0.0.1:1/api")  # nothing listens there
    async with python(*arguments, environment=environment | {"DISCORD_TOKEN": TOKEN}, folder=tmp_path) as bot:
        code, said = await ended(bot)
    assert code == 1
    assert "Can't connect to Discord (ClientConnectorError)." in said
    assert "Traceback" not in said


async def test_a_folder_that_cannot_be_written_is_named(tmp_path, environment):
    (tmp_path / "file").touch()
    chosen = environment | {"DISCORD_TOKEN": TOKEN, "DATA_DIR": str(tmp_path / "file" / "data")}
    async with (
        discord_on_loopback(answers="nothing") as discord,
        python("-c", AT, f"{discord.address}/api", environment=chosen, folder=tmp_path) as bot,
    ):
        code, said = await ended(bot)
    assert code == 2
    assert f"Can't write to DATA_DIR ({tmp_path}/file/data): Not a directory." in said
    assert "Traceback" not in said


async def test_an_error_of_its_own_goes_to_the_log_without_the_token(tmp_path, environment):
    async with discord_on_loopback(answers="nonsense") as discord:
        arguments = ("-c", AT, f"{discord.address}/api")
        async with python(*arguments, environment=environment | {"DISCORD_TOKEN": TOKEN}, folder=tmp_path) as bot:
            code, said = await ended(bot)
    assert code == 1
    assert "unhandled_exception" in said
    assert "KeyError: 'username'" in said
    assert TOKEN not in said
