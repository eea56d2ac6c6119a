"""What a newer pack changed in entries that the server changed, too, for its log channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from discord.ui import LayoutView

from bot.cards.edit_result import compared
from bot.cards.layout import AMBER, GREEN, LINE, NAME, SHORT_CHANGE, card, fitted
from bot.strings import editing as strings
from bot.text.escape import escape
from bot.text.plural import counted
from knowledge.history.overlay import UpstreamConflict, UpstreamMerge
from knowledge.history.state import ServerState
from knowledge.model.entries import Fact, Gap
from knowledge.model.refs import AnyEntry, find, title

_MOST_LINES = 3  # of what one entry changed
_MOST_PHRASINGS = 5


def pack_update_card(now: ServerState) -> LayoutView:
    """Return what to tell a server: the conflicts that wait, what follows the newer pack, and what went with it."""
    conflicts, merges = now.upstream_conflicts, now.upstream_merges
    lines = [strings.PACK_UPDATED]
    if conflicts:
        lines.append(strings.PACK_CONFLICTS.format(conflicts=counted(len(conflicts), "conflict")))
        lines += [f"- {_named(conflict, now)}" for conflict in conflicts]
    followed = [each for each in merges if each.now is not None]
    if followed:
        lines += [strings.PACK_FOLLOWED, *(line for each in followed for line in _followed(each, now))]
    removed = [each for each in merges if each.now is None and each.ours is not None]
    if removed:
        lines += [strings.PACK_REMOVED, *(_removed(each, now) for each in removed)]
    return card(fitted(lines), [], AMBER if conflicts else GREEN)


def _named(conflict: UpstreamConflict, now: ServerState) -> str:
    return _title((conflict.ours, conflict.upstream_now, find(now.pack, conflict.ref), conflict.upstream_before))


def _title(versions: Iterable[AnyEntry | None]) -> str:
    return escape(next(title(each) for each in versions if each is not None), LINE)


def _followed(merge: UpstreamMerge, now: ServerState) -> Iterator[str]:
    yield f"- {_title((merge.now,))}"
    changes = compared(merge.ours, merge.now, now.base)
    yield from (f"  - {escape(line, SHORT_CHANGE)}" for line in changes[:_MOST_LINES])


def _removed(merge: UpstreamMerge, now: ServerState) -> str:
    """Return the entry, and the ways to ask for it that were the server's own."""
    before = now.overlay.overrides[merge.ref].upstream
    packs = before.phrasings if isinstance(before, Fact | Gap) else ()
    own = [text for text in merge.ours.phrasings if text not in packs] if isinstance(merge.ours, Fact | Gap) else []
    named = ", ".join(f"“{escape(text, NAME)}”" for text in own[:_MOST_PHRASINGS])
    more = strings.AND_MORE.format(number=len(own) - _MOST_PHRASINGS) if len(own) > _MOST_PHRASINGS else ""
    return f"- {_title((merge.ours,))}" + (f": {named}{more}" if named else "")
