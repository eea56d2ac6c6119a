"""Tiny indexes of a few phrasings, and what a question is worth in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.model.base import Base
from knowledge.search import indexer
from knowledge.search.content_features import content_features
from knowledge.search.features import CONTENT_FEATURES, PHRASING_FEATURES, RETRIEVAL_FEATURES
from knowledge.search.layers import Layer, LayeredIndex
from knowledge.search.phrasing_features import phrasing_features
from knowledge.search.query import Query, analyze
from knowledge.search.retrieval_features import retrieval_features
from knowledge.search.speller import Speller

Phrasings = str | Sequence[str]
TEXT_FEATURES = (*RETRIEVAL_FEATURES, *PHRASING_FEATURES, *CONTENT_FEATURES)  # those that need no base


def indexed(
    *entries: Phrasings, names: Mapping[str, str] | None = None, answers: Sequence[str] | None = None
) -> LayeredIndex:
    """Index entries that are given as their phrasings, and their answers."""
    listed = [[entry] if isinstance(entry, str) else entry for entry in entries]
    index = indexer.build(listed, names or {}, answers)
    return LayeredIndex(
        Base(), (Layer(index, np.arange(len(listed), dtype=np.int32)),), (Speller(index.words),), names or {}
    )


def query(question: str, *entries: Phrasings) -> Query:
    """Analyze `question` as a query to an index of `entries`."""
    return analyze(question, indexed(*entries))


def features(question: str, *entries: Phrasings, answers: Sequence[str] | None = None) -> list[dict[str, float]]:
    """Return every feature of every entry's texts by its name."""
    layered = indexed(*entries, answers=answers)
    index, asked = layered.layers[0].index, analyze(question, layered)
    retrieval = retrieval_features(asked, index)
    phrasing = phrasing_features(asked, index, np.arange(len(entries)))
    content = content_features(asked, index, np.arange(len(entries)))
    return [dict(zip(TEXT_FEATURES, row, strict=True)) for row in np.hstack([retrieval, phrasing, content]).tolist()]


def feature(name: str, question: str, *entries: Phrasings, answers: Sequence[str] | None = None) -> list[float]:
    """Return one feature of every entry."""
    return [values[name] for values in features(question, *entries, answers=answers)]
