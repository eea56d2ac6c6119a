"""`/source`: the articles and links that facts point to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from discord import app_commands

from bot.app import Interaction
from bot.moderating.autocomplete import RemovedSourceChoice, SourceChoice
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import EntryGroup, Reason
from bot.moderating.form import Fields, Form, Look
from bot.strings import commands as strings
from bot.strings import forms
from knowledge.editing.edit import Edit
from knowledge.editing.sources import AddSource, EditSource
from knowledge.model.entries import Source
from knowledge.model.refs import Kind

AnySource = app_commands.Transform[str, SourceChoice]
RemovedSource = app_commands.Transform[str, RemovedSourceChoice]


@dataclass(frozen=True)
class SourceFields(Fields):
    """A source's form."""

    title: Annotated[str, Look(forms.TITLE_HINT)] = ""
    kind: Annotated[str, Look(forms.KIND_HINT)] = ""
    as_of: Annotated[str, Look(forms.SOURCE_DATE_HINT)] = ""
    paragraphs: Annotated[str, Look(forms.PARAGRAPHS_HINT, required=False)] = ""
    url: Annotated[str, Look(forms.URL_HINT, required=False)] = ""


class SourceCommands(EntryGroup):
    """Commands about sources."""

    kind = Kind.SOURCE

    def __init__(self, edit_flow: EditFlow) -> None:
        super().__init__(strings.SOURCE, edit_flow)

    @app_commands.command(description=strings.SOURCE_ADD)
    @app_commands.describe(reason=strings.REASON)
    async def add(self, interaction: Interaction, reason: Reason = "") -> None:
        """Open the form of a new source."""
        await self.edit_flow.open(interaction, Form(forms.ADD_SOURCE, SourceFields(), _added, reason))

    @app_commands.command(description=strings.SOURCE_EDIT)
    @app_commands.describe(source=strings.WHICH_SOURCE, reason=strings.REASON)
    async def edit(self, interaction: Interaction, source: AnySource, reason: Reason = "") -> None:
        """Open a source's form, filled in."""
        old, opened = self.entry(interaction, source), self.opened(interaction)
        assert isinstance(old, Source)  # noqa: S101  # its kind says so
        fields = SourceFields(old.title, old.kind, old.as_of.isoformat(), str(old.paragraphs), old.url or "")

        def edited(typed: SourceFields) -> Edit:
            return EditSource(
                source=source,
                title=typed.title,
                kind=typed.kind,
                as_of=typed.as_of,
                paragraphs=typed.paragraphs,
                url=typed.url,
                opened=opened,
            )

        await self.edit_flow.open(interaction, Form(forms.EDIT_SOURCE, fields, edited, reason))

    @app_commands.command(description=strings.SOURCE_REMOVE)
    @app_commands.describe(source=strings.WHICH_SOURCE, reason=strings.REASON)
    async def remove(self, interaction: Interaction, source: AnySource, reason: Reason = "") -> None:
        """Ask whether to remove a source."""
        await self.ask_to_remove(interaction, source, reason)

    @app_commands.command(description=strings.SOURCE_RESTORE)
    @app_commands.describe(source=strings.WHICH_SOURCE, reason=strings.REASON)
    async def restore(self, interaction: Interaction, source: RemovedSource, reason: Reason = "") -> None:
        """Bring a source back."""
        await self.restore_entry(interaction, source, reason)

    @app_commands.command(name="list", description=strings.SOURCE_LIST)
    async def list_(self, interaction: Interaction) -> None:
        """List the sources."""
        await self.open_list(interaction, 0, turn=False)


def _added(typed: SourceFields) -> Edit:
    return AddSource(title=typed.title, kind=typed.kind, as_of=typed.as_of, paragraphs=typed.paragraphs, url=typed.url)
