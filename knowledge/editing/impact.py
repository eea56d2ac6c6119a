"""What a change would break, though it is legal. It warns; the moderator decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.editing.removal import pointing
from knowledge.history.revisions import Change
from knowledge.model.base import Base
from knowledge.model.entries import Entry, Fact, Gap
from knowledge.model.outcome import Answered, Chatted, Outcome, Suggested, Unanswered
from knowledge.model.refs import Kind
from knowledge.model.same_text import text_key
from knowledge.search import Search

MOST_QUESTIONS = 400  # are asked to find out what changed; a large import is tried by a part of its phrasings
_NEIGHBOURS = 3


def impact(changes: Sequence[Change], before: Search, after: Search) -> list[str]:
    """Return a sentence for each thing that the `changes` would break, from the base of `before` to that of `after`."""
    found = [*_removed(changes, before.base), *_shared(changes, after.base), *_misled(changes, before, after)]
    return list(dict.fromkeys(found))


def _removed(changes: Iterable[Change], base: Base) -> Iterator[str]:
    gone = {change.ref.id for change in changes if change.ref.kind is Kind.FACT and change.after is None}
    for id in sorted(gone):
        fact = base.facts_by_id[id]
        for other in pointing(id, base):
            if other.id not in gone:
                yield f"'{other.question}' points to '{fact.question}' as its other side; it would point nowhere."
        for dispute in fact.disputes:
            name = base.speakers_by_id[dispute.speaker].name
            yield f"'{fact.question}' is disputed by {name}; their word would go with it."


def _shared(changes: Iterable[Change], base: Base) -> Iterator[str]:
    owners: dict[str, list[Entry]] = {}
    for entry in (*base.facts, *base.gaps):
        for phrasing in {text_key(text) for text in entry.asked_as}:
            owners.setdefault(phrasing, []).append(entry)
    for change in changes:
        if not isinstance(change.after, Entry):
            continue
        for text in change.after.asked_as:
            # Two are enough to find another one: a file may give thousands of entries the same words.
            for other in owners[text_key(text)][:2]:
                if (type(other), other.id) != (type(change.after), change.after.id):
                    yield f"'{text}' also asks for '{other.question}': the two cannot be told apart by it."
                    break


def _misled(changes: Sequence[Change], before: Search, after: Search) -> Iterator[str]:
    """Ask what is new, and what lies near it, and see whether it still finds what it is a phrasing of."""
    touched = [change.after for change in changes if isinstance(change.after, Entry)]
    known = {(change.ref.kind, change.ref.id): change.before for change in changes}
    own = [
        (text, entry)
        for entry in touched
        for text in entry.asked_as
        if not isinstance(old := known[Kind.FACT if isinstance(entry, Fact) else Kind.GAP, entry.id], Entry)
        or text not in old.asked_as
        or text == entry.question
    ]
    budget = MOST_QUESTIONS
    near: dict[str, Fact] = {}
    for text, entry in _spread(own, budget // 2):
        outcome = after.ask(text)
        budget -= 1
        near |= {c.record.fact.id: c.record.fact for c in outcome.candidates[:_NEIGHBOURS] if c.record.fact != entry}
        if (other := _taken_by(outcome, entry)) is not None:
            yield f"'{text}' would find '{other}' instead of '{entry.question}'."
    changed = {entry.id for entry in touched if isinstance(entry, Fact)}
    neighbours = [(text, fact) for id, fact in near.items() if id not in changed for text in fact.asked_as]
    for text, fact in _spread(neighbours, budget):
        other = _taken_by(after.ask(text), fact)
        if other is not None and _taken_by(before.ask(text), fact) is None:
            yield f"'{text}' would find '{other}' and no longer '{fact.question}'."


def _taken_by(outcome: Outcome, entry: Entry) -> str | None:
    """Return the question of what the outcome gives instead of `entry`; None where it is `entry`, or nothing else."""
    match outcome:
        case Answered():
            return (
                None if outcome.record.fact.id == entry.id and isinstance(entry, Fact) else outcome.record.fact.question
            )
        case Unanswered(gap=Gap() as gap):
            return None if gap == entry else gap.question
        case Chatted():
            return outcome.small_talk.question
        case Suggested(candidates=(first, *_)) if isinstance(entry, Fact) and first.record.fact.id != entry.id:
            return first.record.fact.question
        case _:
            return None


def _spread(questions: Sequence[tuple[str, Entry]], most: int) -> Sequence[tuple[str, Entry]]:
    """Return at most `most` of the questions, from all over the list."""
    return questions if len(questions) <= most else questions[:: -(-len(questions) // max(most, 1))]
