"""A change in the log channel: who did what, field by field in short, with a button to undo it."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.cards.history import revision_row
from bot.cards.layout import SUMMARY, WHOLE_CHANGE
from bot.text.escape import escape
from knowledge.editing.change_text import summary
from knowledge.history.revisions import Revision
from knowledge.model.base import Base

_MOST_CHANGES = 4  # of what it changed; the history has more


def audit_card(revision: Revision, base: Base) -> LayoutView:
    """Return the line about `revision`, and what it changed in short. It pings nobody: names are plain text."""
    return LayoutView(timeout=None).add_item(
        revision_row(escape(summary(revision), SUMMARY), revision, base, _MOST_CHANGES, WHOLE_CHANGE)
    )
