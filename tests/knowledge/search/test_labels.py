"""People see a label for every feature and signal."""

from __future__ import annotations

from knowledge.search.confidence import SIGNALS
from knowledge.search.features import FEATURES, PHRASING_FEATURES, RETRIEVAL_FEATURES
from knowledge.search.labels import LABELS


def test_every_feature_and_signal_has_a_label_of_its_own():
    assert LABELS.keys() == {*FEATURES, *SIGNALS, "bias"}
    assert len(set(LABELS.values())) == len(LABELS)


def test_the_features_are_those_of_retrieval_and_then_those_of_phrasings():
    assert FEATURES == RETRIEVAL_FEATURES + PHRASING_FEATURES
    assert len(set(FEATURES)) == len(FEATURES)


def test_labels_are_words_and_no_identifiers():
    assert [label for label in LABELS.values() if "_" in label or label != label.strip()] == []
