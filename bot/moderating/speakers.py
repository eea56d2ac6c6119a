"""`/speaker`: the people and bodies who say things, by name, role, side and other spellings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from discord import app_commands

from bot.app import Interaction
from bot.moderating.autocomplete import RemovedSpeakerChoice, SpeakerChoice
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import EntryGroup, Reason
from bot.moderating.form import Fields, Form, Look
from bot.strings import commands as strings
from bot.strings import forms
from knowledge.editing.edit import Edit
from knowledge.editing.speakers import AddSpeaker, EditSpeaker
from knowledge.model.entries import Speaker
from knowledge.model.refs import Kind

AnySpeaker = app_commands.Transform[str, SpeakerChoice]
RemovedSpeaker = app_commands.Transform[str, RemovedSpeakerChoice]


@dataclass(frozen=True)
class SpeakerFields(Fields):
    """A speaker's form."""

    name: Annotated[str, Look(forms.NAME_HINT)] = ""
    role: Annotated[str, Look(forms.ROLE_HINT)] = ""
    side: Annotated[str, Look(forms.SIDE_HINT)] = ""
    variants: Annotated[str, Look(forms.VARIANTS_HINT, long=True, required=False)] = ""


class SpeakerCommands(EntryGroup):
    """Commands about speakers."""

    kind = Kind.SPEAKER

    def __init__(self, edit_flow: EditFlow) -> None:
        super().__init__(strings.SPEAKER, edit_flow)

    @app_commands.command(description=strings.SPEAKER_ADD)
    @app_commands.describe(reason=strings.REASON)
    async def add(self, interaction: Interaction, reason: Reason = "") -> None:
        """Open the form of a new speaker."""
        await self.edit_flow.open(interaction, Form(forms.ADD_SPEAKER, SpeakerFields(), _added, reason))

    @app_commands.command(description=strings.SPEAKER_EDIT)
    @app_commands.describe(speaker=strings.WHICH_SPEAKER, reason=strings.REASON)
    async def edit(self, interaction: Interaction, speaker: AnySpeaker, reason: Reason = "") -> None:
        """Open a speaker's form, filled in."""
        old, opened = self.entry(interaction, speaker), self.opened(interaction)
        assert isinstance(old, Speaker)  # noqa: S101  # its kind says so

        def edited(typed: SpeakerFields) -> Edit:
            return EditSpeaker(
                speaker=speaker,
                name=typed.name,
                role=typed.role,
                side=typed.side,
                variants=typed.variants,
                opened=opened,
            )

        fields = SpeakerFields(old.name, old.role, old.side, "\n".join(old.variants))
        await self.edit_flow.open(interaction, Form(forms.EDIT_SPEAKER, fields, edited, reason))

    @app_commands.command(description=strings.SPEAKER_REMOVE)
    @app_commands.describe(speaker=strings.WHICH_SPEAKER, reason=strings.REASON)
    async def remove(self, interaction: Interaction, speaker: AnySpeaker, reason: Reason = "") -> None:
        """Ask whether to remove a speaker."""
        await self.ask_to_remove(interaction, speaker, reason)

    @app_commands.command(description=strings.SPEAKER_RESTORE)
    @app_commands.describe(speaker=strings.WHICH_SPEAKER, reason=strings.REASON)
    async def restore(self, interaction: Interaction, speaker: RemovedSpeaker, reason: Reason = "") -> None:
        """Bring a speaker back."""
        await self.restore_entry(interaction, speaker, reason)

    @app_commands.command(name="list", description=strings.SPEAKER_LIST)
    async def list_(self, interaction: Interaction) -> None:
        """List the speakers."""
        await self.open_list(interaction, 0, turn=False)


def _added(typed: SpeakerFields) -> Edit:
    return AddSpeaker(name=typed.name, role=typed.role, side=typed.side, variants=typed.variants)
