"""The state of a base: what's on record, how much of the sources, and suggestions."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.cards.layout import LINE, Document, card, fits, fitted
from bot.cards.outcome import GREY
from bot.strings import moderating as strings
from bot.text.base_status import coverage_text, figures
from bot.text.escape import escape
from bot.text.plural import counted
from knowledge.editing.status import BaseStatus


def status_card(state: BaseStatus) -> tuple[LayoutView, Document | None]:
    """Return the card, and a file with all hints if they don't fit on it."""
    coverage = [escape(coverage_text(each), LINE) for each in state.coverage] or [strings.NO_COVERAGE]
    lines = [strings.STATUS_TITLE, *figures(state)]
    lines += [strings.COVERAGE_LINE.format(coverage=each) for each in coverage]
    if state.upstream_conflicts:
        lines.append(strings.CONFLICTS.format(conflicts=counted(len(state.upstream_conflicts), "conflict")))
    if not state.hints:
        return card("\n".join([*lines, strings.NO_SUGGESTIONS]), [], GREY), None
    number = len(state.hints)
    hints = [f"- {escape(hint, LINE)}" for hint in state.hints]
    shown = [*lines, strings.SUGGESTIONS.format(number=number), *hints]
    if fits(shown):
        return card("\n".join(shown), [], GREY), None
    shown[len(lines)] = strings.SUGGESTIONS_IN_FILE.format(number=number)
    document = (strings.SUGGESTIONS_FILE, "\n".join(state.hints).encode())
    return card(fitted(shown), [], GREY, strings.SUGGESTIONS_FILE), document
