"""The card a question gets: an answer, a few facts to pick from, or the plain word that there's nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay

from bot.cards.actions import ListKind, NoneOfThese, OfferOthers, OpenList, PickFact, key
from bot.cards.fact_card import fact_card
from bot.strings import asking as strings
from bot.strings import cards as card_strings
from bot.text.attribution import STATUS_SIGNS, knows_until, not_said_by, said_by_others, short_date, who_and_when
from bot.text.escape import escape
from knowledge.model.base import Base
from knowledge.model.entries import Fact, SmallTalk, Source
from knowledge.model.outcome import Answered, Chatted, Outcome, Suggested
from knowledge.model.record import Record
from knowledge.model.related import common_topics, example_questions

GREY = discord.Colour(0x6B7280)
_MOST_QUESTIONS = 3
_MOST_SOURCES = 2
_SHORT_TITLE = 60
_NAME_LENGTH = 40


@dataclass(frozen=True)
class Asker:
    """Who asked: their Discord id, and whether they asked in public."""

    id: int
    public: bool


def outcome_card(outcome: Outcome, base: Base, asker: Asker) -> LayoutView:
    """Return the card for `outcome`, asked of `base`."""
    answer, until = _outcome_card(outcome, base, asker), knows_until(outcome)
    if not until:
        return answer
    # Above the container, so that it stays there when suggestions are added below the answer.
    card = LayoutView(timeout=None).add_item(TextDisplay(until))
    for item in answer.children:
        card.add_item(item)
    return card


def _outcome_card(outcome: Outcome, base: Base, asker: Asker) -> LayoutView:
    if isinstance(outcome, Answered):
        others = [c.record.fact.id for c in outcome.candidates if c.record.fact.id != outcome.record.fact.id]
        return fact_card(outcome.record, base, OfferOthers.than(others, asker.id) if others else None)
    if isinstance(outcome, Chatted):
        return small_talk_card(outcome.small_talk, base, asker)
    facts = [candidate.record.fact for candidate in outcome.candidates]
    if isinstance(outcome, Suggested):
        return suggestions_card(strings.DID_YOU_MEAN, facts, asker)
    if outcome.not_said_by is not None:
        return _others_card(outcome.not_said_by, outcome.candidates[0].record, asker)
    if outcome.gap is not None:
        # Only the note: the gap's own question is often another example than the one that was asked.
        text = "\n".join(
            filter(None, [f"**{strings.ARTICLE_DOESNT_SAY}**", escape(outcome.gap.note), sources_line(base.sources)])
        )
    else:
        text = strings.NOTHING
    return _with_ways_on(text, facts or example_questions(base), base, asker, outcome.see)


def _others_card(name: str, record: Record, asker: Asker) -> LayoutView:
    """Return the card that says that whoever is called `name` isn't on record about it, and who is."""
    text = f"**{escape(not_said_by(name))}**\n{escape(said_by_others(record))}"
    only, *_ = picks([record.fact], asker)
    return LayoutView(timeout=None).add_item(Container(TextDisplay(text), only, accent_colour=GREY))


def small_talk_card(small_talk: SmallTalk, base: Base, asker: Asker) -> LayoutView:
    """Return a plain, friendly reply: no heading, and questions to press only if they help."""
    view = LayoutView(timeout=None).add_item(TextDisplay(small_talk.reply))
    if small_talk.offers_questions:
        for fact in example_questions(base):
            view.add_item(ActionRow(PickFact(asker.id, asker.public, key(fact.id)).button(fact.question)))
    return view


def suggestions_card(text: str, facts: Sequence[Fact], asker: Asker) -> LayoutView:
    """Return a list of `facts` to pick from, under `text`."""
    container: Container[Any] = Container(TextDisplay(text), *picks(facts, asker), accent_colour=GREY)
    return LayoutView(timeout=None).add_item(container)


def help_card(base: Base, asker: Asker) -> LayoutView:
    """Return the reply to an empty question: what can be asked."""
    return _with_ways_on(what_i_answer(base), example_questions(base), base, asker)


def what_i_answer(base: Base) -> str:
    """Say in one sentence what can be asked about, as Markdown."""
    if not base.facts:
        return strings.ASK_ME_WITHOUT_SOURCE
    return strings.ASK_ME.format(title=titles(base.sources))


def titles(sources: Sequence[Source], longest: int = 200) -> str:
    """Name `sources`, as Markdown: their titles, each cut to `longest`, with their dates."""
    named = [f"“{escape(s.title, longest)}” ({short_date(s.as_of)})" for s in sources[:_MOST_SOURCES]]
    more = len(sources) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def sources_line(sources: Sequence[Source]) -> str:
    """Name `sources` with their dates in small print, as Markdown; empty if there are none."""
    return f"-# {titles(sources, _SHORT_TITLE)}" if sources else ""


def picks(facts: Iterable[Fact], asker: Asker) -> list[ActionRow[Any]]:
    """Return a button for each fact, labelled with its question, and *None of these*."""
    rows = [_pick(fact, asker) for fact in facts]
    return [*rows, ActionRow(NoneOfThese(asker.id).button(card_strings.NONE_OF_THESE))] if rows else []


def _pick(fact: Fact, asker: Asker) -> ActionRow[Any]:
    action = PickFact(asker.id, asker.public, key(fact.id))
    return ActionRow(action.button(f"{STATUS_SIGNS[fact.status]}{fact.question}"))


def _with_ways_on(text: str, facts: Sequence[Fact], base: Base, asker: Asker, see: Sequence[Record] = ()) -> LayoutView:
    """Return a card with `text`, and buttons for `facts`, or for those that a gap says to `see` instead, and topics."""
    container: Container[Any] = Container(TextDisplay(text), accent_colour=GREY)
    topics = common_topics(base)
    if see:
        container.add_item(TextDisplay(f"-# {strings.IT_DOES_SAY}"))
    elif facts or topics:
        container.add_item(TextDisplay(f"-# {strings.YOU_COULD_ASK}"))
    for record in see:
        container.add_item(TextDisplay(f"-# {who_and_when(record, lambda name: escape(name, _NAME_LENGTH))}"))
        container.add_item(_pick(record.fact, asker))
    for fact in facts[:_MOST_QUESTIONS] if not see else ():
        container.add_item(ActionRow(PickFact(asker.id, asker.public, key(fact.id)).button(fact.question)))
    if topics:
        container.add_item(ActionRow(*map(_topic_button, topics)))
    return LayoutView(timeout=None).add_item(container)


def _topic_button(topic: str) -> Button[Any]:
    return OpenList(ListKind.TOPIC, key(topic), 0, turn=False).button(strings.ABOUT_TOPIC.format(topic=topic))
