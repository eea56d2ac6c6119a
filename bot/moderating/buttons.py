"""The buttons of moderators' cards. Rights are checked anew at each press; what is done is up to `saving`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import discord

from bot.cards.buttons import KEY, CardButton, key
from bot.moderating.fact_filter import FactFilter
from bot.moderating.rights import check_moderator
from knowledge.models import Dispute
from knowledge.store.entries import Kind, to_json
from knowledge.store.overlay import Update

if TYPE_CHECKING:
    from bot.client import OnRecord

    Interaction = discord.Interaction[OnRecord]

_PENDING = "[0-9a-f]{16}"  # see `pending`


class ModeratorButton(CardButton, template=r"(?!)"):
    """What they share: nobody gets past who may not moderate, any more."""

    async def pressed(self, interaction: Interaction) -> None:
        """Check the right, then do it."""
        await check_moderator(interaction)
        await self.allowed(interaction)

    async def allowed(self, interaction: Interaction) -> None:
        """Do what the button is for."""
        raise NotImplementedError


class GoAheadButton(ModeratorButton, template=rf"go:(?P<key>{_PENDING})"):
    """Saves what waits, in spite of a warning or after a failure."""

    @classmethod
    def of(cls, key: str, label: str, style: discord.ButtonStyle = discord.ButtonStyle.primary) -> Self:
        """Make the button for what waits under `key`."""
        return cls(f"go:{key}", label, style)

    async def allowed(self, interaction: Interaction) -> None:
        """See `Moderation.go_ahead`."""
        await interaction.client.moderation.go_ahead(interaction, self.part("key"))


class OnTopButton(ModeratorButton, template=rf"top:(?P<key>{_PENDING}):(?P<revision>\d{{1,9}})"):
    """Puts the moderator's own text on top of what another saved meanwhile."""

    @classmethod
    def of(cls, key: str, revision: int) -> Self:
        """Make the button for what waits under `key`, over `revision`."""
        return cls(f"top:{key}:{revision}", "Put mine on top", discord.ButtonStyle.danger)

    async def allowed(self, interaction: Interaction) -> None:
        """See `Moderation.go_ahead`."""
        await interaction.client.moderation.go_ahead(
            interaction, self.part("key"), on_top_of=int(self.part("revision"))
        )


class DiscardButton(ModeratorButton, template=rf"drop:(?P<key>{_PENDING})"):
    """Forgets what waits."""

    @classmethod
    def of(cls, key: str, label: str = "Discard mine") -> Self:
        """Make the button for what waits under `key`."""
        return cls(f"drop:{key}", label)

    async def allowed(self, interaction: Interaction) -> None:
        """See `Moderation.discard`."""
        await interaction.client.moderation.discard(interaction, self.part("key"))


class ReopenButton(ModeratorButton, template=rf"form:(?P<key>{_PENDING})"):
    """Opens the form again with the moderator's text in it."""

    @classmethod
    def of(cls, key: str) -> Self:
        """Make the button for what waits under `key`."""
        return cls(f"form:{key}", "Open the form again", discord.ButtonStyle.primary)

    async def allowed(self, interaction: Interaction) -> None:
        """See `Moderation.reopen`."""
        await interaction.client.moderation.reopen(interaction, self.part("key"))


class UndoButton(ModeratorButton, template=r"undo:(?P<revision>\d{1,9})"):
    """Takes a revision back."""

    @classmethod
    def of(cls, revision: int) -> Self:
        """Make the button for a revision."""
        return cls(f"undo:{revision}", "Undo")

    async def allowed(self, interaction: Interaction) -> None:
        """See `Moderation.undo`."""
        await interaction.client.moderation.undo(interaction, int(self.part("revision")))


class OtherSideButton(ModeratorButton, template=rf"side:(?P<fact>{KEY}):(?P<dispute>{KEY})"):
    """Opens the form that puts the other side's statement on record."""

    @classmethod
    def of(cls, fact_id: str, dispute: Dispute) -> Self:
        """Make the button for a dispute of the fact."""
        return cls(
            f"side:{key(fact_id)}:{dispute_key(dispute)}", "Put their side on record", discord.ButtonStyle.primary
        )

    async def allowed(self, interaction: Interaction) -> None:
        """See `FactCommands.open_other_side`."""
        await interaction.client.fact_commands.open_other_side(interaction, self.part("fact"), self.part("dispute"))


class FactListButton(
    ModeratorButton,
    template=rf"facts:(?P<status>[a-z]*):(?P<speaker>{KEY}|):(?P<topic>{KEY}|):(?P<page>\d{{1,4}})",
):
    """Turns to a page of `/fact list`."""

    @classmethod
    def to(cls, wanted: FactFilter, page: int, label: str) -> Self:
        """Make the button for a page, from 0."""
        return cls(f"facts:{wanted.status}:{wanted.speaker}:{wanted.topic}:{page}", label)

    async def allowed(self, interaction: Interaction) -> None:
        """See `FactCommands.open_list`."""
        wanted = FactFilter(self.part("status"), self.part("speaker"), self.part("topic"))
        await interaction.client.fact_commands.open_list(interaction, wanted, int(self.part("page")), turn=True)


class EntryListButton(ModeratorButton, template=r"entries:(?P<kind>speaker|source|gap):(?P<page>\d{1,4})"):
    """Turns to a page of `/speaker list`, `/source list` or `/gap list`."""

    @classmethod
    def to(cls, kind: Kind, page: int, label: str) -> Self:
        """Make the button for a page, from 0, of the entries of one kind."""
        return cls(f"entries:{kind}:{page}", label)

    async def allowed(self, interaction: Interaction) -> None:
        """See `EntryGroup.open_list`."""
        group = interaction.client.entry_commands[Kind(self.part("kind"))]
        await group.open_list(interaction, int(self.part("page")), turn=True)


class HistoryButton(ModeratorButton, template=r"history:(?P<fact>[a-z0-9-]{1,64}):(?P<before>\d{1,9})"):
    """Turns to a fact's earlier revisions."""

    @classmethod
    def to(cls, fact_id: str, before: int, label: str) -> Self:
        """Make the button for the revisions before one."""
        return cls(f"history:{fact_id}:{before}", label)

    async def allowed(self, interaction: Interaction) -> None:
        """See `FactCommands.open_history`."""
        await interaction.client.fact_commands.open_history(
            interaction, self.part("fact"), int(self.part("before")), turn=True
        )


class UpdateListButton(ModeratorButton, template=r"updates:(?P<page>\d{1,4})"):
    """Turns to another update of the pack."""

    @classmethod
    def to(cls, page: int, label: str) -> Self:
        """Make the button for an update, by its place, from 0."""
        return cls(f"updates:{page}", label)

    async def allowed(self, interaction: Interaction) -> None:
        """See `BaseCommands.open_updates`."""
        await interaction.client.base_commands.open_updates(interaction, int(self.part("page")), turn=True)


class SettleButton(
    ModeratorButton, template=rf"settle:(?P<choice>ours|theirs):(?P<update>{KEY}):(?P<opened>\d{{1,9}})"
):
    """Settles an update of the pack, as long as it is the one that was shown."""

    @classmethod
    def of(cls, update: Update, opened: int, label: str, *, theirs: bool = False) -> Self:
        """Make the button for one choice, as things stood at revision `opened`."""
        return cls(f"settle:{'theirs' if theirs else 'ours'}:{update_key(update)}:{opened}", label)

    async def allowed(self, interaction: Interaction) -> None:
        """See `BaseCommands.settle`."""
        await interaction.client.base_commands.settle(
            interaction,
            self.part("update"),
            int(self.part("opened")),
            theirs=self.part("choice") == "theirs",
        )


class ApproveButton(ModeratorButton, template=r"approve:(?P<number>\d{1,9})"):
    """Has a proposal take effect."""

    @classmethod
    def of(cls, number: int) -> Self:
        """Make the button for a proposal."""
        return cls(f"approve:{number}", "Approve", discord.ButtonStyle.success)

    async def allowed(self, interaction: Interaction) -> None:
        """See `Proposals.approve`."""
        await interaction.client.proposals.approve(interaction, int(self.part("number")))


class DeclineButton(ModeratorButton, template=r"decline:(?P<number>\d{1,9})"):
    """Ends a proposal without a change; pressed by who proposed it, it takes it back."""

    @classmethod
    def of(cls, number: int, label: str = "Decline") -> Self:
        """Make the button for a proposal."""
        return cls(f"decline:{number}", label)

    async def allowed(self, interaction: Interaction) -> None:
        """See `Proposals.decline`."""
        await interaction.client.proposals.decline(interaction, int(self.part("number")))


class WholeProposalButton(ModeratorButton, template=r"proposal:(?P<number>\d{1,9})"):
    """Gives all of a proposal that had to be cut to fit its card."""

    @classmethod
    def of(cls, number: int) -> Self:
        """Make the button for a proposal."""
        return cls(f"proposal:{number}", "Show all of it")

    async def allowed(self, interaction: Interaction) -> None:
        """See `Proposals.show_whole`."""
        await interaction.client.proposals.show_whole(interaction, int(self.part("number")))


class ProposalListButton(ModeratorButton, template=r"proposals:(?P<page>\d{1,4})"):
    """Turns to another proposal that waits."""

    @classmethod
    def to(cls, page: int, label: str) -> Self:
        """Make the button for a proposal, by its place, from 0."""
        return cls(f"proposals:{page}", label)

    async def allowed(self, interaction: Interaction) -> None:
        """See `Proposals.open_list`."""
        await interaction.client.proposals.open_list(interaction, int(self.part("page")), turn=True)


def dispute_key(dispute: Dispute) -> str:
    """Return 8 characters that stand for who contests a fact and what they say, wherever it stands by then."""
    return key(f"{dispute.speaker} {dispute.says}")


def update_key(update: Update) -> str:
    """Return 8 characters that stand for an entry and for what the pack says of it now."""
    return key(f"{update.ref} {to_json(update.theirs)}")


BUTTONS = (
    OtherSideButton,
    FactListButton,
    EntryListButton,
    HistoryButton,
    UpdateListButton,
    SettleButton,
    GoAheadButton,
    OnTopButton,
    DiscardButton,
    ReopenButton,
    UndoButton,
    ApproveButton,
    DeclineButton,
    WholeProposalButton,
    ProposalListButton,
)
