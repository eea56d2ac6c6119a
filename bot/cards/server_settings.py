"""A server's settings, with what an admin has to do in Discord so that they work."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord.ui import LayoutView

from bot.cards.layout import GREEN, NAME, card
from bot.cards.moderator_actions import Undo
from bot.cards.outcome import GREY
from bot.strings import moderating as strings
from bot.strings.editing import UNDO
from bot.text.escape import escape
from bot.text.plural import counted
from knowledge.editing.change_text import FieldChange, field_changes
from knowledge.editing.messages import CHANGED_FIELDS
from knowledge.history.revisions import Change, Revision
from knowledge.model.base import Base
from knowledge.model.server_settings import ServerSettings

_MENTIONS = {CHANGED_FIELDS["moderator_role"]: "<@&{id}>", CHANGED_FIELDS["audit_channel"]: "<#{id}>"}


def settings_card(settings: ServerSettings, guild: discord.Guild, saved: Revision | None = None) -> LayoutView:
    """Return the card. `saved`: the revision that has just changed them."""
    second = strings.SECOND_APPROVAL_ON if settings.second_approval else strings.SECOND_APPROVAL_OFF
    how_to = strings.HOW_TO_SHOW_COMMANDS.format(app=escape(guild.me.name, NAME))
    lines = [
        strings.SETTINGS_SAVED if saved else strings.SETTINGS_TITLE,
        strings.MODERATORS.format(who=_moderators(settings, guild)),
        *([how_to] if settings.moderator_role else []),
        strings.LOG_CHANNEL.format(channel=_log_channel(settings, guild)),
        strings.LIVING_ANSWERS.format(state=_living_answers(settings)),
        strings.SECOND_APPROVAL.format(state=second),
    ]
    buttons = [Undo(saved.number).button(UNDO)] if saved else []
    return card("\n".join(lines), buttons, GREEN if saved else GREY)


def settings_lines(change: Change) -> list[str]:
    """Return what a change of the settings changed as lines of Markdown: roles and channels as Discord shows them."""
    changes = field_changes(change.before, change.after, Base())
    return [
        str(replace(each, before=_mention(each, each.before), after=_mention(each, each.after))) for each in changes
    ]


def _mention(change: FieldChange, value: str | None) -> str | None:
    """Return the id of a role or channel as its mention; other values stay."""
    return value if value is None else _MENTIONS.get(change.field, "{id}").format(id=value)


def _moderators(settings: ServerSettings, guild: discord.Guild) -> str:
    if settings.moderator_role is None:
        return strings.MANAGE_MESSAGES_ONLY
    role = guild.get_role(settings.moderator_role)
    named = strings.THE_ROLE.format(role=escape(role.name, NAME)) if role else strings.DELETED_ROLE
    return strings.ROLE_AND_MANAGE_MESSAGES.format(role=named)


def _log_channel(settings: ServerSettings, guild: discord.Guild) -> str:
    if settings.audit_channel is None:
        return strings.NO_CHANNEL
    channel = guild.get_channel(settings.audit_channel)
    if channel is None:
        return strings.DELETED_CHANNEL
    allowed = channel.permissions_for(guild.me)
    needed = {"View Channel": allowed.view_channel, "Send Messages": allowed.send_messages}
    missing = [name for name, has in needed.items() if not has]
    if not missing:
        return channel.mention
    permissions = missing[0] if len(missing) == 1 else strings.AND.format(one=missing[0], other=missing[1])
    return strings.CANT_POST_THERE.format(channel=channel.mention, permissions=permissions)


def _living_answers(settings: ServerSettings) -> str:
    if not settings.living_answers:
        return strings.LIVING_ANSWERS_OFF
    return strings.LIVING_ANSWERS_ON.format(
        answers=counted(settings.card_number, "answer"), days=counted(settings.card_days, "day")
    )
