"""A sparse matrix of phrasings by features, kept by feature, so that a question reads only its own features' rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


class Postings:
    """For each feature, which documents have it and with what weight. Rows are TF-IDF vectors of length 1."""

    def __init__(self, documents: Ints, features: Ints, counts: Floats, n_documents: int, n_features: int) -> None:
        """Take one entry for each (document, feature) pair, in any order."""
        self.n_documents = n_documents
        frequency = np.bincount(features, minlength=n_features)
        self.idf: Floats = np.log((1 + n_documents) / (1 + frequency)).astype(np.float32) + 1
        weights = (1 + np.log(counts)) * self.idf[features]
        norms = np.sqrt(np.bincount(documents, weights * weights, minlength=n_documents))
        order = np.argsort(features, kind="stable")
        self.documents: Ints = documents[order].astype(np.int32)
        self.weights: Floats = (weights / norms[documents])[order].astype(np.float32)
        self.starts: Ints = np.concatenate(([0], np.cumsum(frequency))).astype(np.int32)
        self.unseen_idf = float(np.log(1 + n_documents) + 1)

    def scores(self, features: Sequence[int], weights: Sequence[float]) -> NDArray[np.float64]:
        """Return the dot product of each document with the sparse vector of `features` and `weights`."""
        spans = [slice(self.starts[f], self.starts[f + 1]) for f in features]
        if not spans:
            return np.zeros(self.n_documents)
        documents = np.concatenate([self.documents[span] for span in spans])
        products: Any = np.concatenate([self.weights[s] * w for s, w in zip(spans, weights, strict=True)])
        scores: NDArray[np.float64] = np.bincount(documents, products, minlength=self.n_documents)
        return scores
