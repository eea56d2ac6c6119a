"""`/gap`: questions that people ask and the source doesn't answer, with what to say instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from discord import app_commands

from bot.app import Interaction
from bot.moderating.autocomplete import FactChoice, GapChoice, RemovedGapChoice, phrasing_choices
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import EntryGroup, Reason, Words, phrasing_edit
from bot.moderating.fact_forms import answer_form
from bot.moderating.form import Fields, Form, Look, with_reason
from bot.strings import commands as strings
from bot.strings import forms
from knowledge.editing.edit import Edit
from knowledge.editing.gaps import AddGap, EditGap
from knowledge.editing.parsing import facts_called
from knowledge.model.base import Base
from knowledge.model.entries import Gap
from knowledge.model.refs import Kind, Ref
from knowledge.model.same_text import text_key

AnyFact = app_commands.Transform[str, FactChoice]
AnyGap = app_commands.Transform[str, GapChoice]
RemovedGap = app_commands.Transform[str, RemovedGapChoice]

_Question = Annotated[str, Look(forms.GAP_QUESTION_HINT)]
_Note = Annotated[str, Look(forms.NOTE_HINT, long=True)]
_See = Annotated[str, Look(forms.SEE_HINT, long=True, required=False)]


@dataclass(frozen=True)
class NewGapFields(Fields):
    """The form of a gap that isn't there yet."""

    question: _Question = ""
    note: _Note = ""
    phrasings: Annotated[str, Look(forms.PHRASINGS_HINT, long=True, required=False)] = ""
    see: _See = ""


@dataclass(frozen=True)
class GapFields(Fields):
    """A gap's form. Its phrasings can be too many for it, so it takes more of them."""

    question: _Question
    note: _Note
    more_phrasings: Annotated[str, Look(forms.MORE_PHRASINGS_HINT, long=True, required=False)] = ""
    see: _See = ""


class GapCommands(EntryGroup):
    """Commands about gaps."""

    kind = Kind.GAP

    def __init__(self, edit_flow: EditFlow) -> None:
        super().__init__(strings.GAP, edit_flow)

    @app_commands.command(description=strings.GAP_ADD)
    @app_commands.describe(fact=strings.FACT_BESIDE_GAP, reason=strings.REASON)
    async def add(self, interaction: Interaction, fact: AnyFact | None = None, reason: Reason = "") -> None:
        """Open the form of a new gap."""
        fields = NewGapFields(see=_named([fact] if fact else [], self.base(interaction)))
        await self.edit_flow.open(interaction, Form(forms.ADD_GAP, fields, _added, reason))

    @app_commands.command(description=strings.GAP_EDIT)
    @app_commands.describe(gap=strings.WHICH_GAP, fact=strings.FACT_BESIDE_GAP, reason=strings.REASON)
    async def edit(
        self, interaction: Interaction, gap: AnyGap, fact: AnyFact | None = None, reason: Reason = ""
    ) -> None:
        """Open a gap's form, filled in."""
        old, opened = self.entry(interaction, gap), self.opened(interaction)
        assert isinstance(old, Gap)  # noqa: S101  # its kind says so

        def edited(typed: GapFields) -> Edit:
            return EditGap(
                gap=gap,
                question=typed.question,
                note=typed.note,
                more_phrasings=typed.more_phrasings,
                see=typed.see,
                opened=opened,
            )

        see = _named([*old.see, *([fact] if fact else [])], self.base(interaction))
        fields = GapFields(old.question, old.note, see=see)
        await self.edit_flow.open(interaction, Form(forms.EDIT_GAP, fields, edited, reason))

    @app_commands.command(description=strings.GAP_ANSWER)
    @app_commands.describe(gap=strings.WHICH_GAP, reason=strings.REASON)
    async def answer(self, interaction: Interaction, gap: AnyGap, reason: Reason = "") -> None:
        """Open the form that makes a fact of a gap."""
        old = self.base(interaction).gaps_by_id[gap]
        form = answer_form(old, self.edit_flow.editor(interaction).now)
        await self.edit_flow.open(interaction, with_reason(form, reason))

    @app_commands.command(description=strings.GAP_PHRASING)
    @app_commands.describe(
        gap=strings.WHICH_GAP, add=strings.ADD_PHRASING, remove=strings.REMOVE_PHRASING, reason=strings.REASON
    )
    async def phrasing(
        self,
        interaction: Interaction,
        gap: AnyGap,
        add: Words | None = None,
        remove: Words | None = None,
        reason: Reason = "",
    ) -> None:
        """Add or remove a phrasing of a gap."""
        await self.edit_flow.save(interaction, phrasing_edit(Ref(Kind.GAP, gap), add, remove), reason)

    @phrasing.autocomplete("remove")
    async def phrasings(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the phrasings of the gap that was picked."""
        return phrasing_choices(
            self.base(interaction).gaps_by_id.get(await GapChoice().given(interaction) or ""), typed
        )

    @app_commands.command(description=strings.GAP_REMOVE)
    @app_commands.describe(gap=strings.WHICH_GAP, reason=strings.REASON)
    async def remove(self, interaction: Interaction, gap: AnyGap, reason: Reason = "") -> None:
        """Ask whether to remove a gap."""
        await self.ask_to_remove(interaction, gap, reason)

    @app_commands.command(description=strings.GAP_RESTORE)
    @app_commands.describe(gap=strings.WHICH_GAP, reason=strings.REASON)
    async def restore(self, interaction: Interaction, gap: RemovedGap, reason: Reason = "") -> None:
        """Bring a gap back."""
        await self.restore_entry(interaction, gap, reason)

    @app_commands.command(name="list", description=strings.GAP_LIST)
    async def list_(self, interaction: Interaction) -> None:
        """List the gaps."""
        await self.open_list(interaction, 0, turn=False)


def _added(typed: NewGapFields) -> Edit:
    return AddGap(question=typed.question, note=typed.note, phrasings=typed.phrasings, see=typed.see)


def _named(facts: Sequence[str], base: Base) -> str:
    """Name `facts`, given by id, one a line, as the form takes them: by their questions, if those are nobody else's."""
    ids = facts_called(base.facts)
    questions = {id: " ".join(base.facts_by_id[id].question.split()) for id in facts}
    return "\n".join(question if ids[text_key(question)] == id else id for id, question in questions.items())
