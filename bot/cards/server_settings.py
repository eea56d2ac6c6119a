"""A server's settings, with what an admin has to do in Discord for them to work."""

from __future__ import annotations

import discord
from discord.ui import LayoutView

from bot.cards.edit_result import GREEN, card
from bot.cards.outcome import GREY
from bot.text.escape import escape
from knowledge.model.server_settings import ServerSettings

HOW_TO_SHOW_COMMANDS = """\
-# Discord shows my moderator commands only to members with Manage Messages. To show them to the role too: \
Server Settings › Integrations › {app}, choose a command such as `/fact`, *Add Roles or Members*, the role. \
Once for each command: `/fact`, `/speaker`, `/source`, `/gap`, `/test`, `/base`."""

_SECOND = (
    "on: changes of disputed facts wait until another moderator approves them, in the audit channel or under "
    "`/base proposals`"
)
_NO_SECOND = "off: changes of disputed facts take effect at once"


def settings_card(settings: ServerSettings, guild: discord.Guild, *, changed: bool) -> LayoutView:
    """Return the card. `changed`: they have just been saved."""
    lines = [
        "### ✓ Saved" if changed else "### How I work on this server",
        f"**Moderators** {_moderators(settings, guild)}",
        *([HOW_TO_SHOW_COMMANDS.format(app=escape(guild.me.name, 100))] if settings.moderator_role else []),
        f"**Audit channel** {_audit(settings, guild)}",
        f"**Living answers** {_living(settings)}",
        f"**Second pair of eyes** {_SECOND if settings.second_approval else _NO_SECOND}",
    ]
    return card("\n".join(lines), [], GREEN if changed else GREY)


def _moderators(settings: ServerSettings, guild: discord.Guild) -> str:
    if settings.moderator_role is None:
        return "members with the permission Manage Messages"
    role = guild.get_role(settings.moderator_role)
    named = f"the role {escape(role.name, 200)}" if role else "a role that is there no more: name another"
    return f"members with the permission Manage Messages, and {named}"


def _audit(settings: ServerSettings, guild: discord.Guild) -> str:
    if settings.audit_channel is None:
        return "none: changes are announced nowhere"
    channel = guild.get_channel(settings.audit_channel)
    if channel is None:
        return "a channel that is there no more: name another"
    allowed = channel.permissions_for(guild.me)
    missing = [
        name
        for name, has in (("View Channel", allowed.view_channel), ("Send Messages", allowed.send_messages))
        if not has
    ]
    lack = f", ⚠ but I cannot write there: give me {' and '.join(missing)}" if missing else ""
    return f"{channel.mention}{lack}"


def _living(settings: ServerSettings) -> str:
    if not settings.living_answers:
        return "off: answers that I posted stay as they are"
    return (
        f"on: of the last {settings.card_days} days, the latest {settings.card_number} answers that I posted "
        "are corrected when their fact changes"
    )
