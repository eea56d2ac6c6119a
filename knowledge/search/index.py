"""The index of a base: how its phrasings are worded, as arrays that a question is compared with.

Three families of features describe a text: *stems*; *pairs* (stems, and neighbouring stems as one); and *letters*
(three in a row, a word's ends marked). Each entry has a profile in each family: the square root of the sum of its
phrasings' TF-IDF vectors, of length 1. The root keeps what many phrasings share from drowning what few of them say;
profiles so made do better than the nearest phrasing and, unlike a trained classifier, each stands by itself,
so that an edited entry can be exchanged without touching the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from zlib import crc32

import numpy as np

from knowledge.search import text
from knowledge.search.arrays import Floats, Ints, Keys, spread, sums
from knowledge.search.asking import KINDS, kind_of
from knowledge.search.sharpening import Postings, Worded, corrections, nothing_learned


@dataclass(frozen=True)
class Statistics:
    """How rare each feature of one family is among `documents` phrasings."""

    keys: Keys  # sorted; a feature's number is its place
    idf: Floats
    share: Floats  # of all that is said
    unseen: float  # the IDF of a feature that no phrasing has

    def of(self, keys: Keys) -> Floats:
        """Return the IDF of each of `keys`; what no phrasing has is as rare as can be."""
        places = self.find(keys)
        return np.where(places < 0, np.float32(self.unseen), self.idf[places] if len(self.idf) else 0)

    def find(self, keys: Keys) -> Keys:
        """Return the number of each of `keys`, -1 for those that no phrasing has."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1)


@dataclass(frozen=True)
class Profiles:
    """The entries' profiles in one family, by feature: entries `entries[starts[f]:starts[f+1]]` have feature f."""

    starts: Ints
    entries: Ints
    cosine: Floats  # the profile's component
    likelihood: Floats  # log(1 + how much likelier the feature is in the entry than at large)


@dataclass(frozen=True)
class Family:
    """One family of features: its statistics and the entries' profiles."""

    statistics: Statistics
    profiles: Profiles


@dataclass(frozen=True)
class Index:
    """All that is known of a base's wording. Phrasings lie entry by entry, in the order of the entries."""

    words: dict[str, int]  # every word (plain) and its number
    word_stems: Ints  # the stem feature of each word
    word_letters: Ints  # the letter features of all words, one after the other
    word_letters_starts: Ints
    stems: Family
    pairs: Family
    letters: Family
    pair_corrections: Postings
    letter_corrections: Postings
    phrasing_words: Ints  # the words of all phrasings, one after the other
    phrasing_starts: Ints
    stem_norms: Floats  # of each phrasing
    letter_norms: Floats
    entry_starts: Ints  # first phrasing of each entry, and their number at the end
    kinds: Floats  # entries × kinds of question: how often each is asked in which way

    @cached_property
    def word_list(self) -> list[str]:
        """Every word at its number."""
        return list(self.words)

    @cached_property
    def phrasing_lengths(self) -> Ints:
        """How many words each phrasing has."""
        return np.diff(self.phrasing_starts)

    @property
    def n_entries(self) -> int:
        """How many entries there are."""
        return len(self.entry_starts) - 1


def letter_codes(words: Sequence[str]) -> tuple[Keys, Ints]:
    """Return the letter features (three bytes in a row) of `words`, one after the other, and where each starts."""
    data = np.frombuffer((" " + " ".join(words) + " ").encode(), np.uint8).astype(np.int64)
    codes = (data[:-2] << 16) | (data[1:-1] << 8) | data[2:]
    inside = data[1:-1] != ord(" ")
    word = np.cumsum(~inside)[inside]
    return codes[inside], np.concatenate(([0], np.cumsum(np.bincount(word, minlength=len(words))))).astype(np.int32)


def stem_key(stem: str) -> int:
    """Return the key of a stem, the same in every index."""
    return crc32(stem.encode()) + 1


def build(asked: Iterable[Sequence[str]], names: Mapping[str, str], like: Index | None = None) -> Index:
    """Index entries, each given as its phrasings.

    `names` gives one spelling to names that have several; `like` gives the rarities of features, where it knows them.
    """
    listed = list(asked)
    documents = text.words_of_all(list(chain.from_iterable(listed)))
    words: dict[str, int] = {}
    flat = np.array([words.setdefault(w, len(words)) for document in documents for w in document], np.int32)
    lengths = np.array([len(document) for document in documents], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    entry_starts = np.concatenate(([0], np.cumsum([len(phrasings) for phrasings in listed]))).astype(np.int32)
    entry_of = np.repeat(np.arange(len(listed)), np.diff(entry_starts))
    kinds = np.zeros((len(listed), len(KINDS)), np.float32)
    np.add.at(kinds, (entry_of, np.array([kind_of(document) for document in documents], np.int64)), 1)
    document_of = np.repeat(np.arange(len(documents)), lengths)
    del documents  # they are the biggest thing here
    spelt = [names.get(w, w) for w in words]
    word_keys = np.array([stem_key(text.stem(w)) for w in spelt], np.int64)
    stems = word_keys[flat]
    pairs, pair_documents = _pairs(stems, document_of)
    codes, word_letters_starts = letter_codes(spelt)

    stem_family, stem_norms, _ = _family(
        _said(word_keys, flat, document_of), entry_of, len(listed), like.stems if like else None
    )
    pair_family, _, pair_corrections = _sharpened(
        _said(np.concatenate((stems, pairs)), slice(None), np.concatenate((document_of, pair_documents))),
        entry_of,
        len(listed),
        like.pairs if like else None,
    )
    letter_family, letter_norms, letter_corrections = _sharpened(
        _said(codes, *_letters(word_letters_starts, flat, document_of)),
        entry_of,
        len(listed),
        like.letters if like else None,
    )
    return Index(
        words=words,
        word_stems=stem_family.statistics.find(word_keys).astype(np.int32),
        word_letters=letter_family.statistics.find(codes).astype(np.int32),
        word_letters_starts=word_letters_starts,
        stems=stem_family,
        pairs=pair_family,
        letters=letter_family,
        pair_corrections=pair_corrections,
        letter_corrections=letter_corrections,
        phrasing_words=flat,
        phrasing_starts=starts,
        stem_norms=stem_norms,
        letter_norms=letter_norms,
        entry_starts=entry_starts,
        kinds=kinds,
    )


def pair_keys(stems: Keys) -> Keys:
    """Return the keys of neighbouring `stems` (given by their own keys)."""
    return (stems[:-1] << 30) ^ stems[1:] ^ (1 << 62)


def _pairs(stems: Keys, document_of: Keys) -> tuple[Keys, Keys]:
    within = document_of[:-1] == document_of[1:]
    return pair_keys(stems)[within], document_of[:-1][within]


def _letters(starts: Ints, words: Ints, document_of: Keys) -> tuple[Keys, Keys]:
    place, token = spread(starts, words)
    return place, document_of[token]


@dataclass(frozen=True)
class _Said:
    """Which features (numbers of `keys`) each phrasing has, each of them once, in the order of phrasings."""

    keys: Keys
    documents: Keys
    features: Keys


def _said(keys: Keys, places: Ints | Keys | slice, documents: Keys) -> _Said:
    """Return what is said in `documents`, where `keys[places]` are."""
    unique, numbers = np.unique(keys, return_inverse=True)
    m = max(len(unique), 1)
    once = documents * m + numbers[places]
    once.sort()
    different = np.ones(len(once), bool)
    np.not_equal(once[1:], once[:-1], out=different[1:])  # np.unique is 80× slower
    once = once[different]
    return _Said(unique, once // m, once % m)


def _family(said: _Said, entry_of: Keys, n_entries: int, like: Family | None) -> tuple[Family, Floats, Worded]:
    n_documents = len(entry_of)
    unique, documents, features = said.keys, said.documents, said.features
    statistics = _statistics(unique, np.bincount(features, minlength=len(unique)), n_documents, like)
    weights = statistics.idf[features].astype(np.float64)
    norms = np.sqrt(sums(documents, weights * weights, n_documents))
    weights /= norms[documents]

    cells, cell = np.unique(features * max(n_entries, 1) + entry_of[documents], return_inverse=True)
    feature_of, entry_of_cell = cells // max(n_entries, 1), cells % max(n_entries, 1)
    counts = np.bincount(cell, minlength=len(cells))
    totals = sums(cell, weights, len(cells))
    lengths = np.sqrt(sums(entry_of_cell, totals, n_entries))
    sizes = sums(entry_of_cell, counts.astype(np.float64), n_entries)
    profiles = Profiles(
        starts=np.concatenate(([0], np.cumsum(np.bincount(feature_of, minlength=len(unique))))).astype(np.int32),
        entries=entry_of_cell.astype(np.int32),
        cosine=(np.sqrt(totals) / lengths[entry_of_cell]).astype(np.float32),
        likelihood=np.log1p(counts / sizes[entry_of_cell] / statistics.share[feature_of]).astype(np.float32),
    )
    worded = Worded(documents, features, weights, cell, feature_of, entry_of_cell, totals, lengths)
    return Family(statistics, profiles), norms.astype(np.float32), worded


def _sharpened(said: _Said, entry_of: Keys, n_entries: int, like: Family | None) -> tuple[Family, Floats, Postings]:
    """Return a family with its corrections; what is laid over another index learns nothing."""
    family, norms, worded = _family(said, entry_of, n_entries, like)
    n_features = len(family.statistics.keys)
    learned = nothing_learned(n_features) if like else corrections(worded, entry_of, n_entries, n_features)
    return family, norms, learned


def _statistics(keys: Keys, frequency: Keys, n: int, like: Family | None) -> Statistics:
    total = frequency.sum() + 0.5 * len(keys)
    idf = (np.log((1 + n) / (1 + frequency)) + 1).astype(np.float32)
    share = ((frequency + 0.5) / total).astype(np.float32)
    unseen = float(np.log(1 + n) + 1)
    if like is not None:
        known = like.statistics
        idf = known.of(keys)
        places = known.find(keys)
        if len(known.share):
            share = np.where(places < 0, known.share.min(), known.share[places])
        unseen = known.unseen
    return Statistics(keys, idf, share, unseen)
