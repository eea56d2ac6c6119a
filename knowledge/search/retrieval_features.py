"""Retrieval features: a question beside whole entries, by its terms and theirs."""

from __future__ import annotations

import numpy as np

from knowledge.search.features import RETRIEVAL_FEATURES
from knowledge.search.index import Family, Index, Postings
from knowledge.search.query import Query, Vector
from knowledge.search.ragged import Numbers, row_items, sum_at


def retrieval_features(query: Query, index: Index) -> Numbers:
    """Return entries × `RETRIEVAL_FEATURES`.

    *_cosine: the cosine of the question's vector and the entry's profile, 0 to 1
    *_likelihood: the question's vector times ln(1 + how many times as likely a term is in the entry as in all
        phrasings); 0 and up. It's the log-likelihood ratio of two unigram language models, with 1 added to keep it
        positive
    discriminative_*: the question's vector times the entry's discriminative weights, a logit
    answer_cosine: the cosine of the question's stems and the answer's, 0 to 1; 0 without an answer
    *_meaning: the cosine of what the question means and what the phrasings or the answer mean, -1 to 1
    """
    scores = np.zeros((len(RETRIEVAL_FEATURES), index.n_entries))
    families = (index.stems, index.pairs, index.letters)
    for n, (vector, family) in enumerate(zip((query.stems, query.pairs, query.letters), families, strict=True)):
        scores[n], scores[n + 3] = _profile_scores(vector, family, index.n_entries)
    scores[6] = _posting_scores(query.pairs, index.pairs, index.discriminative_pairs, index.n_entries)
    scores[7] = _posting_scores(query.letters, index.letters, index.discriminative_letters, index.n_entries)
    scores[8] = _answer_cosine(query.stems, index)
    scores[9] = index.phrasing_vectors @ query.vector
    scores[10] = index.answer_vectors @ query.vector
    return scores.T


def _answer_cosine(vector: Vector, index: Index) -> Numbers:
    """Return the cosine of `vector` with the answer of each entry."""
    worth = np.zeros(len(index.stems.statistics.keys), np.float32)
    terms = index.stems.statistics.find(vector.keys)
    have = terms >= 0
    worth[terms[have]] = vector.weights[have]
    return sum_at(index.answer_owners, worth[index.answer_stems] * index.answer_weights, index.n_entries)


def _profile_scores(vector: Vector, family: Family, n: int) -> tuple[Numbers, Numbers]:
    """Return the dot products of `vector` with the cosines and with the likelihoods of `n` entries' profiles."""
    terms = family.statistics.find(vector.keys)
    have = terms >= 0
    if not have.any():
        return np.zeros(n), np.zeros(n)
    profiles = family.profiles
    place, which = row_items(profiles.starts, terms[have])
    entries, weights = profiles.entries[place], vector.weights[have][which]
    return (
        sum_at(entries, weights * profiles.cosine[place], n),
        sum_at(entries, weights * profiles.likelihood[place], n),
    )


def _posting_scores(vector: Vector, family: Family, postings: Postings, n: int) -> Numbers:
    """Return the dot product of `vector` with the weights that `postings` give each of `n` entries."""
    terms = family.statistics.find(vector.keys)
    have = terms >= 0
    place, which = row_items(postings.starts, terms[have])
    return sum_at(postings.entries[place], vector.weights[have][which] * postings.weights[place], n)
