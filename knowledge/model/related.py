"""Which facts somebody may want to see next: related ones, examples, and the topics there are most of."""

from __future__ import annotations

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Status


def related(base: Base, fact_id: str, limit: int = 3) -> list[str]:
    """Return the ids of the facts that share topics with a fact, closest first.

    A shared topic counts 1/n if n facts have it, so a rare topic says more than one that every fact has.
    Related to an introduction is what its speaker says.
    """
    introduction = base.introductions_by_id.get(fact_id)
    if introduction is not None:
        return [fact.id for fact in base.facts if introduction.speaker in fact.speakers][:limit]
    spread = base.topic_counts
    topics = set(base.facts_by_id[fact_id].topics)
    closeness = {
        fact.id: sum(1 / spread[topic] for topic in topics.intersection(fact.topics))
        for fact in base.facts
        if fact.id != fact_id
    }
    return sorted((id for id, shared in closeness.items() if shared), key=closeness.__getitem__, reverse=True)[:limit]


def example_questions(base: Base, limit: int = 3, longest: int = 34) -> list[Fact]:
    """Return facts that show what can be asked: one of each status first, then short and popular questions.

    longest: characters of a question that counts as short; a phone shows about 34 on one line of a button

    Authors write the most phrasings for what people ask most.
    """
    popular = sorted(base.facts, key=lambda fact: (len(fact.question) > longest, -len(fact.phrasings)))
    first = [next((fact for fact in popular if fact.status is status), None) for status in Status]
    examples = dict.fromkeys(fact.id for fact in [*first, *popular] if fact is not None)
    return [base.facts_by_id[id] for id in list(examples)[:limit]]


def common_topics(base: Base, limit: int = 4) -> list[str]:
    """Return the topics that most facts have, most common first."""
    return sorted(base.topic_counts, key=lambda topic: (-base.topic_counts[topic], topic))[:limit]
