"""The state of a base: what is on record, how much of the sources, and what wants attention."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.cards.edit_result import PROBLEMS, Document, card, fits, fitted
from bot.cards.outcome import GREY
from bot.text.escape import escape
from knowledge.editing.status import BaseStatus

_LINE_LENGTH = 300


def status_card(state: BaseStatus) -> tuple[LayoutView, Document | None]:
    """Return the card, and where not every problem fits on it, all of them as a file."""
    lines = ["### The base of this server", *state.figures, "**Coverage**"]
    lines += [f"- {escape(str(coverage), _LINE_LENGTH)}" for coverage in state.coverage] or [
        "No source has paragraphs."
    ]
    if state.upstream_conflicts:
        lines.append(f"**Updates of the pack** {len(state.upstream_conflicts)} to settle: `/base updates`")
    lines.append(f"**What could be better** {len(state.problems) or 'nothing'}")
    problems = [f"- {escape(str(problem), _LINE_LENGTH)}" for problem in state.problems]
    if fits([*lines, *problems]):
        return card("\n".join([*lines, *problems]), [], GREY), None
    lines[-1] += ", all of it in the file"
    document = "\n".join(map(str, state.problems)).encode()
    return card(fitted([*lines, *problems]), [], GREY, PROBLEMS), (PROBLEMS, document)
