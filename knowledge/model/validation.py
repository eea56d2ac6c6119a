"""What's wrong with entries, by entry and field, so that their author can find and fix it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.model.entries import Fact, Gap, Source, Speaker


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to fix. `entry` reads like "facts: who-controls", `field` like "disputes[0].speaker"."""

    entry: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.entry}: {self.field}: {self.message}"


class BaseError(Exception):
    """A base breaks its rules; `problems` lists every breach.

    Not a `ValueError`: pydantic would wrap that in an error of its own, and the list would be lost.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


def broken_references(
    sources: Iterable[Source], speakers: Iterable[Speaker], facts: Sequence[Fact], gaps: Iterable[Gap]
) -> Iterator[Problem]:
    """Yield every breach of a rule between entries: these make a base unusable."""
    sources, speakers, gaps = list(sources), list(speakers), list(gaps)
    sources_by_id = {source.id: source for source in sources}
    speaker_ids = {speaker.id for speaker in speakers}
    fact_ids = {fact.id for fact in facts}
    yield from _duplicate_ids("sources", [source.id for source in sources])
    yield from _duplicate_ids("speakers", [speaker.id for speaker in speakers])
    yield from _duplicate_ids("facts", [fact.id for fact in facts])
    yield from _duplicate_ids("gaps", [gap.id for gap in gaps])
    for fact in facts:
        entry = f"facts: {fact.id}"
        source = sources_by_id.get(fact.source)
        if source is None:
            yield Problem(entry, "source", f"there's no source '{fact.source}'")
        for field, id in [(f"speakers[{i}]", id) for i, id in enumerate(fact.speakers)] + [
            (f"disputes[{i}].speaker", dispute.speaker) for i, dispute in enumerate(fact.disputes)
        ]:
            if id not in speaker_ids:
                yield Problem(entry, field, f"there's no speaker '{id}'")
        yield from _duplicates(entry, "speakers", fact.speakers)
        for i, statement in enumerate(fact.statements):
            if statement.speaker not in fact.speakers:
                yield Problem(
                    entry,
                    f"statements[{i}].speaker",
                    f"'{statement.speaker}' isn't one of the fact's speakers; whoever contests it goes into `disputes`",
                )
        yield from _duplicates(entry, "statements", (statement.speaker for statement in fact.statements))
        yield from _missing_paragraphs(entry, "paragraphs", fact.paragraphs, source)
        for i, dispute in enumerate(fact.disputes):
            field = f"disputes[{i}]"
            if dispute.speaker in fact.speakers:
                yield Problem(entry, f"{field}.speaker", f"'{dispute.speaker}' can't dispute their own statement")
            if dispute.fact == fact.id:
                yield Problem(entry, f"{field}.fact", "a fact can't be its own other side")
            elif dispute.fact is not None and dispute.fact not in fact_ids:
                yield Problem(entry, f"{field}.fact", f"there's no fact '{dispute.fact}'")
            if isinstance(dispute.where, tuple):
                yield from _missing_paragraphs(entry, f"{field}.where", dispute.where, source)


def _duplicate_ids(kind: str, ids: Iterable[str]) -> Iterator[Problem]:
    for id, times in Counter(ids).items():
        if times > 1:
            yield Problem(f"{kind}: {id}", "id", f"is used {times} times; ids must be unique")


def _duplicates(entry: str, field: str, values: Iterable[str]) -> Iterator[Problem]:
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
