"""The audit channel, from the commands to the line in it."""

import asyncio

import pytest_asyncio

from knowledge.editing.editor import Editor
from knowledge.editing.facts import ChangePhrasings
from knowledge.history.revisions import Moderator
from knowledge.model.refs import Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from tests.bot.moderating.forms import submit
from tests.bot.seen import buttons, text
from tests.settings import save_settings

RENAMED = {"Name": "Red Forces @everyone <@1>"}


@pytest_asyncio.fixture
async def log_channel(env, server):
    """The audit channel of the server."""
    named = server.create_text_channel("changes")
    await save_settings(env.bot.bases.store(server.id), audit_channel=named.id)  # revision 1
    await env.bot.bases.catch_up(server.id)
    return named


def lines(log_channel):
    return [text(message).strip() for message in log_channel.history()]


async def _rename(person, channel, **options):
    form = await person.slash(channel, "speaker edit", speaker="red", **options)
    return await submit(person, form, RENAMED)


async def test_a_change_appears_with_what_it_changed_and_a_button_and_pings_nobody(mod, channel, log_channel):
    await _rename(mod, channel, reason="as they *call* themselves")
    (message,) = log_channel.history()
    assert text(message).strip() == (
        "mod edited the speaker “Red Forces @\u200beveryone \\<@\u200b1>”, revision 2: as they \\*call\\* themselves\n"
        "- name: Red Army → Red Forces @\u200beveryone \\<@\u200b1>"
    )
    assert list(buttons(message)) == ["Undo"]
    assert (message.mentions, message.mention_everyone) == ([], False)


async def test_the_button_takes_the_change_back_and_that_appears_too(env, server, mod, other_mod, channel, log_channel):
    await _rename(mod, channel)
    (message,) = log_channel.history()
    result = await other_mod.click(message, label="Undo")
    assert result.ephemeral
    assert env.bot.bases.state(server.id).base.speakers_by_id["red"].name == "Red Army"
    assert [line.split(" “")[0] for line in lines(log_channel)] == [
        "mod edited the speaker",
        "other undid revision 2",
    ]


async def test_the_button_of_what_changed_again_overwrites_nothing(env, server, mod, channel, log_channel):
    await _rename(mod, channel)
    first, *_ = log_channel.history()
    await submit(mod, await mod.slash(channel, "speaker edit", speaker="red"), {"Name": "Reds of all kinds"})
    result = await mod.click(first, label="Undo")
    assert "would be as before" in text(result.response)
    assert "This change by mod (revision 3) would be lost:\n- name: Red Forces" in text(result.response)
    assert env.bot.bases.state(server.id).base.speakers_by_id["red"].name == "Reds of all kinds"


async def test_who_may_not_moderate_cannot_press_it(env, server, alice, mod, channel, log_channel):
    await _rename(mod, channel)
    (message,) = log_channel.history()
    result = await alice.click(message, label="Undo")
    assert result.ephemeral
    assert "Only moderators can do that" in result.response.content
    assert env.bot.bases.state(server.id).revision == 2


async def test_the_button_works_after_a_restart(env, new_bot, server, mod, channel, log_channel):
    await _rename(mod, channel)
    (message,) = log_channel.history()
    await env.restart_bot(new_bot())
    await mod.click(message, label="Undo")
    assert env.bot.bases.state(server.id).base.speakers_by_id["red"].name == "Red Army"


async def test_imports_removals_and_resets_appear(mod, admin, channel, log_channel):
    file = ("facts.csv", b"question,answer,paragraphs\nWho fled the harbour?,Most fled.,1\n")
    asked = await mod.slash(channel, "base import", file=file, mode="add")
    await mod.click(asked.response, label="Import")
    asked = await mod.slash(channel, "gap remove", gap="weather")
    await mod.click(asked.response, label="Remove")
    form = await admin.slash(channel, "base reset")
    result = await submit(admin, form, {"Type this server's name to confirm": "Test Guild"})
    if "Save anyway" in buttons(result.response):
        await admin.click(result.response, label="Save anyway")
    assert [line.split(", revision")[0] for line in lines(log_channel)] == [
        "mod imported a file \\(add) “Who fled the harbour?”".replace("\\", ""),
        "mod removed the gap “What was the weather?”",
        "admin reset the base to the pack (2 entries)",
    ]


async def test_what_is_refused_does_not_appear(mod, channel, log_channel):
    await mod.slash(channel, "speaker remove", speaker="red")
    assert log_channel.history() == []


async def test_no_line_appears_where_no_channel_is_named(mod, channel):
    before = len(channel.history())
    await _rename(mod, channel)
    assert len(channel.history()) == before


async def test_a_channel_that_is_closed_or_gone_troubles_the_log_alone(env, server, mod, channel, log_channel, capsys):
    await server.me.guild.get_channel(log_channel.id).set_permissions(server.me, send_messages=False)
    result = await _rename(mod, channel)
    assert "Saved and live" in text(result.response)
    assert "audit_line_failed" in capsys.readouterr().out
    await server.me.guild.get_channel(log_channel.id).delete()
    result = await submit(mod, await mod.slash(channel, "speaker edit", speaker="red"), {"Name": "Reds of all kinds"})
    assert "Saved and live" in text(result.response)
    assert "audit_line_failed" in capsys.readouterr().out


async def test_what_the_operator_changes_in_the_terminal_appears_too_and_once(
    env, server, mod, channel, log_channel, town, database_url
):
    await _rename(mod, channel)
    async with open_bases(Search(town), database_url) as terminal:
        for way in ("head count", "how many souls"):
            edit = ChangePhrasings(entry=Ref(Kind.FACT, "population"), add=way)
            await Editor(terminal, server.id, clock=env.now).save(edit, Moderator(0, "the operator"))
    for _ in range(50):  # PostgreSQL's word of it arrives in its own time
        await env.advance_time(1)
        if len(lines(log_channel)) > 2:
            break
        await asyncio.sleep(0.05)
    await env.advance_time(2)
    assert [line.partition(" “")[0] for line in lines(log_channel)] == [
        "mod edited the speaker",
        "the operator changed the ways to ask for the fact",
        "the operator changed the ways to ask for the fact",
    ]


async def test_changed_settings_appear_in_the_channel_that_was_the_log_channel_too(server, admin, channel, log_channel):
    await admin.slash(channel, "settings", card_days=7, reason="too old")
    other = server.create_text_channel("more-changes")
    await admin.slash(channel, "settings", log_channel=other)
    assert lines(log_channel) == [
        "admin changed the settings, revision 2: too old\n- days I correct them: 30 → 7",
        f"admin changed the settings, revision 3\n- log channel: <#{log_channel.id}> → <#{other.id}>",
    ]
    assert lines(other) == lines(log_channel)[1:]
