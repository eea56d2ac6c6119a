"""A change as one line in the log channel, with a button to undo it."""

from __future__ import annotations

from typing import Any

from discord.ui import LayoutView, Section, TextDisplay

from bot.cards.layout import SUMMARY
from bot.cards.moderator_actions import Undo
from bot.strings import editing as strings
from bot.text.escape import escape
from knowledge.editing.change_text import summary
from knowledge.history.revisions import Revision


def audit_card(revision: Revision) -> LayoutView:
    """Return the line about `revision`. It pings nobody: names are plain text."""
    line: Section[Any] = Section(
        TextDisplay(escape(summary(revision), SUMMARY)), accessory=Undo(revision.number).button(strings.UNDO)
    )
    return LayoutView(timeout=None).add_item(line)
