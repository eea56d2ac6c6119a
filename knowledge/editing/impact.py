"""What a legal change would affect. It warns; the moderator decides."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from typing import TypeVar

from knowledge.editing import messages
from knowledge.editing.removal import named, pointing
from knowledge.history.revisions import Change
from knowledge.model.base import Base
from knowledge.model.entries import Entry, Fact, Gap, Speaker
from knowledge.model.outcome import Answered, Chatted, Outcome, Suggested, Unanswered
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import AnyEntry, Kind, ref_of
from knowledge.model.same_text import text_key
from knowledge.search import Search
from knowledge.search.speakers import voices

T = TypeVar("T")

MOST_QUESTIONS = 400  # to ask to find out what changed; of a large import only some phrasings are tried
_MOST_COMPARED = 50  # texts of the change, to find questions of other facts that are worded like them
_AT_ONCE = 16  # of those; if none of them is misled, the others aren't asked


def impact(changes: Sequence[Change], before: Search, after: Search) -> list[str]:
    """Return a warning for each thing the `changes` from the base of `before` to that of `after` would affect."""
    shared = _shared(changes, after.base)
    found = [
        *_removed(changes, before.base),
        *_unsaid(changes, before.base),
        *_renamed(changes, before.base),
        *shared.values(),
        *_misled(changes, before, after, known=shared),
    ]
    return list(dict.fromkeys(found))


def _unsaid(changes: Iterable[Change], base: Base) -> Iterator[str]:
    """Warn about the words of a fact's speakers that would go."""
    for change in changes:
        old, new = change.before, change.after
        if not isinstance(old, Fact) or not isinstance(new, Fact):
            continue
        if old.disputes and not new.disputes:
            yield messages.CAVEAT_LOST.format(fact=new.question)
        kept = {statement.speaker for statement in new.statements}
        for statement in old.statements:
            if statement.speaker not in kept:
                name = base.speakers_by_id[statement.speaker].name if statement.speaker else THE_ARTICLE_ITSELF
                yield messages.STATEMENT_LOST.format(fact=old.question, speaker=name, says=statement.says)


def _renamed(changes: Iterable[Change], base: Base) -> Iterator[str]:
    """Warn about speakers whose new name has no word of what they were called: that may be somebody else."""
    for change in changes:
        old, new = change.before, change.after
        if not isinstance(old, Speaker) or not isinstance(new, Speaker):
            continue
        called = {word for name in (old.name, *old.variants) for word in text_key(name).split()}
        facts = sum(old.id in voices(fact) for fact in base.facts)
        if facts and called.isdisjoint(text_key(new.name).split()):
            yield messages.SPEAKER_RENAMED.format(
                old=old.name, new=new.name, facts=f"{facts} fact{'s' if facts > 1 else ''}"
            )


def _removed(changes: Iterable[Change], base: Base) -> Iterator[str]:
    gone = {change.ref.id for change in changes if change.ref.kind is Kind.FACT and change.after is None}
    for id in sorted(gone):
        fact = base.facts_by_id[id]
        others = [other for other in pointing(id, base) if isinstance(other, Gap) or other.id not in gone]
        if others:
            yield messages.POINTERS_LOST.format(fact=fact.question, others=named(others))
        speakers = dict.fromkeys(base.speakers_by_id[dispute.speaker].name for dispute in fact.disputes)
        if speakers:
            yield messages.DISPUTES_LOST.format(fact=fact.question, speakers=", ".join(speakers))


def _shared(changes: Iterable[Change], base: Base) -> dict[str, str]:
    """Return a warning for each text that asks for a changed entry and for another one."""
    warnings: dict[str, str] = {}
    changed = [change.after for change in changes if isinstance(change.after, Fact | Gap)]
    owners: dict[str, list[Fact | Gap]] = {text_key(text): [] for entry in changed for text in entry.asked_as}
    entries: tuple[Fact | Gap, ...] = (*base.facts, *base.gaps) if owners else ()
    for entry in entries:
        for key in {key for text in entry.asked_as if (key := text_key(text)) in owners}:
            owners[key].append(entry)
    for mine in changed:
        for text in mine.asked_as:
            # Two are enough to find another one: a file may give thousands of entries the same words.
            for other in owners[text_key(text)][:2]:
                if (type(other), other.id) != (type(mine), mine.id):
                    same_question = text_key(text) == text_key(other.question)
                    told = messages.SAME_QUESTION if same_question else messages.SAME_WORDS
                    warnings.setdefault(text, told.format(text=text, other=other.question, kind=ref_of(other).kind))
                    break
    return warnings


def _misled(changes: Sequence[Change], before: Search, after: Search, known: Container[str]) -> Iterator[str]:
    """Ask every new phrasing, and those of other facts worded like it, and see whether each still finds its own entry.

    known: texts to leave out, because there is a warning about them already
    """
    touched = [(change.before, change.after) for change in changes if isinstance(change.after, Entry)]
    own = _spread([(text, new) for old, new in touched for text in _new_phrasings(old, new)], MOST_QUESTIONS // 2)
    for text, entry in own:
        if text not in known and (other := _taken_by(after.ask(text), entry)) is not None:
            yield messages.WOULD_GET.format(text=text, other=other, question=entry.question)
    words = [text for text, _ in own] + [answer for old, new in touched for answer in _new_answer(old, new)]
    facts = {change.ref.id for change in changes if change.ref.kind is Kind.FACT}
    close = after.most_alike(_spread(words, _MOST_COMPARED), facts, MOST_QUESTIONS - len(own))
    for text, fact, other in _newly_taken(close, before, after):
        yield messages.WOULD_NOW_GET.format(text=text, other=other, question=fact.question)


def takes_from(facts: Collection[str], changes: Sequence[Change], before: Search, after: Search) -> bool:
    """Say whether a question that gets one of the `facts` (by id) in `before` gets something else in `after`.

    Asks what's new in the changes, and the questions of these facts that are worded like it. If there are more than
    `MOST_QUESTIONS` new phrasings, it says yes: among those that weren't asked, somebody could hide one.
    """
    asked = [
        text for each in changes if isinstance(each.after, Entry) for text in _new_phrasings(each.before, each.after)
    ]
    if len(asked) > MOST_QUESTIONS:
        return True
    for text in asked:
        match before.ask(text):
            case Answered(record=record) if record.fact.id in facts and not _gets(after.ask(text), record.fact):
                return True
    words = [text for change in changes for text in _new_texts(change.before, change.after)]
    others = {fact.id for fact in before.base.facts if fact.id not in facts}
    close = before.most_alike(_spread(words, _MOST_COMPARED), others, MOST_QUESTIONS)
    return any(_gets(before.ask(text), fact) for text, fact, _ in _newly_taken(close, before, after))


def _newly_taken(close: Sequence[tuple[str, Fact]], before: Search, after: Search) -> Iterator[tuple[str, Fact, str]]:
    """Yield each question of a fact that something else takes in `after` only, with that one's own question.

    close: questions with their facts, those that are worded most like the change first
    """
    for first in range(0, len(close), _AT_ONCE):
        misled = False
        for text, fact in close[first : first + _AT_ONCE]:
            other = _taken_by(after.ask(text), fact)
            if other is not None and _taken_by(before.ask(text), fact) is None:
                misled = True
                yield text, fact, other
        if not misled:  # what's worded less like the change is even safer
            break


def _gets(outcome: Outcome, fact: Entry) -> bool:
    """Say whether the outcome gives `fact`, or offers it first."""
    match outcome:
        case Answered():
            return outcome.record.fact.id == fact.id
        case Suggested(candidates=(first, *_)):
            return first.record.fact.id == fact.id
        case _:
            return False


def _new_texts(old: AnyEntry | None, new: AnyEntry | None) -> list[str]:
    """Return the texts that questions are matched with and that `new` has and `old` hadn't."""
    match new:
        case Entry():
            return [*_new_phrasings(old, new), *_new_answer(old, new)]
        case Speaker():
            known = (old.name, *old.variants) if isinstance(old, Speaker) else ()
            return [text for text in (new.name, *new.variants) if text not in known]
        case _:
            return []


def _new_phrasings(old: AnyEntry | None, new: Entry) -> list[str]:
    """Return the ways to ask for `new` that weren't there before, and its question in any case."""
    known = frozenset(old.asked_as if isinstance(old, Entry) else ())
    return [text for text in new.asked_as if text not in known or text == new.question]


def _new_answer(old: AnyEntry | None, new: Entry) -> list[str]:
    return [new.answer] if isinstance(new, Fact) and not (isinstance(old, Fact) and old.answer == new.answer) else []


def _taken_by(outcome: Outcome, entry: Entry) -> str | None:
    """Return the question of what the outcome gives instead of `entry`; None if it gives `entry`, or nothing."""
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


def _spread(listed: Sequence[T], most: int) -> Sequence[T]:
    """Return at most `most` of what's `listed`, from all over the list."""
    return listed if len(listed) <= most else listed[:: -(-len(listed) // max(most, 1))]
