"""What `/fact`, `/speaker`, `/source` and `/gap` share: phrasings, removal, and lists by pages."""

from __future__ import annotations

from typing import ClassVar

from discord import app_commands

from bot.app import Interaction
from bot.cards.entries import entry_list_card
from bot.moderating.edit_flow import EditFlow
from bot.moderating.group import ModeratorGroup
from bot.platform.delivery import replace, respond
from bot.platform.errors import UserError
from bot.strings import editing, forms
from bot.text.escape import escape
from knowledge.editing.facts import ChangePhrasings
from knowledge.editing.removal import Remove
from knowledge.model.refs import AnyEntry, Kind, Ref, find, title

Reason = app_commands.Range[str, 1, 400]
Words = app_commands.Range[str, 1, 500]


class EntryGroup(ModeratorGroup):
    """Commands about entries of one `kind`."""

    kind: ClassVar[Kind]

    def __init__(self, description: str, edit_flow: EditFlow) -> None:
        super().__init__(str(self.kind), description, edit_flow)

    def entry(self, interaction: Interaction, id: str) -> AnyEntry:
        """Return the entry of the id `id`, which an option has looked up."""
        entry = find(self.base(interaction), Ref(self.kind, id))
        assert entry is not None, "the option has looked it up"  # noqa: S101
        return entry

    async def open_list(self, interaction: Interaction, page: int, *, turn: bool) -> None:
        """Show page `page`, from 0, of all entries; `turn`: instead of the page that the button is on."""
        view = entry_list_card(self.base(interaction), self.kind, page)
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))

    async def ask_to_remove(self, interaction: Interaction, id: str, reason: str) -> None:
        """Ask whether to remove an entry, or say what still uses it."""
        edit = Remove(entry=Ref(self.kind, id), opened=self.opened(interaction))
        question = editing.REMOVE.format(kind=self.kind, title=escape(title(self.entry(interaction, id))))
        await self.edit_flow.confirm(interaction, edit, reason, question, editing.CONFIRM_REMOVE)

    async def restore_entry(self, interaction: Interaction, id: str, reason: str) -> None:
        """Bring a removed entry back."""
        await self.edit_flow.revert(interaction, lambda editor: editor.restore(Ref(self.kind, id)), reason)


def phrasing_edit(entry: Ref, add: str | None, remove: str | None) -> ChangePhrasings:
    """Return the edit that adds or removes a phrasing of `entry`. Raises `UserError` if it does neither."""
    if not add and not remove:
        raise UserError(forms.PHRASING_MISSING)
    return ChangePhrasings(entry=entry, add=add or "", remove=remove or "")
