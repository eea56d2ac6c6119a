"""Drops what can't be a way to ask: unsafe text, text that's there already, and what belongs to no fact."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.history.suggested import SuggestedPhrasing
from knowledge.model.base import Base
from knowledge.model.entries import PHRASINGS_PER_FACT
from knowledge.model.same_text import INVISIBLE, text_key
from knowledge.suggesting import messages
from knowledge.suggesting.reply import Reply

_FEWEST = 2  # letters or digits: one alone asks nothing
LONGEST = 200  # characters: people ask in fewer than a hundred
MOST_OF_A_FACT = 40  # that one reply can bring
MOST_GAPS = 100
MOST_REWORDINGS = 10

_SPELT_WITH = str.maketrans("", "", "\u200c\u200d\ufe0f")  # invisible, but Persian words and emoji need them
_UNSEEN = {"Cc", "Cs", "Co", "Cn"}  # categories: control characters, halves of characters, and what nobody can show
_MARKUP = re.compile(
    r"[a-z][a-z0-9+.-]*://|\bwww\.|discord\.gg|@(?:everyone|here)\b|<[@#:/!a-z]|&\w+;|\]\("
    r"|`|\*\*|__|~~|\|\||^(?:[#>]|[-*] )",
    re.IGNORECASE,
)


class Drop(StrEnum):
    """Why something in a reply isn't offered."""

    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    CONTROL = "control"
    LONG = "long"
    MARKUP = "markup"
    KNOWN = "known"
    CROWDED = "crowded"


@dataclass(frozen=True)
class Screened:
    """What is left of a reply, and how many texts were dropped for which reason."""

    kept: tuple[SuggestedPhrasing, ...] = ()
    dropped: Mapping[Drop, int] = field(default_factory=dict)

    def __add__(self, other: Screened) -> Screened:
        """Return both together; `other` was screened with what this one keeps as pending."""
        return Screened((*self.kept, *other.kept), dict(Counter(self.dropped) + Counter(other.dropped)))


def screen(reply: Reply, base: Base, pending: Iterable[SuggestedPhrasing] = ()) -> Screened:
    """Return what `reply` suggests for `base`, without what is unsafe or there already, among what is `pending` too."""
    screening = _Screening(base, pending)
    screening.dropped[Drop.UNREADABLE] += reply.unreadable
    kept = [*screening.of_facts(reply), *screening.of_gaps(reply)]
    return Screened(tuple(kept), {drop: number for drop, number in screening.dropped.items() if number})


def dropped_text(dropped: Mapping[Drop, int]) -> str:
    """Return what was dropped and why, to be read within a sentence; empty if nothing was."""
    reasons = (f"{number} {messages.DROPPED[drop].format(most=LONGEST)}" for drop, number in dropped.items())
    return ", ".join(reasons)


class _Screening:
    """One pass over a reply."""

    def __init__(self, base: Base, pending: Iterable[SuggestedPhrasing]) -> None:
        self._base = base
        self.dropped: Counter[Drop] = Counter()
        self._of_entry: dict[str | None, set[str]] = {
            fact.id: {text_key(text) for text in fact.asked_as} for fact in base.facts
        }
        # A gap's question that asks for any entry already would never be told apart from it.
        self._of_entry[None] = {text_key(text) for entry in (*base.facts, *base.gaps) for text in entry.asked_as}
        for each in pending:
            self._remember(each.fact, each.texts)

    def of_facts(self, reply: Reply) -> Iterator[SuggestedPhrasing]:
        for id, texts in reply.facts.items():
            fact = self._base.facts_by_id.get(id)
            if fact is None:
                self.dropped[Drop.UNKNOWN] += len(texts)
                continue
            room = min(MOST_OF_A_FACT, PHRASINGS_PER_FACT - len(fact.phrasings))
            for text in self._room(self._sound(texts, id), room):
                yield SuggestedPhrasing(id, text)

    def of_gaps(self, reply: Reply) -> Iterator[SuggestedPhrasing]:
        gaps = 0
        known = {text_key(gap.question): gap.id for gap in self._base.gaps}
        for texts in reply.gaps:
            if gaps == MOST_GAPS:
                self.dropped[Drop.CROWDED] += len(texts)
                continue
            named = known.get(text_key(texts[0])) if texts else None
            if named is not None:  # rewordings of a gap that's there: that's what was asked for
                for text in self._room(self._sound(texts[1:], None), MOST_OF_A_FACT):
                    yield SuggestedPhrasing(None, text, gap=named)
                continue
            # Without its question, the rewordings would be of nothing; so the first sound one takes its place.
            sound = list(self._room(self._sound(texts, None), 1 + MOST_REWORDINGS))
            if sound:
                gaps += 1
                yield SuggestedPhrasing(None, sound[0], tuple(sound[1:]))

    def _room(self, texts: Iterable[str], most: int) -> Iterator[str]:
        for number, text in enumerate(texts):
            if number < most:
                yield text
            else:
                self.dropped[Drop.CROWDED] += 1

    def _sound(self, texts: Iterable[str], fact: str | None) -> Iterator[str]:
        known = self._of_entry[fact]
        for given in texts:
            text = given.strip()
            drop = unsound(text)
            if drop is None and text_key(text) in known:
                drop = Drop.KNOWN
            if drop is not None:
                self.dropped[drop] += 1
                continue
            self._remember(fact, [text])
            yield " ".join(text.split())

    def _remember(self, fact: str | None, texts: Iterable[str]) -> None:
        keys = set(map(text_key, texts))
        self._of_entry.setdefault(fact, set()).update(keys)
        self._of_entry[None].update(keys)


def unsound(text: str) -> Drop | None:
    """Return why `text` can't be anybody's way to ask, whatever the base; None if it can."""
    if len(text) > LONGEST:
        return Drop.LONG
    if any(unicodedata.category(each) in _UNSEEN for each in text) or INVISIBLE.search(text.translate(_SPELT_WITH)):
        return Drop.CONTROL
    if sum(character.isalnum() for character in text) < _FEWEST:
        return Drop.UNREADABLE
    return Drop.MARKUP if _MARKUP.search(unicodedata.normalize("NFKC", text)) else None
