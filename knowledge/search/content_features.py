"""Content features: a question beside all that entries say, in phrasings and answers, by words and what they mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.search import text
from knowledge.search.answer_type import ANSWER_TYPES
from knowledge.search.features import CONTENT_FEATURES
from knowledge.search.implied import ImpliedIn
from knowledge.search.index import Index
from knowledge.search.phrasings import phrasings_of
from knowledge.search.query import Query
from knowledge.search.question_type import QUESTION_TYPES
from knowledge.search.ragged import Flags, Floats, Keys, Numbers, row_items
from knowledge.search.relations import differing

_KNOWN_ELSEWHERE = 0.5  # what's like a word of the topic counts, if the base has the word itself for something else
_TELLING = 0.5  # the specificity of a name that few facts have
_NOT_COUNTED = 0.45  # of 1; a word no more alike than this to any of an entry isn't what the entry counts
_UNRELATED = 0.25  # cosine; words less alike in meaning than this have nothing in common
_ASKS_FOR = {  # the question type of phrasings that ask for the same
    "number": "how many", "age": "how many", "money": "how many", "duration": "how many", "distance": "how many",
    "time": "when", "place": "where", "person": "who", "reason": "why",
}  # fmt: skip
_GIVEN = dict.fromkeys(("number", "age", "money", "duration", "distance"), "measure_match") | {"time": "time_match"}


def alike(a: Floats, b: Floats) -> Floats:
    """Return how alike in meaning each word of `a` and each of `b` is, 0 to 1, given their vectors."""
    likeness: Floats = np.maximum((a @ b.T - np.float32(_UNRELATED)) / np.float32(1 - _UNRELATED), 0)
    return likeness


def content_features(
    query: Query,
    index: Index,
    entries: NDArray[np.integer],
    implied: ImpliedIn | None = None,
    topic: Flags | None = None,
) -> Numbers:
    """Return `entries` × `CONTENT_FEATURES`. Those about an answer are 0 for an entry that has none.

    implied: what's implied in the entries, if they're of a base
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
    subject_match: how well the entry has what the question is about, less 1, by the word that fits least: -1 to 0
    topic_match: if a speaker's words are asked for, how much of the topic the entry has, less 1: -1 to 0
    proper_name_match: -1 if the entry lacks a proper name of the question that tells facts apart, else 0
    relation_match: -1 if the entry is about another time, place or nationality than the question, else 0
    """
    found: dict[str, Numbers | Floats | Flags] = {}
    if not query.words:
        return np.zeros((len(entries), len(CONTENT_FEATURES)))
    unique, first = np.unique(query.stem_keys, return_index=True)
    weight = query.word_weights[first]
    total = max(float(weight.sum()), 1e-9)
    vectors = query.word_vectors[first]
    phrasing, answer = _matches(vectors, unique, index, entries)
    either = np.maximum(phrasing, answer)
    found["content_match"] = weight @ either / total
    specific = query.specific_weights[first]
    found["specific_match"] = specific @ either / max(float(specific.sum()), 1e-9)
    found["answer_match"] = specific @ answer / max(float(specific.sum()), 1e-9)
    found["unmatched_word"] = -(specific[:, None] * (1 - either)).max(0) / index.stems.statistics.unseen_idf
    if query.wanted is not None:
        found[_GIVEN.get(query.wanted, "type_match")] = _answer_type_match(query.wanted, index, entries)
    told = _with_implied(query, first, either, implied)
    digits = query.are_numbers[first]
    if digits.any():
        found["number_match"] = (told[digits] == 1).mean(0) - 1
    named = specific * query.are_names[first]
    if named.any():
        found["name_match"] = named @ (told - 1) / named.sum()
    days = query.are_dates[first]
    if days.any():
        has_answer = np.diff(index.answer_stems_starts)[entries] > 0
        found["date_match"] = ((told[days] == 1).all(0) - 1.0) * has_answer
    counted = query.are_counted[first]
    if counted.any():
        found["counted_match"] = (either[counted].min(0) > _NOT_COUNTED) - 1.0
    subject = query.are_subject[first]
    if subject.any():
        found["subject_match"] = either[subject].min(0) - 1
    asked = specific * topic[first] if topic is not None else np.zeros(1)
    if asked.any():
        exact = np.where(query.known[first][:, None] & (either < 1), _KNOWN_ELSEWHERE * either, either)
        found["topic_match"] = asked @ (exact - 1) / asked.sum()
    if implied is not None and query.are_names.any():
        telling = [text.stem(query.words[n]) in implied.words.telling_names for n in first]
        proper = np.array(telling) & query.are_names[first] & (specific >= _TELLING * weight)
        if proper.any():
            found["proper_name_match"] = (told[proper] == 1).all(0) - 1.0
    found["relation_match"] = -_differs(query, index, entries, first, told, implied).astype(float)
    nothing = np.zeros(len(entries))
    return np.stack([found.get(name, nothing) for name in CONTENT_FEATURES], axis=1).astype(np.float64)


def _differs(
    query: Query,
    index: Index,
    entries: NDArray[np.integer],
    first: Keys,
    told: Floats,
    implied: ImpliedIn | None,
) -> Flags:
    """Return for each entry whether it's about another time, place or nationality, or another one of several."""
    differs = np.zeros(len(entries), bool)
    if query.relations:
        names = implied.words.names if implied is not None else frozenset[str]()
        phrasings = phrasings_of(index, entries)
        row = {int(query.stem_keys[n]): place for place, n in enumerate(first)}
        for relation in query.relations:
            looked_for = query.words.index(relation.preposition) if relation.when else relation.place
            has = told[row[int(query.stem_keys[looked_for])]] == 1
            differs |= differing(relation, int(query.stem_keys[relation.place]), has, index, phrasings, names)
    ordinals = query.are_ordinals[first]
    if ordinals.any():
        differs |= (told[ordinals] < 1).any(0)
    if implied is not None and query.described:
        contradicting = [any(each.contradicts(*some) for some in query.described) for each in implied.each()]
        differs |= np.array(contradicting, bool)
    return differs


def _with_implied(query: Query, first: Keys, either: Floats, implied: ImpliedIn | None) -> Floats:
    """Return `either` with 1 also where a day, month, year or name of the question is implied in an entry."""
    places = np.flatnonzero((query.are_dates | query.are_names)[first])
    if implied is None or not len(places):
        return either
    told, each = either.copy(), implied.each()
    for place in places:
        stem = text.stem(query.words[first[place]])
        told[place, [stem in entry.stems for entry in each]] = 1
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
