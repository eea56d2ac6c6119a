"""Rules for what is newly written, beyond those that every base keeps: what was legal before is not held to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.model.base import Base
from knowledge.model.entries import Entry, Speaker
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import AnyEntry, Ref, entries_of, find, ref_of, title
from knowledge.model.same_text import text_key
from knowledge.model.validation import Problem


@dataclass(frozen=True)
class Breach:
    """A broken rule: by entry and field, and as a sentence. existing: the entry that is there already."""

    problem: Problem
    sentence: str
    existing: Ref | None = None


def breaches(changed: Mapping[Ref, AnyEntry | None], before: Base, after: Base, today: date) -> Iterator[Breach]:
    """Yield what the `changed` entries of the base `after` break: dates in the future, titles that others have.

    A question is one title among facts and gaps together; a name, one among speakers, of whom nobody may be called
    what stands for the article's own voice.
    """
    titles: defaultdict[tuple[str, str], list[AnyEntry]] = defaultdict(list)
    for entry in entries_of(after).values():
        titles[_rivals(entry), text_key(title(entry))].append(entry)
    for ref, new in changed.items():
        if new is None:
            continue
        old, name = find(before, ref), f"{ref.kind.plural}: {ref.id}"
        as_of = getattr(new, "as_of", None)
        if as_of is not None and as_of > today and as_of != getattr(old, "as_of", None):
            told = f"{as_of} lies in the future. Write the day as of which the statement stands."
            yield Breach(Problem(name, "as_of", f"{as_of} lies in the future"), told)
        if _reads_as_the_article(new) and not _reads_as_the_article(old):
            told = (
                f"'{THE_ARTICLE_ITSELF}' stands on the card where nobody else said it. Give the speaker another name."
            )
            yield Breach(Problem(name, "name", f"'{THE_ARTICLE_ITSELF}' can be nobody's name"), told)
        if old is not None and text_key(title(old)) == text_key(title(new)):
            continue
        for rival in titles[_rivals(new), text_key(title(new))]:
            there = ref_of(rival)
            if there != ref:
                told = f"The {there.kind} '{title(rival)}' is there already. Edit that one."
                yield Breach(Problem(name, _title_field(new), f"'{title(new)}' is there already: {there}"), told, there)
                break


def _reads_as_the_article(entry: AnyEntry | None) -> bool:
    names = (entry.name, *entry.variants) if isinstance(entry, Speaker) else ()
    return text_key(THE_ARTICLE_ITSELF) in map(text_key, names)


def _rivals(entry: AnyEntry) -> str:
    return "asked for" if isinstance(entry, Entry) else ref_of(entry).kind


def _title_field(entry: AnyEntry) -> str:
    return "question" if isinstance(entry, Entry) else "name" if isinstance(entry, Speaker) else "title"
