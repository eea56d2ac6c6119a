"""Which facts each list holds, in which order. A list is named by its kind and what it is of: a speaker, a topic."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards.actions import ListKind, key
from bot.text.escape import escape
from knowledge.model.base import Base
from knowledge.model.record import THE_ARTICLE_ITSELF, Record


def listed(base: Base, kind: ListKind, of: str) -> tuple[str, list[Record]]:
    """Return the title of a list as Markdown, and its records; none where speaker or topic are gone."""
    match kind:
        case ListKind.SAID:
            speaker = base.speakers_by_id.get(of)
            name = THE_ARTICLE_ITSELF if not of else escape(speaker.name, 100) if speaker else "nobody known here"
            return f"On record from {name}", _records(base, _said(base, of))
        case ListKind.DISPUTED:
            return "Disputed, with both sides", _records(base, _disputed(base))
        case ListKind.TOPIC:
            topics: dict[str, str] = {key(topic): topic for fact in base.facts for topic in fact.topics}
            facts = [fact.id for fact in base.facts if of in {key(topic) for topic in fact.topics}]
            return f"On record on {escape(topics.get(of, 'that'), 100)}", _records(base, facts)


def _records(base: Base, ids: Iterable[str]) -> list[Record]:
    return [base.record(id) for id in ids]


def _said(base: Base, speaker: str) -> list[str]:
    """All that a speaker is on record for: their facts, and what they dispute where that is no fact of theirs."""
    if not speaker:
        return [fact.id for fact in base.facts if not fact.speakers]
    own = [fact.id for fact in base.facts if speaker in fact.speakers]
    contested = [fact.id for fact in base.facts for d in fact.disputes if d.speaker == speaker and d.fact not in own]
    return list(dict.fromkeys([*own, *contested]))


def _disputed(base: Base) -> list[str]:
    """Each disputed fact, followed by the facts that stand against it."""
    ids: dict[str, None] = {}
    for fact in base.facts:
        if fact.disputes:
            ids.setdefault(fact.id)
            for dispute in fact.disputes:
                if dispute.fact is not None:
                    ids.setdefault(dispute.fact)
    return list(ids)
