"""A base: the facts, speakers, gaps, sources and drafts of one server, sound as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_validator

from knowledge.model.entries import Dispute, Draft, Fact, Gap, Source, Speaker, Statement
from knowledge.model.introductions import Introduction, introductions
from knowledge.model.record import Contest, Place, Record, Said
from knowledge.model.validation import BaseError, broken_references


class Base(BaseModel):
    """An immutable, consistent set of entries: whatever one entry points to is there.

    Making one raises `pydantic.ValidationError` where an entry breaks its own rules, and `BaseError`
    (not wrapped by pydantic, so that its list of problems survives) where entries do not fit together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: tuple[Source, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    drafts: tuple[Draft, ...] = ()

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        problems = list(broken_references(self.sources, self.speakers, self.facts, self.gaps, self.drafts))
        if problems:
            raise BaseError(problems)
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:  # noqa: ARG002  # as pydantic has it
        """Return a base with the fields of `update`, checked anew; pydantic's own copy would keep the old look-ups."""
        return type(self)(**({name: getattr(self, name) for name in type(self).model_fields} | dict(update or {})))

    @cached_property
    def digest(self) -> str:
        """What tells its content from any other: 64 hexadecimal digits."""
        return sha256(self.model_dump_json(exclude_defaults=True).encode()).hexdigest()

    @cached_property
    def sources_by_id(self) -> dict[str, Source]:
        """Each source under its id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def speakers_by_id(self) -> dict[str, Speaker]:
        """Each speaker under their id."""
        return {speaker.id: speaker for speaker in self.speakers}

    @cached_property
    def facts_by_id(self) -> dict[str, Fact]:
        """Each fact under its id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def gaps_by_id(self) -> dict[str, Gap]:
        """Each gap under its id."""
        return {gap.id: gap for gap in self.gaps}

    @cached_property
    def newest(self) -> date | None:
        """The newest date that a fact or source is as of; None if there's none."""
        own = (fact.as_of for fact in self.facts if fact.as_of)
        return max((*own, *(source.as_of for source in self.sources)), default=None)

    @cached_property
    def introductions_by_id(self) -> dict[str, Introduction]:
        """Who each speaker is, made from their names and roles, under ids of their own; none of them is in `facts`."""
        return {each.id: each for each in introductions(self.speakers, self.facts_by_id)}

    @cached_property
    def drafts_by_id(self) -> dict[str, Draft]:
        """Each draft under its id."""
        return {draft.id: draft for draft in self.drafts}

    @cached_property
    def topic_counts(self) -> Counter[str]:
        """How many facts have each topic."""
        return Counter(topic for fact in self.facts for topic in set(fact.topics))

    def find_record(self, fact_id: str) -> Record | None:
        """Return the fact or introduction with all that it must be shown with, or None if there is none of that id."""
        return self.record(fact_id) if fact_id in self.facts_by_id or fact_id in self.introductions_by_id else None

    def record(self, fact_id: str) -> Record:
        """Return the fact or introduction with all that it must be shown with. Raises `KeyError` for an unknown id."""
        fact = self.facts_by_id.get(fact_id) or self.introductions_by_id[fact_id]
        return Record(
            fact=fact,
            speakers=tuple(self.speakers_by_id[id] for id in fact.speakers),
            source=self.sources_by_id[fact.source],
            contests=tuple(self._contest(dispute, fact) for dispute in fact.disputes),
            also_in=tuple(Place(self.sources_by_id[each.source], each.paragraphs) for each in fact.also_in),
            statements=tuple(self._said(statement, fact) for statement in fact.statements),
        )

    def _said(self, statement: Statement, fact: Fact) -> Said:
        source = self.sources_by_id[statement.source or fact.source]
        elsewhere = source.id != fact.source
        return Said(
            speaker=self.speakers_by_id[statement.speaker] if statement.speaker else None,
            says=statement.says,
            where=statement.where,
            source=source if elsewhere else None,
            as_of=source.as_of if elsewhere else None,
        )

    def _contest(self, dispute: Dispute, fact: Fact) -> Contest:
        beside = dispute.standing_with(fact, self.facts_by_id)
        source = self.sources_by_id[dispute.source or beside.source]
        as_of = source.as_of if source.id != beside.source else beside.as_of or source.as_of
        elsewhere = source.id != fact.source
        dated = elsewhere or as_of != (fact.as_of or source.as_of)
        return Contest(
            speaker=self.speakers_by_id[dispute.speaker],
            says=dispute.says,
            where=dispute.where if beside is fact else beside.paragraphs,
            fact=dispute.fact,
            source=source if elsewhere else None,
            as_of=as_of if dated else None,
        )
