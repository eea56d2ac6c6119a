"""An index holds how each entry is worded; entries do not depend on each other's order or number."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import get_type_hints

import numpy as np
import pytest

from knowledge.search import index, indexer
from knowledge.search.question_type import QUESTION_TYPES
from knowledge.search.ragged import row_items
from knowledge.search.term_keys import letter_keys, stem_key
from knowledge.search.text import stem
from tests.knowledge.search.reference import FAMILIES, Family

ENTRIES = [
    ["How many people live there?", "population of the town"],
    ["Who holds the town?", "who controls it", "is it taken"],
    ["What is the weather like?"],
]
PLAIN = [["how deep is the salt mine", "salt mine"], ["salt lake depth", "lake"], ["owner"]]


def profile(built, entry, family="stems"):
    """The terms of an entry with their share of its profile."""
    family = getattr(built, family)
    place, term = row_items(family.profiles.starts, np.arange(len(family.statistics.keys)))
    mine = family.profiles.entries[place] == entry
    keys = family.statistics.keys[term[mine]].tolist()
    return dict(zip(keys, family.profiles.cosine[place[mine]].tolist(), strict=True))


class TestWords:
    @pytest.fixture
    def built(self):
        return indexer.build(ENTRIES, {})

    def test_every_word_is_there_once(self, built):
        assert built.word_list[:6] == ["how", "many", "people", "live", "there", "population"]
        assert [built.words[word] for word in built.word_list] == list(range(len(built.words)))

    def test_phrasings_are_their_words_entry_by_entry(self, built):
        assert built.n_entries == 3
        assert built.entry_starts.tolist() == [0, 2, 5, 6]
        assert built.phrasing_lengths.tolist() == [5, 4, 4, 3, 3, 5]
        texts = [
            " ".join(built.word_list[w] for w in built.phrasing_words[a:b])
            for a, b in zip(built.phrasing_starts, built.phrasing_starts[1:], strict=False)
        ]
        assert texts[1:3] == ["population of the town", "who holds the town"]

    def test_each_word_has_its_stem_and_its_letters(self, built):
        number = built.words["controls"]
        keys = built.stems.statistics.keys
        assert keys[built.word_stems[number]] == stem_key(stem("controls"))
        places, _ = row_items(built.word_letters_starts, np.array([number]))
        letters = built.letters.statistics.keys[built.word_letters[places]]
        assert letters.tolist() == letter_keys(["controls"])[0].tolist()

    def test_how_often_an_entry_is_asked_in_which_way_is_counted(self, built):
        counts = [dict(zip(QUESTION_TYPES, each, strict=True)) for each in built.question_types.tolist()]
        assert {name: n for name, n in counts[0].items() if n} == {"how many": 1, "unknown": 1}
        assert {name: n for name, n in counts[1].items() if n} == {"who": 2, "yes or no": 1}
        assert {name: n for name, n in counts[2].items() if n} == {"what": 1}


class TestStatistics:
    @pytest.mark.parametrize("name", FAMILIES)
    def test_the_idf_and_the_share_of_each_term_are_what_plain_arithmetic_makes_them(self, name):
        reference, family = Family(FAMILIES[name], PLAIN), getattr(indexer.build(PLAIN, {}), f"{name}s")
        terms = reference.frequency
        total = sum(terms.values()) + 0.5 * len(terms)
        assert sorted(family.statistics.idf.tolist()) == pytest.approx(sorted(map(reference.idf, terms)))
        assert sorted(family.statistics.share.tolist()) == pytest.approx(
            sorted((times + 0.5) / total for times in terms.values())
        )
        assert family.statistics.unseen_idf == pytest.approx(math.log(6) + 1)

    def test_terms_are_found_by_their_keys(self):
        statistics = indexer.build(PLAIN, {}).stems.statistics
        keys = np.array([stem_key(stem(word)) for word in ("salt", "windmill", "owner")])
        found = statistics.find(keys)
        assert found[1] == -1
        assert statistics.keys[found[[0, 2]]].tolist() == keys[[0, 2]].tolist()
        assert statistics.idf_of(keys).tolist() == pytest.approx(
            [math.log(6 / 4) + 1, math.log(6) + 1, math.log(6 / 2) + 1]
        )

    def test_an_empty_index_has_no_terms(self):
        statistics = indexer.build([["..."]], {}).stems.statistics
        assert statistics.find(np.array([5, 7])).tolist() == [-1, -1]
        assert statistics.idf_of(np.array([5])).tolist() == pytest.approx([math.log(2) + 1])

    @pytest.mark.parametrize("name", FAMILIES)
    def test_norms_are_the_lengths_of_the_phrasings_vectors(self, name):
        reference, built = Family(FAMILIES[name], PLAIN), indexer.build(PLAIN, {})
        if name != "pair":
            norms = {"stem": built.stem_norms, "letter": built.letter_norms}[name]
            expected = [
                math.sqrt(sum(reference.idf(term) ** 2 for term in reference.terms(text)))
                for text in reference.phrasings
            ]
            assert norms.tolist() == pytest.approx(expected)


class TestProfiles:
    @pytest.mark.parametrize("family", ["stems", "pairs", "letters"])
    def test_they_have_length_one(self, family):
        built = indexer.build(ENTRIES, {})
        for entry in range(len(ENTRIES)):
            assert sum(share**2 for share in profile(built, entry, family).values()) == pytest.approx(1, abs=1e-5)

    def test_the_order_of_entries_does_not_matter(self):
        one, other = indexer.build(ENTRIES, {}), indexer.build(ENTRIES[::-1], {})
        for entry in range(len(ENTRIES)):
            assert profile(one, entry) == pytest.approx(profile(other, len(ENTRIES) - 1 - entry))


class TestReference:
    """An index may take the rarity of terms from another one."""

    def test_an_entry_indexed_like_its_base_is_weighed_as_there(self):
        whole = indexer.build(ENTRIES, {})
        alone = indexer.build(ENTRIES[1:2], {}, reference=whole)
        assert profile(alone, 0) == pytest.approx(profile(whole, 1))

    @pytest.mark.parametrize("family", ["stems", "pairs", "letters"])
    def test_known_terms_are_as_rare_as_there_and_others_as_its_rarest(self, family):
        whole = getattr(indexer.build(PLAIN, {}), family).statistics
        other = getattr(indexer.build([["salt windmill"]], {}, reference=indexer.build(PLAIN, {})), family).statistics
        there = whole.find(other.keys)
        assert (there < 0).any()
        assert (there >= 0).any()
        for n, place in enumerate(there):
            assert other.idf[n] == (whole.unseen_idf if place < 0 else whole.idf[place])
            assert other.share[n] == (whole.share.min() if place < 0 else whole.share[place])
        assert other.unseen_idf == whole.unseen_idf

    def test_an_empty_one_says_nothing_about_shares(self):
        built = indexer.build([["salt mine"]], {}, reference=indexer.build([["..."]], {}))
        assert built.stems.statistics.share.tolist() == [0.5, 0.5]

    def test_nothing_discriminative_is_learned_then(self):
        entries = [["red mine", "blue mine", "mine"], ["red lake", "blue lake", "lake"]]
        alone = indexer.build(entries, {})
        over = indexer.build(entries, {}, reference=alone)
        assert len(alone.discriminative_pairs.weights)
        assert len(alone.discriminative_letters.weights)
        assert not len(over.discriminative_pairs.weights)
        assert not len(over.discriminative_letters.weights)
        assert len(over.discriminative_pairs.starts) == len(over.pairs.statistics.keys) + 1
        assert len(over.discriminative_letters.starts) == len(over.letters.statistics.keys) + 1


def test_the_spellings_of_a_name_are_one_term():
    built = indexer.build([["who is zelenskiy"], ["who is zelensky"]], {"zelenskiy": "zelensky"})
    assert built.word_stems[built.words["zelenskiy"]] == built.word_stems[built.words["zelensky"]]


@pytest.mark.parametrize("entries", [[], [["..."]], [["?!", "!"], ["😂"]]])
def test_entries_without_words_can_be_indexed(entries):
    assert indexer.build(entries, {}).n_entries == len(entries)


def test_its_arrays_are_of_the_small_types_that_they_are_declared_with():
    """For memory's sake, and the same with and without entries or terms."""
    hints = get_type_hints(index.Index)
    for built in (
        indexer.build(ENTRIES, {}),
        indexer.build([], {}),
        indexer.build(ENTRIES, {}, None, indexer.build([], {})),
    ):
        for field in fields(index.Index):
            for declared, dtype in ((index.Ints, np.int32), (index.Floats, np.float32)):
                if hints[field.name] == declared:
                    assert getattr(built, field.name).dtype == dtype, field.name
        for family in (built.stems, built.pairs, built.letters):
            statistics, profiles = family.statistics, family.profiles
            assert {each.dtype for each in (profiles.starts, profiles.entries)} == {np.dtype(np.int32)}
            floats = statistics.idf, statistics.share, profiles.cosine, profiles.likelihood
            assert {each.dtype for each in floats} == {np.dtype(np.float32)}
        for postings in (built.discriminative_pairs, built.discriminative_letters):
            assert (postings.starts.dtype, postings.entries.dtype) == (np.int32, np.int32)
            assert postings.weights.dtype == np.float32


def test_pairs_do_not_reach_from_one_phrasing_into_the_next():
    built = indexer.build([["salt mine", "old church"]], {})
    assert len(built.pairs.statistics.keys) == len({"salt", "mine", "old", "church", "salt mine", "old church"})
