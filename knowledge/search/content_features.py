"""Content features: a question beside all that entries say, in phrasings and answers, by words and what they mean."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.search import text
from knowledge.search.answer_type import ANSWER_TYPES
from knowledge.search.features import CONTENT_FEATURES
from knowledge.search.implied import Implied
from knowledge.search.index import Index
from knowledge.search.query import Query
from knowledge.search.question_type import QUESTION_TYPES
from knowledge.search.ragged import Flags, Floats, Keys, Numbers, row_items
from knowledge.search.relations import differing, phrased

_KNOWN_ELSEWHERE = 0.5  # what's like a word of the topic counts, if the base has the word itself for something else
_TELLING = 0.5  # the specificity of a name that few facts have
_NOT_COUNTED = 0.45  # of 1; a word no more alike than this to any of an entry isn't what the entry counts
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
    query: Query,
    index: Index,
    entries: NDArray[np.integer],
    implied: Sequence[Implied] | None = None,
    names: Container[str] = (),
    telling_names: Container[str] = (),
    topic: Flags | None = None,
) -> Numbers:
    """Return `entries` × `CONTENT_FEATURES`. Those about an answer are 0 for an entry that has none.

    implied: for each entry what's implied in it, if the question names a day, somebody or a nationality
    names, telling_names: the stems of proper names, and of those that tell one fact from another
    topic: for each word of the question whether it's of the topic, if it asks what somebody says

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
    date_match: -1 if the answer isn't about a day, month or year that the question names, else 0
    counted_match: -1 if nothing in the entry is like what the question counts, else 0
    relation_match: -1 if the entry is about another time, place or nationality than the question, else 0
    proper_name_match: -1 if the entry lacks a proper name of the question that tells facts apart, else 0
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
    told = _with_implied(query, first, either, implied)
    digits = query.are_numbers[first]
    if digits.any():
        result[:, 7] = (told[digits] == 1).mean(0) - 1
    named = specific * query.are_names[first]
    if named.any():
        result[:, 8] = named @ (told - 1) / named.sum()
    proper = np.array([text.stem(query.words[n]) in telling_names for n in first]) & (specific >= _TELLING * weight)
    proper &= query.are_names[first]
    if proper.any():
        result[:, 13] = (told[proper] == 1).all(0) - 1.0
    result[:, 14] = -_differs(query, index, entries, first, told, implied or (), names).astype(float)
    days = query.are_dates[first]
    if days.any():
        result[:, 9] = ((told[days] == 1).all(0) - 1.0) * (np.diff(index.answer_stems_starts)[entries] > 0)
    counted = query.are_counted[first]
    if counted.any():
        result[:, 10] = (either[counted].min(0) > _NOT_COUNTED) - 1.0
    subject = query.are_subject[first]
    if subject.any():
        result[:, 11] = either[subject].min(0) - 1
    asked = specific * topic[first] if topic is not None else np.zeros(1)
    if asked.any():
        exact = np.where(query.known[first][:, None] & (either < 1), _KNOWN_ELSEWHERE * either, either)
        result[:, 12] = asked @ (exact - 1) / asked.sum()
    return result


def _differs(
    query: Query,
    index: Index,
    entries: NDArray[np.integer],
    first: Keys,
    told: Floats,
    implied: Sequence[Implied],
    names: Container[str],
) -> Flags:
    """Return for each entry whether it's about another time, place or nationality, or another one of several."""
    differs = np.zeros(len(entries), bool)
    if query.relations:
        words = phrased(index, entries)
        row = {int(query.stem_keys[n]): place for place, n in enumerate(first)}
        for relation in query.relations:
            key = int(query.stem_keys[relation.place])
            has = told[
                row[int(query.stem_keys[query.words.index(relation.preposition)])] if relation.when else row[key]
            ]
            differs |= differing(relation, key, has == 1, index, words, names)
    ordinals = query.are_ordinals[first]
    if ordinals.any():
        differs |= (told[ordinals] < 1).any(0)
    for n, each in enumerate(implied):
        differs[n] |= any(each.contradicts(*described) for described in query.described)
    return differs


def _with_implied(query: Query, first: Keys, either: Floats, implied: Sequence[Implied] | None) -> Floats:
    """Return `either` with 1 also where a day, month, year or name of the question is implied in an entry."""
    if implied is None:
        return either
    told = either.copy()
    for place in np.flatnonzero((query.are_dates | query.are_names)[first]):
        stem = text.stem(query.words[first[place]])
        told[place, [stem in each.stems for each in implied]] = 1
    return told


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
