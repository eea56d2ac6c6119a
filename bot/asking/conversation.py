"""The conversation that begins with a question: whatever way it came, this is what is said in return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discord.ui import LayoutView

from bot.app import Interaction
from bot.asking.question import says_something
from bot.asking.rate import Rate
from bot.cards.actions import OfferOthers, PickFact, ShowFact, ShowWhole, fact_ids
from bot.cards.outcome import OTHERS, Asker, fact_card, help_card, outcome_card, suggestions_card
from bot.living_answers.posted import PostedCards
from bot.platform.delivery import patiently, replace, respond
from bot.platform.router import Handlers
from bot.text.terminal import record_text
from knowledge.model.base import Base
from knowledge.model.outcome import Answered, Suggested
from knowledge.model.record import Record
from knowledge.servers.bases import ServerBases

GONE = "That is not on record here any more."
WHOLE = "Every word of it, as text:"


def wait_message(seconds: int) -> str:
    """Say when the person may ask again."""
    return f"That was a lot at once. Ask me again in {seconds} second{'s' if seconds != 1 else ''}."


@dataclass(frozen=True)
class Reply:
    """What is said to a question.

    record: the fact that the card shows; None where it shows none
    between_us: whether a command should show it to nobody but its caller
    """

    card: LayoutView
    record: Record | None = None
    between_us: bool = False


class Asking:
    """Answers questions and the buttons on the answers, always with what is on record at that moment."""

    def __init__(self, bases: ServerBases) -> None:
        self._bases = bases
        self.posted = PostedCards(bases)
        self.rate = Rate()

    def reply(self, question: str, server: int | None, asker: Asker) -> Reply:
        """Return what is said to `question`."""
        search = self._bases.search(server)
        if not says_something(question):
            return Reply(help_card(search.base, asker), between_us=True)
        outcome = search.ask(question)
        card = outcome_card(outcome, search.base, asker)
        record = outcome.record if isinstance(outcome, Answered) else None
        return Reply(card, record, isinstance(outcome, Suggested))

    async def answer(self, interaction: Interaction, question: str, *, private: bool) -> None:
        """Answer `question`, which may be the id of a fact that was picked from the choices, to `interaction`."""
        if await self._too_fast(interaction):
            return
        await patiently(interaction, self._bases.ensure_indexed(interaction.guild_id), private=private)
        base = self._base(interaction)
        if question in base.facts_by_id:
            record = base.record(question)
            reply = Reply(fact_card(record, base), record)
        else:
            reply = self.reply(question, interaction.guild_id, Asker(interaction.user.id, public=not private))
        await self._respond(interaction, reply, private=private or reply.between_us)

    @property
    def handlers(self) -> Handlers:
        """What the buttons on answers do."""
        return {
            ShowFact: self.show,
            PickFact: self.pick,
            OfferOthers: self.offer_others,
            ShowWhole: self.show_whole,
        }

    async def show(self, interaction: Interaction, wanted: ShowFact | PickFact) -> None:
        """Show a fact to whoever pressed its button, and to nobody else."""
        for record in await self._recalled(interaction, [wanted.fact]):
            await respond(interaction, view=fact_card(record, self._base(interaction)), private=True)

    async def pick(self, interaction: Interaction, picked: PickFact) -> None:
        """Answer with the fact that was picked from a list.

        The asker's own list turns into the answer; where they asked before everyone and got the list in private,
        the answer is posted before everyone. Somebody else's pick is for themselves.
        """
        if interaction.user.id != picked.asker:
            await self.show(interaction, picked)
            return
        for record in await self._recalled(interaction, [picked.fact]):
            card = fact_card(record, self._base(interaction))
            if picked.public and interaction.message is not None and interaction.message.flags.ephemeral:
                await self._respond(interaction, Reply(card, record), private=False)
            else:
                await replace(interaction, card)
                await self.posted.replaced(interaction, record)

    async def offer_others(self, interaction: Interaction, others: OfferOthers) -> None:
        """Offer the next nearest facts: in the answer's place to the asker, privately to others."""
        records = await self._recalled(interaction, others.facts)
        if not records:
            return
        view = suggestions_card(OTHERS, records, Asker(interaction.user.id, public=False))
        if interaction.user.id == others.asker:
            await replace(interaction, view)
            await self.posted.replaced(interaction, None)
        else:
            await respond(interaction, view=view, private=True)

    async def show_whole(self, interaction: Interaction, wanted: ShowWhole) -> None:
        """Give whoever asks for it every word of a fact that did not fit its card."""
        for record in await self._recalled(interaction, [wanted.fact]):
            document = (f"{record.fact.id}.txt", record_text(record).encode())
            await respond(interaction, text=WHOLE, document=document, private=True)

    async def _respond(self, interaction: Interaction, reply: Reply, *, private: bool) -> None:
        message = await respond(interaction, view=reply.card, private=private)
        if not private:
            await self.posted.responded(interaction, message, reply.record)

    async def _recalled(self, interaction: Interaction, facts: Sequence[str]) -> list[Record]:
        """Return the records with the keys `facts`; none where the person has been told why not."""
        if await self._too_fast(interaction):
            return []
        base = self._base(interaction)
        records = [base.record(id) for id in fact_ids(base, facts)]
        if not records:
            await respond(interaction, text=GONE, private=True)
        return records

    async def _too_fast(self, interaction: Interaction) -> bool:
        wait = self.rate.ask(interaction.user.id, interaction.created_at)
        if wait:
            await respond(interaction, text=wait_message(wait), private=True)
        return bool(wait)

    def _base(self, interaction: Interaction) -> Base:
        return self._bases.state(interaction.guild_id).base
