"""The conversation about a question, however it was asked: the reply, and the buttons on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from discord.ext.commands import Cooldown, CooldownMapping
from discord.ui import LayoutView

from bot.app import Interaction
from bot.asking.question import says_something
from bot.cards.actions import Key, NoneOfThese, OfferOthers, PickFact, ShowFact, ShowSource, ShowWhole, fact_ids
from bot.cards.fact_card import fact_card
from bot.cards.outcome import Asker, help_card, outcome_card, suggestions_card
from bot.cards.source_card import source_card
from bot.cards.suggestions import fact_on, with_answer, with_suggestions, without_suggestions
from bot.living_answers.posted import PostedCards
from bot.platform.delivery import patiently, replace, respond
from bot.platform.router import Handlers
from bot.strings import asking as strings
from bot.text.plural import counted
from bot.text.terminal import record_text
from knowledge.model.base import Base
from knowledge.model.outcome import Answered, Suggested
from knowledge.model.record import Record
from knowledge.servers.bases import ServerBases

MOST_QUESTIONS = 5  # of one person, with the buttons they press, in so many seconds:
PER_SECONDS = 10


def wait_message(seconds: int) -> str:
    """Say when the person may ask again."""
    return strings.TOO_FAST.format(seconds=counted(seconds, "second"))


@dataclass(frozen=True)
class Reply:
    """The reply to a question.

    record: the fact that the card shows; None if it shows none
    private: whether a command should show it only to the person who called it
    """

    card: LayoutView
    record: Record | None = None
    private: bool = False


class Asking:
    """Answers questions and the buttons on the answers, always from what is on record at that moment."""

    def __init__(self, bases: ServerBases) -> None:
        self._bases = bases
        self.posted = PostedCards(bases)
        self._limit: CooldownMapping[int] = CooldownMapping(
            Cooldown(MOST_QUESTIONS, PER_SECONDS), lambda person: person
        )

    def seconds_to_wait(self, person: int, now: datetime) -> int:
        """Count a question of `person`. Return 0, or the seconds they have to wait because they ask too fast."""
        wait = self._limit.update_rate_limit(person, now.timestamp())
        return 0 if wait is None else max(1, ceil(wait))

    def reply(self, question: str, server: int | None, asker: Asker) -> Reply:
        """Return the reply to `question`."""
        search = self._bases.search(server)
        if not says_something(question):
            return Reply(help_card(search.base, asker), private=True)
        outcome = search.ask(question)
        card = outcome_card(outcome, search.base, asker)
        record = outcome.record if isinstance(outcome, Answered) else None
        return Reply(card, record, isinstance(outcome, Suggested))

    async def answer(self, interaction: Interaction, question: str, *, private: bool) -> None:
        """Answer `question`, which may be the id of a fact that was picked from the autocomplete."""
        if await self._too_fast(interaction):
            return
        await patiently(interaction, self._bases.ensure_indexed(interaction.guild_id), private=private)
        base = self._base(interaction)
        record = base.find_record(question)
        if record is not None:
            reply = Reply(fact_card(record, base), record)
        else:
            reply = self.reply(question, interaction.guild_id, Asker(interaction.user.id, public=not private))
        await self._respond(interaction, reply, private=private or reply.private)

    @property
    def handlers(self) -> Handlers:
        """What the buttons on answers do."""
        return {
            ShowFact: self.show,
            ShowSource: self.show_source,
            ShowWhole: self.show_whole,
            PickFact: self.pick,
            OfferOthers: self.offer_others,
            NoneOfThese: self.none_of_these,
        }

    async def show(self, interaction: Interaction, wanted: ShowFact | PickFact) -> None:
        """Show a fact to the person who pressed its button, and to nobody else."""
        record = await self._recall_one(interaction, wanted.fact)
        if record is not None:
            await respond(interaction, view=fact_card(record, self._base(interaction)), private=True)

    async def show_source(self, interaction: Interaction, wanted: ShowSource) -> None:
        """Show where a fact comes from, privately."""
        record = await self._recall_one(interaction, wanted.fact)
        if record is not None:
            await respond(interaction, view=source_card(record), private=True)

    async def show_whole(self, interaction: Interaction, wanted: ShowWhole) -> None:
        """Send the full text of a fact that didn't fit its card, privately."""
        record = await self._recall_one(interaction, wanted.fact)
        if record is not None:
            document = (f"{record.fact.id}.txt", record_text(record).encode())
            await respond(interaction, text=strings.FULL_TEXT, document=document, private=True)

    async def pick(self, interaction: Interaction, picked: PickFact) -> None:
        """Answer with the fact that was picked from a list.

        The asker's own list turns into the answer. If they asked in public and got the list in private, the answer is
        posted in public. Somebody else's pick is shown only to them.
        """
        if interaction.user.id != picked.asker:
            await self.show(interaction, picked)
            return
        record = await self._recall_one(interaction, picked.fact)
        if record is None:
            return
        card = fact_card(record, self._base(interaction))
        if picked.public and interaction.message is not None and interaction.message.flags.ephemeral:
            await self._respond(interaction, Reply(card, record), private=False)
        else:
            await replace(interaction, card)
            await self.posted.replaced(interaction, record)

    async def offer_others(self, interaction: Interaction, others: OfferOthers) -> None:
        """Offer the next nearest facts: below the answer for the asker, privately for others."""
        records = await self._recall(interaction, others.facts, if_none=strings.NOTHING_CLOSER)
        if not records:
            return
        facts = [record.fact for record in records]
        asker = Asker(interaction.user.id, public=False)
        if interaction.user.id == others.asker:
            await self._change(interaction, lambda card: with_suggestions(card, facts, asker))
        else:
            await respond(interaction, view=suggestions_card(strings.MAYBE_THESE, facts, asker), private=True)

    async def none_of_these(self, interaction: Interaction, none: NoneOfThese) -> None:
        """Take the suggestions away from the asker's card; its answer stays."""
        if interaction.user.id == none.asker:
            await self._change(interaction, without_suggestions)
        else:
            await respond(interaction, text=strings.NOTHING_CLOSER, private=True)

    async def _change(self, interaction: Interaction, change: Callable[[LayoutView], LayoutView]) -> None:
        """Change the card that the pressed button is on, with its answer as it is on record now."""
        message = interaction.message
        if message is None:
            return
        card, shown, base = LayoutView.from_message(message, timeout=None), fact_on(message), self._base(interaction)
        if shown is None:  # a list, or a card of version 0.1.0
            await replace(interaction, change(card))
            return
        record = await self._recall_one(interaction, shown)
        if record is not None:
            await replace(interaction, change(with_answer(card, fact_card(record, base))))
            await self.posted.replaced(interaction, record)

    async def _respond(self, interaction: Interaction, reply: Reply, *, private: bool) -> None:
        message = await respond(interaction, view=reply.card, private=private)
        if not private:
            await self.posted.responded(interaction, message, reply.record)

    async def _recall_one(self, interaction: Interaction, fact: Key) -> Record | None:
        """Return the record of `fact`; None if the person has been told why there is none."""
        records = await self._recall(interaction, [fact])
        return records[0] if records else None

    async def _recall(
        self, interaction: Interaction, facts: Sequence[Key], *, if_none: str = strings.WITHDRAWN
    ) -> list[Record]:
        """Return the records of `facts` that are still there; none if the person has been told why: `if_none`."""
        if await self._too_fast(interaction):
            return []
        base = self._base(interaction)
        records = [base.record(id) for id in fact_ids(base, facts)]
        if not records:
            await respond(interaction, text=if_none, private=True)
        return records

    async def _too_fast(self, interaction: Interaction) -> bool:
        wait = self.seconds_to_wait(interaction.user.id, interaction.created_at)
        if wait:
            await respond(interaction, text=wait_message(wait), private=True)
        return bool(wait)

    def _base(self, interaction: Interaction) -> Base:
        return self._bases.state(interaction.guild_id).base
