"""`/base start`: an article becomes a server's base, or another source of it; then moderators go through its drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import discord
from discord.ui import LayoutView
from typing_extensions import override

from bot.app import Interaction
from bot.cards.drafts import article_card, cancelled_card, waiting_card
from bot.moderating.attachments import content_of
from bot.moderating.drafts import Drafts, InPlace
from bot.moderating.edit_flow import EditFlow
from bot.moderating.form import Fields, Form, Look, Saving
from bot.moderating.pending import Pending
from bot.moderating.rights import check_admin
from bot.strings import drafts as strings
from bot.strings import forms
from knowledge.editing.edit import Edit
from knowledge.editing.errors import RefusedError
from knowledge.editing.imports import encoding_note
from knowledge.editing.start import StartBase
from knowledge.files.encoding import Text, decode
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Revision
from knowledge.model.base import Base
from knowledge.model.refs import listed
from knowledge.model.validation import BaseError

_Title = Annotated[str, Look(forms.ARTICLE_TITLE_HINT, required=False)]
_AsOf = Annotated[str, Look(forms.ARTICLE_DATE_HINT, required=False)]
_Url = Annotated[str, Look(forms.URL_HINT, required=False)]


@dataclass(frozen=True)
class FileFields(Fields):
    """What an uploaded article may not say about itself."""

    title: _Title = ""
    as_of: _AsOf = ""
    url: _Url = ""


@dataclass(frozen=True)
class ArticleFields(Fields):
    """An article, as a file or pasted."""

    article: Annotated[discord.Attachment | None, Look(forms.ARTICLE_HINT, required=False, upload=True)] = None
    text: Annotated[str, Look(forms.TEXT_HINT, long=True, required=False)] = ""
    title: _Title = ""
    as_of: _AsOf = ""
    url: _Url = ""


class Starting:
    """Takes articles in. Rights to start or go on are checked here."""

    def __init__(self, edit_flow: EditFlow, drafts: Drafts) -> None:
        self.edit_flow = edit_flow
        self._drafts = drafts

    async def open(self, interaction: Interaction, file: discord.Attachment | None) -> None:
        """Go on with the drafts that are left. If there are none, or a `file` is given, open the form of an article."""
        if file is None and self.edit_flow.editor(interaction).now.base.drafts:
            await self._drafts.open(interaction, turn=False)
            return
        await check_admin(interaction)
        fields = FileFields() if file else ArticleFields()
        await self.edit_flow.open(interaction, Form(strings.START_FORM, fields, _edit, saving=_Article(self, file)))

    async def offer(self, interaction: Interaction, pending: Pending, file: discord.Attachment | None) -> None:
        """Show what an article makes, and ask whether it comes instead of everything else or beside it.

        pending: its edit; the text is in `file` if there is one
        """
        edit = pending.edit
        assert isinstance(edit, StartBase)  # noqa: S101  # the form makes no other
        await check_admin(interaction)
        note = ""
        if file is not None:
            pending = replace(pending, form=self._again(pending, file))
            try:
                read = await _text(file)
                edit, note = replace(edit, text=read.text, uploaded=True), encoding_note(read)
            except RefusedError as error:
                await self.edit_flow.failed(interaction, error, pending)
                return
            pending = replace(pending, edit=edit)
        preview = await self.edit_flow.previewed(interaction, pending)
        if preview is None:
            return
        in_place = _InPlace(self._drafts)
        form = replace(pending.form, replies=in_place) if pending.form else None
        revision = self.edit_flow.editor(interaction).now.revision
        only_this, beside = (
            self.edit_flow.pending.keep(replace(pending, edit=each, form=form, replies=in_place, asked=True))
            # What a colleague adds before the button is pressed doesn't go unseen.
            for each in (replace(edit, instead=True, opened=revision), replace(edit, instead=False))
        )
        article = Base.model_validate(listed(each.after for each in preview.changes if each.after is not None))
        now = self.edit_flow.editor(interaction).now.base
        shown = article_card(article, now, only_this, beside, "" if file else edit.text, note)
        await pending.replies.show(interaction, *shown)

    def _again(self, pending: Pending, file: discord.Attachment) -> Form[Any] | None:
        """Return the form that mends what was sent with `file`: the text or another file can take its place."""
        if pending.form is None:
            return None
        sent = pending.form.fields
        fields = ArticleFields(title=sent.title, as_of=sent.as_of, url=sent.url)
        return Form(strings.START_FORM, fields, _edit, saving=_Article(self, file))


@dataclass(frozen=True)
class _Article(Saving):
    """Where the form of an article goes. file: what was sent before, if nothing is pasted or uploaded instead."""

    starting: Starting
    file: discord.Attachment | None

    @override
    async def save(self, interaction: Interaction, edit: Edit, reason: str = "", form: Form[Any] | None = None) -> None:
        uploaded = getattr(form.fields, "article", None) if form else None
        pasted = isinstance(edit, StartBase) and bool(edit.text)
        pending = self.starting.edit_flow.pending_edit(interaction, edit, reason, form)
        await self.starting.offer(interaction, pending, uploaded or (None if pasted else self.file))

    @override
    async def give_back(self, interaction: Interaction, edit: Edit, form: Form[Any]) -> None:
        await self.starting.edit_flow.give_back(interaction, edit, form)


class _InPlace(InPlace):
    """Replies on the message that asked how the article is to be taken in; afterwards, that goes on with the drafts."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__(drafts, "")

    @override
    async def saved(self, interaction: Interaction, recorded: Revision | Proposal, view: LayoutView) -> None:
        if isinstance(recorded, Proposal):
            await self.show(interaction, waiting_card(strings.WAITS.format(number=recorded.number)))
        else:
            await self._drafts.open(interaction, strings.STARTED, saved=recorded)

    @override
    async def discarded(self, interaction: Interaction) -> None:
        await self.show(interaction, cancelled_card())


def _edit(typed: FileFields | ArticleFields) -> Edit:
    text = typed.text if isinstance(typed, ArticleFields) else ""
    return StartBase(text=text, title=typed.title, as_of=typed.as_of, url=typed.url, instead=True)


async def _text(file: discord.Attachment) -> Text:
    """Return the text in `file`. Raises `RefusedError` if it can't be had or read."""
    try:
        return decode(await content_of(file))
    except BaseError as error:
        raise RefusedError(strings.NOT_TEXT) from error
