"""Builds the index of entries from their phrasings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from knowledge.search import discriminative, text
from knowledge.search.answer_type import ANSWER_TYPES, given_by
from knowledge.search.discriminative import Occurrences
from knowledge.search.index import Family, Index, Postings, Profiles, TermStatistics
from knowledge.search.question_type import QUESTION_TYPES, type_of
from knowledge.search.ragged import Floats, Ints, Keys, row_items, sum_at
from knowledge.search.term_keys import letter_keys, pair_keys, stem_key


def build(
    entries: Sequence[Sequence[str]],
    names: Mapping[str, str],
    answers: Sequence[str] | None = None,
    reference: Index | None = None,
) -> Index:
    """Index entries, each given as its phrasings, and their answers ("" for one that has none; None: none has one).

    `names` gives one spelling to names that have several. With a `reference` index, terms are as rare as they are
    there, so that scores from both indexes can be compared; nothing discriminative is learned then.
    """
    listed = list(entries)
    answers = [""] * len(listed) if answers is None else answers
    documents = text.words_of_all(list(chain.from_iterable(listed)))
    words: dict[str, int] = {}
    flat = np.array([words.setdefault(w, len(words)) for document in documents for w in document], np.int32)
    answer_words = [[words.setdefault(w, len(words)) for w in answer] for answer in text.words_of_all(answers)]
    lengths = np.array([len(document) for document in documents], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    entry_starts = np.concatenate(([0], np.cumsum([len(phrasings) for phrasings in listed]))).astype(np.int32)
    entry_of = np.repeat(np.arange(len(listed)), np.diff(entry_starts))
    question_types = np.zeros((len(listed), len(QUESTION_TYPES)), np.float32)
    np.add.at(question_types, (entry_of, np.array([type_of(document) for document in documents], np.int64)), 1)
    document_of = np.repeat(np.arange(len(documents)), lengths)
    del documents  # they are the biggest thing here
    spelt = [names.get(w, w) for w in words]
    word_keys = np.array([stem_key(text.stem(w)) for w in spelt], np.int64)
    stems = word_keys[flat]
    pairs, pair_documents = _pairs(stems, document_of)
    codes, word_letters_starts = letter_keys(spelt)

    stem_family, stem_norms, _ = _family(
        _incidence(word_keys, flat, document_of), entry_of, len(listed), reference.stems if reference else None
    )
    word_stems = stem_family.statistics.find(word_keys).astype(np.int32)
    entry_stems, entry_stems_starts = _each_once(word_stems[flat], entry_of[document_of], len(listed))
    answer_stems, answer_stems_starts = _each_once(
        word_stems[np.array(list(chain.from_iterable(answer_words)), np.int64)],
        np.repeat(np.arange(len(listed)), [len(answer) for answer in answer_words]),
        len(listed),
    )
    pair_family, _, discriminative_pairs = _family_with_discriminative(
        _incidence(np.concatenate((stems, pairs)), slice(None), np.concatenate((document_of, pair_documents))),
        entry_of,
        len(listed),
        reference.pairs if reference else None,
    )
    letter_family, letter_norms, discriminative_letters = _family_with_discriminative(
        _incidence(codes, *_letters(word_letters_starts, flat, document_of)),
        entry_of,
        len(listed),
        reference.letters if reference else None,
    )
    return Index(
        words=words,
        word_stems=word_stems,
        word_letters=letter_family.statistics.find(codes).astype(np.int32),
        word_letters_starts=word_letters_starts,
        stems=stem_family,
        pairs=pair_family,
        letters=letter_family,
        discriminative_pairs=discriminative_pairs,
        discriminative_letters=discriminative_letters,
        phrasing_words=flat,
        phrasing_starts=starts,
        entry_stems=entry_stems,
        entry_stems_starts=entry_stems_starts,
        answer_stems=answer_stems,
        answer_stems_starts=answer_stems_starts,
        answer_types=np.array([given_by(answer) for answer in answers], bool).reshape(len(listed), len(ANSWER_TYPES)),
        stem_norms=stem_norms,
        letter_norms=letter_norms,
        entry_starts=entry_starts,
        question_types=question_types,
    )


def _each_once(terms: Ints, entry_of: Keys, n_entries: int) -> tuple[Ints, Ints]:
    """Return as ragged rows which of `terms` each entry has, each once."""
    most = int(terms.max(initial=0)) + 1
    cells = np.unique(entry_of * most + terms)
    starts = np.concatenate(([0], np.cumsum(np.bincount(cells // most, minlength=n_entries))))
    return (cells % most).astype(np.int32), starts.astype(np.int32)


def _pairs(stems: Keys, document_of: Keys) -> tuple[Keys, Keys]:
    within = document_of[:-1] == document_of[1:]
    return pair_keys(stems)[within], document_of[:-1][within]


def _letters(starts: Ints, words: Ints, document_of: Keys) -> tuple[Keys, Keys]:
    place, token = row_items(starts, words)
    return place, document_of[token]


@dataclass(frozen=True)
class _Incidence:
    """Which terms (numbers of the sorted `keys`) each phrasing has, each of them once, in the order of phrasings."""

    keys: Keys
    documents: Keys
    terms: Keys


def _incidence(keys: Keys, places: Ints | Keys | slice, documents: Keys) -> _Incidence:
    """Return the incidence of terms, the n-th occurrence being of the term `keys[places][n]` in `documents[n]`."""
    unique, numbers = np.unique(keys, return_inverse=True)
    m = max(len(unique), 1)
    once = documents * m + numbers[places]
    once.sort()
    different = np.ones(len(once), bool)
    np.not_equal(once[1:], once[:-1], out=different[1:])  # np.unique is 80× slower
    once = once[different]
    return _Incidence(unique, once // m, once % m)


def _family(
    incidence: _Incidence, entry_of: Keys, n_entries: int, reference: Family | None
) -> tuple[Family, Floats, Occurrences]:
    """Return a family, the length of each phrasing's vector, and what the profiles were made of."""
    n_documents = len(entry_of)
    unique, documents, terms = incidence.keys, incidence.documents, incidence.terms
    statistics = _statistics(unique, np.bincount(terms, minlength=len(unique)), n_documents, reference)
    weights = statistics.idf[terms].astype(np.float64)
    norms = np.sqrt(sum_at(documents, weights * weights, n_documents))
    weights /= norms[documents]

    cells, cell = np.unique(terms * max(n_entries, 1) + entry_of[documents], return_inverse=True)
    term_of, entry_of_cell = cells // max(n_entries, 1), cells % max(n_entries, 1)
    counts = np.bincount(cell, minlength=len(cells))
    totals = sum_at(cell, weights, len(cells))
    lengths = np.sqrt(sum_at(entry_of_cell, totals, n_entries))
    sizes = sum_at(entry_of_cell, counts.astype(np.float64), n_entries)
    profiles = Profiles(
        starts=np.concatenate(([0], np.cumsum(np.bincount(term_of, minlength=len(unique))))).astype(np.int32),
        entries=entry_of_cell.astype(np.int32),
        cosine=(np.sqrt(totals) / lengths[entry_of_cell]).astype(np.float32),
        likelihood=np.log1p(counts / sizes[entry_of_cell] / statistics.share[term_of]).astype(np.float32),
    )
    occurrences = Occurrences(documents, terms, weights, cell, term_of, entry_of_cell, totals, lengths)
    return Family(statistics, profiles), norms.astype(np.float32), occurrences


def _family_with_discriminative(
    incidence: _Incidence, entry_of: Keys, n_entries: int, reference: Family | None
) -> tuple[Family, Floats, Postings]:
    family, norms, occurrences = _family(incidence, entry_of, n_entries, reference)
    n_terms = len(family.statistics.keys)
    if reference is not None:
        return family, norms, discriminative.no_weights(n_terms)
    return family, norms, discriminative.learn(occurrences, entry_of, n_entries, n_terms)


def _statistics(keys: Keys, frequency: Keys, n: int, reference: Family | None) -> TermStatistics:
    share = ((frequency + 0.5) / (frequency.sum() + 0.5 * len(keys))).astype(np.float32)
    if reference is None:
        idf = (np.log((1 + n) / (1 + frequency)) + 1).astype(np.float32)
        return TermStatistics(keys, idf, share, float(np.log(1 + n) + 1))
    known = reference.statistics
    numbers = known.find(keys)
    if len(known.share):  # a term that the reference doesn't have is as rare as its rarest
        share = np.where(numbers < 0, known.share.min(), known.share[numbers])
    return TermStatistics(keys, known.idf_of(keys), share, known.unseen_idf)
