"""Whether a question is about a time after everything on record: now, tomorrow, or a later year."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.model.base import Base
from knowledge.model.outcome import Outcome

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_EXPRESSIONS = [
    *["now", "nowadays", "current", "currently", "presently", "at present", "at the moment", "these days"],
    *["today", "tonight", "tomorrow", "yesterday", "this morning", "this afternoon", "this evening"],
    *["still", "yet", "so far", "anymore", "latest", "newest", "recent", "recently", "lately"],
    *(
        f"{which} {span}"
        for which in ("this", "next", "last")
        for span in ("week", "weekend", "month", "year", *_SEASONS)
    ),
]
_NOW = frozenset(tuple(expression.split()) for expression in _EXPRESSIONS)
_LONGEST = max(map(len, _NOW))
_MONTHS = [name.casefold() for name in month_name[1:]]
_BEFORE_YEARS = frozenset(
    [
        *["in", "by", "since", "until", "till", "before", "after", "for", "during", "from", "to", "of"],
        *["year", "early", "mid", "late", *_SEASONS],
    ]
)


def asks_about_later(question: str, outcome: Outcome, base: Base, today: date) -> bool:
    """Say whether `question` is about a time after the newest date of `base`, which is before `today`.

    outcome: what it gets. What's quoted in its facts, and names of the base, are no times in the question either.
    """
    newest = base.newest
    if newest is None:
        return False
    typed = _WORD.findall(_QUOTED.sub(" ", question))
    words = [_plain(word) for word in typed]
    if _later_date(words, newest):
        return True
    places = set(_places_of_now(words)) if newest < today else set()
    if not places:
        return False
    return bool(places - _capitalized(typed) - _in_names(words, outcome, base))


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def _places_of_now(words: Sequence[str]) -> Iterator[int]:
    """Yield the place of the last word of each expression that means the time of asking."""
    for place in range(len(words)):
        if any(tuple(words[max(0, place + 1 - length) : place + 1]) in _NOW for length in range(1, _LONGEST + 1)):
            yield place


def _later_date(words: Sequence[str], newest: date) -> bool:
    """Say whether a year, or a month of a year, is later than `newest`. A number that counts something is no year."""
    for place, word in enumerate(words):
        if not _YEAR.fullmatch(word):
            continue
        before = words[place - 1] if place else ""
        if before in _MONTHS:
            if (int(word), _MONTHS.index(before) + 1) > (newest.year, newest.month):
                return True
        elif int(word) > newest.year and (before in _BEFORE_YEARS or place == len(words) - 1):
            return True
    return False


def _capitalized(typed: Sequence[str]) -> set[int]:
    """Return the places of words that are part of a name like "Russia Today", in a question with small letters, too."""
    if not any(word.islower() and len(word) > 3 for word in typed):
        return set()
    return {place for place, word in enumerate(typed) if place and word.istitle() and typed[place - 1].istitle()}


def _in_names(words: Sequence[str], outcome: Outcome, base: Base) -> set[int]:
    """Return the places of `words` that are part of a name of the base, or of what's quoted in the nearest facts."""
    covered: set[int] = set()
    for text in _names(outcome, base):
        name = [_plain(word) for word in _WORD.findall(text)]
        if next(_places_of_now(name), None) is not None:
            starts = (n for n in range(len(words)) if words[n : n + len(name)] == name)
            covered.update(place for start in starts for place in range(start, start + len(name)))
    return covered


def _names(outcome: Outcome, base: Base) -> Iterator[str]:
    for speaker in base.speakers:
        yield from (speaker.name, *speaker.variants)
    yield from (source.title for source in base.sources)
    for candidate in outcome.candidates:
        fact = candidate.record.fact
        yield from filter(None, [fact.quote])
        for text in (*fact.asked_as, fact.answer):
            yield from _QUOTED.findall(text)
