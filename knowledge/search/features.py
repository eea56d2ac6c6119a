"""How well each entry fits a question, as numbers that the ranking weighs. Higher means a better fit unless it says so.

The first seven compare the question with whole entries and are cheap; by them the candidates are picked. The others
look at a candidate's phrasings one by one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from knowledge.search.asking import KINDS
from knowledge.search.index import Family, Floats, Index, spread
from knowledge.search.question import Question, Vector

PROFILE_FEATURES = (
    "stems like the entry's",
    "pairs like the entry's",
    "letters like the entry's",
    "stems likely in the entry",
    "pairs likely in the entry",
    "letters likely in the entry",
    "told apart by its words",
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
)
FEATURES = PROFILE_FEATURES + CANDIDATE_FEATURES
_ALIKE = 0.8  # words less alike than this (Jaro-Winkler) do not align
_NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "without", "cannot"})


def profile_features(question: Question, index: Index) -> NDArray[np.float64]:
    """Return entries × `PROFILE_FEATURES`."""
    scores = np.zeros((len(PROFILE_FEATURES), index.n_entries))
    families = (index.stems, index.pairs, index.letters)
    for n, (vector, family) in enumerate(
        zip((question.stems, question.pairs, question.letters), families, strict=True)
    ):
        scores[n], scores[n + 3] = _profile_scores(vector, family, index.n_entries)
    features = index.pairs.statistics.find(question.pairs.keys)
    have = features >= 0
    place, which = spread(index.sharp.starts, features[have])
    products = question.pairs.weights[have][which] * index.sharp.weights[place]
    scores[6] = np.bincount(index.sharp.entries[place], products, minlength=index.n_entries)
    return scores.T


def _profile_scores(vector: Vector, family: Family, n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    features = family.statistics.find(vector.keys)
    have = features >= 0
    if not have.any():
        return np.zeros(n), np.zeros(n)
    profiles = family.profiles
    place, which = spread(profiles.starts, features[have])
    entries, weights = profiles.entries[place], vector.weights[have][which]
    return (
        np.bincount(entries, weights * profiles.cosine[place], minlength=n),
        np.bincount(entries, weights * profiles.likelihood[place], minlength=n),
    )


def candidate_features(question: Question, index: Index, entries: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return candidates × `CANDIDATE_FEATURES` for the given `entries`."""
    k = len(entries)
    result = np.zeros((k, len(CANDIDATE_FEATURES)))
    phrasings, candidate_of = spread(index.entry_starts, entries)
    place, phrasing_of = spread(index.phrasing_starts, phrasings)
    if not len(place) or not question.words:
        return result
    words = index.phrasing_words[place]
    by_stems = _by_stems(question, index, words, phrasing_of, phrasings)
    by_letters = _by_letters(question, index, words, phrasing_of, phrasings)
    table = _table(by_stems + by_letters, candidate_of, k)
    nearest = table.argmax(1) + np.concatenate(([0], np.cumsum(np.bincount(candidate_of, minlength=k))[:-1]))
    nearest = np.minimum(nearest, len(phrasings) - 1)
    result[:, 0], result[:, 1] = _best_and_three(by_stems, candidate_of, k)
    result[:, 2], result[:, 3] = _best_and_three(by_letters, candidate_of, k)
    result[:, 4], result[:, 5] = _aligned(question, index, phrasings[nearest])
    _explained(question, index, words, candidate_of[phrasing_of], np.bincount(candidate_of, minlength=k), result)
    kinds = index.kinds[entries]
    shares = (kinds + 0.5) / (kinds.sum(1, keepdims=True) + 0.5 * len(KINDS))
    if question.kind:
        result[:, 9] = np.log(shares[:, question.kind] * len(KINDS))
    negated = bool(_NEGATIONS.intersection(question.words))
    result[:, 11] = [
        0.0 if negated == bool(_NEGATIONS.intersection(_words_of(index, p))) else -1.0 for p in phrasings[nearest]
    ]
    return result


def _words_of(index: Index, phrasing: int) -> list[str]:
    names = index.word_list
    return [
        names[w] for w in index.phrasing_words[index.phrasing_starts[phrasing] : index.phrasing_starts[phrasing + 1]]
    ]


def _by_stems(
    question: Question,
    index: Index,
    words: NDArray[np.integer],
    phrasing_of: NDArray[np.int64],
    phrasings: NDArray[np.int64],
) -> NDArray[np.float64]:
    worth = np.zeros(len(index.stems.statistics.keys) + 1)
    features = index.stems.statistics.find(question.stems.keys)
    have = features >= 0
    worth[features[have]] = question.stems.weights[have] * index.stems.statistics.idf[features[have]]
    dots = np.bincount(phrasing_of, worth[index.word_stems[words]], minlength=len(phrasings))
    return dots / np.maximum(index.stem_norms[phrasings], 1e-9)


def _by_letters(
    question: Question,
    index: Index,
    words: NDArray[np.integer],
    phrasing_of: NDArray[np.int64],
    phrasings: NDArray[np.int64],
) -> NDArray[np.float64]:
    worth = np.zeros(len(index.letters.statistics.keys) + 1)
    features = index.letters.statistics.find(question.letters.keys)
    have = features >= 0
    worth[features[have]] = question.letters.weights[have] * index.letters.statistics.idf[features[have]]
    of_word = np.add.reduceat(worth[index.word_letters], index.word_letters_starts[:-1])
    dots = np.bincount(phrasing_of, of_word[words], minlength=len(phrasings))
    return dots / np.maximum(index.letter_norms[phrasings], 1e-9)


def _table(scores: NDArray[np.float64], owner: NDArray[np.int64], k: int) -> NDArray[np.float64]:
    """Return `scores` as a table, a row for each of `k` owners, filled up with -1."""
    counts = np.bincount(owner, minlength=k)
    table = np.full((k, max(3, counts.max(initial=0))), -1.0)
    table[owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)] = scores
    return table


def _best_and_three(
    scores: NDArray[np.float64], owner: NDArray[np.int64], k: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    table = _table(scores, owner, k)
    three = np.maximum(-np.partition(-table, 2, axis=1)[:, :3], 0)
    return three.max(1), three.mean(1)


def _aligned(
    question: Question, index: Index, phrasings: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
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
    of_phrasing = np.bincount(owner, each.max(0) * idf, minlength=len(phrasings))
    total = np.bincount(owner, idf, minlength=len(phrasings))
    return weight @ of_question / max(float(weight.sum()), 1e-9), of_phrasing / np.maximum(total, 1e-9)


def _explained(
    question: Question,
    index: Index,
    words: NDArray[np.integer],
    candidate_of: NDArray[np.int64],
    n_phrasings: NDArray[np.int64],
    result: NDArray[np.float64],
) -> None:
    unique, first = np.unique(question.stem_keys, return_index=True)
    number = np.full(len(index.stems.statistics.keys) + 1, -1)
    features = index.stems.statistics.find(unique)
    number[features[features >= 0]] = np.flatnonzero(features >= 0)
    hit = number[index.word_stems[words]]
    found = hit >= 0
    k = len(result)
    counts = np.bincount(candidate_of[found] * len(unique) + hit[found], minlength=k * len(unique)).reshape(k, -1)
    weight = question.weight[first]
    has = counts > 0
    total = max(float(weight.sum()), 1e-9)
    result[:, 6] = has @ weight / total
    result[:, 7] = has[:, int(weight.argmax())]
    result[:, 8] = np.minimum(counts / np.maximum(n_phrasings, 1)[:, None] * 5, 1) @ weight / total
    digits = np.array([question.words[f].isdigit() for f in first])
    if digits.any():
        result[:, 10] = has[:, digits].mean(1) - 1
