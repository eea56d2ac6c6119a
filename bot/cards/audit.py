"""A change as one line for everyone who may read the audit channel, with the button that takes it back."""

from __future__ import annotations

from typing import Any

from discord.ui import LayoutView, Section, TextDisplay

from bot.cards.actions import Undo
from bot.text.escape import escape
from knowledge.editing.change_text import summary
from knowledge.history.revisions import Revision

_LINE_LENGTH = 1500


def audit_card(revision: Revision) -> LayoutView:
    """Return the line about `revision`. It pings nobody: names are plain text."""
    line: Section[Any] = Section(
        TextDisplay(escape(summary(revision), _LINE_LENGTH)), accessory=Undo(revision.number).button("Undo")
    )
    return LayoutView(timeout=None).add_item(line)
