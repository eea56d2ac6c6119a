"""Which speakers a question names, and whether it asks for their words."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge.model.base import Base
from knowledge.model.entries import Fact, Speaker
from knowledge.occupations import ROLES
from knowledge.search import text
from knowledge.search.question_type import ARTICLES
from knowledge.search.ragged import Flags
from knowledge.search.sayers import WORDS_BEFORE_A_NAME, WORDS_OF_SAYING, head, sayers
from knowledge.search.speller import english

_NEAR = 3  # words between a name and a word of saying
_SHORTEST = 3  # letters of a name or a role
_ALIKE = 70  # of 100; a first name less alike than this is another one
_SIMILAR = 80  # of 100; a word more alike than this is misspelt
_LINKS = ARTICLES | {"of", "in", "from", "for", "at", "and", "to"}
_NOBODY_IN_PARTICULAR = (
    "anyone anybody someone somebody everyone everybody nobody people person source sources official officials expert "
    "experts critic critics side sides party parties article text report story news bot you they them both all who "
    "authority authorities media press journalist reporter author public member members group groups one ones else "
    "named not the and for from with into"
)
_ANYBODY = frozenset(_NOBODY_IN_PARTICULAR.split())


@dataclass(frozen=True)
class Mention:
    """The speakers that a question names.

    named: for each speaker of the base, whether it's named
    asked: for each, whether the question asks what it says
    by_name: for each, whether it's a person's or a body's own name, and not what others of its side are called too
    stranger: the places of the words that name somebody who's asked for their words and is no speaker of the base
    sayer: the places of the words that name whoever is asked for their words, with their titles
    sayer_heads: the one of them for each that says who it is, unless it's a role
    """

    named: Flags
    asked: Flags
    by_name: Flags
    stranger: tuple[int, ...] = ()
    sayer: tuple[int, ...] = ()
    sayer_heads: tuple[int, ...] = ()

    @property
    def asks_for_words(self) -> bool:
        """Whether the question asks what somebody says, be it a speaker of the base or not."""
        return bool(self.stranger) or bool(self.asked.any())


class SpeakerNames:
    """The names of a base's speakers, and who speaks in each of its facts. Immutable."""

    def __init__(self, base: Base) -> None:
        number = {speaker.id: n for n, speaker in enumerate(base.speakers)}
        self._n = len(number)
        self._spellings: dict[str, list[_Spelling]] = {}  # by their first stem
        self._parts: dict[str, set[int]] = {}  # by a word of a name, role or side, as a stem, whose it is
        for speaker in base.speakers:
            for spelling in _spellings(speaker, number[speaker.id]):
                self._spellings.setdefault(spelling.stems[0], []).append(spelling)
            for part in _parts(speaker):
                self._parts.setdefault(part, set()).add(number[speaker.id])
        titles = " ".join(source.title for source in base.sources)
        self._subject = frozenset(map(text.stem, text.words(titles)))  # "the mayor of Ashford", in news from Ashford
        self.said_by = np.zeros((len(base.facts), self._n), bool)  # or disputed
        for row, fact in enumerate(base.facts):
            self.said_by[row, [number[id] for id in voices(fact)]] = True
        numbers: dict[str, int] = {}
        sides = [speaker.stated_side or speaker.id for speaker in base.speakers]
        self._sides = np.array([numbers.setdefault(side, len(numbers)) for side in sides], np.int64)

    def mentioned(
        self, words: Sequence[str], looked_up: Sequence[str] | None = None, capitalized: Container[str] = ()
    ) -> Mention:
        """Return whom the plain `words` of a question name.

        looked_up: the same words with their spelling corrected, if they were
        capitalized: those that are names by their capitals
        """
        asking = _Asking(words, [text.stem(word) for word in words], [text.stem(word) for word in looked_up or words])
        spelt, others = self._spelt(asking)
        named, asked, by_name = (np.zeros(self._n, bool) for _ in range(3))
        covered = {place for start, spelling in spelt for place in spelling.at(start)}
        asked_at: set[int] = set()
        for start, spelling in spelt:
            named[spelling.speaker] = True
            by_name[spelling.speaker] |= spelling.own
            if asking.says(spelling.at(start)):
                asked[spelling.speaker] = True
                asked_at.update(spelling.at(start))
        stranger: set[int] = set()
        heads = {place for place in asked_at if words[place] not in ROLES}
        for sayer in sayers(looked_up or words):
            if not covered.intersection(sayer) and not self._names_somebody(words, sayer, capitalized):
                continue
            asked_at.update(sayer)
            place = head(words, sayer)
            fitting = self._by_role(asking, sayer)
            inside = [
                (each.speaker, place in each.at(start) and (each.own or each.speaker in fitting))
                for start, each in spelt
                if start in sayer
            ]
            if any(is_head for _, is_head in inside) or (inside and words[place] not in ROLES):
                for speaker, is_head in inside:
                    asked[speaker] |= is_head
                continue
            asked[[speaker for speaker, _ in inside]] = False  # of "Ann's deputy", Ann isn't the one
            heads.difference_update(sayer)
            heads.update([place] if words[place] not in ROLES else [])
            known = not others.intersection(sayer)
            by_role = fitting if known else []
            by_side = self._by_side(asking, sayer) if known and not by_role and not inside else []
            named[by_role] = by_name[by_role] = True
            asked[by_role] = asked[by_side] = True
            stranger.update(() if by_role or by_side else sayer)
        asked_for = tuple(sorted(asked_at | stranger))
        return Mention(named, asked, by_name, tuple(sorted(stranger)), asked_for, tuple(sorted(heads)))

    def _spelt(self, asking: _Asking) -> tuple[list[tuple[int, _Spelling]], set[int]]:
        """Return where spellings begin, and which; and where a family name is somebody else's.

        Not those within longer ones: "the health minister" isn't "the minister".
        """
        found = [
            (place, spelling)
            for place, (typed, meant) in enumerate(zip(asking.stems, asking.corrected, strict=True))
            for stem in dict.fromkeys((typed, meant))
            for spelling in self._spellings.get(stem, ())
            if asking.has(spelling.stems, place)
        ]
        others = {place for place, spelling in found if _is_another_bearer(asking, place, spelling)}
        longest = np.zeros(len(asking.words), int)
        for start, spelling in found:
            if start not in others:
                here = list(spelling.at(start))
                longest[here] = np.maximum(longest[here], len(here))
        kept = [
            (start, spelling)
            for start, spelling in found
            if start not in others and len(spelling.stems) >= longest[list(spelling.at(start))].max()
        ]
        return kept, others

    def _names_somebody(self, words: Sequence[str], sayer: range, capitalized: Container[str]) -> bool:
        """Say whether the words at `sayer` name a person or body: a name, a role, or a word of some speaker's name."""
        word = words[head(words, sayer)]
        if word.isdigit() or len(word) < _SHORTEST:
            return False
        if process.extractOne(word, _ANYBODY, scorer=fuzz.ratio, score_cutoff=_SIMILAR):
            return False
        stem = text.stem(word)
        return word in ROLES or stem not in english() or stem in self._parts or word in capitalized

    def _by_role(self, asking: _Asking, sayer: range) -> list[int]:
        """Return the speakers whose name, role and side have all the words at `sayer`.

        So "the French president" isn't the president of another country.
        """
        holding = [
            self._holders(asking, place)
            for place in sayer
            if asking.words[place] not in _LINKS and self._subject.isdisjoint(asking.forms(place))
        ]
        return sorted(set.intersection(*holding)) if holding else []

    def _by_side(self, asking: _Asking, sayer: range) -> list[int]:
        """Return the speakers whom the words at `sayer` may mean: all of a side that's named beside a role.

        That's "the Russian spokesman", if nobody is called that. Without a role, whoever is called something that's
        spelt like the name.
        """
        place = head(asking.words, sayer)
        if asking.words[place] not in ROLES:
            return sorted(self._spelt_like(asking.words[place]))
        beside = [n for n in sayer if n != place and asking.words[n] not in ROLES | _LINKS]
        holders = [
            self._holders(asking, n) or self._spelt_like(asking.words[n])
            for n in beside
            if len(asking.words[n]) >= _SHORTEST
        ]
        sides = [set(self._sides[list(some)].tolist()) for some in holders]
        meant = set.intersection(*sides) if sides else set()
        return [n for n in range(self._n) if int(self._sides[n]) in meant]

    def _holders(self, asking: _Asking, place: int) -> set[int]:
        """Return the speakers whose name, role or side has the word at `place`."""
        return {speaker for stem in asking.forms(place) for speaker in self._parts.get(stem, ())}

    def _spelt_like(self, word: str) -> set[int]:
        begun = [speakers for part, speakers in self._parts.items() if part.startswith(word)]
        if begun:
            return set().union(*begun)
        near = process.extractOne(word, self._parts.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
        return self._parts[near[0]] if near else set()

    def heard(self, mention: Mention, facts: NDArray[np.integer]) -> Flags:
        """Return facts × speakers: whether each speaker says or disputes it.

        For one who isn't called by a name of its own, anybody of the same side will do: "Ukrainian officials".
        """
        said = self.said_by[facts]
        rows, speakers = np.nonzero(said)
        sides = np.zeros((len(facts), self._n), bool)
        sides[rows, self._sides[speakers]] = True
        by_side = sides[:, self._sides]
        heard: Flags = np.where(mention.by_name, said, by_side)
        return heard


class _Asking(NamedTuple):
    """A question's words, and their stems as typed and with their spelling corrected."""

    words: Sequence[str]
    stems: Sequence[str]
    corrected: Sequence[str]

    def forms(self, place: int) -> set[str]:
        """Return the stems of the word at `place`."""
        return {self.stems[place], self.corrected[place]}

    def has(self, stems: tuple[str, ...], start: int) -> bool:
        """Say whether these `stems` begin at `start`."""
        here = slice(start, start + len(stems))
        return any(tuple(each[here]) == stems for each in (self.stems, self.corrected))

    def says(self, name: range) -> bool:
        """Say whether words of saying come soon after the `name`, or "according to" and the like before it."""
        after, before = (
            self.stems[name.stop : name.stop + _NEAR],
            self.stems[max(name.start - _NEAR, 0) : name.start],
        )
        return not WORDS_OF_SAYING.isdisjoint(after) or not WORDS_BEFORE_A_NAME.isdisjoint(before)


@dataclass(frozen=True)
class _Spelling:
    """How a speaker (its number) is called, as stems, and whether that's a name of its own.

    family: whether it's a person's family name alone; others: the words that may come before it
    """

    stems: tuple[str, ...]
    speaker: int
    own: bool
    family: bool = False
    others: frozenset[str] = frozenset()

    def at(self, start: int) -> range:
        """Return its places in a question where it begins at `start`."""
        return range(start, start + len(self.stems))


def _is_another_bearer(asking: _Asking, place: int, spelling: _Spelling) -> bool:
    """Say whether a family name is somebody else's here: another first name comes before it."""
    before = asking.words[place - 1] if place else ""
    if not spelling.family or len(before) < _SHORTEST or before in ROLES or text.stem(before) in english():
        return False
    spelt = (before, asking.corrected[place - 1])
    return not any(fuzz.ratio(each, own) >= _ALIKE for each in spelt for own in spelling.others)


def voices(fact: Fact) -> Iterator[str]:
    """Yield the ids of all who say `fact`, or a part of it, or dispute it."""
    yield from fact.speakers
    yield from (dispute.speaker for dispute in fact.disputes)


def _spellings(speaker: Speaker, number: int) -> Iterator[_Spelling]:
    """Yield each of a speaker's spellings whole, and a person's family name alone."""
    called = [[word for word in text.words(name) if word != "the"] for name in (speaker.name, *speaker.variants)]
    others = frozenset(word for words in called for word in (*words, *map(text.stem, words)))
    others |= frozenset(text.words(speaker.role))
    for words in filter(None, called):
        stems = tuple(text.stem(word) for word in words)
        # "officials in Kyiv" has no family name
        personal = stems[-1] not in english() and not words[-1].isdigit() and _LINKS.isdisjoint(words)
        family = personal and len(words) == 1
        yield _Spelling(stems, number, personal and len(words) > 1, family, others if family else frozenset())
        if len(words) > 1 and personal:
            yield _Spelling(stems[-1:], number, own=True, family=True, others=others)


def _parts(speaker: Speaker) -> Iterator[str]:
    """Yield the stems of the words that tell who a speaker is, in names, role and side."""
    for told in (speaker.name, *speaker.variants, speaker.stated_role, speaker.stated_side):
        yield from (text.stem(word) for word in text.words(told) if len(word) >= _SHORTEST and word not in _ANYBODY)
