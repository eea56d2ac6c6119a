"""`/settings`, on a real database."""

import pytest

from bot.strings.moderating import EVERYONE, SET_AND_CLEARED
from knowledge.model.server_settings import ServerSettings
from tests.bot.seen import text
from tests.settings import save_settings


@pytest.fixture
def saved(env, server):
    """The settings as they are saved."""
    return lambda: env.bot.bases.store(server.id).settings()


async def test_without_options_they_are_shown(admin, channel, saved):
    result = await admin.slash(channel, "settings")
    assert result.ephemeral
    shown = text(result.response)
    assert "**Moderators** people with Manage Messages" in shown
    assert "**Log channel** none" in shown
    assert "if a fact changes, I correct it in my latest 1,000 answers, up to 30 days old" in shown
    assert "Integrations" not in shown
    assert await saved() == ServerSettings()


async def test_a_role_is_named_and_the_admin_learns_how_to_show_it_the_commands(env, server, admin, channel, saved):
    role = server.create_role("Fact *checkers*")
    result = await admin.slash(channel, "settings", moderator_role=role)
    shown = text(result.response)
    assert "and the role Fact \\*checkers\\*" in shown
    assert f"Server Settings › Integrations › {env.bot.user.name}" in shown
    assert await saved() == ServerSettings(moderator_role=role.id)


async def test_who_has_the_role_may_moderate_once_discord_shows_them_the_commands(
    env, server, admin, channel, let_through
):
    role = server.create_role("Checkers")
    carol = server.add_member(env.create_user("carol"), roles=[role])
    await let_through("speaker")
    assert "Only moderators" in (await carol.slash(channel, "speaker list")).response.content
    await admin.slash(channel, "settings", moderator_role=role)
    assert "2 speakers" in text((await carol.slash(channel, "speaker list")).response)


async def test_everyone_is_no_moderator(server, admin, channel, saved):
    result = await admin.slash(channel, "settings", moderator_role=server.default_role)
    assert result.response.content == EVERYONE
    assert await saved() == ServerSettings()


async def test_a_channel_is_named_and_one_that_is_closed_to_the_bot_is_warned_of(server, admin, channel, saved):
    result = await admin.slash(channel, "settings", log_channel=channel)
    assert f"**Log channel** <#{channel.id}>\n" in text(result.response)
    closed = server.create_text_channel("closed")
    await server.me.guild.get_channel(closed.id).set_permissions(server.me, send_messages=False)
    result = await admin.slash(channel, "settings", log_channel=closed)
    assert "⚠ but I can't post there: I need Send Messages" in text(result.response)
    assert await saved() == ServerSettings(audit_channel=closed.id)


async def test_what_is_set_stays_until_it_is_cleared(server, admin, channel, saved):
    role = server.create_role("Checkers")
    await admin.slash(channel, "settings", moderator_role=role, log_channel=channel)
    await admin.slash(channel, "settings", card_days=7)
    assert await saved() == ServerSettings(moderator_role=role.id, audit_channel=channel.id, card_days=7)
    await admin.slash(channel, "settings", clear="moderator role")
    await admin.slash(channel, "settings", clear="log channel")
    assert await saved() == ServerSettings(card_days=7)


async def test_the_same_is_not_set_and_cleared_at_once(admin, channel, saved):
    result = await admin.slash(channel, "settings", log_channel=channel, clear="log channel")
    assert result.response.content == SET_AND_CLEARED
    assert await saved() == ServerSettings()


async def test_living_answers_are_turned_off_and_measured(admin, channel, saved):
    result = await admin.slash(channel, "settings", living_answers=False, card_number=50)
    assert "**Living answers** off" in text(result.response)
    assert await saved() == ServerSettings(living_answers=False, card_number=50)


async def test_second_approval_is_turned_on(admin, channel, saved):
    assert "**Second approval** off" in text((await admin.slash(channel, "settings")).response)
    result = await admin.slash(channel, "settings", second_approval=True)
    assert "**Second approval** on: a change to a disputed fact waits" in text(result.response)
    assert await saved() == ServerSettings(second_approval=True)


async def test_what_is_gone_is_said_to_be_gone(env, server, admin, channel):
    await save_settings(env.bot.bases.store(server.id), moderator_role=1, audit_channel=2)
    shown = text((await admin.slash(channel, "settings")).response)
    assert "a deleted role: pick another" in shown
    assert "a deleted channel: pick another" in shown


async def test_moderators_do_not_see_it_and_cannot_call_it_by_hand(mod, channel, let_through, saved):
    assert "settings" not in mod.available_commands(channel)
    await let_through("settings")
    result = await mod.slash(channel, "settings", living_answers=False)
    assert result.response.content == "Only people with the Manage Server permission can do that. Ask an admin."
    assert await saved() == ServerSettings()


async def test_it_does_not_exist_in_direct_messages(env):
    assert "settings" not in env.create_user("carol").available_commands()


async def test_a_change_is_undone_alone_and_asks_where_that_was_changed_again(env, server, admin, channel, saved):
    role = server.create_role("Checkers")
    await admin.slash(channel, "settings", moderator_role=role)
    changed = await admin.slash(channel, "settings", clear="moderator role", card_days=7)
    await admin.slash(channel, "settings", second_approval=True)
    undone = await admin.click(changed.response, label="Undo")
    assert await saved() == ServerSettings(moderator_role=role.id, second_approval=True)
    assert f"moderator role added: <@&{role.id}>" in text(undone.response)
    await admin.slash(channel, "settings", card_days=9)
    asked = await admin.click(undone.response, label="Undo")
    assert "The settings would be as before" in text(asked.response)
    assert "would be lost:\n- days I correct them: 30 → 9" in text(asked.response)
    await admin.click(asked.response, label="Undo everything")
    assert await saved() == ServerSettings(card_days=7, second_approval=True)


async def test_setting_what_is_set_already_changes_nothing(env, server, admin, channel):
    await admin.slash(channel, "settings", card_days=30)
    assert env.bot.bases.state(server.id).revision == 0
