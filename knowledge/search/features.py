"""How well each entry fits a question, as numbers that the ranking weighs. Higher means a better fit unless it says so.

The first eight compare the question with whole entries and are cheap; by them the candidates are picked. The others
look at a candidate's phrasings one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from knowledge.search.arrays import Flags, Ints, Keys, Numbers, spread, sums
from knowledge.search.asking import KINDS, NEGATIONS
from knowledge.search.index import Family, Index
from knowledge.search.question import Question, Vector
from knowledge.search.sharpening import Postings

PROFILE_FEATURES = (
    "stems like the entry's",
    "pairs like the entry's",
    "letters like the entry's",
    "stems likely in the entry",
    "pairs likely in the entry",
    "letters likely in the entry",
    "told apart by its words",
    "told apart by its letters",
)
CANDIDATE_FEATURES = (
    "nearest phrasing by stems",
    "three nearest by stems",
    "nearest phrasing by letters",
    "three nearest by letters",
    "question aligned to phrasing",
    "phrasing aligned to question",
    "rare words explained",
    "rarest word explained",
    "words often used for it",
    "asked in the same way",
    "numbers explained",
    "negated alike",
    "word for word",
)
FEATURES = PROFILE_FEATURES + CANDIDATE_FEATURES
_ALIKE = 0.8  # words less alike than this (Jaro-Winkler) do not align
_SAME = 0.9999  # a cosine of more than that is of the same words, whatever their order
_OFTEN = 5  # a word that one phrasing in so many has is one that is often used


def profile_features(question: Question, index: Index) -> Numbers:
    """Return entries × `PROFILE_FEATURES`."""
    scores = np.zeros((len(PROFILE_FEATURES), index.n_entries))
    families = (index.stems, index.pairs, index.letters)
    for n, (vector, family) in enumerate(
        zip((question.stems, question.pairs, question.letters), families, strict=True)
    ):
        scores[n], scores[n + 3] = _profile_scores(vector, family, index.n_entries)
    scores[6] = _corrected(question.pairs, index.pairs, index.pair_corrections, index.n_entries)
    scores[7] = _corrected(question.letters, index.letters, index.letter_corrections, index.n_entries)
    return scores.T


def _profile_scores(vector: Vector, family: Family, n: int) -> tuple[Numbers, Numbers]:
    features = family.statistics.find(vector.keys)
    have = features >= 0
    if not have.any():
        return np.zeros(n), np.zeros(n)
    profiles = family.profiles
    place, which = spread(profiles.starts, features[have])
    entries, weights = profiles.entries[place], vector.weights[have][which]
    return sums(entries, weights * profiles.cosine[place], n), sums(entries, weights * profiles.likelihood[place], n)


def _corrected(vector: Vector, family: Family, corrections: Postings, n: int) -> Numbers:
    features = family.statistics.find(vector.keys)
    have = features >= 0
    place, which = spread(corrections.starts, features[have])
    return sums(corrections.entries[place], vector.weights[have][which] * corrections.weights[place], n)


@dataclass(frozen=True)
class _Wording:
    """The phrasings of some entries, and their words, each with where it belongs."""

    phrasings: Keys
    entry_of: Keys  # of each phrasing: which of the entries
    words: Ints
    phrasing_of: Keys  # of each word: which of the phrasings
    starts: Keys  # the first phrasing of each entry
    sizes: Keys  # how many each entry has


def _wording(index: Index, entries: NDArray[np.integer]) -> _Wording:
    phrasings, entry_of = spread(index.entry_starts, entries)
    place, phrasing_of = spread(index.phrasing_starts, phrasings)
    sizes = np.bincount(entry_of, minlength=len(entries))
    return _Wording(phrasings, entry_of, index.phrasing_words[place], phrasing_of, np.cumsum(sizes) - sizes, sizes)


def candidate_features(question: Question, index: Index, entries: NDArray[np.integer]) -> Numbers:
    """Return candidates × `CANDIDATE_FEATURES` for the given `entries`."""
    result = np.zeros((len(entries), len(CANDIDATE_FEATURES)))
    wording = _wording(index, entries)
    if not len(wording.words) or not question.words:
        return result
    by_stems, by_letters = _by_stems(question, index, wording), _by_letters(question, index, wording)
    nearest = wording.phrasings[_nearest(by_stems + by_letters, wording)]
    result[:, 0], result[:, 1] = _best_and_three(by_stems, wording)
    result[:, 2], result[:, 3] = _best_and_three(by_letters, wording)
    result[:, 4], result[:, 5] = _aligned(question, index, nearest)
    _explained(question, index, wording, result)
    if question.kind:
        kinds = index.kinds[entries]
        shares = (kinds[:, question.kind] + 0.5) / (kinds.sum(1) + 0.5 * len(KINDS))
        result[:, 9] = np.log(shares * len(KINDS))
    negations = {n for word in NEGATIONS if (n := index.words.get(word)) is not None}
    negated = not NEGATIONS.isdisjoint(question.words)
    result[:, 11] = [-float(negated == negations.isdisjoint(_words_of(index, p).tolist())) for p in nearest]
    if len(question.words) > 1:  # a word alone is too little to be sure by
        result[:, 12] = (result[:, 0] > _SAME) & (result[:, 2] > _SAME)
    return result


def word_for_word(question: Question, index: Index) -> Keys:
    """Return the entries of `index` that have just the question as a phrasing, in the same order of words.

    None for a word alone: it is too little to be sure by.
    """
    wanted = [index.words.get(word, -1) for word in question.typed]
    if len(wanted) < 2 or -1 in wanted:
        return np.zeros(0, np.int64)
    found = np.flatnonzero(index.phrasing_lengths == len(wanted))
    for place, word in enumerate(wanted):
        found = found[index.phrasing_words[index.phrasing_starts[found] + place] == word]
    return np.unique(np.searchsorted(index.entry_starts, found, side="right") - 1)


def has_phrasing(features: Numbers) -> bool:
    """Say whether a candidate with these `FEATURES` is asked for in just the question's words, be it one alone."""
    first = len(PROFILE_FEATURES)
    return bool(features[first] > _SAME and features[first + 2] > _SAME)


def nearest_and_shared(question: Question, index: Index, entries: NDArray[np.integer]) -> tuple[int, Flags]:
    """Return the phrasing of the first of `entries` nearest to the question, and which words of the question it has."""
    wording = _wording(index, entries[:1])
    scores = _by_stems(question, index, wording) + _by_letters(question, index, wording)
    stems = index.stems.statistics.keys[index.word_stems[wording.words]]
    return int(_nearest(scores, wording)[0]), np.isin(question.stem_keys, stems)


def _words_of(index: Index, phrasing: int) -> Ints:
    return index.phrasing_words[index.phrasing_starts[phrasing] : index.phrasing_starts[phrasing + 1]]


def _by_stems(question: Question, index: Index, wording: _Wording) -> Numbers:
    """Return the cosine of the question with each phrasing, by stems."""
    worth = _worth(question.stems, index.stems)
    dots = sums(wording.phrasing_of, worth[index.word_stems[wording.words]], len(wording.phrasings))
    return dots / np.maximum(index.stem_norms[wording.phrasings], 1e-9)


def _by_letters(question: Question, index: Index, wording: _Wording) -> Numbers:
    """Return the cosine of the question with each phrasing, by letters."""
    worth = _worth(question.letters, index.letters)
    of_word = np.add.reduceat(worth[index.word_letters], index.word_letters_starts[:-1])
    dots = sums(wording.phrasing_of, of_word[wording.words], len(wording.phrasings))
    return dots / np.maximum(index.letter_norms[wording.phrasings], 1e-9)


def _worth(vector: Vector, family: Family) -> Numbers:
    """Return what each feature of the family adds to a phrasing's dot product with `vector`."""
    worth = np.zeros(len(family.statistics.keys))
    features = family.statistics.find(vector.keys)
    have = features >= 0
    worth[features[have]] = vector.weights[have] * family.statistics.idf[features[have]]
    return worth


def _table(scores: Numbers, wording: _Wording) -> Numbers:
    """Return the phrasings' `scores` as a table, a row for each entry, filled up with -1."""
    table = np.full((len(wording.sizes), max(3, wording.sizes.max(initial=0))), -1.0)
    table[wording.entry_of, np.arange(len(scores)) - wording.starts[wording.entry_of]] = scores
    return table


def _nearest(scores: Numbers, wording: _Wording) -> Keys:
    """Return for each entry the place of its best phrasing among all."""
    best: Keys = np.minimum(wording.starts + _table(scores, wording).argmax(1), len(scores) - 1)
    return best


def _best_and_three(scores: Numbers, wording: _Wording) -> tuple[Numbers, Numbers]:
    three = np.maximum(-np.partition(-_table(scores, wording), 2, axis=1)[:, :3], 0)
    return three.max(1), three.mean(1)


def _aligned(question: Question, index: Index, phrasings: Keys) -> tuple[Numbers, Numbers]:
    """Return how far each phrasing has the question's words, and the question the phrasing's; spelling may differ."""
    place, owner = spread(index.phrasing_starts, phrasings)
    words = index.phrasing_words[place]
    unique, back = np.unique(words, return_inverse=True)
    asked = list(dict.fromkeys(question.words))[:40]
    first = {word: n for n, word in reversed(list(enumerate(question.words)))}
    weight = question.weight[[first[word] for word in asked]]
    stems = question.stem_keys[[first[word] for word in asked]]
    alike = cdist(
        asked, [index.word_list[w] for w in unique], scorer=JaroWinkler.normalized_similarity, dtype=np.float32
    )
    alike = np.where(alike < _ALIKE, 0, alike)
    same = stems[:, None] == index.stems.statistics.keys[index.word_stems[unique]][None, :]
    alike[same] = 1
    each = alike[:, back]
    starts = np.searchsorted(owner, np.arange(len(phrasings)))
    starts = np.minimum(starts, len(owner) - 1)
    of_question = np.maximum.reduceat(each, starts, axis=1)
    idf = index.stems.statistics.idf[index.word_stems[words]]
    of_phrasing = sums(owner, each.max(0) * idf, len(phrasings))
    total = sums(owner, idf, len(phrasings))
    share = (weight @ of_question / max(float(weight.sum()), 1e-9)).astype(np.float64)
    return share, of_phrasing / np.maximum(total, 1e-9)


def _explained(question: Question, index: Index, wording: _Wording, result: Numbers) -> None:
    """Fill in how far each entry's phrasings have the question's words."""
    unique, first = np.unique(question.stem_keys, return_index=True)
    number = np.full(len(index.stems.statistics.keys), -1)
    features = index.stems.statistics.find(unique)
    number[features[features >= 0]] = np.flatnonzero(features >= 0)
    hit = number[index.word_stems[wording.words]]
    found = hit >= 0
    cells = wording.entry_of[wording.phrasing_of[found]] * len(unique) + hit[found]
    counts = np.bincount(cells, minlength=len(result) * len(unique)).reshape(len(result), -1)
    has = counts > 0
    weight = question.weight[first]
    total = max(float(weight.sum()), 1e-9)
    result[:, 6] = has @ weight / total
    result[:, 7] = has[:, int(weight.argmax())]
    often = np.minimum(counts / np.maximum(wording.sizes, 1)[:, None] * _OFTEN, 1)
    result[:, 8] = often @ weight / total
    digits = np.array([question.words[n].isdigit() for n in first])
    if digits.any():
        result[:, 10] = has[:, digits].mean(1) - 1
