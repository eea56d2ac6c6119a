"""A question as the search sees it: its words, what they were taken for, and how much each of them counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from knowledge.search import text
from knowledge.search.arrays import Flags, Floats, Keys
from knowledge.search.asking import ASKING, kind_of
from knowledge.search.index import letter_codes, pair_keys, stem_key
from knowledge.search.parts import Parts
from knowledge.search.speller import Reading

_MOST_READ = 40  # words that mean nothing; after so many, the rest is not worth the time
ASIDE = 0.3  # what a word counts that stands in another sentence than the one that asks
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True)
class Vector:
    """A text in one family of features: their keys and weights, of length 1 together."""

    keys: Keys
    weights: Floats


@dataclass(frozen=True)
class Question:
    """A question made ready."""

    typed: tuple[str, ...]  # its words, plain
    words: tuple[str, ...]  # as they are looked up
    readings: tuple[Reading, ...]  # those that were taken for another
    known: Flags  # whether the base has the word
    weight: Floats  # what each word counts: its rarity, less in an aside, less where it was guessed
    stems: Vector
    pairs: Vector
    letters: Vector
    stem_keys: Keys  # of each word
    kind: int


def read(typed: str, searched: Parts) -> Question:
    """Make `typed` ready to be looked up in `searched`."""
    index = searched.parts[0].index
    listed, emphasis = _weighed(typed)
    readings: dict[str, Reading] = {}
    unread: set[str] = set()
    words: list[str] = []
    for n, word in enumerate(listed):
        reading = readings.get(word) or (searched.read(word) if len(unread) < _MOST_READ else None)
        if reading is None:
            unread.add(word)
            words.append(word)
        else:
            readings[word] = reading
            emphasis[n] *= reading.trust
            words.append(reading.word)
    keys = np.array([stem_key(text.stem(word)) for word in words], np.int64)
    counts = np.array(emphasis, np.float32)
    pairs = pair_keys(keys) if len(keys) else keys
    codes, starts = letter_codes(words)
    letter_emphasis = np.repeat(counts, np.diff(starts))
    return Question(
        typed=tuple(listed),
        words=tuple(words),
        readings=tuple(readings.values()),
        known=np.array([searched.knows(word) for word in words], bool),
        weight=counts * index.stems.statistics.of(keys),
        stems=_vector(keys, counts, index.stems.statistics.of(keys)),
        pairs=_vector(
            np.concatenate((keys, pairs)),
            np.concatenate((counts, np.minimum(counts[:-1], counts[1:]))),
            index.pairs.statistics.of(np.concatenate((keys, pairs))),
        ),
        letters=_vector(codes, letter_emphasis, index.letters.statistics.of(codes)),
        stem_keys=keys,
        kind=kind_of(words),
    )


def _weighed(typed: str) -> tuple[list[str], list[float]]:
    """Return the words and their weights: those of the sentences that ask count fully, chat around them less."""
    typed = typed[: text.LONGEST_TEXT]
    sentences = [sentence for sentence in _SENTENCE.split(typed) if sentence.strip()]
    if len(sentences) < 2:
        words = text.words(typed)
        return words, [1.0] * len(words)
    listed = [(text.words(sentence), sentence.rstrip().endswith("?")) for sentence in sentences]
    asks = [asked for _, asked in listed]
    if not any(asks):
        asks = [bool(ASKING.intersection(words)) for words, _ in listed]
    words, weights = [], []
    for (sentence_words, _), asking in zip(listed, asks, strict=True):
        words += sentence_words
        weights += [1.0 if asking or not any(asks) else ASIDE] * len(sentence_words)
    return words[: text.MOST_WORDS], weights[: text.MOST_WORDS]


def _vector(keys: Keys, counts: Floats, idf: Floats) -> Vector:
    unique, first = np.unique(keys, return_index=True)
    weights = counts[first] * idf[first]
    length = float(np.sqrt(weights @ weights))
    return Vector(unique, weights / length if length else weights)
