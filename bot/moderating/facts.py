"""`/fact`: adds, edits, disputes, removes and restores facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from discord import app_commands

from bot.app import Interaction
from bot.cards.actions import Key, fact_ids, key
from bot.cards.choices import MOST_CHOICES, choice
from bot.cards.fact_details import fact_list_card, fact_sheet, history_card
from bot.cards.fact_filter import FactFilter
from bot.cards.moderator_actions import AddOtherSide, ListFacts, OpenFact, OpenGap, ShowHistory, dispute_key
from bot.moderating.autocomplete import (
    FactChoice,
    KnownFactChoice,
    RemovedFactChoice,
    VoiceChoice,
    phrasing_choices,
    revision_choice,
)
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import Reason, Words, phrasing_edit
from bot.moderating.fact_forms import add_form, answer_form, dispute_form, edit_form, other_side_form
from bot.moderating.form import with_reason
from bot.moderating.group import ModeratorGroup
from bot.moderating.speakers import AnySpeaker
from bot.platform.delivery import replace, respond
from bot.platform.errors import UserError
from bot.platform.router import Handlers
from bot.strings import commands as strings
from bot.strings import editing, forms
from bot.text.escape import escape
from knowledge.editing.errors import RefusedError
from knowledge.editing.facts import SettleDispute
from knowledge.editing.removal import Remove
from knowledge.model.entries import Status
from knowledge.model.refs import Kind, Ref
from knowledge.model.same_text import text_key

AnyFact = app_commands.Transform[str, FactChoice]
KnownFact = app_commands.Transform[str, KnownFactChoice]
RemovedFact = app_commands.Transform[str, RemovedFactChoice]
Voice = app_commands.Transform[str, VoiceChoice]

_HISTORY_ON_A_PAGE = 5


class FactCommands(ModeratorGroup):
    """Commands about facts."""

    def __init__(self, edit_flow: EditFlow) -> None:
        super().__init__("fact", strings.FACT, edit_flow)

    @property
    def handlers(self) -> Handlers:
        """What the buttons on cards about facts do."""
        return {
            ListFacts: self._turn_list,
            ShowHistory: lambda interaction, wanted: self.open_history(
                interaction, wanted.fact, wanted.before, turn=True
            ),
            OpenFact: lambda interaction, wanted: self.open_form(interaction, wanted.fact),
            OpenGap: lambda interaction, wanted: self.open_gap_form(interaction, wanted.gap),
            AddOtherSide: lambda interaction, wanted: self.open_other_side(interaction, wanted.fact, wanted.dispute),
        }

    async def _turn_list(self, interaction: Interaction, wanted: ListFacts) -> None:
        chosen = FactFilter(wanted.status, wanted.speaker, wanted.topic)
        await self.open_list(interaction, chosen, wanted.page, turn=True)

    @app_commands.command(description=strings.FACT_ADD)
    @app_commands.describe(
        speaker=strings.FACT_ADD_SPEAKER,
        and_speakers=strings.FACT_AND_SPEAKERS,
        topics=strings.FACT_ADD_TOPICS,
        quote=strings.FACT_ADD_QUOTE,
        reason=strings.REASON,
    )
    async def add(
        self,
        interaction: Interaction,
        speaker: Voice,
        and_speakers: Words = "",
        topics: Words = "",
        quote: Words = "",
        reason: Reason = "",
    ) -> None:
        """Open the form of a new fact."""
        now = self.edit_flow.editor(interaction).now
        with _refusals_shown():
            form = add_form(speaker, now, and_speakers=and_speakers, topics=topics, quote=quote)
        await self.edit_flow.open(interaction, with_reason(form, reason))

    @app_commands.command(description=strings.FACT_EDIT)
    @app_commands.describe(
        fact=strings.WHICH_FACT,
        speaker=strings.FACT_EDIT_SPEAKER,
        and_speakers=strings.FACT_AND_SPEAKERS,
        topics=strings.FACT_EDIT_TOPICS,
        quote=strings.FACT_EDIT_QUOTE,
        reason=strings.REASON,
    )
    async def edit(
        self,
        interaction: Interaction,
        fact: AnyFact,
        speaker: Voice | None = None,
        and_speakers: Words = "",
        topics: Words | None = None,
        quote: Words | None = None,
        reason: Reason = "",
    ) -> None:
        """Open a fact's form, filled in."""
        with _refusals_shown():
            form = edit_form(
                fact,
                self.base(interaction),
                self.opened(interaction),
                speaker=speaker,
                and_speakers=and_speakers,
                topics=topics,
                quote=quote,
                reason=reason,
            )
        await self.edit_flow.open(interaction, form)

    @app_commands.command(description=strings.FACT_PHRASING)
    @app_commands.describe(
        fact=strings.WHICH_FACT, add=strings.ADD_PHRASING, remove=strings.REMOVE_PHRASING, reason=strings.REASON
    )
    async def phrasing(
        self,
        interaction: Interaction,
        fact: AnyFact,
        add: Words | None = None,
        remove: Words | None = None,
        reason: Reason = "",
    ) -> None:
        """Add or remove a phrasing of a fact."""
        await self.edit_flow.save(interaction, phrasing_edit(Ref(Kind.FACT, fact), add, remove), reason)

    @phrasing.autocomplete("remove")
    async def phrasings(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the phrasings of the fact that was picked."""
        return phrasing_choices(
            self.base(interaction).facts_by_id.get(await FactChoice().given(interaction) or ""), typed
        )

    @app_commands.command(description=strings.FACT_SHOW)
    @app_commands.describe(fact=strings.WHICH_FACT)
    async def show(self, interaction: Interaction, fact: AnyFact) -> None:
        """Show all fields of a fact."""
        record = self.base(interaction).record(fact)
        latest = await self.edit_flow.editor(interaction).store.history(Ref(Kind.FACT, fact), limit=1)
        view, document = fact_sheet(record, latest[0] if latest else None)
        await respond(interaction, view=view, document=document, private=True)

    @app_commands.command(name="list", description=strings.FACT_LIST)
    @app_commands.describe(
        status=strings.FACT_LIST_STATUS, speaker=strings.FACT_LIST_SPEAKER, topic=strings.FACT_LIST_TOPIC
    )
    async def list_(
        self,
        interaction: Interaction,
        status: Status | None = None,
        speaker: Voice | None = None,
        topic: Words | None = None,
    ) -> None:
        """List facts."""
        await self.open_list(interaction, FactFilter.of(status, speaker, topic), 0, turn=False)

    @list_.autocomplete("topic")
    async def topics(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the base's topics."""
        topics = sorted({topic for fact in self.base(interaction).facts for topic in fact.topics})
        return [choice(topic, topic) for topic in topics if text_key(typed) in text_key(topic)][:MOST_CHOICES]

    @app_commands.command(description=strings.FACT_REMOVE)
    @app_commands.describe(fact=strings.WHICH_FACT, reason=strings.REASON)
    async def remove(self, interaction: Interaction, fact: AnyFact, reason: Reason = "") -> None:
        """Ask whether to remove a fact."""
        title = escape(self.base(interaction).facts_by_id[fact].question)
        question = editing.REMOVE.format(kind=Kind.FACT, title=title)
        edit = Remove(entry=Ref(Kind.FACT, fact), opened=self.opened(interaction))
        await self.edit_flow.confirm(interaction, edit, reason, question, editing.CONFIRM_REMOVE)

    @app_commands.command(description=strings.FACT_RESTORE)
    @app_commands.describe(fact=strings.WHICH_FACT, reason=strings.REASON)
    async def restore(self, interaction: Interaction, fact: RemovedFact, reason: Reason = "") -> None:
        """Bring a fact back."""
        await self.edit_flow.revert(interaction, lambda editor: editor.restore(Ref(Kind.FACT, fact)), reason)

    @app_commands.command(description=strings.FACT_DISPUTE)
    @app_commands.describe(fact=strings.WHICH_FACT, speaker=strings.FACT_DISPUTE_SPEAKER, reason=strings.REASON)
    async def dispute(self, interaction: Interaction, fact: AnyFact, speaker: AnySpeaker, reason: Reason = "") -> None:
        """Open the form of a dispute."""
        form = dispute_form(fact, speaker, self.base(interaction), self.opened(interaction))
        await self.edit_flow.open(interaction, with_reason(form, reason))

    @app_commands.command(description=strings.FACT_SETTLE)
    @app_commands.describe(fact=strings.WHICH_FACT, dispute=strings.FACT_SETTLE_DISPUTE, reason=strings.REASON)
    async def settle(self, interaction: Interaction, fact: AnyFact, dispute: Words, reason: Reason = "") -> None:
        """End the dispute that was picked, though others may have come or gone since then."""
        disputes = self.base(interaction).facts_by_id[fact].disputes
        picked = next((each for each in disputes if dispute_key(each) == dispute), None)
        if picked is None:
            raise UserError(forms.UNKNOWN_DISPUTE)
        edit = SettleDispute(fact=fact, dispute=picked, opened=self.opened(interaction))
        await self.edit_flow.save(interaction, edit, reason)

    @settle.autocomplete("dispute")
    async def disputes(self, interaction: Interaction, _typed: str) -> list[app_commands.Choice[str]]:
        """Offer the disputes of the fact that was picked."""
        base = self.base(interaction)
        fact = base.facts_by_id.get(await FactChoice().given(interaction) or "")
        if fact is None:
            return []
        return [
            choice(f"{base.speakers_by_id[each.speaker].name}: {each.says}", dispute_key(each))
            for each in fact.disputes
        ]

    @app_commands.command(description=strings.FACT_HISTORY)
    @app_commands.describe(fact=strings.WHICH_FACT)
    async def history(self, interaction: Interaction, fact: KnownFact) -> None:
        """Show the history of a fact."""
        await self.open_history(interaction, fact, None, turn=False)

    @app_commands.command(description=strings.FACT_UNDO)
    @app_commands.describe(fact=strings.WHICH_FACT, revision=strings.FACT_UNDO_REVISION, reason=strings.REASON)
    async def undo(
        self,
        interaction: Interaction,
        fact: KnownFact,
        revision: app_commands.Range[int, 0, 10**9],
        reason: Reason = "",
    ) -> None:
        """Set a fact back to what it was at a revision."""
        opened = self.opened(interaction)
        ref = Ref(Kind.FACT, fact)
        await self.edit_flow.revert(interaction, lambda editor: editor.revert(ref, revision, opened), reason)

    @undo.autocomplete("revision")
    async def revisions(self, interaction: Interaction, _typed: str) -> list[app_commands.Choice[int]]:
        """Offer the revisions of the fact that was picked."""
        fact = Ref(Kind.FACT, await KnownFactChoice().given(interaction) or "")
        found = await self.edit_flow.editor(interaction).store.history(fact, limit=MOST_CHOICES - 1)
        return [*map(revision_choice, found), choice(strings.ORIGINAL_CHOICE, 0)]

    async def open_list(self, interaction: Interaction, wanted: FactFilter, page: int, *, turn: bool) -> None:
        """Show page `page`, from 0, of the `wanted` facts; `turn`: instead of the page that the button is on."""
        base = self.base(interaction)
        records = [base.record(fact.id) for fact in base.facts if wanted.takes(fact)]
        view = fact_list_card(records, wanted, page)
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))

    async def open_history(self, interaction: Interaction, fact: str, before: int | None, *, turn: bool) -> None:
        """Show the revisions of a fact before number `before`, or the latest; `turn`: instead of what's shown."""
        found = await self.edit_flow.editor(interaction).store.history(
            Ref(Kind.FACT, fact), before=before, limit=_HISTORY_ON_A_PAGE + 1
        )
        view = history_card(
            fact, found[:_HISTORY_ON_A_PAGE], self.base(interaction), more=len(found) > _HISTORY_ON_A_PAGE
        )
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))

    async def open_form(self, interaction: Interaction, fact: Key) -> None:
        """Open the form of a fact, by its key."""
        base, opened = self.base(interaction), self.opened(interaction)
        id = next((each.id for each in base.facts if key(each.id) == fact), None)
        if id is None:
            raise UserError(forms.FACT_GONE)
        form = edit_form(id, base, opened, speaker=None, topics=None, quote=None, reason="")
        await self.edit_flow.open(interaction, form)

    async def open_gap_form(self, interaction: Interaction, gap: Key) -> None:
        """Open the form that makes a fact of a gap, by its key."""
        now = self.edit_flow.editor(interaction).now
        found = next((each for each in now.base.gaps if key(each.id) == gap), None)
        if found is None:
            raise UserError(forms.GAP_GONE)
        await self.edit_flow.open(interaction, answer_form(found, now))

    async def open_other_side(self, interaction: Interaction, fact: str, dispute: str) -> None:
        """Open the form that adds the other side of a dispute as a fact; fact and dispute by their keys."""
        base = self.base(interaction)
        for id in fact_ids(base, [fact]):
            for each in base.facts_by_id[id].disputes:
                if dispute_key(each) == dispute:
                    form = other_side_form(id, each, base, self.opened(interaction))
                    await self.edit_flow.open(interaction, form)
                    return
        raise UserError(forms.DISPUTE_GONE)


@contextmanager
def _refusals_shown() -> Iterator[None]:
    """Show why no form can be opened for what was typed into an option."""
    try:
        yield
    except RefusedError as error:
        raise UserError(escape(str(error))) from error
