"""People see a label for every feature and signal."""

from __future__ import annotations

from knowledge.search.features import (
    CONTENT_FEATURES,
    ENTRY_FEATURES,
    FEATURES,
    PHRASING_FEATURES,
    RETRIEVAL_FEATURES,
    SIGNALS,
)
from knowledge.search.labels import LABELS


def test_every_feature_and_signal_has_a_label_of_its_own():
    assert LABELS.keys() == {*FEATURES, *SIGNALS, "contradiction", "bias"}
    assert len(set(LABELS.values())) == len(LABELS)


def test_the_features_are_those_of_retrieval_phrasings_contents_and_entries():
    assert FEATURES == RETRIEVAL_FEATURES + PHRASING_FEATURES + CONTENT_FEATURES + ENTRY_FEATURES
    assert len(set(FEATURES)) == len(FEATURES)


def test_labels_are_words_and_no_identifiers():
    assert [label for label in LABELS.values() if "_" in label or label != label.strip()] == []
