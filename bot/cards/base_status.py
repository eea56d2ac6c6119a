"""The state of a base: what's on record, how much of the sources, and suggestions."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.cards.layout import LINE, Document, card, fits, fitted
from bot.cards.outcome import GREY
from bot.strings import moderating as strings
from bot.text.base_status import coverage_text, figures, hard_to_find, pack_updates
from bot.text.escape import escape
from knowledge.editing.status import BaseStatus
from knowledge.evaluation.leave_one_out import LeaveOneOut

_MOST_HARD = 5  # facts on the card; the file has all


def status_card(state: BaseStatus, found: LeaveOneOut) -> tuple[LayoutView, Document | None]:
    """Return the card, and a file with all hints and all facts that aren't `found` if they don't fit on it."""
    coverage = [escape(coverage_text(each), LINE) for each in state.coverage] or [strings.NO_COVERAGE]
    lines = [strings.STATUS_TITLE, *figures(state)]
    lines += [strings.COVERAGE_LINE.format(coverage=each) for each in coverage]
    lines += pack_updates(state)
    hard, told = hard_to_find(found)
    number = len(state.hints)
    hints = [f"- {escape(hint, LINE)}" for hint in state.hints]
    suggestions = strings.SUGGESTIONS.format(number=number) if hints else strings.NO_SUGGESTIONS
    shown = [*lines, *told, *(f"- {escape(each, LINE)}" for each in hard), suggestions, *hints]
    if len(hard) <= _MOST_HARD and fits(shown):
        return card("\n".join(shown), [], GREY), None
    some = [f"- {escape(each, LINE)}" for each in hard[:_MOST_HARD]]
    some += [strings.MORE_HARD.format(number=len(hard) - _MOST_HARD)] if len(hard) > _MOST_HARD else []
    in_file = strings.SUGGESTIONS_IN_FILE.format(number=number) if hints else strings.NO_SUGGESTIONS
    content = [*(strings.HARD_IN_FILE.format(fact=each) for each in hard), *state.hints]
    document = (strings.SUGGESTIONS_FILE, "\n".join(content).encode())
    return card(fitted([*lines, *told, *some, in_file, *hints]), [], GREY, strings.SUGGESTIONS_FILE), document
