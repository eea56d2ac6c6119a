"""Entries that the pack and the server both changed, one at a time: both versions, and buttons to keep one."""

from __future__ import annotations

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.cards.actions import turns
from bot.cards.edit_result import compared
from bot.cards.layout import AMBER, CHANGE, GREEN, LINE, card, fitted
from bot.cards.moderator_actions import KeepVersion, ListConflicts, Version, conflict_key
from bot.strings import editing as strings
from bot.text.escape import escape
from knowledge.history.overlay import UpstreamConflict
from knowledge.model.base import Base
from knowledge.model.refs import AnyEntry, title

_MOST_LINES = 3  # of each side, so that both fit


def upstream_conflict_card(conflicts: Sequence[UpstreamConflict], page: int, base: Base, opened: int) -> LayoutView:
    """Return the card of conflict number `page`, from 0, or else the last. `opened`: the revision it shows."""
    if not conflicts:
        return card(strings.NO_CONFLICTS, [], GREEN)
    page = min(page, len(conflicts) - 1)
    conflict = conflicts[page]
    entry = conflict.ours or conflict.upstream_now or conflict.upstream_before
    assert entry is not None, "one of the sides has it"  # noqa: S101
    lines = [
        strings.CONFLICT_TITLE.format(place=page + 1, all=len(conflicts), title=escape(title(entry), LINE)),
        strings.BOTH_CHANGED.format(kind=conflict.ref.kind),
        *_side(strings.THE_PACK, conflict, conflict.upstream_now, base),
        *_side(strings.THIS_SERVER, conflict, conflict.ours, base),
    ]
    buttons = [
        KeepVersion(Version.OURS, conflict_key(conflict), opened).button(strings.KEEP_OURS),
        KeepVersion(Version.UPSTREAM, conflict_key(conflict), opened).button(strings.TAKE_THEIRS),
        *turns(page, len(conflicts), ListConflicts),
    ]
    return card(fitted(lines), buttons, AMBER)


def _side(who: str, conflict: UpstreamConflict, after: AnyEntry | None, base: Base) -> list[str]:
    before = conflict.upstream_before
    if after is None:
        return [strings.SIDE_REMOVED.format(who=who)]
    found = [f"- {escape(line, CHANGE)}" for line in compared(before, after, base, conflict.fields)]
    more = [strings.MORE.format(number=len(found) - _MOST_LINES)] if len(found) > _MOST_LINES else []
    did = strings.SIDE_ADDED if before is None else strings.SIDE_CHANGED
    return [did.format(who=who), *found[:_MOST_LINES], *more]
