"""A question as the search sees it: its words, the words they were taken for, and how much each of them counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.search import text, word_vectors
from knowledge.search.answer_type import wanted_by
from knowledge.search.dates import CALENDAR, are_dates
from knowledge.search.layers import LayeredIndex
from knowledge.search.question_parts import are_counted, are_subject, are_topic
from knowledge.search.question_type import QUESTION_WORDS, type_of
from knowledge.search.ragged import Flags, Floats, Keys
from knowledge.search.relations import ORDINALS, Relation, nationalities, relations
from knowledge.search.speller import Respelling, english
from knowledge.search.term_keys import letter_keys, pair_keys, stem_key
from knowledge.search.word_order import in_order

_MOST_LEFT_ALONE = 40  # different words that mean what they say; after so many, looking for others takes too long
_ASIDE = 0.3  # what a word counts in a sentence that asks nothing, beside one that does
_CAPITALIZED = re.compile(
    r"(?<=[a-z,;:’'\"“(] )[A-Z][\w-]{3,}"
)  # at least four letters: shorter ones are like anything
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True)
class Vector:
    """The TF-IDF vector of a text in one family of terms: their keys, sorted, and weights, of length 1 together."""

    keys: Keys
    weights: Floats


@dataclass(frozen=True)
class Query:
    """A question made ready for the search.

    typed_words: its plain words
    words: the same words as they're looked up, some of them respelled
    respellings: the words that were taken for others
    known: for each word, whether the base has it
    word_weights: what each word counts, 0 and up: its IDF, less in an aside, less if it was respelled
    specific_weights: the same, less for a word that many facts of the base share
    are_names: for each word whether it names somebody or something, or a day or month, which an answer must be about
    are_numbers: for each word whether it's a number of two digits or more, and not said in passing
    are_dates: for each word whether it names a day, a month or a year, and not in passing
    are_counted: for each word whether it's what is counted, like "bodies" in "how many bodies"
    ordered: the places of the words that tell what it's about, in order (see word_order.py)
    relations: what it puts before, after or in something, and not in passing
    are_ordinals: for each word whether it tells one of several apart, like "second", and not in passing
    described: each two words of which the first may be a nationality, like "Russian bodies", as stems
    are_subject: for each word whether it tells what the question is about, as what comes after "did" does
    are_topic: for each word whether it's of what somebody is asked about, if anybody is
    stems, pairs, letters: its vectors in the three families of terms
    stem_keys: the key of each word's stem
    question_type: the place in `QUESTION_TYPES`
    understood: how much of it is words that the base or English has, 0 to 1, by characters
    names_stranger: whether it names somebody or something, with a capital, that's like nothing in the base
    capitalized: the words that have a capital in the middle of a sentence
    wanted: the one of `ANSWER_TYPES` that it asks for; None if nothing tells
    word_vectors: words × `word_vectors.SIZE`; what each means
    vector: what they mean together, of length 1 or 0
    """

    typed_words: tuple[str, ...]
    words: tuple[str, ...]
    respellings: tuple[Respelling, ...]
    known: Flags
    word_weights: Floats
    specific_weights: Floats
    are_names: Flags
    are_numbers: Flags
    are_dates: Flags
    are_counted: Flags
    ordered: Keys
    relations: tuple[Relation, ...]
    are_ordinals: Flags
    described: tuple[tuple[str, str], ...]
    are_subject: Flags
    are_topic: Flags
    stems: Vector
    pairs: Vector
    letters: Vector
    stem_keys: Keys
    question_type: int
    understood: float
    names_stranger: bool
    capitalized: frozenset[str]
    wanted: str | None
    word_vectors: Floats
    vector: Floats


def analyze(question: str, index: LayeredIndex) -> Query:
    """Return `question`, any text, as a query to `index`."""
    typed_words, emphasis = _emphasized(question)
    respellings = _respellings(typed_words, index)
    words = [respellings[word].word if word in respellings else word for word in typed_words]
    trust = [respellings[word].trust if word in respellings else 1.0 for word in typed_words]
    first = index.layers[0].index
    stems = np.array([stem_key(text.stem(word)) for word in words], np.int64)
    counts = np.array([each * trusted for each, trusted in zip(emphasis, trust, strict=True)], np.float32)
    stems_and_pairs = np.concatenate((stems, pair_keys(stems)))
    letters, starts = letter_keys(words)
    stem_idf = first.stems.statistics.idf_of(stems)
    word_weights = counts * stem_idf
    meanings = word_vectors.load().of(stems)
    capitalized = _capitalized(question)
    are_names = np.array([_is_name(word) for word in words], bool)
    vector = (word_weights @ meanings).astype(np.float32)
    return Query(
        typed_words=tuple(typed_words),
        words=tuple(words),
        respellings=tuple(respellings.values()),
        known=np.array([index.knows(word) for word in words], bool),
        word_weights=word_weights,
        specific_weights=word_weights * first.specificity_of(stems),
        are_numbers=np.array(
            [word.isdigit() and len(word) > 1 and each == 1 for word, each in zip(words, emphasis, strict=True)], bool
        ),
        are_names=are_names,
        are_dates=are_dates(words) & (np.array(emphasis) == 1),
        are_counted=are_counted(words),
        relations=tuple(each for each in relations(words, are_names) if emphasis[each.place] == 1),
        are_ordinals=np.array(
            [word in ORDINALS and each == 1 for word, each in zip(words, emphasis, strict=True)], bool
        ),
        described=tuple(nationalities(words)),
        ordered=np.array(in_order(words, are_names), np.int64),
        are_subject=are_subject(words, are_names),
        are_topic=are_topic(words, are_names),
        stems=_vector(stems, counts, stem_idf),
        pairs=_vector(
            stems_and_pairs,
            np.concatenate((counts, np.minimum(counts[:-1], counts[1:]))),
            first.pairs.statistics.idf_of(stems_and_pairs),
        ),
        letters=_vector(letters, np.repeat(counts, np.diff(starts)), first.letters.statistics.idf_of(letters)),
        stem_keys=stems,
        question_type=type_of(words),
        understood=_understood(question, typed_words, index),
        names_stranger=any(all(_is_strange(word, index) for word in text.words(name)) for name in capitalized),
        capitalized=frozenset(word for name in capitalized for word in text.words(name)),
        wanted=wanted_by(words),
        word_vectors=meanings,
        vector=vector / np.float32(max(float(np.sqrt(vector @ vector)), 1e-9)),
    )


def _understood(question: str, words: Sequence[str], index: LayeredIndex) -> float:
    characters = len("".join(text.without_links(question[: text.LONGEST_TEXT]).split()))
    known = sum(len(word) for word in words if index.respell(word) or index.knows(word) or text.stem(word) in english())
    return min(known / max(characters, 1), 1.0)


def _capitalized(question: str) -> list[str]:
    """Return the words with a capital in the middle of a sentence; none in Title Case, which tells nothing."""
    names = _CAPITALIZED.findall(question[: text.LONGEST_TEXT])
    return names if 2 * len(names) <= len(question.split()) else []


def _is_strange(word: str, index: LayeredIndex) -> bool:
    respelling = index.respell(word)
    if respelling is not None and text.stem(respelling.word) not in english():
        return False
    return not index.knows(word) and not index.has_name_like(word)


def _is_name(word: str) -> bool:
    return word in CALENDAR or (len(word) > 1 and not word.isdigit() and text.stem(word) not in english())


def _respellings(words: list[str], index: LayeredIndex) -> dict[str, Respelling]:
    """Return the respelling of each of `words` that `index` spells differently."""
    respellings: dict[str, Respelling] = {}
    left_alone = 0
    for word in dict.fromkeys(words):
        respelling = index.respell(word) if left_alone < _MOST_LEFT_ALONE else None
        if respelling is None:
            left_alone += 1
        else:
            respellings[word] = respelling
    return respellings


def _emphasized(question: str) -> tuple[list[str], list[float]]:
    """Return the words and what each counts: fully in the sentences that ask, less in the chat around them.

    Sentences with a question mark ask; without any, those with a question word do; without these, all count fully.
    """
    question = question[: text.LONGEST_TEXT]
    sentences = [sentence for sentence in _SENTENCE_END.split(question) if sentence.strip()]
    if len(sentences) < 2:
        words = text.words(question)
        return words, [1.0] * len(words)
    listed = [(text.words(sentence), sentence.endswith("?")) for sentence in sentences]
    asks = [has_mark for _, has_mark in listed]
    if not any(asks):
        asks = [bool(QUESTION_WORDS.intersection(words)) for words, _ in listed]
    words, emphasis = [], []
    for (sentence_words, _), asking in zip(listed, asks, strict=True):
        words += sentence_words
        emphasis += [1.0 if asking or not any(asks) else _ASIDE] * len(sentence_words)
    return words[: text.MOST_WORDS], emphasis[: text.MOST_WORDS]


def _vector(keys: Keys, counts: Floats, idf: Floats) -> Vector:
    """Return the vector of the terms with these `keys`, what they count, and their IDF; each term counts once."""
    unique, first = np.unique(keys, return_index=True)
    weights = counts[first] * idf[first]
    length = float(np.sqrt(weights @ weights))
    return Vector(unique, weights / length)
