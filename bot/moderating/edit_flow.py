"""Saving an edit: says first what it would affect and, if it can't be saved, why. No text is ever lost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from cachetools import TTLCache
from discord.ui import LayoutView

from bot.app import Interaction
from bot.cards import edit_result as cards
from bot.cards.moderator_actions import Discard, DropQuotes, GoAhead, PickEntry, PutOnTop, Reopen, Undo
from bot.cards.proposals import proposed_card
from bot.moderating.form import Form, FormModal
from bot.moderating.given_back import given_back
from bot.moderating.pending import Pending, PendingEdits
from bot.moderating.replies import PRIVATE, Replies
from bot.moderating.rights import check_right_to_save
from bot.moderating.unclear import UnclearCommands
from bot.platform.delivery import respond
from bot.platform.errors import UserError, log_error
from bot.platform.router import Handlers
from bot.strings import editing as strings
from bot.strings.moderating import NOT_HERE
from knowledge.editing.change_text import listing
from knowledge.editing.edit import Edit
from knowledge.editing.editor import Editor, Preview
from knowledge.editing.errors import ConflictError, EditError, NotSavedError
from knowledge.editing.imports import Import
from knowledge.editing.undo import LaterChange, UndoRevision
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Moderator, Revision
from knowledge.servers.bases import ServerBases
from knowledge.store.errors import UnavailableError

_MODERATORS = 1000  # whose last edit is remembered,
_SENT_AGAIN_SECONDS = 10 * 60  # and for how long


class EditFlow:
    """The way of every edit from a command, form or button to a reply. Rights are checked before: see `rights`."""

    def __init__(self, bases: ServerBases) -> None:
        self.bases = bases
        self.pending = PendingEdits()
        self.unclear = UnclearCommands()
        self._one_at_a_time: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()
        self._last_saved: TTLCache[tuple[int, int], tuple[tuple[Edit, str], Revision | Proposal]] = TTLCache(
            _MODERATORS, _SENT_AGAIN_SECONDS
        )

    def editor(self, interaction: Interaction) -> Editor:
        """Return the editor for the interaction's server. Raises `UserError` outside of a server."""
        if interaction.guild_id is None:
            raise UserError(NOT_HERE)
        return Editor(self.bases, interaction.guild_id)

    @property
    def handlers(self) -> Handlers:
        """What the buttons under an edit do."""
        return {
            GoAhead: lambda interaction, wanted: self.go_ahead(interaction, wanted.key),
            PutOnTop: lambda interaction, wanted: self.go_ahead(interaction, wanted.key, on_top_of=wanted.revision),
            DropQuotes: lambda interaction, wanted: self.go_ahead(interaction, wanted.key, drops_quotes=True),
            Discard: lambda interaction, wanted: self.discard(interaction, wanted.key),
            Reopen: lambda interaction, wanted: self.reopen(interaction, wanted.key),
            Undo: lambda interaction, wanted: self.undo(interaction, wanted.revision),
            PickEntry: self.unclear.go_on,
        }

    async def open(self, interaction: Interaction, form: Form[Any]) -> None:
        """Open `form` for the person."""
        await interaction.response.send_modal(FormModal(form, self))

    async def save(
        self,
        interaction: Interaction,
        edit: Edit,
        reason: str = "",
        form: Form[Any] | None = None,
        replies: Replies = PRIVATE,
    ) -> None:
        """Save `edit`, unless it would affect something else: then say what, and let the moderator decide.

        replies: of an edit without a form; a form has its own
        """
        await self._ask_or_save(interaction, self.pending_edit(interaction, edit, reason, form, replies))

    async def _ask_or_save(self, interaction: Interaction, pending: Pending) -> None:
        async with self._one_at_a_time.setdefault((pending.server, pending.person), asyncio.Lock()):
            saved = await self._saved_before(interaction, pending)
            if saved is None:
                await self._ask_or_save_now(interaction, pending)
            else:
                await pending.replies.saved(interaction, *saved)

    async def _saved_before(
        self, interaction: Interaction, pending: Pending
    ) -> tuple[Revision | Proposal, LayoutView] | None:
        """Return what came of a form that's sent again, as after a second tap, and is still as it was saved."""
        last = self._last_saved.get((pending.server, pending.person))
        if pending.form is None or last is None or last[0] != (pending.edit, pending.reason):
            return None
        await pending.replies.wait(interaction)
        recorded, editor = last[1], self.editor(interaction)
        if isinstance(recorded, Proposal):
            now = await editor.store.proposal(recorded.number)
            return None if now is None or now.decision else (recorded, proposed_card(recorded, editor.now.base))
        latest = editor.now.overlay.revision_of
        if any(latest(change.ref) != recorded.number for change in recorded.changes):
            return None
        return recorded, cards.saved_card(recorded, editor.now.base, again=True)

    async def _ask_or_save_now(self, interaction: Interaction, pending: Pending) -> None:
        preview = await self.previewed(interaction, pending)
        if preview is None:
            return
        if preview.warnings:
            key, typed = self._keep_asked(pending), given_back(pending.edit, pending.reason)
            reopen, quotes = pending.form is not None, preview.doubtful_quotes
            shown = cards.warning_card(preview.warnings, typed, key, reopen=reopen, quotes=quotes)
            await pending.replies.show(interaction, *shown)
            return
        await self._save(interaction, pending)

    async def submit(self, interaction: Interaction, edit: Edit, reason: str = "") -> Revision | Proposal:
        """Save or propose `edit` without a reply to the moderator, and announce it. Raises `EditError`."""
        await check_right_to_save(interaction, edit)
        recorded = await self.editor(interaction).submit(edit, person(interaction), reason)
        event = "base_proposed" if isinstance(recorded, Proposal) else "base_changed"
        interaction.client.dispatch(event, interaction.guild_id, recorded)  # whether or not the reply arrives
        return recorded

    async def give_back(self, interaction: Interaction, edit: Edit, form: Form[Any]) -> None:
        """Give back what was typed into `form`, because the database doesn't say whether the person may save it."""
        await self.failed(interaction, NotSavedError(), self.pending_edit(interaction, edit, form.reason, form))

    async def confirm(self, interaction: Interaction, edit: Edit, reason: str, question: str, yes: str) -> None:
        """Ask once whether `edit` is meant, and say what it would affect; of an import, everything it would change.

        question: Markdown. yes: the button's label
        """
        pending = self.pending_edit(interaction, edit, reason)
        preview = await self.previewed(interaction, pending)
        if preview is None:
            return
        changes: list[str] = []
        if isinstance(edit, Import):
            listed = listing(preview.changes, self.editor(interaction).now.base)
            changes = [*edit.notes(preview.changes, self.editor(interaction).now.base), *listed]
        key, quotes = self._keep_asked(pending), preview.doubtful_quotes
        shown = cards.confirm_card(question, yes, preview.warnings, key, changes, quotes=quotes)
        await pending.replies.show(interaction, *shown)

    async def refuse(self, interaction: Interaction, error: EditError, reason: str) -> None:
        """Say why what was sent isn't an edit, and give back the `reason` that came with it."""
        await _show_refused(interaction, error, given_back(None, reason))

    async def go_ahead(
        self, interaction: Interaction, key: str, *, on_top_of: int | None = None, drops_quotes: bool = False
    ) -> None:
        """Save what waits under `key` once the moderator has been told what it affects.

        on_top_of: over the revision it conflicted with. drops_quotes: without the quotes that may not belong there
        """
        pending = await self._waiting(interaction, key)
        if pending is None:
            return
        self.pending.drop(key)
        await pending.replies.wait(interaction)
        if on_top_of is not None:
            pending = replace(pending, edit=replace(pending.edit, over=on_top_of), asked=False)
        if drops_quotes:
            pending = replace(pending, edit=replace(pending.edit, drops_quotes=True))
        await (self._save if pending.asked else self._ask_or_save)(interaction, pending)

    async def reopen(self, interaction: Interaction, key: str) -> None:
        """Open the form of what waits under `key` again, with the moderator's text in it."""
        pending = await self._waiting(interaction, key)
        if pending is not None and pending.form is not None:
            await self.open(interaction, pending.form)

    async def discard(self, interaction: Interaction, key: str) -> None:
        """Forget what waits under `key`."""
        pending = await self._waiting(interaction, key)
        if pending is not None:
            self.pending.drop(key)
            await pending.replies.discarded(interaction)

    async def revert(
        self,
        interaction: Interaction,
        edit: Callable[[Editor], Awaitable[Edit]],
        reason: str = "",
        replies: Replies = PRIVATE,
    ) -> None:
        """Save the edit that `edit` makes from the history, which brings back something earlier, or warn as `save`."""
        await replies.wait(interaction)
        editor = self.editor(interaction)
        try:
            found = await edit(editor)
            later = await editor.later_changes(found) if isinstance(found, UndoRevision) else ()
        except EditError as error:
            await _show_refused(interaction, error, given_back(None, reason))
            return
        if isinstance(found, UndoRevision) and later:
            await self._ask_about_later_changes(interaction, found, later, reason, replies)
        else:
            await self.save(interaction, found, reason, replies=replies)

    async def undo(self, interaction: Interaction, number: int, reason: str = "") -> None:
        """Undo revision `number`, as a new revision."""
        await self.revert(interaction, lambda editor: editor.undo(number), reason)

    async def _ask_about_later_changes(
        self, interaction: Interaction, edit: UndoRevision, later: Sequence[LaterChange], reason: str, replies: Replies
    ) -> None:
        """Name every entry that changed after what's to be undone, and let the moderator decide about them."""
        everything = replace(edit, opened=max(each.latest.number for each in later))
        pending = self.pending_edit(interaction, everything, reason, replies=replies)
        preview = await self.previewed(interaction, pending)
        if preview is None:
            return
        rest = replace(edit, leaving=frozenset(each.ref for each in later))
        keys = [self._keep_asked(pending)]
        if len(later) < len(edit.revision.changes):
            keys.append(self._keep_asked(replace(pending, edit=rest)))
        base = self.editor(interaction).now.base
        shown = cards.later_changes_card(edit.revision, later, preview.warnings, base, keys)
        await replies.show(interaction, *shown)

    async def previewed(self, interaction: Interaction, pending: Pending) -> Preview | None:
        """Return what saving an edit would do; None if it can't be saved, after telling the moderator why."""
        await check_right_to_save(interaction, pending.edit)
        await pending.replies.wait(interaction)
        try:
            return await self.editor(interaction).consider(pending.edit)
        except EditError as error:
            await self.failed(interaction, error, pending)
            return None

    async def _save(self, interaction: Interaction, pending: Pending) -> None:
        try:
            recorded = await self.submit(interaction, pending.edit, pending.reason)
        except EditError as error:
            await self.failed(interaction, error, pending)
            return
        self._last_saved[pending.server, pending.person] = (pending.edit, pending.reason), recorded
        base, kept = self.editor(interaction).now.base, await self._kept(interaction, pending.edit, recorded)
        if isinstance(recorded, Proposal):
            view = proposed_card(recorded, base, kept)
        else:
            suggests = interaction.client.settings.language_model is not None
            view = cards.saved_card(recorded, base, kept, suggests=suggests)
        await pending.replies.saved(interaction, recorded, view)

    async def _kept(self, interaction: Interaction, edit: Edit, recorded: Revision | Proposal) -> tuple[Revision, ...]:
        try:
            return await self.editor(interaction).kept(edit, recorded)
        except UnavailableError as error:
            log_error("merge_not_told", error)  # it's saved all the same
            return ()

    async def failed(self, interaction: Interaction, error: EditError, pending: Pending) -> None:
        """Tell the moderator why an edit wasn't saved, and what they can do."""
        typed = given_back(pending.edit, pending.reason)
        if await pending.replies.refused(interaction, error, typed):
            return
        match error:
            case ConflictError():
                base = self.editor(interaction).now.base
                shown = cards.conflict_card(error, typed, base, self.pending.keep(pending))
            case NotSavedError():
                log_error("save_failed", error)
                shown = cards.not_saved_card(error, typed, self.pending.keep(pending))
            case _:
                key = self.pending.keep(pending) if pending.form is not None else None
                shown = cards.refused_card(error, typed, key, listed=isinstance(pending.edit, Import))
        await pending.replies.show(interaction, *shown)

    def pending_edit(
        self,
        interaction: Interaction,
        edit: Edit,
        reason: str = "",
        form: Form[Any] | None = None,
        replies: Replies = PRIVATE,
    ) -> Pending:
        """Return `edit` as something that waits for the person it comes from. replies: as in `save`."""
        server, moderator = interaction.guild_id, interaction.user.id
        if server is None:
            raise UserError(NOT_HERE)
        return Pending(server, moderator, edit, reason, form, form.replies if form else replies)

    def _keep_asked(self, pending: Pending) -> str:
        """Remember what a moderator is asked about, and return its key."""
        return self.pending.keep(replace(pending, asked=True))

    async def _waiting(self, interaction: Interaction, key: str) -> Pending | None:
        pending = self.pending.get(key, server=interaction.guild_id, person=interaction.user.id)
        if pending is None:
            await respond(interaction, text=strings.EXPIRED, private=True)
        return pending


def person(interaction: Interaction) -> Moderator:
    """Return who `interaction` comes from, as history names them."""
    return Moderator(interaction.user.id, interaction.user.display_name)


async def _show_refused(interaction: Interaction, error: EditError, typed: dict[str, str]) -> None:
    view, document = cards.refused_card(error, typed, None, listed=True)
    await respond(interaction, view=view, document=document, private=True)
