"""Commands are registered with Discord when they changed, and only then."""

import pytest
from discord import app_commands

from bot.platform.command_sync import publish


def registrations(env):
    return [r for r in env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]


async def test_the_first_start_registers_them(env):
    (request,) = registrations(env)
    assert {command["name"] for command in request.json} >= {"ask", "Ask about this", "said", "disputed", "about"}


async def test_a_start_with_the_same_commands_does_not(env, new_bot):
    await env.restart_bot(new_bot())
    assert len(registrations(env)) == 1


async def test_a_start_with_other_commands_does(env, new_bot):
    changed = new_bot()
    changed.tree.add_command(app_commands.Command(name="new", description="New", callback=new))
    await env.restart_bot(changed)
    assert len(registrations(env)) == 2


async def new(interaction):
    """What another version has."""


async def test_another_application_in_the_same_folder_registers_its_own(env, new_bot, settings):
    (memory,) = settings.data_dir.glob("commands-*")
    memory.rename(memory.with_name("commands-1.sha256"))
    await env.restart_bot(new_bot())
    assert len(registrations(env)) == 2


async def test_on_demand_they_are_registered_whether_they_changed_or_not(env):
    with env.time_context():
        await publish(env.bot)
    assert len(registrations(env)) == 2


async def test_a_refusal_does_not_keep_the_bot_from_starting(env, new_bot, settings, capsys):
    for memory in settings.data_dir.glob("commands-*"):
        memory.unlink()
    env.inject_error("PUT", "/applications/*/commands", status=400, code=50035)
    await env.restart_bot(new_bot())
    assert env.bot.is_ready()
    assert list(settings.data_dir.glob("commands-*")) == []


@pytest.mark.parametrize("content", [b"", b"\xff", b"something else"])
async def test_a_spoilt_memory_only_means_that_they_are_registered_again(env, new_bot, settings, content):
    (memory,) = settings.data_dir.glob("commands-*")
    memory.write_bytes(content)
    await env.restart_bot(new_bot())
    assert len(registrations(env)) == 2


async def test_a_folder_that_cannot_be_written_only_means_that_they_are_registered_again(env, new_bot, settings):
    (memory,) = settings.data_dir.glob("commands-*")
    memory.unlink()
    memory.mkdir()
    await env.restart_bot(new_bot())
    await env.restart_bot(new_bot())
    assert len(registrations(env)) == 3
