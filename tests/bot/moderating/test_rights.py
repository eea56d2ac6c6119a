"""Who may moderate: asked at every command, button and form, since messages outlive rights."""

import discord
import pytest_asyncio
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from tests.bot.moderating.forms import NEW, submit_fact
from tests.bot.seen import text
from tests.settings import save_settings

NOT_YOU = "Only moderators can do that: you need the Manage Messages permission. Ask an admin."


@pytest_asyncio.fixture
async def let_through(env, server):
    """Let everyone see `/fact`, as a server's admins can."""
    (command,) = [command for command in await env.bot.tree.fetch_commands() if command.name == "fact"]
    server.set_command_permissions(command.id, {server.default_role: True})


async def test_commands_are_hidden_from_members_by_default(alice, channel):
    assert "fact add" not in alice.available_commands(channel)


async def test_moderators_see_them(mod, channel):
    assert "fact add" in mod.available_commands(channel)


async def test_whoever_discord_lets_through_without_the_right_is_told_what_it_takes(alice, channel, let_through):
    result = await alice.slash(channel, "fact show", fact="population")
    assert result.ephemeral
    assert text(result.response) == NOT_YOU


async def test_a_right_in_one_channel_is_none_to_the_whole_base(env, server, alice, channel, let_through):
    here = Overwrite(alice.id, OverwriteType.MEMBER, allow=discord.Permissions(manage_messages=True).value)
    env.backend.set_overwrite(channel.id, here)
    result = await alice.slash(channel, "fact show", fact="population")
    assert text(result.response) == NOT_YOU


async def test_choices_are_for_those_with_the_right_too(mod, alice, channel, let_through):
    await mod.click((await mod.slash(channel, "fact remove", fact="population")).response, label="Remove")
    assert [choice["value"] for choice in await mod.autocomplete(channel, "fact restore", "fact", "")] == ["population"]
    assert await alice.autocomplete(channel, "fact restore", "fact", "") == []
    assert await alice.autocomplete(channel, "fact undo", "revision", "", fact="population") == []


async def test_choices_that_are_refused_too_late_break_nothing(env, alice, channel, let_through):
    env.inject_error("POST", "/interactions/*", status=404, code=10062)
    assert await alice.autocomplete(channel, "fact restore", "fact", "") == []


async def test_the_sentence_names_the_role_that_the_server_chose(env, server, alice, channel, let_through):
    role = server.create_role("*Fact* checkers")
    await save_settings(env.bot.bases.store(server.id), moderator_role=role.id)
    result = await alice.slash(channel, "fact show", fact="population")
    assert text(result.response) == (
        r"Only moderators can do that: you need the role \*Fact\* checkers or the Manage Messages permission. "
        "Ask an admin."
    )


async def test_who_has_the_role_may_moderate(env, server, channel, let_through):
    role = server.create_role("Fact checkers")
    await save_settings(env.bot.bases.store(server.id), moderator_role=role.id)
    carol = server.add_member(env.create_user("carol"), roles=[role])
    assert "10,000" in text((await carol.slash(channel, "fact show", fact="population")).response)


async def test_a_form_that_was_opened_before_the_right_was_lost_saves_nothing(env, server, mod, channel, town):
    form = await mod.slash(channel, "fact add", speaker="blue")
    _take_rights(env, server, mod)
    result = await submit_fact(mod, form, **NEW)
    assert text(result.response) == NOT_YOU
    assert env.bot.bases.state(server.id).base == town


async def test_a_button_that_was_there_before_the_right_was_lost_does_nothing(env, server, mod, channel, town):
    asked = await mod.slash(channel, "fact remove", fact="population")
    _take_rights(env, server, mod)
    result = await mod.click(asked.response, label="Remove")
    assert text(result.response) == NOT_YOU
    assert env.bot.bases.state(server.id).base == town


async def test_after_a_restart_what_waited_is_said_to_be_over_and_nothing_is_changed(
    env, new_bot, server, mod, channel
):
    asked = await mod.slash(channel, "fact remove", fact="population")
    await env.restart_bot(new_bot())
    result = await mod.click(asked.response, label="Remove")
    assert "Please start again" in text(result.response)
    assert env.bot.bases.state(server.id).revision == 0


def _take_rights(env, server, person):
    env.backend.remove_member_role(server.id, person.id, server.roles["mod"].id)
