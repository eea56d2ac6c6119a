"""Discriminative weights: entries that are easily confused learn, from their own phrasings, what tells them apart.

A profile says how an entry is worded, not how it differs from its neighbours. Starting from the profiles, a softmax
classifier (multinomial logistic regression) takes a few steps of gradient descent with momentum on the phrasings, each
against the few entries that it resembles most. The first scores leave the phrasing itself out of its entry's profile
(leave-one-out), because a stranger's question isn't part of it either. Only terms that two phrasings share are learned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from knowledge.search.index import Postings, postings
from knowledge.search.ragged import Ints, Keys, Numbers, sum_at

_STEPS = 4
_RATE = 15.0  # divided by the number of an entry's phrasings, so that each entry weighs the same
_MOMENTUM = 0.7
_TEMPERATURE = 12.0  # brings cosines to the scale of logits
_RIVALS = 8
_LEAST_ERROR = 0.02  # smaller errors teach nothing
_LEAST_WEIGHT = 0.02  # smaller weights are dropped
_MOST_OCCURRENCES = 500_000  # beyond that, plain profiles have enough to go by, and time matters
_MOST_CELLS = 30_000_000
_BLOCK = 256


@dataclass(frozen=True)
class Occurrences:
    """Which terms occur in which phrasings: (phrasing, term, weight) triples, in the order of phrasings.

    A cell is a term of an entry. The cells are sorted by term, then by entry.

    phrasings, terms, weights: the triples; the weights of a phrasing are its TF-IDF vector, of length 1
    cells: the cell of each triple
    cell_terms, cell_entries, totals: of each cell; a total is the sum of its triples' weights
    lengths: of each entry's profile before it was scaled to 1
    """

    phrasings: Keys
    terms: Keys
    weights: Numbers
    cells: Keys
    cell_terms: Keys
    cell_entries: Keys
    totals: Numbers
    lengths: Numbers


def no_weights(n_terms: int) -> Postings:
    """Return postings without any weight."""
    none = np.zeros(0, np.int64)
    return postings(none, none, np.zeros(0), n_terms)


def learn(occurrences: Occurrences, entry_of: Keys, n_entries: int, n_terms: int) -> Postings:
    """Return what learning adds to the weights of the profiles; `entry_of` is the entry of each phrasing.

    Weights are on the scale of logits: most are between -5 and 5.
    """
    frequency = np.bincount(occurrences.terms, minlength=n_terms)
    shared = np.flatnonzero(frequency > 1)
    too_much = len(occurrences.terms) > _MOST_OCCURRENCES or len(shared) * n_entries > _MOST_CELLS
    if n_entries < 2 or not len(shared) or too_much:
        return no_weights(n_terms)
    weights = _TEMPERATURE * np.sqrt(occurrences.totals) / occurrences.lengths[occurrences.cell_entries]
    start = postings(occurrences.cell_terms, occurrences.cell_entries, weights, n_terms)
    rivals, scores = _rivals(occurrences, start, entry_of, n_entries)
    number = np.full(n_terms, -1)
    number[shared] = np.arange(len(shared))
    used = number[occurrences.terms] >= 0
    phrasing, weight = occurrences.phrasings[used], occurrences.weights[used]
    first = number[occurrences.terms[used]] * n_entries
    # Rival by rival from here on: a table of all of them would take more memory than the index itself.
    columns = range(rivals.shape[1])
    cells, keys = _numbered(len(shared) * n_entries, lambda: (first + rivals[phrasing, n] for n in columns))
    own = rivals == entry_of[:, None]
    rate = (_RATE / np.bincount(entry_of, minlength=n_entries)[entry_of])[:, None]
    learned, speed = np.zeros(len(cells)), np.zeros(len(cells))
    for _ in range(_STEPS):
        chances = np.exp(scores - scores.max(1, keepdims=True))
        error = own - chances / chances.sum(1, keepdims=True)
        error[np.abs(error) < _LEAST_ERROR] = 0
        step = error * rate
        speed *= _MOMENTUM
        for n in columns:
            speed += sum_at(keys[n], weight * step[phrasing, n], len(cells))
        learned += speed
        for n in columns:
            scores[:, n] += sum_at(phrasing, weight * speed[keys[n]], len(entry_of))
    kept = np.abs(learned) > _LEAST_WEIGHT
    return postings(shared[cells[kept] // n_entries], cells[kept] % n_entries, learned[kept], n_terms)


def _numbered(most: int, columns: Callable[[], Iterable[Keys]]) -> tuple[Keys, list[Ints]]:
    """Return the different numbers (less than `most`) in `columns`, sorted, and the columns as places among them."""
    there = np.zeros(most, bool)
    for column in columns():
        there[column] = True
    place = np.cumsum(there, dtype=np.int32)
    place -= 1
    return np.flatnonzero(there), [place[column] for column in columns()]


def _rivals(occurrences: Occurrences, start: Postings, entry_of: Keys, n_entries: int) -> tuple[Keys, Numbers]:
    """Return for each phrasing the entries most like it, its own among them, and its scores for these.

    Both are phrasings × rivals: one more than `_RIVALS`, or all entries if there are fewer.
    """
    n = min(_RIVALS + 1, n_entries)
    rivals = np.zeros((len(entry_of), n), np.int64)
    scores = np.zeros((len(entry_of), n))
    left_out = _without_itself(occurrences, entry_of, n_entries)
    lengths = np.diff(start.starts).astype(np.int64)
    bounds = np.searchsorted(occurrences.phrasings, np.arange(0, len(entry_of) + _BLOCK, _BLOCK))
    for block, (low, high) in enumerate(pairwise(bounds)):
        first = block * _BLOCK
        size = min(_BLOCK, len(entry_of) - first)
        terms = occurrences.terms[low:high]
        each = lengths[terms]
        triple = np.repeat(np.arange(high - low), each)
        place = np.arange(len(triple)) - (np.cumsum(each) - each)[triple] + start.starts[terms][triple]
        cells = (occurrences.phrasings[low:high][triple] - first) * n_entries + start.entries[place]
        products = occurrences.weights[low:high][triple] * start.weights[place]
        table = sum_at(cells, products, size * n_entries).reshape(size, n_entries)
        rows = np.arange(size)
        own = entry_of[first : first + size]
        table[rows, own] = np.inf  # its own entry is always among them
        best = np.argpartition(-table, n - 1, axis=1)[:, :n]
        table[rows, own] = left_out[first : first + size]
        rivals[first : first + size] = best
        scores[first : first + size] = np.take_along_axis(table, best, axis=1)
    return rivals, scores


def _without_itself(occurrences: Occurrences, entry_of: Keys, n_entries: int) -> Numbers:
    """Return each phrasing's score for its own entry's profile if the phrasing weren't part of it (leave-one-out)."""
    rest = np.sqrt(np.maximum(occurrences.totals[occurrences.cells] - occurrences.weights, 0))
    dots = sum_at(occurrences.phrasings, rest * occurrences.weights, len(entry_of))
    totals = sum_at(occurrences.cell_entries, occurrences.totals, n_entries)[entry_of]
    own = sum_at(occurrences.phrasings, occurrences.weights, len(entry_of))
    score: Numbers = _TEMPERATURE * dots / np.sqrt(np.maximum(totals - own, 1e-9))
    return np.where(totals - own < 1e-6, 0.0, score)
