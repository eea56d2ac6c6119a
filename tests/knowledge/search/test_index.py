"""An index holds how each entry is worded; entries do not depend on each other's order or number."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.search import indexer
from knowledge.search.ragged import row_items

ENTRIES = [
    ["How many people live there?", "population of the town"],
    ["Who holds the town?", "who controls it", "is it taken"],
    ["What is the weather like?"],
]


def profile(built, entry):
    """The stems of an entry with their share of its profile."""
    family = built.stems
    place, term = row_items(family.profiles.starts, np.arange(len(family.statistics.keys)))
    mine = family.profiles.entries[place] == entry
    keys = family.statistics.keys[term[mine]].tolist()
    return dict(zip(keys, family.profiles.cosine[place[mine]].tolist(), strict=True))


def test_profiles_have_length_one():
    built = indexer.build(ENTRIES, {})
    for entry in range(len(ENTRIES)):
        assert sum(share**2 for share in profile(built, entry).values()) == pytest.approx(1, abs=1e-5)


def test_the_order_of_entries_does_not_matter():
    one, other = indexer.build(ENTRIES, {}), indexer.build(ENTRIES[::-1], {})
    for entry in range(len(ENTRIES)):
        assert profile(one, entry) == pytest.approx(profile(other, len(ENTRIES) - 1 - entry))


def test_an_entry_indexed_like_its_base_is_weighed_as_there():
    whole = indexer.build(ENTRIES, {})
    alone = indexer.build(ENTRIES[1:2], {}, reference=whole)
    assert profile(alone, 0) == pytest.approx(profile(whole, 1))


def test_the_spellings_of_a_name_are_one_term():
    built = indexer.build([["who is zelenskiy"], ["who is zelensky"]], {"zelenskiy": "zelensky"})
    assert built.word_stems[built.words["zelenskiy"]] == built.word_stems[built.words["zelensky"]]


@pytest.mark.parametrize("entries", [[], [["..."]], [["?!", "!"], ["😂"]]])
def test_entries_without_words_can_be_indexed(entries):
    assert indexer.build(entries, {}).n_entries == len(entries)
