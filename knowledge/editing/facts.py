"""Edits of facts: adding, editing, phrasings, disputes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from typing_extensions import override

from knowledge.editing import messages
from knowledge.editing.edit import Edit, EntryEdit, WriteSet, existing, new_ids
from knowledge.editing.errors import RefusedError
from knowledge.editing.parsing import cited, day, fact_ids, lines, said_where, shortened, speaker_ids, typed, where_text
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Fact, Gap, Statement
from knowledge.model.refs import Kind, Ref
from knowledge.model.same_text import text_key


@dataclass(frozen=True)
class FactForm:
    """The fields of a fact's form as people see them."""

    question: str
    answer: str
    where: str
    as_of: str


def fact_form(fact: Fact, base: Base) -> FactForm:
    """Return the form of `fact`, filled in; saving it unchanged changes nothing."""
    return FactForm(fact.question, fact.answer, where_text(fact, base), str(fact.as_of or ""))


@dataclass(frozen=True, kw_only=True)
class AddFact(Edit):
    """A new fact.

    phrasings: other ways to ask, one a line
    where: paragraph numbers ("3, 5-7"), those of another source ("other-source: 2"), or a link, which becomes a source;
        several sources follow one another, with semicolons between
    as_of: YYYY-MM-DD; empty means the source's date
    speakers: ids, names or other spellings; empty means the article itself
    """

    question: str
    answer: str
    phrasings: str = ""
    where: str = ""
    as_of: str = ""
    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    quote: str = ""

    action: ClassVar[str] = "added the fact"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        as_of = day(self.as_of, today)
        where = cited(self.where, now.base.sources, None, as_of, new_ids(now, Kind.SOURCE))
        id = new_ids(now, Kind.FACT).new(self.question)
        fact = {
            "id": id,
            "question": self.question,
            "answer": self.answer,
            "phrasings": [line for line in lines(self.phrasings) if text_key(line) != text_key(self.question)],
            "speakers": speaker_ids(self.speakers, now.base),
            "source": where.source,
            "paragraphs": where.paragraphs,
            "also_in": where.also_in,
            "topics": self.topics,
            "quote": typed(self.quote) or None,
            "as_of": None if where.new else as_of,
        }
        return WriteSet({Ref(Kind.FACT, id): fact} | ({Ref(Kind.SOURCE, where.new.id): where.new} if where.new else {}))


def where_to_begin(now: ServerState) -> str:
    """Return how the place of a new fact begins: with the source of the fact changed last, if there are several."""
    if len(now.base.sources) < 2:
        return ""
    changed = [(override.revision, override.entry) for override in now.overlay.overrides.values()]
    facts = [(revision, entry) for revision, entry in changed if isinstance(entry, Fact)]
    last = max(facts, key=lambda each: each[0], default=None)
    return f"{last[1].source}: " if last and last[1].source in now.base.sources_by_id else ""


@dataclass(frozen=True, kw_only=True)
class EditFact(EntryEdit):
    """What a fact's form says now. Fields as in `AddFact`, but `more_phrasings` are added to the fact's.

    speakers, topics, quote: None keeps those of the fact; an empty quote takes it away
    """

    fact: str
    question: str
    answer: str
    where: str
    as_of: str
    more_phrasings: str = ""
    speakers: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    quote: str | None = None

    action: ClassVar[str] = "edited the fact"

    @property
    @override
    def ref(self) -> Ref:
        return Ref(Kind.FACT, self.fact)

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        old = existing_fact(now, self.fact)
        as_of = day(self.as_of, today)
        where = cited(self.where, now.base.sources, old.source, as_of, new_ids(now, Kind.SOURCE))
        speakers = old.speakers if self.speakers is None else speaker_ids(self.speakers, now.base)
        fact = dict(old) | {
            "question": self.question,
            "answer": self.answer,
            "phrasings": more_phrasings(old, lines(self.more_phrasings)),
            "speakers": speakers,
            "statements": staying(statements_of(speakers, old), old.source, where.source),
            "source": where.source,
            "paragraphs": where.paragraphs,
            "also_in": where.also_in,
            "disputes": staying(old.disputes, old.source, where.source),
            "topics": old.topics if self.topics is None else self.topics,
            "as_of": as_of,
            "quote": old.quote if self.quote is None else typed(self.quote) or None,
        }
        return WriteSet({self.ref: fact} | ({Ref(Kind.SOURCE, where.new.id): where.new} if where.new else {}))


@dataclass(frozen=True, kw_only=True)
class ChangePhrasings(Edit):
    """Phrasings added to a fact or a gap, or removed; one a line. Needs no `opened`: it doesn't depend on the rest."""

    entry: Ref
    add: str = ""
    remove: str = ""

    @property
    @override
    def action(self) -> str:
        return f"changed the ways to ask for the {self.entry.kind}"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        old = existing(now, self.entry)
        if not isinstance(old, Fact | Gap):
            raise RefusedError(messages.NOT_ASKED_FOR)
        gone = {text_key(line) for line in lines(self.remove)}
        known = {text_key(phrasing) for phrasing in old.phrasings}
        for line in lines(self.remove):
            if text_key(line) == text_key(old.question):
                raise RefusedError(messages.QUESTION_NOT_REMOVED.format(kind=self.entry.kind))
            if text_key(line) not in known:
                raise RefusedError(messages.NOT_A_PHRASING.format(text=shortened(line)))
        for line in lines(self.add):
            if text_key(line) in known - gone or text_key(line) == text_key(old.question):
                raise RefusedError(messages.ALREADY_A_PHRASING.format(text=shortened(line)))
        kept = old.model_copy(update={"phrasings": tuple(p for p in old.phrasings if text_key(p) not in gone)})
        return WriteSet({self.entry: dict(kept) | {"phrasings": more_phrasings(kept, lines(self.add))}})


@dataclass(frozen=True, kw_only=True)
class DisputeFact(EntryEdit):
    """A speaker contests a fact. What they're on record with against it already is replaced: nobody contests it twice.

    speaker: id, name or other spelling. where: as `parsing.said_where` reads it
    other_side: the fact with their statement, if there is one, by its id or question
    was: the dispute that's edited; None if it's a new one
    """

    fact: str
    speaker: str
    says: str
    where: str = ""
    other_side: str | None = None
    was: Dispute | None = None

    @property
    @override
    def action(self) -> str:
        return "edited a dispute of the fact" if self.was else "added a dispute of the fact"

    @property
    @override
    def ref(self) -> Ref:
        return Ref(Kind.FACT, self.fact)

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        old = existing_fact(now, self.fact)
        speakers = speaker_ids((self.speaker,), now.base)
        if not speakers:
            raise RefusedError(messages.ARTICLE_CANT_DISPUTE)
        dispute = self._dispute(old, speakers[0], now.base)
        if self.was is None and any(_same_dispute(each, speakers[0], self.says) for each in old.disputes):
            raise RefusedError(messages.ALREADY_DISPUTED)
        before = self.was.speaker if self.was else speakers[0]
        place = next((n for n, each in enumerate(old.disputes) if self.was and each == self.was), None)
        if place is None:
            place = next((n for n, each in enumerate(old.disputes) if each.speaker == before), len(old.disputes))
        disputes: list[Any] = list(old.disputes)
        disputes[place : place + 1] = [dispute]
        if before != speakers[0] and any(each.speaker == speakers[0] for each in old.disputes):
            name = now.base.speakers_by_id[speakers[0]].name
            raise RefusedError(messages.DISPUTES_IT_TOO.format(name=name))
        return WriteSet({self.ref: dict(old) | {"disputes": disputes}})

    def _dispute(self, old: Fact, speaker: str, base: Base) -> dict[str, Any]:
        other = next(iter(fact_ids(self.other_side or "", base.facts)), None)
        stated = said_where(self.where, old.source, base.sources)
        if self.was and self.was.fact and other is None and not typed(self.where):
            stood = self.was.unlinked(old, base.facts_by_id)  # it stays where the other side's fact had it
            stated = {"source": stood.source, "where": stood.where}
        return {"speaker": speaker, "says": self.says, **stated, "fact": other}


def dispute_place(dispute: Dispute, fact: Fact) -> str:
    """Return where a `dispute` of `fact` is stated, as `parsing.said_where` reads it, to fill in its form."""
    if isinstance(dispute.where, str):
        return dispute.where
    numbers = ", ".join(map(str, dispute.where or ()))
    return numbers if dispute.source in {None, fact.source} else f"{dispute.source}: {numbers}".rstrip(" ")


def _same_dispute(dispute: Dispute, speaker: str, says: str) -> bool:
    return dispute.speaker == speaker and text_key(dispute.says) == text_key(says)


@dataclass(frozen=True, kw_only=True)
class SettleDispute(EntryEdit):
    """Ends this dispute, whoever else contests the fact meanwhile."""

    fact: str
    dispute: Dispute

    @property
    @override
    def ref(self) -> Ref:
        return Ref(Kind.FACT, self.fact)

    action: ClassVar[str] = "ended a dispute of the fact"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        old = existing_fact(now, self.fact)
        ended = place_of(self.dispute, old)
        kept = (*old.disputes[:ended], *old.disputes[ended + 1 :])
        return WriteSet({self.ref: dict(old) | {"disputes": kept}})


def existing_fact(now: ServerState, id: str) -> Fact:
    """Return the fact. Raises `RefusedError` if there's none."""
    fact = existing(now, Ref(Kind.FACT, id))
    assert isinstance(fact, Fact)  # noqa: S101  # its kind says so
    return fact


def place_of(dispute: Dispute, fact: Fact) -> int:
    """Return the place of `dispute` among those of `fact`, by who says what.

    Raises `RefusedError` if it isn't there any more.
    """
    places = [n for n, each in enumerate(fact.disputes) if (each.speaker, each.says) == (dispute.speaker, dispute.says)]
    if not places:
        raise RefusedError(messages.DISPUTE_GONE)
    return places[0]


def staying(said: Sequence[Statement | Dispute | Mapping[str, Any]], before: str, now: str) -> Sequence[Any]:
    """Return the statements or disputes of a fact, each in its source, though the fact moves from `before` to `now`."""
    if before == now:
        return said
    return [dict(each) if _moves_along(each) else _pinned(dict(each), before) for each in said]


def _moves_along(said: Statement | Dispute | Mapping[str, Any]) -> bool:
    """Say whether it's a statement without a place of its own: that stands where the fact does."""
    return isinstance(said, Statement) and not said.where


def _pinned(said: dict[str, Any], source: str) -> dict[str, Any]:
    """Name `source` in what names no other and doesn't stand elsewhere: at a link, or with another fact."""
    where, other = said.get("where"), said.get("fact")
    elsewhere = isinstance(where, str) or (other and not where)
    return said if elsewhere else {"source": source} | {k: v for k, v in said.items() if v is not None}


def statements_of(speakers: Collection[str], fact: Fact) -> tuple[Statement, ...]:
    """Return the statements of `fact` that can stay on it: the article's own, and those of `speakers`."""
    return tuple(each for each in fact.statements if each.speaker is None or each.speaker in speakers)


def more_phrasings(entry: Fact | Gap, more: tuple[str, ...]) -> tuple[str, ...]:
    """Return the entry's phrasings, and those of `more` that it doesn't have yet."""
    known = {text_key(text) for text in entry.asked_as}
    return (*entry.phrasings, *(text for text in more if text_key(text) not in known))
