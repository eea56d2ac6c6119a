"""The history of a server: a row for each revision, with who, when, what and why, and a button to undo it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord.ui import ActionRow, Button, Container, LayoutView, Section, TextDisplay

from bot.cards.edit_result import short_lines
from bot.cards.layout import NAME
from bot.cards.moderator_actions import ListRevisions, Undo
from bot.cards.outcome import GREY
from bot.strings import editing
from bot.strings import moderating as strings
from bot.text.escape import escape
from knowledge.editing.change_text import summary
from knowledge.history.revisions import Revision
from knowledge.model.base import Base

ON_A_PAGE = 4
# Of a revision, so that four of them and their summaries fit into a message:
_MOST_CHANGES = 2  # lines of what it changed
_ATTRIBUTION = 250  # characters of an answer's attribution
_SUMMARY = 250  # characters of who did what


def revision_row(text: str, revision: Revision, base: Base, most: int, attribution: int) -> Section[Any]:
    """Return `text` (Markdown) about a revision, what it changed in short, and a button to undo it.

    most, attribution: as in `short_lines`
    """
    lines = [text, *(f"- {line}" for line in short_lines(revision, base, most, attribution))]
    return Section(TextDisplay("\n".join(lines)), accessory=Undo(revision.number).button(editing.UNDO))


def revisions_card(
    revisions: Sequence[Revision], base: Base, wanted: ListRevisions, filters: Sequence[str], *, more: bool
) -> LayoutView:
    """Return a page of the history, newest first.

    filters: what alone it shows, as plain text. more: whether there are earlier ones
    """
    title = [strings.WHOLE_HISTORY, *(f"-# {escape(text, NAME)}" for text in filters)]
    title += [] if revisions else [strings.NOTHING_IN_HISTORY if filters or wanted.before else strings.NO_REVISIONS]
    container: Container[Any] = Container(TextDisplay("\n".join(title)), accent_colour=GREY)
    for revision in revisions:
        time = revision.at.strftime(strings.TIME)
        text = strings.REVISION_ROW.format(time=time, change=escape(summary(revision), _SUMMARY))
        container.add_item(revision_row(text, revision, base, _MOST_CHANGES, _ATTRIBUTION))
    buttons: list[Button[Any]] = []
    if wanted.before:
        buttons.append(ListRevisions(wanted.person, wanted.entry, 0).button(strings.LATEST))
    if more:
        buttons.append(ListRevisions(wanted.person, wanted.entry, revisions[-1].number).button(strings.EARLIER))
    if buttons:
        container.add_item(ActionRow(*buttons))
    return LayoutView(timeout=None).add_item(container)
