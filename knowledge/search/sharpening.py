"""Corrections: entries that are easily confused learn, from their own phrasings, what tells them apart.

A profile says how an entry is worded, not how it differs from its neighbours. Starting from the profiles, a softmax
classifier takes a few steps of gradient descent with momentum on the phrasings, each against the few entries that it
resembles most; the first scores leave the phrasing itself out of its entry's profile, so that what is learned is what
a stranger's words would have needed. Learning stays with features that two phrasings share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from knowledge.search.arrays import Floats, Ints, Keys, Numbers, sums

_STEPS = 4
_RATE = 15.0  # by the number of an entry's phrasings, so that each entry weighs the same
_MOMENTUM = 0.7
_TEMPERATURE = 12.0  # brings cosines to the scale of logits
_RIVALS = 8
_SETTLED = 0.02  # errors smaller than this teach nothing
_SMALL = 0.02  # weights smaller than this are dropped
_MOST_WORDED = 500_000  # features of all phrasings; beyond that, plain profiles have enough to go by, and time matters
_MOST_CELLS = 30_000_000
_BLOCK = 256


@dataclass(frozen=True)
class Worded:
    """Phrasings by features, as (phrasing, feature, weight), in the order of phrasings; with the profiles' cells.

    A cell is a feature of an entry, `cell_features` and `cell_entries`, sorted by feature; `totals` are the sums of the
    phrasings' weights in it, `cells` the cell that each of the triples adds to.
    """

    phrasings: Keys
    features: Keys
    weights: Numbers
    cells: Keys
    cell_features: Keys
    cell_entries: Keys
    totals: Numbers
    lengths: Numbers  # of each entry's profile before it was brought to 1


@dataclass(frozen=True)
class Postings:
    """For each feature the entries that have a weight for it: `entries[starts[f]:starts[f+1]]`."""

    starts: Ints
    entries: Ints
    weights: Floats


def nothing_learned(n_features: int) -> Postings:
    """Return no corrections at all."""
    none = np.zeros(0, np.int64)
    return _postings(none, none, np.zeros(0), n_features)


def corrections(worded: Worded, owner: Keys, n_entries: int, n_features: int) -> Postings:
    """Return what learning adds to the profiles' weights; `owner` is the entry of each phrasing."""
    frequency = np.bincount(worded.features, minlength=n_features)
    shared = np.flatnonzero(frequency > 1)
    too_much = len(worded.features) > _MOST_WORDED or len(shared) * n_entries > _MOST_CELLS
    if n_entries < 2 or not len(shared) or too_much:
        return nothing_learned(n_features)
    weights = _TEMPERATURE * np.sqrt(worded.totals) / worded.lengths[worded.cell_entries]
    start = _postings(worded.cell_features, worded.cell_entries, weights, n_features)
    rivals, scores = _rivals(worded, start, owner, n_entries)
    number = np.full(n_features, -1)
    number[shared] = np.arange(len(shared))
    used = number[worded.features] >= 0
    phrasing, weight, first = worded.phrasings[used], worded.weights[used], number[worded.features[used]] * n_entries
    # Rival by rival from here on: a table of all of them would take more memory than the index itself.
    columns = range(rivals.shape[1])
    cells, keys = _numbered(len(shared) * n_entries, lambda: (first + rivals[phrasing, n] for n in columns))
    own = rivals == owner[:, None]
    rate = (_RATE / np.bincount(owner, minlength=n_entries)[owner])[:, None]
    learned, speed = np.zeros(len(cells)), np.zeros(len(cells))
    for _ in range(_STEPS):
        chances = np.exp(scores - scores.max(1, keepdims=True))
        error = own - chances / chances.sum(1, keepdims=True)
        error[np.abs(error) < _SETTLED] = 0
        lesson = error * rate
        speed *= _MOMENTUM
        for n in columns:
            speed += sums(keys[n], weight * lesson[phrasing, n], len(cells))
        learned += speed
        for n in columns:
            scores[:, n] += sums(phrasing, weight * speed[keys[n]], len(owner))
    kept = np.abs(learned) > _SMALL
    return _postings(shared[cells[kept] // n_entries], cells[kept] % n_entries, learned[kept], n_features)


def _numbered(most: int, columns: Callable[[], Iterable[Keys]]) -> tuple[Keys, list[Ints]]:
    """Return the different numbers (less than `most`) in `columns`, sorted, and the columns as places among them."""
    there = np.zeros(most, bool)
    for column in columns():
        there[column] = True
    place = np.cumsum(there, dtype=np.int32)
    place -= 1
    return np.flatnonzero(there), [place[column] for column in columns()]


def _rivals(worded: Worded, start: Postings, owner: Keys, n_entries: int) -> tuple[Keys, Numbers]:
    """Return for each phrasing the entries most like it, its own among them, and its scores for these."""
    n = min(_RIVALS + 1, n_entries)
    rivals = np.zeros((len(owner), n), np.int64)
    scores = np.zeros((len(owner), n))
    left_out = _without_itself(worded, owner, n_entries)
    lengths = np.diff(start.starts).astype(np.int64)
    bounds = np.searchsorted(worded.phrasings, np.arange(0, len(owner) + _BLOCK, _BLOCK))
    for block, (low, high) in enumerate(pairwise(bounds)):
        first = block * _BLOCK
        size = min(_BLOCK, len(owner) - first)
        features = worded.features[low:high]
        each = lengths[features]
        triple = np.repeat(np.arange(high - low), each)
        place = np.arange(len(triple)) - (np.cumsum(each) - each)[triple] + start.starts[features][triple]
        cells = (worded.phrasings[low:high][triple] - first) * n_entries + start.entries[place]
        products = worded.weights[low:high][triple] * start.weights[place]
        table = sums(cells, products, size * n_entries).reshape(size, n_entries)
        rows = np.arange(size)
        own = owner[first : first + size]
        table[rows, own] = np.inf  # its own entry is always among them
        best = np.argpartition(-table, n - 1, axis=1)[:, :n]
        table[rows, own] = left_out[first : first + size]
        rivals[first : first + size] = best
        scores[first : first + size] = np.take_along_axis(table, best, axis=1)
    return rivals, scores


def _without_itself(worded: Worded, owner: Keys, n_entries: int) -> Numbers:
    """Return each phrasing's score for its own entry's profile, had the phrasing not been part of it."""
    rest = np.sqrt(np.maximum(worded.totals[worded.cells] - worded.weights, 0))
    dots = sums(worded.phrasings, rest * worded.weights, len(owner))
    totals = sums(worded.cell_entries, worded.totals, n_entries)[owner]
    own = sums(worded.phrasings, worded.weights, len(owner))
    score: Numbers = _TEMPERATURE * dots / np.sqrt(np.maximum(totals - own, 1e-9))
    return np.where(totals - own < 1e-6, 0.0, score)


def _postings(features: Keys, entries: Keys, weights: Numbers, n_features: int) -> Postings:
    starts = np.concatenate(([0], np.cumsum(np.bincount(features, minlength=n_features))))
    return Postings(starts.astype(np.int32), entries.astype(np.int32), weights.astype(np.float32))
