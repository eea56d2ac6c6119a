"""`/base suggest`: gets ways to ask from an assistant or a language model, and reviews them on one message."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import discord
from discord.ui import FileUpload, Label, Modal, TextInput

from bot.app import Interaction
from bot.cards.actions import fact_ids, key
from bot.cards.edit_result import typed_file
from bot.cards.moderator_actions import (
    AcceptEverything,
    AcceptSuggested,
    AskModel,
    PasteReply,
    PickSuggested,
    ReviewSuggested,
    SkipSuggested,
    SuggestForFact,
    SuggestForGap,
    UndoAllAccepted,
)
from bot.cards.suggesting import Start, review_card, start_card
from bot.moderating.attachments import content_of
from bot.moderating.edit_flow import EditFlow
from bot.moderating.form import KNOWN, OPEN_SECONDS
from bot.moderating.given_back import labelled
from bot.moderating.rights import check_moderator
from bot.platform.delivery import hold, replace, respond, think
from bot.platform.errors import UserError, log_error, report_error
from bot.platform.router import Handlers
from bot.strings import forms
from bot.strings import suggesting as strings
from bot.text.escape import escape
from bot.text.plural import counted
from knowledge.editing.editor import Editor
from knowledge.editing.errors import EditError, NotSavedError, RefusedError
from knowledge.history.proposals import Proposal
from knowledge.history.revisions import Revision
from knowledge.history.suggested import SuggestedPhrasing
from knowledge.model.refs import Kind, Ref
from knowledge.suggesting.accepting import ACCEPTED, Accept, UndoAccepted, accepted_texts, still_new
from knowledge.suggesting.asking import replies
from knowledge.suggesting.errors import ModelError, ReplyError
from knowledge.suggesting.marking import marked
from knowledge.suggesting.prompt import prompt_file, request
from knowledge.suggesting.reply import Reply, decode, read_reply
from knowledge.suggesting.screening import Screened, dropped_text, screen

MOST_WAITING = 2000  # suggested phrasings of a server
_MOST_REVISIONS = 1000  # that are looked through for what was accepted


class Suggesting:
    """What moderators do with suggested phrasings. Rights are checked before: see `rights`."""

    def __init__(self, edit_flow: EditFlow) -> None:
        self._edit_flow = edit_flow
        self._asking = set[int]()  # servers for which a model is being asked: one request at a time

    @property
    def handlers(self) -> Handlers:
        """What the buttons and the menu on its cards do."""
        return {
            PasteReply: lambda interaction, _: interaction.response.send_modal(ReplyModal(self)),
            AskModel: lambda interaction, _: self.ask(interaction),
            SuggestForFact: lambda interaction, wanted: self.ask(interaction, self._fact(interaction, wanted.fact)),
            SuggestForGap: lambda interaction, wanted: self.ask(interaction, self._gap(interaction, wanted.gap)),
            ReviewSuggested: lambda interaction, wanted: self.review(interaction, wanted.after, turn=wanted.turn),
            AcceptSuggested: lambda interaction, wanted: self.decide(interaction, wanted.first, wanted.last),
            PickSuggested: lambda interaction, wanted: self.decide(
                interaction, wanted.first, wanted.last, _picked(interaction)
            ),
            SkipSuggested: lambda interaction, wanted: self.decide(interaction, wanted.first, wanted.last, ()),
            AcceptEverything: lambda interaction, wanted: self.accept_everything(interaction, wanted.last),
            UndoAllAccepted: lambda interaction, _: self.undo_all(interaction),
        }

    async def open(self, interaction: Interaction) -> None:
        """Show the prompt for an assistant, what waits, and what was accepted."""
        await think(interaction)
        editor = self._edit_flow.editor(interaction)
        base, model = editor.now.base, interaction.client.settings.language_model
        wanted = request(base)
        start = Start(
            prompt=bool(wanted),
            facts=bool(base.facts),
            waiting=len(await _waiting(editor)),
            accepted=accepted_texts(await _revisions(editor), base),
            model=model.name if model else None,
        )
        document = (strings.PROMPT_FILE, prompt_file(base, wanted).encode()) if wanted else None
        await respond(interaction, view=start_card(start), document=document, private=True)

    async def take(self, interaction: Interaction, reply: Reply) -> None:
        """Store what `reply` suggests, and begin to review it."""
        editor = self._edit_flow.editor(interaction)
        await self._store(interaction, screen(reply, editor.now.base, await _known(editor)))

    async def ask(self, interaction: Interaction, only: Ref | None = None) -> None:
        """Ask the operator's model, for one fact or gap if `only` is given, and begin to review what it suggests."""
        model, server = interaction.client.settings.language_model, interaction.guild_id
        if model is None or server is None:
            raise UserError(strings.NO_MODEL)
        if server in self._asking:
            raise UserError(strings.ALREADY_ASKING)
        editor = self._edit_flow.editor(interaction)
        base = editor.now.base
        self._asking.add(server)
        try:
            await think(interaction)
            known, screened, stopped = await _known(editor), Screened(), ""
            try:
                async for reply in replies(model, base, only):
                    screened += screen(reply, base, (*known, *screened.kept))
            except (ModelError, ReplyError) as error:
                if not screened.kept:
                    raise UserError(str(error)) from error
                stopped = strings.STOPPED.format(reason=error)
            await self._store(interaction, screened, stopped)
        finally:
            self._asking.discard(server)

    def _fact(self, interaction: Interaction, fact_key: str) -> Ref:
        found = fact_ids(self._edit_flow.editor(interaction).now.base, [fact_key])
        if not found:
            raise UserError(strings.FACT_GONE)
        return Ref(Kind.FACT, found[0])

    def _gap(self, interaction: Interaction, gap_key: str) -> Ref:
        gaps = self._edit_flow.editor(interaction).now.base.gaps
        found = next((gap.id for gap in gaps if key(gap.id) == gap_key), None)
        if found is None:
            raise UserError(strings.GAP_GONE)
        return Ref(Kind.GAP, found)

    async def review(self, interaction: Interaction, after: int, *, turn: bool) -> None:
        """Show what waits after number `after`; `turn`: in the place of what's shown."""
        await (hold(interaction) if turn else think(interaction))
        editor = self._edit_flow.editor(interaction)
        view = review_card(await _waiting(editor), after, editor.now.base)
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))

    async def decide(
        self, interaction: Interaction, first: int, last: int, picked: Collection[int] | None = None
    ) -> None:
        """Accept those `picked` of number `first` to `last` (None: the unmarked ones), skip the others, and go on."""
        await hold(interaction)
        editor = self._edit_flow.editor(interaction)
        shown = [each for each in await _waiting(editor) if first <= each.number <= last]
        chosen = [each for each in shown if (each.mark is None if picked is None else each.number in picked)]
        if not shown:
            done, undo = strings.ALREADY_THERE, None
        elif chosen:
            done, undo = await self._accept(interaction, chosen)
        else:
            done, undo = strings.SKIPPED.format(number=len(shown)), None
        skipped = [each.number for each in shown if each not in chosen]
        await editor.store.decide_suggested(skipped, accepted=False)
        await replace(interaction, review_card(await _waiting(editor), last, editor.now.base, done, undo))

    async def accept_everything(self, interaction: Interaction, last: int) -> None:
        """Accept every unmarked one up to number `last`; the marked ones go on waiting."""
        await hold(interaction)
        editor = self._edit_flow.editor(interaction)
        chosen = [each for each in await _waiting(editor) if each.number <= last and each.mark is None]
        done, undo = await self._accept(interaction, chosen) if chosen else (strings.ALREADY_THERE, None)
        await replace(interaction, review_card(await _waiting(editor), 0, editor.now.base, done, undo))

    async def undo_all(self, interaction: Interaction) -> None:
        """Ask whether to undo every suggested phrasing that was accepted."""
        await think(interaction)
        editor = self._edit_flow.editor(interaction)
        revisions = await _revisions(editor)
        number = counted(accepted_texts(revisions, editor.now.base), "way to ask", "ways to ask")
        question = strings.UNDO_ALL_QUESTION.format(number=number)
        edit = UndoAccepted(revisions=tuple(revisions))
        await self._edit_flow.confirm(interaction, edit, "", question, strings.CONFIRM_UNDO_ALL)

    async def _store(self, interaction: Interaction, screened: Screened, stopped: str = "") -> None:
        editor = self._edit_flow.editor(interaction)
        before = await _waiting(editor)
        if len(before) + len(screened.kept) > MOST_WAITING:
            raise UserError(strings.TOO_MANY_WAIT.format(number=len(before)))
        await self._edit_flow.bases.ensure_indexed(interaction.guild_id)
        search = self._edit_flow.bases.search(interaction.guild_id)
        suggested = await asyncio.to_thread(marked, screened.kept, search)
        await editor.store.suggest(suggested)
        told = strings.SUGGESTED.format(number=len(suggested), marked=sum(each.mark is not None for each in suggested))
        dropped = dropped_text(screened.dropped)
        lines = [
            *([escape(stopped)] if stopped else []),
            told if suggested else strings.NOTHING_NEW,
            *([strings.DROPPED.format(dropped=dropped)] if dropped else []),
        ]
        after = before[-1].number if before else 0
        view = review_card(await _waiting(editor), after, editor.now.base, " ".join(lines))
        await respond(interaction, view=view, private=True)

    async def _accept(self, interaction: Interaction, chosen: Sequence[SuggestedPhrasing]) -> tuple[str, int | None]:
        """Save `chosen` and return what was done, and the revision that can be undone if it's one."""
        try:
            recorded = await self._edit_flow.submit(interaction, Accept(accepted=tuple(chosen)))
        except EditError as error:
            if isinstance(error, NotSavedError):
                log_error("save_failed", error)
            raise UserError(str(error)) from error
        editor = self._edit_flow.editor(interaction)
        await editor.store.decide_suggested([each.number for each in chosen], accepted=True)
        if isinstance(recorded, Proposal):
            return strings.PROPOSED.format(number=len(chosen), proposal=recorded.number), None
        return strings.SAVED.format(number=len(chosen), revision=recorded.number), recorded.number


class ReplyModal(Modal):
    """The form for an assistant's reply: as text, or as a file for what Discord's forms are too small for."""

    def __init__(self, suggesting: Suggesting) -> None:
        super().__init__(title=strings.FORM, timeout=OPEN_SECONDS)
        self._suggesting = suggesting
        self._text: TextInput[ReplyModal] = TextInput(
            custom_id="reply", style=discord.TextStyle.paragraph, required=False
        )
        self._file: FileUpload[ReplyModal] = FileUpload(custom_id="file", required=False, min_values=0, max_values=1)
        self.add_item(Label(text=forms.LABELS["reply"], description=strings.REPLY_HINT, component=self._text))
        self.add_item(Label(text=strings.FILE, component=self._file))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our own bot
        """Take the reply in."""
        interaction.extras[KNOWN] = True
        await think(interaction)
        await check_moderator(interaction)
        try:
            reply = read_reply(await _content(self._file.values[0]) if self._file.values else self._text.value)
        except ReplyError as error:
            text = self._text.value or self._file.values
            raise UserError(str(error) if text else strings.NOTHING_GIVEN) from error
        except RefusedError as error:
            raise UserError(str(error)) from error
        await self._suggesting.take(interaction, reply)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override]  # a modal's has no item
        """Say what went wrong, and give the text back: the form is closed, so it's nowhere else."""
        typed = labelled({"reply": self._text.value})
        await report_error(interaction, error, typed_file(typed) if typed else None)


async def _content(file: discord.Attachment) -> str:
    return decode(await content_of(file))


def _picked(interaction: Interaction) -> frozenset[int]:
    """Return the numbers that were picked in the menu."""
    data: Mapping[str, Any] = interaction.data or {}
    return frozenset(int(each) for each in data.get("values", []) if str(each).isdecimal())


async def _waiting(editor: Editor) -> list[SuggestedPhrasing]:
    """Return what waits and would still add something."""
    return still_new(await editor.store.suggested(), editor.now.base)


async def _known(editor: Editor) -> list[SuggestedPhrasing]:
    """Return what need not be suggested again: what waits, and what was skipped."""
    return [*await editor.store.suggested(), *await editor.store.suggested(accepted=False)]


async def _revisions(editor: Editor) -> list[Revision]:
    return await editor.store.history(action=ACCEPTED, limit=_MOST_REVISIONS)
