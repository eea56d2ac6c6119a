"""The card that a question gets: an answer, a short list to pick from, or the plain word that nothing is on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.ui import ActionRow, Container, LayoutView, Section, TextDisplay

from bot.cards.actions import ListKind, OfferOthers, OpenList, PickFact, key
from bot.cards.fact_card import MOST_RELATED, answer_card
from bot.text.attribution import NOTHING_ON_RECORD
from bot.text.escape import escape
from knowledge.model.base import Base
from knowledge.model.entries import DISPUTES_PER_FACT
from knowledge.model.outcome import Answered, Outcome, Suggested
from knowledge.model.record import Record
from knowledge.model.related import related

GREY = discord.Colour(0x6B7280)
_QUESTION_LENGTH = 250  # of each question in a list of five
_MOST_TOPICS = 4
_MOST_QUESTIONS = 3

PICK_ONE = "I am not sure which of these you mean. Pick one:"
OTHERS = "Then perhaps one of these. If none of them is what you mean, it may not be on record here."
HOW_TO_ASK = "Ask me a question in your own words, and I will say what is on record and who said it."
CAN_BE_ASKED = "What can be asked:"


@dataclass(frozen=True)
class Asker:
    """Who asked: their Discord id. `public`: they asked before everyone, wherever the card at hand is shown."""

    id: int
    public: bool


def outcome_card(outcome: Outcome, base: Base, asker: Asker) -> LayoutView:
    """Return the card for `outcome`, asked of `base`."""
    if isinstance(outcome, Answered):
        others = [c.record.fact.id for c in outcome.candidates if c.record.fact.id != outcome.record.fact.id]
        return fact_card(outcome.record, base, OfferOthers.than(others, asker.id) if others else None)
    records = [candidate.record for candidate in outcome.candidates]
    if isinstance(outcome, Suggested):
        return suggestions_card(PICK_ONE, records, asker)
    if outcome.gap is not None:
        # Only the note: the gap's own question would often be another example than the one that was asked about.
        text = f"### ∅ Not on record\n{escape(outcome.gap.note)}"
    else:
        text = f"### ∅ Nothing on record\n{NOTHING_ON_RECORD}"
    return _with_ways_on(text, records[:_MOST_QUESTIONS], base, asker)


def fact_card(record: Record, base: Base, not_asked: OfferOthers | None = None) -> LayoutView:
    """Return the card of a fact of `base`, with the way to related ones."""
    close = related(base, record.fact.id, MOST_RELATED + DISPUTES_PER_FACT)  # the other sides may be among them
    return answer_card(record, related=[base.record(id) for id in close], not_asked=not_asked)


def suggestions_card(text: str, records: Sequence[Record], asker: Asker) -> LayoutView:
    """Return a list of `records`' questions to pick from, under `text`."""
    return LayoutView(timeout=None).add_item(Container(TextDisplay(text), *_picks(records, asker), accent_colour=GREY))


def help_card(base: Base, asker: Asker) -> LayoutView:
    """Return what somebody gets who asked nothing: how to ask, and what."""
    apart = max(1, len(base.facts) // _MOST_QUESTIONS)  # neighbours are often of one matter
    facts = base.facts[::apart][:_MOST_QUESTIONS]
    return _with_ways_on(HOW_TO_ASK, [base.record(fact.id) for fact in facts], base, asker)


def _with_ways_on(text: str, records: Sequence[Record], base: Base, asker: Asker) -> LayoutView:
    container: Container[Any] = Container(TextDisplay(text), accent_colour=GREY)
    topics = Counter(topic for fact in base.facts for topic in set(fact.topics))
    most_common = sorted(topics, key=lambda topic: (-topics[topic], topic))[:_MOST_TOPICS]
    if records or topics:
        container.add_item(TextDisplay(f"**{CAN_BE_ASKED}**"))
    for section in _picks(records, asker):
        container.add_item(section)
    if topics:
        buttons = [OpenList(ListKind.TOPIC, key(topic), 0, turn=False).button(f"On: {topic}") for topic in most_common]
        container.add_item(ActionRow(*buttons))
    return LayoutView(timeout=None).add_item(container)


def _picks(records: Sequence[Record], asker: Asker) -> list[Section[Any]]:
    return [
        Section(
            TextDisplay(escape(record.fact.question, _QUESTION_LENGTH)),
            accessory=PickFact(asker.id, asker.public, key(record.fact.id)).button(
                "This one", discord.ButtonStyle.primary
            ),
        )
        for record in records
    ]
