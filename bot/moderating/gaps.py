"""`/gap`: questions that people ask and the source is known not to answer, with what to say instead."""

from __future__ import annotations

from collections.abc import Mapping

from discord import app_commands

from bot.app import Interaction
from bot.moderating.autocomplete import GapChoice, phrasing_choices
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import REASON, EntryGroup, Reason, Words
from bot.moderating.form import Field, Form
from bot.platform.errors import UserError
from knowledge.editing.edit import Edit
from knowledge.editing.facts import ChangePhrasings
from knowledge.editing.gaps import AddGap, EditGap
from knowledge.model.entries import Gap
from knowledge.model.refs import Kind, Ref

AnyGap = app_commands.Transform[str, GapChoice]


class GapCommands(EntryGroup):
    """Commands about gaps."""

    kind = Kind.GAP

    def __init__(self, edit_flow: EditFlow) -> None:
        super().__init__("Add, change and remove questions that nothing answers", edit_flow)

    @app_commands.command(description="Add a question that the source does not answer")
    async def add(self, interaction: Interaction) -> None:
        """Open the form of a new gap."""
        form = Form("Add a gap", _fields(ways="phrasings"), _added)
        await self.edit_flow.open(interaction, form)

    @app_commands.command(description="Change a gap")
    @app_commands.describe(gap="Which one", reason=REASON)
    async def edit(self, interaction: Interaction, gap: AnyGap, reason: Reason = "") -> None:
        """Open a gap's form, filled in."""
        old, opened = self.entry(interaction, gap), self.opened(interaction)
        assert isinstance(old, Gap)  # noqa: S101  # its kind says so

        def edited(typed: Mapping[str, str]) -> Edit:
            return EditGap(gap=gap, **typed, opened=opened)

        form = Form("Edit the gap", _fields(old.question, old.note, ways="more_phrasings"), edited, reason)
        await self.edit_flow.open(interaction, form)

    @app_commands.command(description="Add a way to ask for a gap, or take one away")
    @app_commands.describe(gap="Which one", add="A new way to ask for it", remove="One that is no good")
    async def phrasing(
        self, interaction: Interaction, gap: AnyGap, add: Words | None = None, remove: Words | None = None
    ) -> None:
        """Change how a gap can be asked for."""
        if not add and not remove:
            raise UserError("Say which way to ask you want to add, or which to remove.")
        edit = ChangePhrasings(entry=Ref(Kind.GAP, gap), add=add or "", remove=remove or "")
        await self.edit_flow.save(interaction, edit)

    @phrasing.autocomplete("remove")
    async def phrasings(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the other ways to ask for the gap that was picked."""
        return phrasing_choices(
            self.base(interaction).gaps_by_id.get(await GapChoice().given(interaction) or ""), typed
        )

    @app_commands.command(description="Remove a gap")
    @app_commands.describe(gap="Which one", reason=REASON)
    async def remove(self, interaction: Interaction, gap: AnyGap, reason: Reason = "") -> None:
        """Ask whether a gap is to be removed."""
        await self.ask_to_remove(interaction, gap, reason)

    @app_commands.command(name="list", description="All gaps, page by page")
    async def list_(self, interaction: Interaction) -> None:
        """List the gaps."""
        await self.open_list(interaction, 0, turn=False)


def _added(typed: Mapping[str, str]) -> Edit:
    return AddGap(**typed, opened=None)


def _fields(question: str = "", note: str = "", *, ways: str) -> list[Field]:
    return [
        Field("question", "Question", "What people ask", question),
        Field("note", "What to say instead", "Like: The article gives no casualty figures.", note, long=True),
        Field(
            ways,
            "Other ways to ask",
            "One a line. The more ways people ask, the better I find it",
            long=True,
            required=False,
        ),
    ]
