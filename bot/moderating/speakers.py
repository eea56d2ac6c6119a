"""`/speaker`: who is on record, by name, role, side, and other spellings."""

from __future__ import annotations

from collections.abc import Mapping

from discord import app_commands

from bot.app import Interaction
from bot.moderating.autocomplete import SpeakerChoice
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import REASON, EntryGroup, Reason
from bot.moderating.form import Field, Form
from knowledge.editing.edit import Edit
from knowledge.editing.speakers import AddSpeaker, EditSpeaker
from knowledge.model.entries import Speaker
from knowledge.model.refs import Kind

AnySpeaker = app_commands.Transform[str, SpeakerChoice]


class SpeakerCommands(EntryGroup):
    """Commands about speakers."""

    kind = Kind.SPEAKER

    def __init__(self, edit_flow: EditFlow) -> None:
        super().__init__("Add, change and remove those who are on record", edit_flow)

    @app_commands.command(description="Add somebody who can be on record")
    async def add(self, interaction: Interaction) -> None:
        """Open the form of a new speaker."""
        await self.edit_flow.open(interaction, Form("Add a speaker", _fields(), _added))

    @app_commands.command(description="Change a speaker")
    @app_commands.describe(speaker="Which one", reason=REASON)
    async def edit(self, interaction: Interaction, speaker: AnySpeaker, reason: Reason = "") -> None:
        """Open a speaker's form, filled in."""
        old, opened = self.entry(interaction, speaker), self.opened(interaction)
        assert isinstance(old, Speaker)  # noqa: S101  # its kind says so

        def edited(typed: Mapping[str, str]) -> Edit:
            return EditSpeaker(speaker=speaker, **typed, opened=opened)

        await self.edit_flow.open(interaction, Form("Edit the speaker", _fields(old), edited, reason))

    @app_commands.command(description="Remove a speaker whom no fact needs")
    @app_commands.describe(speaker="Which one", reason=REASON)
    async def remove(self, interaction: Interaction, speaker: AnySpeaker, reason: Reason = "") -> None:
        """Ask whether a speaker is to be removed."""
        await self.ask_to_remove(interaction, speaker, reason)

    @app_commands.command(name="list", description="All speakers, page by page")
    async def list_(self, interaction: Interaction) -> None:
        """List the speakers."""
        await self.open_list(interaction, 0, turn=False)


def _added(typed: Mapping[str, str]) -> Edit:
    return AddSpeaker(**typed, opened=None)


def _fields(old: Speaker | None = None) -> list[Field]:
    variants = "\n".join(old.variants) if old else ""
    return [
        Field("name", "Name", "As it is to be shown", old.name if old else ""),
        Field("role", "Role", "Who or what they are, like: defense ministry of Ukraine", old.role if old else ""),
        Field("side", "Side", "Whom they speak for, like: Ukraine", old.side if old else ""),
        Field(
            "variants",
            "Other spellings",
            "One a line; people find them by these too",
            variants,
            long=True,
            required=False,
        ),
    ]
