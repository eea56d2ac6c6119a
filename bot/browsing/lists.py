"""Which facts each list holds, in which order. A list is named by its kind and what it's of: a speaker or a topic."""

from __future__ import annotations

from bot.cards.actions import ListKind, key
from bot.strings import browsing as strings
from bot.text.escape import escape
from knowledge.model.base import Base
from knowledge.model.contentions import contentions
from knowledge.model.entries import Fact


def listed(base: Base, kind: ListKind, of: str) -> tuple[str, list[Fact]]:
    """Return the title of a list of facts as Markdown, and the facts; none if the speaker or topic is gone."""
    if kind is ListKind.CONTENTION:
        found = (each.facts for each in contentions(base) if key(each.facts[0].id) == of)
        return strings.CONTENTION_TITLE, list(next(found, ()))
    if kind is ListKind.TOPIC:
        topics: dict[str, str] = {key(topic): topic for topic in base.topic_counts}
        facts = [fact for fact in base.facts if of in {key(topic) for topic in fact.topics}]
        topic = escape(topics[of], 100) if of in topics else strings.UNKNOWN_TOPIC
        return strings.TOPIC_TITLE.format(topic=topic), facts
    if not of:
        return strings.SAID_BY_ARTICLE_TITLE, [fact for fact in base.facts if not fact.speakers]
    speaker = base.speakers_by_id.get(of)
    name = escape(speaker.name, 100) if speaker else strings.UNKNOWN_SPEAKER
    return strings.SAID_TITLE.format(speaker=name), _said(base, of)


def _said(base: Base, speaker: str) -> list[Fact]:
    """Return a speaker's facts, then the facts they dispute, unless the dispute is a fact of their own."""
    own = {fact.id: fact for fact in base.facts if speaker in fact.speakers}
    disputed = {
        fact.id: fact for fact in base.facts for d in fact.disputes if d.speaker == speaker and d.fact not in own
    }
    return list((own | disputed).values())
