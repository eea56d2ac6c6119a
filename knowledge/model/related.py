"""Which other facts of a base somebody may want to see next."""

from __future__ import annotations

from collections import Counter

from knowledge.model.base import Base


def related(base: Base, fact_id: str, limit: int = 3) -> list[str]:
    """Return the ids of the facts that share topics with a fact, rare topics counting more, closest first."""
    spread = Counter(topic for fact in base.facts for topic in set(fact.topics))
    topics = set(base.facts_by_id[fact_id].topics)
    closeness = {
        fact.id: sum(1 / spread[topic] for topic in topics.intersection(fact.topics))
        for fact in base.facts
        if fact.id != fact_id
    }
    return sorted((id for id, shared in closeness.items() if shared), key=closeness.__getitem__, reverse=True)[:limit]
