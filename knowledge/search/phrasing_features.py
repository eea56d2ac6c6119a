"""Phrasing features: a question beside the phrasings of some entries, one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from knowledge.search.content_features import alike
from knowledge.search.features import FEATURES, PHRASING_FEATURES
from knowledge.search.index import Family, Index
from knowledge.search.phrasings import Phrasings, phrasings_of
from knowledge.search.query import Query, Vector
from knowledge.search.question_type import QUESTION_TYPES
from knowledge.search.ragged import Flags, Keys, Numbers, row_items, sum_at
from knowledge.search.word_order import order_match

_NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "without"})
_ALIKE = 0.8  # words less alike than this (Jaro-Winkler) don't align
_SAME = 0.9999  # a cosine above this is of the same words, whatever their order
_MOST_ALIGNED = 40  # words of a question

_BY_STEMS = FEATURES.index("nearest_by_stems")
_BY_LETTERS = FEATURES.index("nearest_by_letters")


def phrasing_features(query: Query, index: Index, entries: NDArray[np.integer]) -> Numbers:
    """Return `entries` × `PHRASING_FEATURES`. All are 0 if the question or the entries have no words.

    nearest_by_*: the highest cosine of the question and a phrasing, 0 to 1
    three_nearest_by_letters: the mean of the three highest, 0 to 1; missing ones count 0
    question_alignment: how much of the question the nearest phrasing has, 0 to 1; spelling and words may differ
    phrasing_alignment: how much of the nearest phrasing the question has, 0 to 1
    question_type_match: ln(how many times as often the entry is asked with the question's type as the average type),
        at most ln(number of types); 0 if the question's type is unknown
    negation_match: 0 if the nearest phrasing is negated like the question, -1 if just one of them is
    order_match: how many pairs of a name and another word the entry has in the question's order, less 1: -1 to 0
    exact_phrasing: whether a phrasing has just the question's words, more than one, in any order, 0 or 1
    """
    result = np.zeros((len(entries), len(PHRASING_FEATURES)))
    phrasings = phrasings_of(index, entries)
    if not len(phrasings.words) or not query.words:
        return result
    by_stems, by_letters = _by_stems(query, index, phrasings), _by_letters(query, index, phrasings)
    nearest = phrasings.numbers[_nearest(by_stems + by_letters, phrasings)]
    result[:, 0] = np.maximum(_table(by_stems, phrasings).max(1), 0)
    result[:, 1], result[:, 2] = _best_and_three(by_letters, phrasings)
    result[:, 3], result[:, 4] = _alignments(query, index, nearest)
    result[:, 5] = _question_type_match(query, index, entries)
    result[:, 6] = _negation_match(query, index, nearest)
    result[:, 8] = order_match(query.stem_keys[query.ordered], query.are_names[query.ordered], index, phrasings)
    if len(query.words) > 1:  # a word alone is too little to be sure by
        result[:, 7] = (result[:, 0] > _SAME) & (result[:, 1] > _SAME)
    return result


def has_phrasing(features: Numbers) -> bool:
    """Say whether a candidate with these `FEATURES` has just the question's words as a phrasing, even a single word."""
    return bool(features[_BY_STEMS] > _SAME and features[_BY_LETTERS] > _SAME)


def nearest_phrasing(query: Query, index: Index, entry: int) -> tuple[int, Flags]:
    """Return which phrasing of `entry` is nearest, and for each word of the question whether any of them has it."""
    phrasings = phrasings_of(index, np.array([entry]))
    scores = _by_stems(query, index, phrasings) + _by_letters(query, index, phrasings)
    stems = index.stems.statistics.keys[index.word_stems[phrasings.words]]
    return int(_nearest(scores, phrasings)[0]), np.isin(query.stem_keys, stems)


def _by_stems(query: Query, index: Index, phrasings: Phrasings) -> Numbers:
    """Return the cosine of the question with each phrasing, by stems."""
    worth = _worth(query.stems, index.stems)
    dots = sum_at(phrasings.phrasing_of, worth[index.word_stems[phrasings.words]], len(phrasings.numbers))
    return dots / np.maximum(index.stem_norms[phrasings.numbers], 1e-9)


def _by_letters(query: Query, index: Index, phrasings: Phrasings) -> Numbers:
    """Return the cosine of the question with each phrasing, by letters."""
    worth = _worth(query.letters, index.letters)
    of_word = np.add.reduceat(worth[index.word_letters], index.word_letters_starts[:-1])
    dots = sum_at(phrasings.phrasing_of, of_word[phrasings.words], len(phrasings.numbers))
    return dots / np.maximum(index.letter_norms[phrasings.numbers], 1e-9)


def _worth(vector: Vector, family: Family) -> Numbers:
    """Return what each term of the family adds to a phrasing's dot product with `vector`."""
    worth = np.zeros(len(family.statistics.keys))
    terms = family.statistics.find(vector.keys)
    have = terms >= 0
    worth[terms[have]] = vector.weights[have] * family.statistics.idf[terms[have]]
    return worth


def _table(scores: Numbers, phrasings: Phrasings) -> Numbers:
    """Return the phrasings' `scores` as a table, a row for each entry, filled up with -1 to at least 3 columns."""
    table = np.full((len(phrasings.sizes), max(3, int(phrasings.sizes.max()))), -1.0)
    table[phrasings.entry_of, np.arange(len(scores)) - phrasings.starts[phrasings.entry_of]] = scores
    return table


def _nearest(scores: Numbers, phrasings: Phrasings) -> Keys:
    """Return for each entry the place of its best phrasing among all."""
    best: Keys = phrasings.starts + _table(scores, phrasings).argmax(1)
    return best


def _best_and_three(scores: Numbers, phrasings: Phrasings) -> tuple[Numbers, Numbers]:
    """Return each entry's best score, and the mean of its three best."""
    three = np.maximum(-np.partition(-_table(scores, phrasings), 2, axis=1)[:, :3], 0)
    return three.max(1), three.mean(1)


def _alignments(query: Query, index: Index, nearest: Keys) -> tuple[Numbers, Numbers]:
    """Return how much of the question each of the phrasings `nearest` has, and how much of it the question has.

    Each word is aligned to the most similar one of the other side (by letters, Jaro-Winkler, or by meaning; 1 if their
    stems are the same) and counts by that similarity and by its weight: a soft token overlap as in Monge and Elkan's,
    weighted by IDF.
    """
    place, owner = row_items(index.phrasing_starts, nearest)
    words = index.phrasing_words[place]
    unique, back = np.unique(words, return_inverse=True)
    asked = list(dict.fromkeys(query.words))[:_MOST_ALIGNED]
    first = [query.words.index(word) for word in asked]
    weight = query.word_weights[first]
    stems = query.stem_keys[first]
    likeness = cdist(
        asked, [index.word_list[w] for w in unique], scorer=JaroWinkler.normalized_similarity, dtype=np.float32
    )
    likeness = np.where(likeness < _ALIKE, 0, likeness)
    likeness = np.maximum(likeness, alike(query.word_vectors[first], index.stem_vectors[index.word_stems[unique]]))
    same = stems[:, None] == index.stems.statistics.keys[index.word_stems[unique]][None, :]
    likeness[same] = 1
    each = likeness[:, back]
    sizes = index.phrasing_lengths[nearest]
    some = np.flatnonzero(sizes)  # reduceat would give a phrasing without words the next one's first word
    of_question = np.zeros((len(asked), len(nearest)), each.dtype)
    of_question[:, some] = np.maximum.reduceat(each, (np.cumsum(sizes) - sizes)[some], axis=1)
    idf = index.stems.statistics.idf[index.word_stems[words]]
    of_phrasing = sum_at(owner, each.max(0) * idf, len(nearest))
    total = sum_at(owner, idf, len(nearest))
    share = (weight @ of_question / max(float(weight.sum()), 1e-9)).astype(np.float64)
    return share, of_phrasing / np.maximum(total, 1e-9)


def _question_type_match(query: Query, index: Index, entries: NDArray[np.integer]) -> Numbers:
    if not query.question_type:
        return np.zeros(len(entries))
    types = index.question_types[entries]
    shares = (types[:, query.question_type] + 0.5) / (types.sum(1) + 0.5 * len(QUESTION_TYPES))
    match: Numbers = np.log(shares * len(QUESTION_TYPES)).astype(np.float64)
    return match


def _negation_match(query: Query, index: Index, nearest: Keys) -> Numbers:
    negations = {n for word in _NEGATIONS if (n := index.words.get(word)) is not None}
    negated = not _NEGATIONS.isdisjoint(query.words)
    spans = zip(index.phrasing_starts[nearest], index.phrasing_starts[nearest + 1], strict=True)
    return np.array(
        [-float(negated == negations.isdisjoint(index.phrasing_words[a:b].tolist())) for a, b in spans], np.float64
    )
