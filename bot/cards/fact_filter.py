"""Which facts `/fact list` shows, small enough for a button's id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from bot.cards.actions import key
from knowledge.model.entries import Fact, Status
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.same_text import text_key


@dataclass(frozen=True)
class FactFilter:
    """A status, and the keys (see `actions.key`) of a speaker's id and of a topic; an empty one lets every fact in."""

    status: str
    speaker: str
    topic: str

    @classmethod
    def of(cls, status: Status | None, speaker: str | None, topic: str | None) -> Self:
        """Make the filter for a status, a speaker's id or "the article itself", and a topic."""
        return cls(status or "", key(speaker) if speaker else "", _topic_key(topic) if topic else "")

    def takes(self, fact: Fact) -> bool:
        """Say whether `fact` is listed."""
        return (
            self.status in {"", fact.status}
            and (not self.speaker or self.speaker in {key(id) for id in fact.speakers or (THE_ARTICLE_ITSELF,)})
            and (not self.topic or self.topic in map(_topic_key, fact.topics))
        )


def _topic_key(topic: str) -> str:
    return key(text_key(topic))
