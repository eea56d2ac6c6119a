"""Tiny indexes of a few phrasings, and what a question is worth in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.search import indexer
from knowledge.search.features import PHRASING_FEATURES, RETRIEVAL_FEATURES
from knowledge.search.layers import Layer, LayeredIndex
from knowledge.search.phrasing_features import phrasing_features
from knowledge.search.query import Query, analyze
from knowledge.search.retrieval_features import retrieval_features
from knowledge.search.speller import Speller

Phrasings = str | Sequence[str]


def indexed(*entries: Phrasings, names: Mapping[str, str] | None = None) -> LayeredIndex:
    """Index entries that are given as their phrasings."""
    listed = [[entry] if isinstance(entry, str) else entry for entry in entries]
    index = indexer.build(listed, names or {})
    return LayeredIndex((Layer(index, np.arange(len(listed), dtype=np.int32)),), (Speller(index.words),), names or {})


def query(question: str, *entries: Phrasings) -> Query:
    """Analyze `question` as a query to an index of `entries`."""
    return analyze(question, indexed(*entries))


def features(question: str, *entries: Phrasings) -> list[dict[str, float]]:
    """Return every feature of every entry by its name."""
    layered = indexed(*entries)
    index, asked = layered.layers[0].index, analyze(question, layered)
    retrieval = retrieval_features(asked, index)
    phrasing = phrasing_features(asked, index, np.arange(len(entries)))
    return [
        dict(zip((*RETRIEVAL_FEATURES, *PHRASING_FEATURES), (*first.tolist(), *second.tolist()), strict=True))
        for first, second in zip(retrieval, phrasing, strict=True)
    ]


def feature(name: str, question: str, *entries: Phrasings) -> list[float]:
    """Return one feature of every entry."""
    return [values[name] for values in features(question, *entries)]
