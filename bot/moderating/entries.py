"""What `/speaker`, `/source` and `/gap` share: a list by pages, and removal of what is used no more."""

from __future__ import annotations

from typing import ClassVar

from discord import app_commands

from bot.app import Interaction
from bot.cards.entries import entry_list_card
from bot.moderating.edit_flow import EditFlow
from bot.moderating.group import ModeratorGroup
from bot.platform.delivery import replace, respond
from bot.text.escape import escape
from knowledge.editing.removal import Remove
from knowledge.model.refs import AnyEntry, Kind, Ref, find, title

Reason = app_commands.Range[str, 1, 400]
REASON = "Why; it stands in the history"
Words = app_commands.Range[str, 1, 500]


class EntryGroup(ModeratorGroup):
    """Commands about entries of one `kind`."""

    kind: ClassVar[Kind]

    def __init__(self, description: str, edit_flow: EditFlow) -> None:
        super().__init__(str(self.kind), description, edit_flow)

    def entry(self, interaction: Interaction, id: str) -> AnyEntry:
        """Return the entry that an option, which only takes ids that there are, names."""
        entry = find(self.base(interaction), Ref(self.kind, id))
        assert entry is not None, "the option has looked it up"  # noqa: S101
        return entry

    async def open_list(self, interaction: Interaction, page: int, *, turn: bool) -> None:
        """Show page `page`, from 0, of all entries; `turn` puts it in the place of the page at hand."""
        view = entry_list_card(self.base(interaction), self.kind, page)
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))

    async def ask_to_remove(self, interaction: Interaction, id: str, reason: str) -> None:
        """Ask whether an entry is to be removed, or say what still uses it."""
        edit = Remove(entry=Ref(self.kind, id), opened=self.opened(interaction))
        shown = escape(title(self.entry(interaction, id)))
        await self.edit_flow.confirm(interaction, edit, reason, f"**Remove this {self.kind}?**\n{shown}")
