"""Forms: what a moderator fills in, and the edit it makes. A form can be opened again with their text in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, Protocol, TypeVar, get_type_hints

import discord
from discord.ui import FileUpload, Label, Modal, TextDisplay, TextInput

from bot.app import Interaction
from bot.cards.edit_result import typed_file
from bot.moderating.given_back import given_back, labelled
from bot.moderating.replies import PRIVATE, Replies
from bot.moderating.rights import check_moderator
from bot.platform.errors import UserError, report_error
from bot.strings import forms as strings
from bot.text.escape import escape, label
from knowledge.editing.edit import Edit
from knowledge.editing.editor import LONGEST_REASON
from knowledge.store.errors import UnavailableError

_LONGEST_INPUT = 4000  # Discord's own limit: a shorter one of ours would silently cut what somebody pastes
_TITLE_LENGTH = 45
_MOST_COMPONENTS = 5  # of a form, on Discord; where there's room, the last one asks for a reason
OPEN_SECONDS = 24 * 60 * 60  # Discord doesn't say if a form is closed: without an end, all would be kept
KNOWN = "form"  # in an interaction's extras once a form of this run has taken it


@dataclass(frozen=True)
class Look:
    """How a field of a form looks; its label is in `strings.forms.LABELS`. upload: it takes a file instead of text."""

    hint: str = ""
    long: bool = False
    required: bool = True
    upload: bool = False


@dataclass(frozen=True)
class Fields:
    """The fields of a form with their texts. Subclasses have a `str` for each, annotated with its `Look`.

    One that takes a file is an `Attachment | None`; it's empty when the form opens again.
    """


F = TypeVar("F", bound=Fields)


@dataclass(frozen=True)
class Form(Generic[F]):
    """A form before it's opened.

    fields: what its fields hold when it opens. edit: makes the edit from what they hold when it's sent
    about: a sentence above the fields, plain text; empty if the fields say it all
    replies: how the moderator hears what became of it. saving: where the edit goes, if it isn't saved as it is
    """

    title: str
    fields: F
    edit: Callable[[F], Edit]
    reason: str = ""
    about: str = ""
    replies: Replies = PRIVATE
    saving: Saving | None = None


def with_reason(form: Form[F], reason: str) -> Form[F]:
    """Return `form` with the `reason` that its command was given."""
    return replace(form, reason=reason)


class Saving(Protocol):
    """Where a form's edit goes."""

    async def save(self, interaction: Interaction, edit: Edit, reason: str = "", form: Form[Any] | None = None) -> None:
        """Save `edit`, or say why that's not possible."""

    async def give_back(self, interaction: Interaction, edit: Edit, form: Form[Any]) -> None:
        """Give the text back because the database doesn't say whether the person may save it."""


class FormModal(Modal, Generic[F]):
    """A form as Discord shows it. Raises `UserError` if a field holds more than Discord shows."""

    def __init__(self, form: Form[F], saving: Saving) -> None:
        super().__init__(title=label(form.title, _TITLE_LENGTH), timeout=OPEN_SECONDS)
        self._form = form
        self._saving = form.saving or saving
        self._typed = given_back(None, form.reason)
        self._inputs: dict[str, TextInput[FormModal[F]] | FileUpload[FormModal[F]]] = {}
        if form.about:
            self.add_item(TextDisplay(escape(form.about)))
        looks = get_type_hints(type(form.fields), include_extras=True)
        for name in (field.name for field in fields(form.fields)):
            (look,) = looks[name].__metadata__
            self._inputs[name] = (
                FileUpload(custom_id=name, required=look.required)
                if look.upload
                else _text_input(name, getattr(form.fields, name), look)
            )
            self.add_item(Label(text=strings.LABELS[name], description=look.hint or None, component=self._inputs[name]))
        self._reason: TextInput[FormModal[F]] | None = None
        if len(self.children) < _MOST_COMPONENTS:
            self._reason = TextInput(
                custom_id="reason", default=form.reason or None, required=False, max_length=LONGEST_REASON
            )
            self.add_item(Label(text=strings.LABELS["reason"], description=strings.REASON_HINT, component=self._reason))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our own bot
        """Save what the form says."""
        interaction.extras[KNOWN] = True
        texts = {name: each.value for name, each in self._inputs.items() if isinstance(each, TextInput)}
        files = {
            name: next(iter(each.values), None) for name, each in self._inputs.items() if isinstance(each, FileUpload)
        }
        reason = self._reason.value if self._reason else self._form.reason
        self._typed = labelled({**texts, "reason": reason})
        form = replace(self._form, fields=replace(self._form.fields, **texts, **files), reason=reason)
        edit = form.edit(form.fields)
        self._typed = given_back(edit, form.reason)
        await form.replies.wait(interaction)  # the database has to say who may moderate by a role, and may be slow
        try:
            await check_moderator(interaction)
        except UnavailableError:
            await self._saving.give_back(interaction, edit, form)
        else:
            await self._saving.save(interaction, edit, form.reason, form)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override]  # a modal's has no item
        """Say what went wrong, and give the text back: the form is closed, so it's nowhere else."""
        document = typed_file(self._typed) if self._typed else None
        await report_error(interaction, error, document)


def _text_input(name: str, text: str, look: Look) -> TextInput[Any]:
    if len(text) > _LONGEST_INPUT:  # a file was imported: nobody can type as much
        raise UserError(strings.TOO_LONG.format(label=strings.LABELS[name]))
    return TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph if look.long else discord.TextStyle.short,
        default=text or None,
        required=look.required,
        max_length=_LONGEST_INPUT,
    )
