"""What the pack and the server both changed, one at a time: both versions, and whose is to hold."""

from __future__ import annotations

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.cards.actions import ListConflicts, ResolveConflict, Version, conflict_key, turns
from bot.cards.edit_result import AMBER, GREEN, card, compared, fitted
from bot.text.escape import escape
from knowledge.history.overlay import UpstreamConflict
from knowledge.model.base import Base
from knowledge.model.refs import AnyEntry, title

NOTHING_TO_SETTLE = "There is nothing to settle: this server follows the pack in all that it has not changed itself."
_LINE_LENGTH = 450
_MOST_LINES = 4  # of each side, so that neither leaves no room for the other


def upstream_conflict_card(conflicts: Sequence[UpstreamConflict], page: int, base: Base, opened: int) -> LayoutView:
    """Return the card of conflict number `page`, from 0, or else the last. `opened`: the revision that it shows."""
    if not conflicts:
        return card(NOTHING_TO_SETTLE, [], GREEN)
    page = min(page, len(conflicts) - 1)
    conflict = conflicts[page]
    entry = conflict.ours or conflict.upstream_now or conflict.upstream_before
    assert entry is not None, "one of the sides has it"  # noqa: S101
    lines = [
        f"### Update {page + 1} of {len(conflicts)}: {escape(title(entry), 600)}",
        f"The pack and this server both changed this {conflict.ref.kind}. Until you choose, what the server has holds.",
        *_side("The pack", conflict.upstream_before, conflict.upstream_now, base),
        *_side("This server", conflict.upstream_before, conflict.ours, base),
    ]
    buttons = [
        ResolveConflict(Version.OURS, conflict_key(conflict), opened).button("Keep ours"),
        ResolveConflict(Version.UPSTREAM, conflict_key(conflict), opened).button("Take the pack's"),
    ]
    buttons += turns(page, len(conflicts), ListConflicts)
    return card(fitted(lines), buttons, AMBER)


def _side(who: str, before: AnyEntry | None, after: AnyEntry | None, base: Base) -> list[str]:
    if after is None:
        return [f"**{who}** removed it."]
    found = [escape(line, _LINE_LENGTH) for line in compared(before, after, base)]
    more = [f"- and {len(found) - _MOST_LINES} more"] if len(found) > _MOST_LINES else []
    verb = "added it" if before is None else "changed"
    return [f"**{who}** {verb}", *(f"- {line}" for line in found[:_MOST_LINES]), *more]
