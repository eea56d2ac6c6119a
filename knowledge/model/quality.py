"""What a careful reader finds in a base that can be used: hints to make it better, and wrong quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from knowledge.model.base import Base
from knowledge.model.entries import Source
from knowledge.model.oversights import oversights
from knowledge.model.readable import without_unseen
from knowledge.model.same_text import text_key
from knowledge.model.speaker_names import clashes
from knowledge.model.validation import Problem

FEWEST_OF_A_FACT = 15  # other ways to ask, so that people find it
FEWEST_OF_A_GAP = 5
_MOST_NAMED = 3  # entries

_HARD_TO_FIND = "People may not find entries with few other ways to ask: {entries}"
_FEW = "{few} of {all} {kind} have fewer than {fewest} ({named})"
_TWICE = "“{text}” is here twice"
_SHARED = "“{text}” is also a way to ask for {owner}; keep it where it fits better"
_TWO_SPEAKERS = "“{text}” stands for “{other}”, too, so their words may be put into the wrong mouth; use another name"
_NOT_THE_LENGTH = "is {given}, but the article has {counted}"
_WHICH_SOURCE = "none has the title “{headline}”, the article's first line, so I can't tell which source it is"
_NOT_PRINTED = "“{quote}” isn't in the article; give it exactly as printed"
_PRINTED_ELSEWHERE = "“{quote}” is in another paragraph of the article; correct the fact's paragraphs"
_NOBODYS_WORDS = "puts “{words}” in quotation marks, but the article doesn't print that"

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”')


def content_hints(base: Base) -> tuple[str, ...]:
    """Return what would make answers from a sound base better, a sentence each."""
    return (
        *_few_phrasings(base),
        *map(str, _shared_phrasings(base)),
        *map(str, _shared_names(base)),
        *oversights(base),
    )


def _few_phrasings(base: Base) -> Iterator[str]:
    """Yield one hint for all entries together: a young base would have hundreds."""
    told = []
    for kind, entries, fewest in (("facts", base.facts, FEWEST_OF_A_FACT), ("gaps", base.gaps, FEWEST_OF_A_GAP)):
        few = [entry.id for entry in entries if len(entry.asked_as) - 1 < fewest]
        if few:
            named = ", ".join(few[:_MOST_NAMED]) + (", …" if len(few) > _MOST_NAMED else "")
            told.append(_FEW.format(few=len(few), all=len(entries), kind=kind, fewest=fewest, named=named))
    if told:
        yield _HARD_TO_FIND.format(entries=", ".join(told))


def _shared_phrasings(base: Base) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for kind, entry in [*(("facts", fact) for fact in base.facts), *(("gaps", gap) for gap in base.gaps)]:
        name = f"{kind}: {entry.id}"
        seen: set[str] = set()
        for position, text in enumerate((entry.question, *entry.phrasings)):
            field = f"phrasings[{position - 1}]" if position else "question"
            key = text_key(text)
            if key in seen:
                yield Problem(name, field, _TWICE.format(text=text))
            elif key in owners:
                yield Problem(name, field, _SHARED.format(text=text, owner=owners[key]))
            owners.setdefault(key, name)
            seen.add(key)


def _shared_names(base: Base) -> Iterator[Problem]:
    for clash in clashes(base.speakers):
        told = _TWO_SPEAKERS.format(text=clash.text, other=clash.other.name)
        yield Problem(f"speakers: {clash.speaker.id}", "name", told)


def misquotes(base: Base, paragraphs: Sequence[str]) -> Iterator[Problem]:
    """Yield every quote, and all words in quotation marks, that an article doesn't print where the fact points.

    With several sources, only what stands in the one whose title is the headline is compared.
    paragraphs: the article's, its headline first
    """
    paragraphs = [without_unseen(paragraph) for paragraph in paragraphs]  # as quotes are kept
    article = "\n".join(paragraphs)
    source = _source_of(base, paragraphs[0])
    if source is None:
        yield Problem("pack", "sources", _WHICH_SOURCE.format(headline=paragraphs[0]))
        return
    if source.paragraphs != len(paragraphs) - 1:
        told = _NOT_THE_LENGTH.format(given=source.paragraphs, counted=len(paragraphs) - 1)
        yield Problem(f"sources: {source.id}", "paragraphs", told)
    for fact in base.facts:
        if fact.source != source.id:
            continue
        entry = f"facts: {fact.id}"
        cited = "\n".join(paragraphs[p] for p in fact.paragraphs if p < len(paragraphs))
        if fact.quote is not None and fact.quote not in cited:
            told = _PRINTED_ELSEWHERE if fact.quote in article else _NOT_PRINTED
            yield Problem(entry, "quote", told.format(quote=fact.quote))
        texts: Mapping[str, str] = (
            {"answer": fact.answer}
            | {
                f"statements[{i}].says": statement.says
                for i, statement in enumerate(fact.statements)
                if statement.source in {None, source.id}
            }
            | {
                f"disputes[{i}].says": dispute.says
                for i, dispute in enumerate(fact.disputes)
                if dispute.source in {None, source.id}
            }
        )
        for field, text in texts.items():
            yield from _words_nobody_printed(entry, field, text, article)
    for gap in base.gaps if len(base.sources) == 1 else ():
        yield from _words_nobody_printed(f"gaps: {gap.id}", "note", gap.note, article)


def _source_of(base: Base, headline: str) -> Source | None:
    """Return the only source, or the one with the title `headline`."""
    if len(base.sources) == 1:
        return base.sources[0]
    return next((source for source in base.sources if text_key(source.title) == text_key(headline)), None)


def _words_nobody_printed(entry: str, field: str, text: str, article: str) -> Iterator[Problem]:
    for match in _QUOTED.finditer(text):
        words = match[1] or match[2]
        if words.strip(".,;:!?") not in article:
            yield Problem(entry, field, _NOBODYS_WORDS.format(words=words))
