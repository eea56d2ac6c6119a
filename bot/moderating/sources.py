"""`/source`: the articles and links that facts point to."""

from __future__ import annotations

from collections.abc import Mapping

from discord import app_commands

from bot.app import Interaction
from bot.moderating.autocomplete import SourceChoice
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import REASON, EntryGroup, Reason
from bot.moderating.form import Field, Form
from knowledge.editing.edit import Edit
from knowledge.editing.sources import AddSource, EditSource
from knowledge.model.entries import Source
from knowledge.model.refs import Kind

AnySource = app_commands.Transform[str, SourceChoice]


class SourceCommands(EntryGroup):
    """Commands about sources."""

    kind = Kind.SOURCE

    def __init__(self, edit_flow: EditFlow) -> None:
        super().__init__("Add, change and remove what facts rest on", edit_flow)

    @app_commands.command(description="Add something that facts can rest on")
    async def add(self, interaction: Interaction) -> None:
        """Open the form of a new source."""
        await self.edit_flow.open(interaction, Form("Add a source", _fields(), _added))

    @app_commands.command(description="Change a source")
    @app_commands.describe(source="Which one", reason=REASON)
    async def edit(self, interaction: Interaction, source: AnySource, reason: Reason = "") -> None:
        """Open a source's form, filled in."""
        old, opened = self.entry(interaction, source), self.opened(interaction)
        assert isinstance(old, Source)  # noqa: S101  # its kind says so

        def edited(typed: Mapping[str, str]) -> Edit:
            return EditSource(source=source, **typed, opened=opened)

        await self.edit_flow.open(interaction, Form("Edit the source", _fields(old), edited, reason))

    @app_commands.command(description="Remove a source that no fact rests on")
    @app_commands.describe(source="Which one", reason=REASON)
    async def remove(self, interaction: Interaction, source: AnySource, reason: Reason = "") -> None:
        """Ask whether a source is to be removed."""
        await self.ask_to_remove(interaction, source, reason)

    @app_commands.command(name="list", description="All sources, page by page")
    async def list_(self, interaction: Interaction) -> None:
        """List the sources."""
        await self.open_list(interaction, 0, turn=False)


def _added(typed: Mapping[str, str]) -> Edit:
    return AddSource(**typed, opened=None)


def _fields(old: Source | None = None) -> list[Field]:
    paragraphs = str(old.paragraphs) if old else ""
    as_of = old.as_of.isoformat() if old else ""
    return [
        Field("title", "Title", "As it is to be shown", old.title if old else ""),
        Field("kind", "Kind", "What it is, like: news article", old.kind if old else ""),
        Field("as_of", "As of", "The day as of which it stands: YYYY-MM-DD", as_of),
        Field(
            "paragraphs", "Number of paragraphs", "The headline not counted; empty for none", paragraphs, required=False
        ),
        Field("url", "Link", "Starts with https://; may stay empty", (old.url or "") if old else "", required=False),
    ]
