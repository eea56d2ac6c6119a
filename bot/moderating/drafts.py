"""Going through the drafts of a base on one private message: keep, edit, dispute, skip, later.

Any number of moderators do that at once. What's left is in the database, and the buttons say which draft they are
about, so a restart or a closed phone loses nothing.
"""

from __future__ import annotations

import discord
from cachetools import TTLCache
from discord.ui import ActionRow, LayoutView
from typing_extensions import override

from bot.app import Interaction
from bot.cards.actions import key
from bot.cards.drafts import Last, done_card, draft_card, undone_card, yours_card
from bot.cards.edit_result import Typed
from bot.cards.layout import LINE, NAME, Document
from bot.cards.moderator_actions import HandleDraft, OpenDrafts, Step, UndoStep
from bot.moderating.draft_forms import draft_form
from bot.moderating.edit_flow import EditFlow
from bot.moderating.replies import Replies
from bot.platform.delivery import hold, replace, respond, think
from bot.platform.router import Handlers
from bot.strings import drafts as strings
from bot.text.escape import escape
from knowledge.editing.drafts import SkipDraft
from knowledge.editing.errors import EditError
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Revision
from knowledge.history.state import ServerState
from knowledge.model.entries import Draft, Fact
from knowledge.model.refs import Kind, Ref, title

_MODERATORS = 10_000  # whose places are remembered,
_REMEMBERED_SECONDS = 60 * 60  # and for how long
_REVISIONS = 25  # looked through for the draft a moderator handled last


class Drafts:
    """What moderators do with drafts. Rights are checked before: see `rights`."""

    def __init__(self, edit_flow: EditFlow) -> None:
        self._edit_flow = edit_flow
        self._places: TTLCache[tuple[int, int], str] = TTLCache(
            _MODERATORS, _REMEMBERED_SECONDS
        )  # the draft each looks at

    @property
    def handlers(self) -> Handlers:
        """What the buttons on drafts do."""
        return {
            HandleDraft: self.handle,
            OpenDrafts: lambda interaction, _: self.open(interaction),
            UndoStep: self.undo,
        }

    async def open(
        self, interaction: Interaction, note: str = "", *, saved: Revision | None = None, turn: bool = True
    ) -> None:
        """Show the draft the moderator was at, or else the one after what they handled last.

        note, saved: as in `Last`. turn: in place of the message that a button was pressed on
        """
        await (hold(interaction) if turn else think(interaction))
        place = self._places.get(_who(interaction))
        if place not in self._now(interaction).base.drafts_by_id:
            place = self._next(interaction, await self._handled_last(interaction))
        await self._show(interaction, place, note, saved=saved, turn=turn)

    async def handle(self, interaction: Interaction, wanted: HandleDraft) -> None:
        """Do what was pressed, unless someone else was faster: then say so and go on."""
        now = self._now(interaction)
        draft = next((each for each in now.base.drafts if key(each.id) == wanted.draft), None)
        if draft is None:
            gone = (ref.id for ref in now.overlay.overrides if ref.kind is Kind.DRAFT and key(ref.id) == wanted.draft)
            await self.show_gone(interaction, next(gone, ""))
            return
        ref, replies = Ref(Kind.DRAFT, draft.id), InPlace(self, draft.id)
        match wanted.step:
            case Step.SKIP:
                await self._edit_flow.save(interaction, SkipDraft(entry=ref), replies=replies)
            case Step.LATER:
                next_one = self._next(interaction, draft.id)
                note = strings.LATER_AGAIN if next_one == draft.id else ""
                await self._show(interaction, next_one, note)
            case Step.KEEP | Step.EDIT | Step.DISPUTE:
                self._places[_who(interaction)] = draft.id
                await self._edit_flow.open(interaction, draft_form(wanted.step, draft, now.base, replies))

    async def undo(self, interaction: Interaction, wanted: UndoStep) -> None:
        """Undo what was saved last on this message."""
        await self._edit_flow.revert(
            interaction, lambda editor: editor.undo(wanted.revision), replies=InPlace(self, "")
        )

    async def show(self, interaction: Interaction, id: str) -> None:
        """Show a draft again, or the next if it's gone."""
        there = id in self._now(interaction).base.drafts_by_id
        await self._show(interaction, id if there else self._next(interaction, id))

    async def show_gone(self, interaction: Interaction, id: str, typed: Typed | None = None) -> None:
        """Say who handled the draft `id`, and show the next.

        typed: what the moderator wrote about it; it's given back on a message of its own, which the next tap leaves
        """
        await hold(interaction)
        latest = await self._edit_flow.editor(interaction).store.history(Ref(Kind.DRAFT, id), limit=1)
        note = strings.HANDLED_BY_NOBODY
        if latest:
            mine = latest[0].author.id == interaction.user.id
            note = strings.HANDLED_BY_YOU if mine else strings.HANDLED.format(name=escape(latest[0].author.name, NAME))
        await self._show(interaction, self._next(interaction, id), note)
        if typed:
            view, document = yours_card(typed)
            await respond(interaction, view=view, document=document, private=True)

    async def show_saved(self, interaction: Interaction, id: str, recorded: Revision | Proposal) -> None:
        """Say what was saved or proposed about the draft `id`, and show the next; a draft that came back is shown."""
        back = next((each.after for each in recorded.changes if isinstance(each.after, Draft)), None)
        if back is not None:
            await self._show(interaction, back.id, strings.BACK_AGAIN)
            return
        if not id:
            await _replace(interaction, undone_card())
            return
        fact = next((each.after for each in recorded.changes if isinstance(each.after, Fact)), None)
        draft = next((each.before for each in recorded.changes if isinstance(each.before, Draft)), None)
        text = escape(fact.question if fact else title(draft) if draft else "", LINE)
        next_one = self._next(interaction, id)
        if isinstance(recorded, Proposal):
            await self._show(interaction, next_one, strings.PROPOSED.format(number=recorded.number, title=text))
        else:
            answer = escape(fact.answer, LINE) if fact else ""
            note = (strings.KEPT if fact else strings.SKIPPED).format(title=text, answer=answer)
            await self._show(interaction, next_one, note, saved=recorded)

    def _now(self, interaction: Interaction) -> ServerState:
        return self._edit_flow.editor(interaction).now

    def _next(self, interaction: Interaction, id: str) -> str | None:
        """Return the draft after `id`, round and round, rather one that nobody else looks at; None if none is left."""
        ids = [draft.id for draft in self._now(interaction).base.drafts]
        me = _who(interaction)
        others = {at for who, at in self._places.items() if who[0] == me[0] and who != me}
        ahead = [*(each for each in ids if each > id), *(each for each in ids if each <= id)]
        return next((each for each in ahead if each not in others), next(iter(ahead), None))

    async def _handled_last(self, interaction: Interaction) -> str:
        """Return the draft that the moderator kept or skipped last; empty if that's long ago."""
        for revision in await self._edit_flow.editor(interaction).store.history(limit=_REVISIONS):
            handled = [
                each.ref.id for each in revision.changes if isinstance(each.before, Draft) and each.after is None
            ]
            if revision.author.id == interaction.user.id and len(handled) == 1:
                return handled[0]
        return ""

    async def _show(
        self,
        interaction: Interaction,
        id: str | None,
        note: str = "",
        *,
        saved: Revision | None = None,
        turn: bool = True,
    ) -> None:
        base = self._now(interaction).base
        last = Last(note, saved, suggests=interaction.client.settings.language_model is not None)
        if id is None:
            self._places.pop(_who(interaction), None)
            view = done_card(last)
        else:
            self._places[_who(interaction)] = id
            view = draft_card(base.drafts_by_id[id], base, last)
        if turn:
            await _replace(interaction, view)
        else:
            await respond(interaction, view=view, private=True)


class InPlace(Replies):
    """Replies about the draft `id` on the message with the drafts; afterwards, that shows the next one."""

    def __init__(self, drafts: Drafts, id: str) -> None:
        self._drafts = drafts
        self._id = id

    @override
    async def wait(self, interaction: Interaction) -> None:
        await hold(interaction)

    @override
    async def show(self, interaction: Interaction, view: LayoutView, document: Document | None = None) -> None:
        if self._id:
            view.add_item(ActionRow(OpenDrafts().button(strings.BACK)))
        await _replace(interaction, view, document)

    @override
    async def saved(self, interaction: Interaction, recorded: Revision | Proposal, view: LayoutView) -> None:
        await self._drafts.show_saved(interaction, self._id, recorded)

    @override
    async def refused(self, interaction: Interaction, error: EditError, typed: dict[str, str]) -> bool:
        there = self._id in interaction.client.bases.state(interaction.guild_id).base.drafts_by_id
        if self._id and not there:
            await self._drafts.show_gone(interaction, self._id, typed)
        return bool(self._id) and not there

    @override
    async def discarded(self, interaction: Interaction) -> None:
        await self._drafts.show(interaction, self._id)


def _who(interaction: Interaction) -> tuple[int, int]:
    return interaction.guild_id or 0, interaction.user.id


async def _replace(interaction: Interaction, view: LayoutView, document: Document | None = None) -> None:
    """Put a card in place of the one that was pressed, or if that was closed meanwhile, below."""
    try:
        await replace(interaction, view, document)
    except discord.NotFound:
        await respond(interaction, view=view, document=document, private=True)
