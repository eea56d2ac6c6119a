"""Content features: a question beside all that entries say, in phrasings and answers, by words and what they mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.search.answer_type import ANSWER_TYPES
from knowledge.search.features import CONTENT_FEATURES
from knowledge.search.index import Index
from knowledge.search.query import Query
from knowledge.search.question_type import QUESTION_TYPES
from knowledge.search.ragged import Floats, Keys, Numbers, row_items

_UNRELATED = 0.25  # cosine; words less alike in meaning than this have nothing in common
_ASKS_FOR = {  # the question type of phrasings that ask for the same
    "number": "how many", "age": "how many", "money": "how many", "duration": "how many", "distance": "how many",
    "time": "when", "place": "where", "person": "who", "reason": "why",
}  # fmt: skip
_KIND = {"number": 0, "age": 0, "money": 0, "duration": 0, "distance": 0, "time": 1}  # 2: all others


def alike(a: Floats, b: Floats) -> Floats:
    """Return how alike in meaning each word of `a` and each of `b` is, 0 to 1, given their vectors."""
    likeness: Floats = np.maximum((a @ b.T - np.float32(_UNRELATED)) / np.float32(1 - _UNRELATED), 0)
    return likeness


def content_features(
    query: Query, index: Index, entries: NDArray[np.integer], *, asks_for_words: bool = False
) -> Numbers:
    """Return `entries` × `CONTENT_FEATURES`. Those about an answer are 0 for an entry that has none.

    asks_for_words: whether the question asks what a speaker says

    content_match: how much of the question the entry's phrasings and answer have, by words or what they mean, 0 to 1
    specific_match: the same, words that many facts share counting less
    answer_match: how much of the question the answer has, 0 to 1
    unmatched_word: the weightiest word of the question that the entry doesn't have, as its share of the weight of a
        word that no phrasing has; -1 to 0
    measure_match, time_match, type_match: if a measure is asked for (a number, an age, money, a duration, a distance),
        a time, or something else (a place, a person, a reason): 1 if the answer gives it, -1 if it doesn't and no
        phrasing asks for it either; 0 otherwise
    number_match: how many of the question's numbers the entry has, less 1: -1 to 0; 0 if it has no numbers
    name_match: how many of the question's names the entry has, less 1, by specificity: -1 to 0; 0 if it has no names
    subject_match: how well the entry has what the question is about, less 1, by the word that fits least: -1 to 0
    topic_match: if a speaker's words are asked for, how much of the topic the entry has, less 1: -1 to 0
    """
    result = np.zeros((len(entries), len(CONTENT_FEATURES)))
    if not query.words:
        return result
    unique, first = np.unique(query.stem_keys, return_index=True)
    weight = query.word_weights[first]
    total = max(float(weight.sum()), 1e-9)
    vectors = query.word_vectors[first]
    phrasing, answer = _matches(vectors, unique, index, entries)
    either = np.maximum(phrasing, answer)
    result[:, 0] = weight @ either / total
    specific = query.specific_weights[first]
    result[:, 1] = specific @ either / max(float(specific.sum()), 1e-9)
    result[:, 2] = specific @ answer / max(float(specific.sum()), 1e-9)
    result[:, 3] = -(specific[:, None] * (1 - either)).max(0) / index.stems.statistics.unseen_idf
    if query.wanted is not None:
        result[:, 4 + _KIND.get(query.wanted, 2)] = _answer_type_match(query.wanted, index, entries)
    digits = query.are_numbers[first]
    if digits.any():
        result[:, 7] = (either[digits] == 1).mean(0) - 1
    names = specific * query.are_names[first]
    if names.any():
        result[:, 8] = names @ (either - 1) / names.sum()
    subject = query.are_subject[first]
    if subject.any():
        result[:, 9] = either[subject].min(0) - 1
    topic = specific * query.are_topic[first]
    if asks_for_words and topic.any():
        result[:, 10] = topic @ (either - 1) / topic.sum()
    return result


def _matches(vectors: Floats, keys: Keys, index: Index, entries: NDArray[np.integer]) -> tuple[Floats, Floats]:
    """Return words × entries twice: how well each word, by its key and vector, is matched, 0 to 1.

    First by the stems of the entry's phrasings, then by those of its answer.
    """
    in_phrasings, phrasing_of = row_items(index.entry_stems_starts, entries)
    in_answers, answer_of = row_items(index.answer_stems_starts, entries)
    terms = np.concatenate((index.entry_stems[in_phrasings], index.answer_stems[in_answers]))
    each = alike(vectors, index.stem_vectors[terms])
    each[keys[:, None] == index.stems.statistics.keys[terms]] = 1
    n = len(entries)
    sizes = np.bincount(np.concatenate((phrasing_of, answer_of + n)), minlength=2 * n)
    some = np.flatnonzero(sizes)
    result = np.zeros((len(keys), 2 * n), np.float32)
    if len(some):
        result[:, some] = np.maximum.reduceat(each, (np.cumsum(sizes) - sizes)[some], axis=1)
    return result[:, :n], result[:, n:]


def _answer_type_match(wanted: str, index: Index, entries: NDArray[np.integer]) -> Numbers:
    gives = index.answer_types[entries]
    asked = index.question_types[entries][:, QUESTION_TYPES.index(_ASKS_FOR[wanted])] > 0
    fits = gives[:, ANSWER_TYPES.index(wanted)]
    has_answer = np.diff(index.answer_stems_starts)[entries] > 0
    match: Numbers = np.where(fits, 1.0, np.where(asked, 0.0, -1.0)) * has_answer
    return match
