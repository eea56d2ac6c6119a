"""Forms: what a moderator fills in, and the edit that it makes. The same form can be opened again with their text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import discord
from discord.ui import Label, Modal, TextDisplay, TextInput

from bot.app import Interaction
from bot.cards.edit_result import YOUR_TEXT
from bot.moderating.rights import check_moderator
from bot.platform.delivery import think
from bot.platform.errors import UserError, report_error
from bot.text.escape import escape, label
from knowledge.editing.edit import Edit, given_back
from knowledge.store.errors import UnavailableError

_LONGEST_INPUT = 4000  # Discord's own limit: a shorter one of ours would cut silently what somebody pastes
_TITLE_LENGTH = 45
OPEN_SECONDS = 24 * 60 * 60  # Discord says nothing of forms that are closed unsent: without an end, all would be kept
KNOWN = "form"  # what stands in an interaction's extras once a form of this run has taken it
TOO_LONG = (
    "that is longer than Discord's forms can show. "
    "Use `/base export`, change it in the file, and `/base import` with the mode update."
)


@dataclass(frozen=True)
class Field:
    """One field. `name` is the edit's, `label` (up to 45 characters) and `hint` (up to 100) are what people read."""

    name: str
    label: str
    hint: str = ""
    text: str = ""
    long: bool = False
    required: bool = True


@dataclass(frozen=True)
class Form:
    """A form before it is opened. `edit` makes the edit from what was typed, by the fields' names.

    about: a sentence above the fields, plain text; none where the fields say it all
    """

    title: str
    fields: Sequence[Field]
    edit: Callable[[Mapping[str, str]], Edit]
    reason: str = ""
    about: str = ""

    def filled(self, typed: Mapping[str, str]) -> Form:
        """Return the form with what was `typed` in it."""
        return replace(self, fields=[replace(field, text=typed[field.name]) for field in self.fields])


class Saving(Protocol):
    """Where the edit of a form goes."""

    async def save(self, interaction: Interaction, edit: Edit, reason: str = "", form: Form | None = None) -> None:
        """Save `edit`, or say what stands in its way."""

    async def give_back(self, interaction: Interaction, edit: Edit, form: Form) -> None:
        """Give the text back where nobody knows whether the person may save it."""


class FormModal(Modal):
    """A form as Discord shows it. Raises `UserError` where more stands in a field than Discord shows."""

    def __init__(self, form: Form, saving: Saving) -> None:
        super().__init__(title=label(form.title, _TITLE_LENGTH), timeout=OPEN_SECONDS)
        self._form = form
        self._saving = saving
        self._typed = given_back(None, form.reason)
        self._inputs: dict[str, TextInput[FormModal]] = {}
        if form.about:
            self.add_item(TextDisplay(escape(form.about)))
        for field in form.fields:
            if len(field.text) > _LONGEST_INPUT:  # a file was imported: nobody can type as much
                raise UserError(f"{field.label}: {TOO_LONG}")
            style = discord.TextStyle.paragraph if field.long else discord.TextStyle.short
            text: TextInput[FormModal] = TextInput(
                custom_id=field.name,
                style=style,
                default=field.text or None,
                required=field.required,
                max_length=_LONGEST_INPUT,
            )
            self._inputs[field.name] = text
            self.add_item(Label(text=field.label, description=field.hint or None, component=text))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our own bot
        """Save what the form says."""
        interaction.extras[KNOWN] = True
        typed = {name: text.value for name, text in self._inputs.items()}
        edit, form = self._form.edit(typed), self._form.filled(typed)
        self._typed = given_back(edit, form.reason)
        await think(interaction)  # who may moderate by a role is asked of the database, which may be slow
        try:
            await check_moderator(interaction)
        except UnavailableError:
            await self._saving.give_back(interaction, edit, form)
        else:
            await self._saving.save(interaction, edit, form.reason, form)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override]  # a modal's has no item
        """Say so in a plain sentence, and give the text back: the form is closed, and it is nowhere else."""
        await report_error(interaction, error, (YOUR_TEXT, self._typed.encode()) if self._typed else None)
