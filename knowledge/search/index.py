"""The index of a base: how its phrasings are worded, as arrays that a question is compared with.

Three families of terms describe a text: *stems*; *pairs* (stems, and neighbouring stems as one); and *letters*
(three in a row, a word's ends marked). Each entry has a profile in each family: the square root of the sum of its
phrasings' TF-IDF vectors, scaled to length 1. The root keeps what many phrasings share from drowning what few of them
say. Such profiles find more than the nearest phrasing does. Unlike a trained classifier's weights, they don't depend on
each other, so an edited entry can be replaced without touching the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.search import word_vectors
from knowledge.search.ragged import Flags, Floats, Ints, Keys


@dataclass(frozen=True)
class TermStatistics:
    """How rare each term of one family is among n phrasings.

    keys: sorted; the place of a key is the term's number
    idf: ln((1 + n) / (1 + phrasings with the term)) + 1, the smoothed inverse document frequency; at least 1
    share: the term's part of all that the phrasings say, add-½ smoothed; they add up to 1
    unseen_idf: the IDF of a term that no phrasing has
    """

    keys: Keys
    idf: Floats
    share: Floats
    unseen_idf: float

    def idf_of(self, keys: Keys) -> Floats:
        """Return the IDF of each of `keys`; a term that no phrasing has is as rare as can be."""
        numbers = self.find(keys)
        return np.where(numbers < 0, np.float32(self.unseen_idf), self.idf[numbers] if len(self.idf) else 0)

    def find(self, keys: Keys) -> Keys:
        """Return the number of each of `keys`, -1 for those that no phrasing has."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        numbers = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[numbers] == keys, numbers, -1)


@dataclass(frozen=True)
class Profiles:
    """The entries' profiles in one family, by term: the entries `entries[starts[t]:starts[t + 1]]` have term t.

    cosine: the term's component in the entry's profile, 0 to 1; the squares of an entry's components add up to 1
    likelihood: ln(1 + how many times as likely the term is in the entry as in all phrasings), above 0
    """

    starts: Ints
    entries: Ints
    cosine: Floats
    likelihood: Floats


@dataclass(frozen=True)
class Postings:
    """For each term the entries that have a weight for it: `entries[starts[t]:starts[t + 1]]`."""

    starts: Ints
    entries: Ints
    weights: Floats


def postings(terms: Keys, entries: Keys, weights: NDArray[np.floating], n_terms: int) -> Postings:
    """Return postings of (term, entry, weight) triples, which are sorted by term."""
    starts = np.concatenate(([0], np.cumsum(np.bincount(terms, minlength=n_terms))))
    return Postings(starts.astype(np.int32), entries.astype(np.int32), weights.astype(np.float32))


@dataclass(frozen=True)
class Family:
    """One family of terms: its statistics and the entries' profiles."""

    statistics: TermStatistics
    profiles: Profiles


@dataclass(frozen=True)
class Index:
    """All that is known about how a base is worded. Phrasings come entry by entry, in the order of the entries.

    words: every plain word and its number
    word_stems: the stem term of each word
    word_letters, word_letters_starts: ragged, the letter terms of each word
    stems, pairs, letters: the three families of terms
    discriminative_pairs, discriminative_letters: what tells entries apart that are easily confused
    phrasing_words, phrasing_starts: ragged, the words of each phrasing
    entry_stems, entry_stems_starts: ragged, the stem terms of each entry's phrasings, each once
    answer_stems, answer_stems_starts: ragged, the stem terms of each entry's answer, each once; a gap has none
    answer_types: entries × `ANSWER_TYPES`; what the entry's answer gives
    stem_norms, letter_norms: the length of each phrasing's TF-IDF vector
    entry_starts: the first phrasing of each entry, and the number of phrasings at the end
    question_types: entries × types; how many phrasings of the entry are of each type
    """

    words: dict[str, int]
    word_stems: Ints
    word_letters: Ints
    word_letters_starts: Ints
    stems: Family
    pairs: Family
    letters: Family
    discriminative_pairs: Postings
    discriminative_letters: Postings
    phrasing_words: Ints
    phrasing_starts: Ints
    entry_stems: Ints
    entry_stems_starts: Ints
    answer_stems: Ints
    answer_stems_starts: Ints
    answer_types: Flags
    stem_norms: Floats
    letter_norms: Floats
    entry_starts: Ints
    question_types: Floats

    @cached_property
    def word_list(self) -> list[str]:
        """Every word at its number."""
        return list(self.words)

    @cached_property
    def phrasing_lengths(self) -> Ints:
        """How many words each phrasing has."""
        return np.diff(self.phrasing_starts)

    @cached_property
    def stem_vectors(self) -> Floats:
        """What each stem means: stems × `word_vectors.SIZE`; zeros for one that the table doesn't have."""
        return word_vectors.load().of(self.stems.statistics.keys)

    @cached_property
    def phrasing_vectors(self) -> Floats:
        """What each entry's phrasings mean together: entries × `word_vectors.SIZE`, each of length 1 or 0."""
        profiles = self.stems.profiles
        stems = np.repeat(np.arange(len(profiles.starts) - 1), np.diff(profiles.starts))
        return self._weighted(stems, profiles.entries, profiles.cosine)

    @cached_property
    def answer_vectors(self) -> Floats:
        """What each entry's answer means: entries × `word_vectors.SIZE`, each of length 1, or 0 without an answer."""
        return self._weighted(self.answer_stems, self.answer_owners, self.answer_weights)

    @cached_property
    def specificity(self) -> Floats:
        """How much each stem tells one fact from another: 1 if one fact has it, or none, 0 if all of them do.

        It's ln(facts / facts with the stem) / ln(facts); what half of an article's facts share is its subject.
        """
        entries = np.repeat(np.arange(self.n_entries), np.diff(self.entry_stems_starts))
        facts = np.flatnonzero(np.diff(self.answer_stems_starts))
        of_facts = np.isin(entries, facts)
        n_stems = len(self.stems.statistics.keys)
        cells = np.unique(
            np.concatenate((entries[of_facts], self.answer_owners)) * n_stems
            + np.concatenate((self.entry_stems[of_facts], self.answer_stems))
        )
        having = np.maximum(np.bincount(cells % max(n_stems, 1), minlength=n_stems), 1)
        most = max(len(facts), 2)
        specificity: Floats = (np.log(most / having) / np.log(most)).clip(0, 1).astype(np.float32)
        return specificity

    def specificity_of(self, keys: Keys) -> Floats:
        """Return the specificity of each of `keys`: that of a stem that isn't there is 1."""
        numbers = self.stems.statistics.find(keys)
        return np.where(numbers < 0, np.float32(1), self.specificity[numbers] if len(self.specificity) else 1)

    @cached_property
    def answer_owners(self) -> Keys:
        """The entry that each of `answer_stems` is of."""
        return np.repeat(np.arange(self.n_entries), np.diff(self.answer_stems_starts))

    @cached_property
    def answer_weights(self) -> Floats:
        """The component of each of `answer_stems` in its answer's TF-IDF vector, which has length 1."""
        idf = self.stems.statistics.idf[self.answer_stems]
        lengths = np.sqrt(np.bincount(self.answer_owners, idf * idf, minlength=self.n_entries))
        weights: Floats = (idf / lengths[self.answer_owners]).astype(np.float32)
        return weights

    def _weighted(self, stems: NDArray[np.integer], entries: NDArray[np.integer], weights: Floats) -> Floats:
        vectors = self.stem_vectors
        sums = [np.bincount(entries, weights * column[stems], minlength=self.n_entries) for column in vectors.T]
        summed = np.stack(sums, axis=1).astype(np.float32)
        lengths = np.sqrt((summed * summed).sum(1, keepdims=True))
        scaled: Floats = summed / np.maximum(lengths, np.float32(1e-9))
        return scaled

    @property
    def n_entries(self) -> int:
        """How many entries there are."""
        return len(self.entry_starts) - 1
