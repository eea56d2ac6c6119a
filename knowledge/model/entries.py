"""The entries of a base and the rules that each of them keeps by itself.

Rules that need more than one entry (a speaker that must exist, ids that must be unique) are in `validation.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from knowledge.model.dates import read_day
from knowledge.model.readable import (
    plain_line_breaks,
    something_to_read,
    without_control_characters,
    without_quotation_marks,
    without_unseen,
)

ANSWER_LENGTH = 1000  # characters; a card shows the first 400
STATEMENT_LENGTH = 400  # characters of a side's statement, a quote or a note
SENTENCE_LENGTH = 2000  # characters of an article's own words in a draft
QUESTION_LENGTH = 500
TITLE_LENGTH = 300
URL_LENGTH = 500
PHRASINGS_PER_FACT = 1000
PARAGRAPHS_PER_SOURCE = 10_000  # a base with a source of billions would take all memory to look through
PARAGRAPHS_PER_FACT = 1000
SPEAKERS_PER_FACT = 5
FURTHER_SOURCES_PER_FACT = 4
DISPUTES_PER_FACT = 5
FACTS_PER_GAP = 3  # as many as its card has buttons for


class Status(StrEnum):
    """How settled a fact is. Always derived from its disputes and speakers, never stored."""

    DISPUTED = "disputed"  # somebody contests it
    CLAIMED = "claimed"  # a speaker's word, uncontested in the source
    REPORTED = "reported"  # the article's own voice


def _day(value: object) -> object:
    """Read a day as people write it. A bare number would be taken for seconds since 1970."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, str):
        return read_day(value)
    raise ValueError("isn't a date")


def _paragraph_list(value: object) -> object:
    """Let `where = 4` stand for `where = [4]`: most statements are in one paragraph."""
    return [value] if isinstance(value, int) and not isinstance(value, bool) else value


def _without_unseen(value: object) -> object:
    """Drop what nobody sees, before spaces at the ends: text that's only that is empty."""
    return without_unseen(value) if isinstance(value, str) else value


_Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    BeforeValidator(_without_unseen),
    AfterValidator(plain_line_breaks),
    AfterValidator(without_control_characters),
    AfterValidator(something_to_read),
]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
Label = Annotated[_Text, Field(max_length=100)]
Title = Annotated[_Text, Field(max_length=TITLE_LENGTH)]
ShortText = Annotated[_Text, Field(max_length=STATEMENT_LENGTH)]
Quote = Annotated[ShortText, AfterValidator(without_quotation_marks)]
Answer = Annotated[_Text, Field(max_length=ANSWER_LENGTH)]
Question = Annotated[_Text, Field(max_length=QUESTION_LENGTH)]
Sentence = Annotated[_Text, Field(max_length=SENTENCE_LENGTH)]
Paragraph = Annotated[int, Field(ge=0, le=PARAGRAPHS_PER_SOURCE, strict=True)]
Paragraphs = Annotated[tuple[Paragraph, ...], Field(max_length=PARAGRAPHS_PER_FACT)]
Day = Annotated[date, BeforeValidator(_day)]
Url = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=URL_LENGTH, pattern=r"^https?://[^\s<>]+$"),
    AfterValidator(without_control_characters),
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """Where facts come from: an article whose paragraphs are numbered from 1; its headline is paragraph 0."""

    id: Id
    title: Title
    kind: Label
    url: Url | None = None
    as_of: Day
    as_of_note: ShortText | None = None
    paragraphs: Annotated[Paragraph, Field(description="how many there are, the headline not counted")]


ROLE_NOT_STATED, SIDE_NOT_STATED = "role not stated", "not stated"  # of a speaker, until somebody states it
NOT_NAMED = "not named in the article"  # the role of "residents", which says nothing of who they are


class Speaker(_Frozen):
    """A person or body that said something. The article's own voice is not a speaker: a fact of it has none."""

    id: Id
    name: Label
    role: Title
    side: Label
    variants: tuple[Label, ...] = ()

    @property
    def stated_role(self) -> str:
        """The role; empty if nobody has stated it."""
        return "" if self.role == ROLE_NOT_STATED else self.role

    @property
    def stated_side(self) -> str:
        """The side; empty if nobody has stated it."""
        return "" if self.side == SIDE_NOT_STATED else self.side

    def introduced(self, shown: Callable[[str], str] = str) -> str:
        """Return the name with the role and the side, as far as they're stated.

        shown: how to show each of the three
        """
        role = f", {shown(self.stated_role)}" if self.stated_role else ""
        side = f" ({shown(self.stated_side)})" if self.stated_side else ""
        return f"{shown(self.name)}{role}{side}"


class Dispute(_Frozen):
    """A speaker who contests a fact, and what they say instead."""

    speaker: Id
    says: ShortText
    source: Id | None = Field(default=None, description="where they say so, if it isn't in the fact's source")
    where: Annotated[Paragraphs | Title | None, BeforeValidator(_paragraph_list)] = Field(
        default=None, description="paragraphs of that source, or a link or other place in words"
    )
    fact: Id | None = Field(default=None, description="the fact that puts this statement on record")

    def standing_with(self, fact: Fact, facts: Mapping[str, Fact]) -> Fact:
        """Return the fact in whose source it stands: `fact`, which it's of, or its other side.

        It stands with the other side if it names no place of its own, and the same speaker says so there.
        facts: under their ids, the other side among them
        """
        other = facts[self.fact] if self.fact is not None else fact
        alike = not self.where and self.source in {None, other.source} and self.speaker in other.speakers
        return other if alike else fact

    def unlinked(self, fact: Fact, facts: Mapping[str, Fact]) -> Dispute:
        """Return it without its pointer to the other side, but in the source it stood in. Arguments as above."""
        beside = self.standing_with(fact, facts)
        elsewhere = beside.source != fact.source
        stood = {"source": beside.source, "where": beside.paragraphs or None} if elsewhere else {}
        return self.model_copy(update={"fact": None} | stood)


class Statement(_Frozen):
    """What one speaker of a fact says and where, if the fact's answer sums up several of them."""

    speaker: Id | None = Field(default=None, description="one of the fact's speakers; empty means the article itself")
    says: ShortText
    source: Id | None = Field(default=None, description="where they say so, if it isn't in the fact's source")
    where: Annotated[Paragraphs, BeforeValidator(_paragraph_list)] = Field(
        default=(), description="paragraphs of that source; empty means the fact's own, if it's in the fact's source"
    )


class Entry(_Frozen):
    """What a question can be matched with: a fact or a gap."""

    id: Id
    question: Question
    phrasings: Annotated[tuple[Question, ...], Field(max_length=PHRASINGS_PER_FACT)] = ()

    @property
    def asked_as(self) -> tuple[str, ...]:
        """Every way to ask for it, the question first, each once."""
        return tuple(dict.fromkeys((self.question, *self.phrasings)))


class Citation(_Frozen):
    """Another source that says the same, and where."""

    source: Id
    paragraphs: Paragraphs = ()


class Fact(Entry):
    """One thing on record: a question, other ways to ask it, the answer, who said it, where, and who disputes it."""

    answer: Answer
    speakers: Annotated[tuple[Id, ...], Field(max_length=SPEAKERS_PER_FACT)] = Field(
        default=(), description="empty means the article itself"
    )
    statements: Annotated[tuple[Statement, ...], Field(max_length=SPEAKERS_PER_FACT)] = Field(
        default=(), description="for an answer that sums up what several said: what each of its speakers says"
    )
    source: Id
    paragraphs: Paragraphs = ()
    also_in: Annotated[tuple[Citation, ...], Field(max_length=FURTHER_SOURCES_PER_FACT)] = Field(
        default=(), description="other sources that say the same"
    )
    quote: Quote | None = Field(default=None, description="spoken words only, exactly as printed")
    disputes: Annotated[tuple[Dispute, ...], Field(max_length=DISPUTES_PER_FACT)] = ()
    topics: tuple[Label, ...] = ()
    as_of: Day | None = Field(default=None, description="where it differs from the source's")

    @property
    def status(self) -> Status:
        """Disputed wherever anybody contests it; else claimed if a speaker said it, reported if the article did."""
        if self.disputes:
            return Status.DISPUTED
        return Status.CLAIMED if self.speakers else Status.REPORTED

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources that it, a statement or a dispute of it stands in, its own first, each once."""
        also_in = (each.source for each in self.also_in)
        stated = (each.source for each in self.statements if each.source)
        disputes = (each.source for each in self.disputes if each.source)
        return tuple(dict.fromkeys((self.source, *also_in, *stated, *disputes)))


class Gap(Entry):
    """A question that people ask and the source is known not to answer, with what to tell them instead.

    What the source does say isn't told again in the note, where it would have no speaker, source or date: `see` has
    the facts that say it.
    """

    note: ShortText
    see: Annotated[tuple[Id, ...], Field(max_length=FACTS_PER_GAP)] = Field(
        default=(), description="ids of facts with what the article does say, shown beside the note"
    )

    def seeing_only(self, facts: Collection[str]) -> Gap:
        """Return it without pointers to facts whose ids aren't among `facts`; itself if it has none of those."""
        kept = tuple(id for id in self.see if id in facts)
        return self if kept == self.see else self.model_copy(update={"see": kept})


def _empty_to_none(value: object) -> object:
    """Let a draft's fields stand empty until somebody fills them in."""
    return None if value == "" else value


_ToFillIn = BeforeValidator(_empty_to_none)


class DraftDispute(_Frozen):
    """A speaker who contests a draft's claim, with the article's own sentence about it."""

    speaker: Id
    sentence: Sentence = Field(description="the article's own words; never answered to anybody")
    says: Annotated[ShortText | None, _ToFillIn] = Field(
        default=None, description="what they say instead, in the author's words"
    )
    where: Annotated[Paragraphs, BeforeValidator(_paragraph_list)] = ()


class Draft(_Frozen):
    """A claim that an article makes and that waits to become a fact.

    It's shown to authors and moderators only: no question is ever matched with it or answered from it.
    """

    id: Id
    question: Annotated[Question | None, _ToFillIn] = None
    answer: Annotated[Answer | None, _ToFillIn] = None
    speakers: Annotated[tuple[Id, ...], Field(max_length=SPEAKERS_PER_FACT)] = Field(
        default=(), description="empty means the article itself"
    )
    source: Id
    paragraphs: Paragraphs = ()
    sentence: Sentence = Field(description="the article's own words; never answered to anybody")
    quote: Quote | None = Field(default=None, description="spoken words only, exactly as printed")
    disputes: Annotated[tuple[DraftDispute, ...], Field(max_length=DISPUTES_PER_FACT)] = ()


class WholePack(_Frozen):
    """The operator's pack as a whole, as the revisions of a server name it that leaves it or follows it again."""

    id: Id = "pack"


class SmallTalk(Entry):
    """Something people say to a bot whatever the article is, with the reply. It ships with the product."""

    reply: ShortText
    offers_questions: bool = Field(default=False, description="whether to offer questions to ask beside the reply")


class GenericGap(Entry):
    """A question that people ask about any news and that articles rarely answer. It ships with the product.

    It can keep a fact from being the answer, but it never says that the source doesn't say.
    """

    topic: Label = Field(description="what it asks for, for explanations")
