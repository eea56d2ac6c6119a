"""Buttons that lead nowhere: left over from before, or forged by a program."""

import pytest
from discord.ui import ActionRow, Button, LayoutView
from simcord.actors import _component_interaction, _visible_message

from bot.platform.errors import SORRY
from bot.strings.editing import CONFLICT_GONE as STALE
from bot.strings.editing import EXPIRED as OVER
from bot.strings.editing import NOTHING_WAITS
from knowledge.editing.messages import NO_SUCH_PROPOSAL as NONE_SUCH
from tests.bot.old_ids import OF_MODERATORS
from tests.bot.seen import text


@pytest.fixture
def press(env, mod, channel):
    """Press a button of any id that the bot once posted."""

    async def press(custom_id):
        row = ActionRow(Button(label="Old", custom_id=custom_id))
        message = await env.bot.get_channel(channel.id).send(view=LayoutView(timeout=None).add_item(row))
        message = await env.bot.get_channel(channel.id).fetch_message(message.id)
        result = await mod.click(message, label="Old")
        return text(result.followups[-1] if result.followups else result.response or message)

    return press


@pytest.mark.parametrize("custom_id", OF_MODERATORS)
async def test_a_button_from_0_1_0_still_gets_an_answer(press, custom_id):
    assert (await press(custom_id)).strip() not in {"", SORRY}


@pytest.mark.parametrize(
    ("custom_id", "sentence"),
    [
        ("go:0123456789abcdef", OVER),
        ("top:0123456789abcdef:1", OVER),
        ("drop:0123456789abcdef", OVER),
        ("form:0123456789abcdef", OVER),
        ("undo:999999999", "There's no revision 999999999. Pick one from the history."),
        ("undo:0", "There's no revision 0. Pick one from the history."),
        ("approve:999999999", NONE_SUCH),
        ("decline:0", NONE_SUCH),
        ("proposal:1", NONE_SUCH),
        ("proposals:9999", NOTHING_WAITS),
        ("settle:theirs:01234567:0", STALE),
        ("settle:ours:01234567:999999999", STALE),
        ("entries:speaker:9999", "2 speakers\n-# Page 1 of 1"),
        ("updates:9999", "No conflicts"),
        ("facts:disputed:::9999", "2 facts"),
        ("history:no-such-fact:999999999", "Nobody has changed it here"),
    ],
)
async def test_one_that_leads_nowhere_gets_a_sentence_and_changes_nothing(env, server, press, custom_id, sentence):
    assert sentence in await press(custom_id)
    assert env.bot.bases.state(server.id).revision == 0


async def test_one_that_is_not_on_the_message_does_nothing(env, server, mod, channel):
    await mod.slash(channel, "gap phrasing", gap="weather", add="barometer readings")
    shown = await mod.slash(channel, "base status")
    data = {"custom_id": "undo:1", "component_type": 2}
    result = await _component_interaction(mod, _visible_message(mod, shown.response), data)
    assert result.response is None
    assert env.bot.bases.state(server.id).revision == 1
