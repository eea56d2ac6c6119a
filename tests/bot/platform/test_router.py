"""Pressed buttons reach their handlers, also those that 0.1.0 posted; `moderating/test_buttons.py` has moderators'."""

import pytest
from discord.ui import ActionRow, Button, LayoutView

from bot.cards import actions
from bot.cards.actions import read
from bot.cards.moderator_actions import (
    AcceptEverything,
    AcceptSuggested,
    AskModel,
    DropQuotes,
    HandleDraft,
    ListRevisions,
    OpenDrafts,
    OpenFact,
    OpenGap,
    PasteReply,
    PickEntry,
    PickSuggested,
    ReviewSuggested,
    SkipSuggested,
    SuggestForFact,
    SuggestForGap,
    UndoAllAccepted,
    UndoStep,
)
from bot.platform.router import Actions
from tests.bot.old_ids import OF_MEMBERS, OF_MODERATORS
from tests.bot.seen import buttons, text

OLD_IDS = OF_MEMBERS | OF_MODERATORS
OF_SUGGESTING = {
    SuggestForGap,
    AcceptEverything,
    AcceptSuggested,
    AskModel,
    PasteReply,
    PickSuggested,
    ReviewSuggested,
    SkipSuggested,
    SuggestForFact,
    UndoAllAccepted,
}
OF_DRAFTS = {HandleDraft, OpenDrafts, UndoStep}


@pytest.fixture
def press(env, alice, channel):
    """Press a button of any id on a message of the bot's."""

    async def press(custom_id):
        row = ActionRow(Button(label="Old", custom_id=custom_id))
        message = await env.bot.get_channel(channel.id).send(view=LayoutView(timeout=None).add_item(row))
        message = await env.bot.get_channel(channel.id).fetch_message(message.id)
        result = await alice.click(message, label="Old")
        return result.response or await env.bot.get_channel(channel.id).fetch_message(message.id)

    return press


@pytest.mark.parametrize(("custom_id", "action"), OLD_IDS.items(), ids=OLD_IDS)
def test_an_id_from_0_1_0_still_means_the_same(custom_id, action):
    assert read(custom_id) == action
    assert action.custom_id == custom_id


def test_every_kind_of_button_that_0_1_0_had_is_among_them():
    new = {actions.ShowSource, actions.NoneOfThese, actions.ShowModeratorHelp, PickEntry, *OF_SUGGESTING, *OF_DRAFTS}
    new |= {DropQuotes, ListRevisions, OpenFact, OpenGap}
    assert {type(action) for action in OLD_IDS.values()} == set(actions._ACTIONS.values()) - new


async def test_every_action_has_a_handler(env, server):
    handlers = env.bot.get_cog(Actions.__name__)._handlers
    assert set(handlers) == set(actions._ACTIONS.values())


@pytest.mark.parametrize(
    ("custom_id", "shown"),
    [
        ("fact:4f9edc4d", "About 10,000 people lived in Example."),
        ("pick:80351110224678912:1:4f9edc4d", "About 10,000 people lived in Example."),
        ("whole:0fcd568a", "Here is the full text:"),
        ("list:said:red:0:0", "Red Army"),
        ("list:said::12:1", "the article itself"),
        ("list:disputed::1:1", "disputed"),
        ("list:topic:deadbeef:0:0", "a topic that isn't here any more"),
        ("fact:deadbeef", "That has been taken off the record."),
    ],
)
async def test_a_members_button_from_0_1_0_still_works(press, custom_id, shown):
    assert shown in text(await press(custom_id))


async def test_not_what_i_asked_from_0_1_0_still_offers_others(press):
    offered = await press("other:1:4b8d8a78.4f9edc4d")
    assert "How many people lived in Example?" in buttons(offered)


@pytest.mark.parametrize(
    "custom_id",
    ["", "fact", "fact:", "fact:12345678:1", "fact:XYZ", "pick:me:1:0fcd568a", "settle:mine:0fcd568a:1", "fly:1"],
)
def test_an_id_that_nobody_wrote_means_nothing(custom_id):
    assert read(custom_id) is None
