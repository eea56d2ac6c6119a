"""How a moderator reads what became of an edit: in new private messages, unless the edit came from somewhere else."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.app import Interaction
from bot.cards.layout import Document
from bot.platform.delivery import respond, think
from bot.strings import editing as strings
from knowledge.editing.errors import EditError
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Revision


class Replies:
    """The usual way: each reply is a private message of its own. Subclasses reply elsewhere."""

    async def wait(self, interaction: Interaction) -> None:
        """Tell Discord that the reply takes longer."""
        await think(interaction)

    async def show(self, interaction: Interaction, view: LayoutView, document: Document | None = None) -> None:
        """Show what stands in the way of the edit, with what the moderator can do."""
        await respond(interaction, view=view, document=document, private=True)

    async def saved(self, interaction: Interaction, recorded: Revision | Proposal, view: LayoutView) -> None:  # noqa: ARG002  # for subclasses
        """Show that the edit was saved or proposed: `view` says so."""
        await self.show(interaction, view)

    async def refused(self, interaction: Interaction, error: EditError, typed: dict[str, str]) -> bool:  # noqa: ARG002  # for subclasses
        """Return whether this has shown why the edit was refused, with what was `typed`, in a way of its own."""
        return False

    async def discarded(self, interaction: Interaction) -> None:
        """Say that the moderator discarded the edit."""
        await respond(interaction, text=strings.DISCARDED, private=True)


PRIVATE = Replies()
