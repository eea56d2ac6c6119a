"""Finds the word of a base that was meant by one that the base doesn't have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.model.entries import Speaker
from knowledge.search import text

Reason = Literal["name", "sound", "typo"]
_SHORTEST = 4  # letters; a shorter word is too easily mistaken for another
_LONG = 8  # letters; from here on, a word may have two mistakes
_MOST_NEAR = 10  # words looked at
_VOWELS = frozenset("aeiouy")
_LIKE = 70  # of 100; a name less like any other than this is a stranger's
_SHORT, _LIKE_A_SHORT_ONE = 5, 80  # letters, and of 100
_TRUST_IN_SOUND = 0.95
_TRUST_IN_TYPO = 0.9  # for each mistake


@dataclass(frozen=True)
class Respelling:
    """A word as typed, the word it was taken for, why, and how far that's trusted (0 to 1)."""

    typed: str
    word: str
    reason: Reason
    trust: float


@cache
def english() -> frozenset[str]:
    """Return the stems of common English words (see english.LICENSE)."""
    return frozenset((files("knowledge.search") / "english.txt").read_text("utf-8").split())


class Speller:
    """Spells words as the vocabulary of a base does. Immutable."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the plain words of all phrasings."""
        self._words = tuple(word for word in words if len(word) >= _SHORTEST and not word.isdigit())
        self._sounds: dict[str, str] | None = None

    def respell(self, word: str) -> Respelling | None:
        """Return the word meant by the plain `word`, which the base doesn't have; None if it's taken as it is."""
        if len(word) < _SHORTEST or word.isdigit():
            return None
        stem = text.stem(word)
        if stem in self._stems or stem in english():
            return None
        same = self._same_sound(word)
        if same is not None:
            return Respelling(word, same, "sound", _TRUST_IN_SOUND)
        most = 2 if len(word) >= _LONG else 1
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=most, limit=_MOST_NEAR)
        for meant, mistakes, _ in near:
            if _is_slip(word, meant):
                return Respelling(word, meant, "typo", _TRUST_IN_TYPO**mistakes)
        return None

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(text.stem, self._words))

    def has_name_like(self, word: str) -> bool:
        """Whether the base has a name that's like the plain `word`, more loosely than a typo."""
        return (
            process.extractOne(
                word, self._names, scorer=fuzz.ratio, score_cutoff=_LIKE if len(word) > _SHORT else _LIKE_A_SHORT_ONE
            )
            is not None
        )

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The words that aren't English."""
        return tuple(word for word in self._words if text.stem(word) not in english())

    def _same_sound(self, word: str) -> str | None:
        if self._sounds is None:
            self._sounds = {}
            for known in self._words:
                if known not in english():
                    self._sounds.setdefault(sound(known), known)
        key = sound(word)
        return self._sounds.get(key) if len(key) >= 3 else None


def _is_slip(typed: str, meant: str) -> bool:
    """Say whether `typed`, which has a mistake or two, is `meant` rather than another word, such as an unknown name.

    A wrong letter in a short word is a vowel for another, and not the first: people hit that one.
    """
    if len(typed) > _SHORT or sorted(typed) == sorted(meant):
        return True
    if len(typed) != len(meant):
        return typed[0] == meant[0]
    if typed[0] != meant[0]:
        return False
    vowels = all(_VOWELS.issuperset(pair) for pair in zip(typed, meant, strict=True) if pair[0] != pair[1])
    return vowels or len(typed) > _SHORTEST or text.stem(meant) not in english()


_SOUNDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"^(?:ye|je|e)", "e"),
        (r"[yij]+", "i"),
        (r"kh|gh|h", "g"),
        (r"ts|tz|cz|z", "s"),
        (r"ck|c(?!h)|q", "k"),
        (r"w", "v"),
        (r"ph", "f"),
        (r"ou|oo", "u"),
        (r"ie|iy|ii|ei|e$", "i"),
        (r"[oa]", "a"),
        (r"(.)\1+", r"\1"),
    ]
]


def sound(word: str) -> str:
    """Return a key that the usual spellings of one Slavic name share, like "Wagner" and "Vagner"."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def name_spellings(speakers: Iterable[Speaker]) -> dict[str, str]:
    """Return, for each word of a person's variants that resembles a word of their name, that word of the name."""
    names: dict[str, str] = {}
    for speaker in speakers:
        for word, spelt in _spellings_of(speaker):
            names.setdefault(word, spelt)
    return names


@lru_cache(maxsize=4096)  # a changed base has nearly the same speakers
def _spellings_of(speaker: Speaker) -> tuple[tuple[str, str], ...]:
    names: dict[str, str] = {}
    ordinary = english()
    name = text.words(speaker.name)
    if not name or any(text.stem(word) in ordinary for word in name):
        return ()  # a body, whose name is made of plain words, not a person
    for variant in speaker.variants:
        for word in text.words(variant):
            if word not in name and len(word) >= 3 and text.stem(word) not in ordinary:
                best, score, _ = process.extractOne(word, name, scorer=fuzz.ratio)
                if score >= 60:
                    names.setdefault(word, best)
    return tuple(names.items())
