"""`/base history`: every revision of a server, by person and by entry."""

from __future__ import annotations

from bot.app import Interaction
from bot.cards.actions import key
from bot.cards.history import ON_A_PAGE, revisions_card
from bot.cards.moderator_actions import ListRevisions
from bot.moderating.edit_flow import EditFlow
from bot.platform.delivery import hold, replace, respond, think
from bot.platform.errors import UserError
from bot.platform.router import Handlers
from bot.strings import moderating as strings
from knowledge.history.state import ServerState
from knowledge.model.refs import THE_SETTINGS, AnyEntry, Ref, entries_of, title


class History:
    """What moderators see of the history. Rights are checked before: see `rights`."""

    def __init__(self, edit_flow: EditFlow) -> None:
        self._edit_flow = edit_flow

    @property
    def handlers(self) -> Handlers:
        """What the buttons on the history do."""
        return {ListRevisions: lambda interaction, wanted: self.show(interaction, wanted, turn=True)}

    async def open(self, interaction: Interaction, person: int | None, entry: Ref | None) -> None:
        """Show the latest revisions: only those that `person` made or approved, and that changed `entry`, if given."""
        wanted = ListRevisions(person or 0, key(str(entry)) if entry else "", 0)
        await self.show(interaction, wanted, turn=False)

    async def show(self, interaction: Interaction, wanted: ListRevisions, *, turn: bool) -> None:
        """Show what's `wanted` of the history; `turn`: instead of what's shown."""
        await (hold(interaction) if turn else think(interaction))
        editor = self._edit_flow.editor(interaction)
        found = known_entries(editor.now)
        ref = next((ref for ref in found if key(str(ref)) == wanted.entry), None)
        if wanted.entry and ref is None:
            raise UserError(strings.ENTRY_GONE)
        revisions = await editor.store.history(
            ref,
            before=wanted.before or None,
            person=wanted.person or None,
            whole=True,
            limit=ON_A_PAGE + 1,
        )
        shown, filters = revisions[:ON_A_PAGE], []
        if wanted.person:
            names = [each for revision in shown for each in (revision.author, revision.approved_by) if each]
            name = next((each.name for each in names if each.id == wanted.person), strings.THIS_PERSON)
            filters.append(strings.ONLY_BY.format(name=name))
        if ref is not None:
            filters.append(strings.ONLY_ABOUT.format(kind=ref.kind, title=title(found[ref])))
        more = len(revisions) > ON_A_PAGE
        view = revisions_card(shown, editor.now.base, wanted, filters, more=more)
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))


def known_entries(now: ServerState) -> dict[Ref, AnyEntry]:
    """Return everything that revisions may have changed: all entries, those that were removed, and the settings."""
    return {**entries_of(now.base), **now.overlay.removed(now.base), THE_SETTINGS: now.overlay.settings}
