"""Says who is on record about something, if somebody else was asked for their words: "Putin isn't. Zelensky is."."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.model.base import Base
from knowledge.model.entries import Speaker
from knowledge.model.outcome import MOST_SUGGESTIONS, Answered, Candidate, Outcome, Suggested, Unanswered
from knowledge.occupations import ROLES
from knowledge.search import text
from knowledge.search.query import Query
from knowledge.search.speakers import Mention

_SMALL = frozenset({"of", "for", "the", "a", "an", "at", "from", "in"})


def said_by_others(
    outcome: Outcome,
    query: Query,
    mention: Mention,
    base: Base,
    ask: Callable[[str], Outcome],
    knows: Callable[[str], bool],
) -> Outcome:
    """Return `outcome`, or, if somebody was asked for words that only others are on record with, who these are.

    query, mention: of the question that got `outcome`
    ask: decides what a question gets. The same question without the name of whoever it asks tells who said it.
    knows: whether the base has a plain word; names it doesn't have aren't repeated
    """
    if not mention.sayer or not isinstance(outcome, Suggested | Unanswered):
        return outcome
    rest = ask(" ".join(word for place, word in enumerate(query.typed_words) if place not in mention.sayer))
    if not isinstance(rest, Answered):
        return outcome
    voices = {*rest.record.fact.speakers, *(each.speaker for each in rest.record.fact.disputes)}
    asked = [speaker for speaker, is_asked in zip(base.speakers, mention.asked, strict=True) if is_asked]
    if any(speaker.id in voices for speaker in asked):
        return outcome
    first = Candidate(rest.record, outcome.confidence)  # of the question as it was asked, it's no answer
    others = (each for each in outcome.candidates if each.record.fact.id != rest.record.fact.id)
    candidates = (first, *others)[:MOST_SUGGESTIONS]
    words = [query.words[place] for place in mention.sayer]
    if words[-1] in ROLES and not asked:  # "the firm" may be a speaker by another word
        return Suggested(outcome.question, outcome.confidence, candidates)
    called = [speaker for speaker in asked if words[-1] in ROLES or not _names(speaker).isdisjoint(words)]
    typed = [query.typed_words[place] for place in mention.sayer]
    name = ", ".join(speaker.name for speaker in called) or _named(typed, knows)
    return Unanswered(outcome.question, outcome.confidence, None, candidates, not_said_by=name)


def _names(speaker: Speaker) -> set[str]:
    return {word for name in (speaker.name, *speaker.variants) for word in text.words(name)}


def _named(words: Sequence[str], knows: Callable[[str], bool]) -> str:
    """Return the name of somebody who's no speaker; empty if the base doesn't have it: anybody may have made it up."""
    if not all(word in ROLES or word in _SMALL or knows(word) for word in words):
        return ""
    return " ".join(word if word in _SMALL else word.capitalize() for word in words)
