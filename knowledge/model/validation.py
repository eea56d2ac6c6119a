"""What's wrong with entries, by entry and field, so that their author can find and fix it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from knowledge.model.entries import Dispute, Draft, DraftDispute, Fact, Gap, Source, Speaker
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.repair import PLACEHOLDER

_MOST_NAMED = 5  # ids


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to fix. `entry` reads like "facts: who-controls", `field` like "disputes[0].speaker".

    Either is empty if the problem isn't of one. advice: what to write instead. line: of the file it's in, from 1
    """

    entry: str
    field: str
    message: str
    advice: str = ""
    line: int | None = None

    def __str__(self) -> str:
        text = f"{self.message}. {self.advice}" if self.advice else self.message
        if self.line is None:
            return ": ".join(filter(None, [self.entry, self.field, text]))
        return ": ".join(filter(None, [f"line {self.line}", self.entry, _counted_from_one(self.field), text]))


def _counted_from_one(field: str) -> str:
    """Return "disputes 1, speaker" for "disputes[0].speaker"."""
    return re.sub(r"\[([0-9]+)\]", lambda match: f" {int(match[1]) + 1}", field).replace(".", ", ")


class BaseError(Exception):
    """A base breaks its rules; `problems` lists every breach.

    Not a `ValueError`: pydantic would wrap that in an error of its own, and the list would be lost.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


def broken_references(
    sources: Iterable[Source],
    speakers: Iterable[Speaker],
    facts: Sequence[Fact],
    gaps: Sequence[Gap],
    drafts: Sequence[Draft] = (),
) -> Iterator[Problem]:
    """Yield every breach of a rule between entries: these make a base unusable."""
    sources, speakers = list(sources), list(speakers)
    sources_by_id = {source.id: source for source in sources}
    speaker_ids = {speaker.id for speaker in speakers}
    fact_ids = {fact.id for fact in facts}
    yield from _duplicate_ids("sources", [source.id for source in sources])
    yield from _duplicate_ids("speakers", [speaker.id for speaker in speakers])
    yield from _duplicate_ids("facts", [fact.id for fact in facts])
    yield from _duplicate_ids("gaps", [gap.id for gap in gaps])
    yield from _duplicate_ids("drafts", [draft.id for draft in drafts])
    for fact in facts:
        entry = f"facts: {fact.id}"
        yield from _broken_attribution(entry, fact, sources_by_id, speaker_ids)
        yield from _broken_statements(entry, fact, sources_by_id)
        yield from _duplicates(entry, "also_in", (fact.source, *(each.source for each in fact.also_in)))
        for i, also in enumerate(fact.also_in):
            source = sources_by_id.get(also.source)
            if source is None:
                yield _missing(entry, f"also_in[{i}].source", "source", also.source, sources_by_id)
            yield from _missing_paragraphs(entry, f"also_in[{i}].paragraphs", also.paragraphs, source)
        for i, dispute in enumerate(fact.disputes):
            field = f"disputes[{i}]"
            if dispute.fact == fact.id:
                yield Problem(entry, f"{field}.fact", "a fact can't be its own other side")
            elif dispute.fact is not None and dispute.fact not in fact_ids:
                yield _missing(entry, f"{field}.fact", "fact", dispute.fact, fact_ids)
    for gap in gaps:
        entry = f"gaps: {gap.id}"
        yield from _duplicates(entry, "see", gap.see)
        for i, id in enumerate(gap.see):
            if id not in fact_ids:
                yield _missing(entry, f"see[{i}]", "fact", id, fact_ids)
    for draft in drafts:
        yield from _broken_attribution(f"drafts: {draft.id}", draft, sources_by_id, speaker_ids)


def _broken_statements(entry: str, fact: Fact, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield what's wrong with who says a part of an answer, and where."""
    for i, statement in enumerate(fact.statements):
        if statement.speaker not in {None, *fact.speakers}:
            yield Problem(
                entry,
                f"statements[{i}].speaker",
                f"'{statement.speaker}' isn't one of the fact's speakers; whoever contests it goes into `disputes`",
            )
        stands_in = sources.get(statement.source or fact.source)
        if stands_in is None and statement.source:
            yield _missing(entry, f"statements[{i}].source", "source", statement.source, sources)
        yield from _missing_paragraphs(entry, f"statements[{i}].where", statement.where, stands_in)
    yield from _duplicates(entry, "statements", [each.speaker or THE_ARTICLE_ITSELF for each in fact.statements])


def _broken_attribution(
    entry: str, claim: Fact | Draft, sources: Mapping[str, Source], speakers: Collection[str]
) -> Iterator[Problem]:
    """Yield what's wrong with a claim's source, paragraphs, speakers, and speakers who contest it."""
    source = sources.get(claim.source)
    disputes: Sequence[Dispute | DraftDispute] = claim.disputes
    if source is None:
        yield _missing(entry, "source", "source", claim.source, sources)
    for field, ids in (("speakers[{}]", claim.speakers), ("disputes[{}].speaker", [each.speaker for each in disputes])):
        for i, id in enumerate(ids):
            if id not in speakers:
                yield _missing(entry, field.format(i), "speaker", id, speakers)
    yield from _duplicates(entry, "speakers", claim.speakers)
    yield from _missing_paragraphs(entry, "paragraphs", claim.paragraphs, source)
    for i, dispute in enumerate(disputes):
        if dispute.speaker in claim.speakers:
            yield Problem(entry, f"disputes[{i}].speaker", f"'{dispute.speaker}' can't dispute their own statement")
        stands_in = source
        if isinstance(dispute, Dispute) and dispute.source:
            stands_in = sources.get(dispute.source)
            if stands_in is None:
                yield _missing(entry, f"disputes[{i}].source", "source", dispute.source, sources)
        if isinstance(dispute.where, tuple):
            yield from _missing_paragraphs(entry, f"disputes[{i}].where", dispute.where, stands_in)


def _missing(entry: str, field: str, kind: str, id: str, known: Collection[str]) -> Problem:
    """Return the problem of an entry that points to a `kind` of entry that isn't there, with those that are."""
    known = sorted(set(known) - {PLACEHOLDER})
    near = get_close_matches(id, known, n=1)
    if near:
        advice = f"Did you mean '{near[0]}'?"
    else:
        some = ", ".join(known[:_MOST_NAMED]) + (", …" if len(known) > _MOST_NAMED else "")
        advice = f"Write one that's there ({some}), or add it" if known else f"Add the {kind} first"
    return Problem(entry, field, f"there's no {kind} '{id}'", advice)


def _duplicate_ids(kind: str, ids: Sequence[str]) -> Iterator[Problem]:
    for id, times in Counter(ids).items():
        if times > 1:
            yield Problem(f"{kind}: {id}", "id", f"is used {times} times", "Give each its own")


def _duplicates(entry: str, field: str, values: Sequence[str]) -> Iterator[Problem]:
    if len(values) < 2:  # most; counting takes a while for thousands of facts
        return
    for value, times in Counter(values).items():
        if times > 1:
            yield Problem(entry, field, f"'{value}' is there {times} times")


def _missing_paragraphs(entry: str, field: str, paragraphs: Iterable[int], source: Source | None) -> Iterator[Problem]:
    for paragraph in paragraphs:
        if source is not None and paragraph > source.paragraphs:
            yield Problem(
                entry,
                field,
                f"there's no paragraph {paragraph}: '{source.id}' has 0 (the headline) to {source.paragraphs}",
            )
