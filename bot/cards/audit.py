"""A change in the log channel: who did what, field by field in short, with a button to undo it."""

from __future__ import annotations

from typing import Any

from discord.ui import LayoutView, Section, TextDisplay

from bot.cards.edit_result import changed_lines
from bot.cards.layout import SHORT_CHANGE, SUMMARY
from bot.cards.moderator_actions import Undo
from bot.strings import editing as strings
from bot.text.escape import escape
from knowledge.editing.change_text import summary
from knowledge.history.revisions import Revision
from knowledge.model.base import Base

_MOST_CHANGES = 4  # of what it changed; the history has more


def audit_card(revision: Revision, base: Base) -> LayoutView:
    """Return the line about `revision`, and what it changed in short. It pings nobody: names are plain text."""
    return LayoutView(timeout=None).add_item(revision_row(escape(summary(revision), SUMMARY), revision, base))


def revision_row(text: str, revision: Revision, base: Base) -> Section[Any]:
    """Return `text` (Markdown) about a revision with what it changed in short, and a button to undo it."""
    changed = changed_lines(revision, base, SHORT_CHANGE)
    lines = [text, *(f"- {line}" for line in changed[:_MOST_CHANGES])]
    lines += [strings.MORE.format(number=len(changed) - _MOST_CHANGES)] if len(changed) > _MOST_CHANGES else []
    return Section(TextDisplay("\n".join(lines)), accessory=Undo(revision.number).button(strings.UNDO))
