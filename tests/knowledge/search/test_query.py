"""A question becomes a query: the words to look up, and how much each of them counts."""

from __future__ import annotations

import math

import numpy as np
import pytest

from knowledge.search.query import analyze
from knowledge.search.question_type import QUESTION_TYPES
from knowledge.search.ragged import row_items
from knowledge.search.text import LONGEST_TEXT, MOST_WORDS
from tests.knowledge.search.reference import FAMILIES, Family
from tests.knowledge.search.tiny import indexed, query

ENTRIES = (["how deep is the salt mine", "salt mine depth"], ["who owns the lake"])
COMMON, RARE = math.log(4 / 3) + 1, math.log(4 / 1) + 1  # the weight of "salt", and of what no phrasing has


def counts(question, *entries):
    """Return what each word counts beside a sentence that asks, by the word."""
    asked = query(question, *(entries or ENTRIES))
    each = asked.word_weights / query(" ".join(asked.words), *(entries or ENTRIES)).word_weights
    return {word: round(float(count), 4) for word, count in zip(asked.words, each, strict=True)}


def test_its_words_are_plain():
    asked = query("What's the SALT?", *ENTRIES)
    assert asked.typed_words == asked.words == ("what", "is", "the", "salt")


def test_a_rare_word_counts_more():
    assert query("salt windmill", *ENTRIES).word_weights.tolist() == pytest.approx([COMMON, RARE])


def test_it_knows_which_words_the_base_has():
    assert query("salt windmill salted", *ENTRIES).known.tolist() == [True, False, False]


def test_its_type_is_told_by_its_words():
    assert QUESTION_TYPES[query("i know that, but who owns it", *ENTRIES).question_type] == "who"


class TestRespelling:
    def test_a_misspelt_word_is_looked_up_as_the_one_meant_and_counts_less(self):
        asked = query("depht of the salt", *ENTRIES)
        assert (asked.typed_words[0], asked.words[0]) == ("depht", "depth")
        assert [(r.typed, r.word) for r in asked.respellings] == [("depht", "depth")]
        assert asked.known.tolist() == [True, False, True, True]
        assert counts("depht of the salt")["depth"] == pytest.approx(0.9)

    def test_the_same_word_is_respelled_everywhere_and_told_once(self):
        asked = query("depht depht", *ENTRIES)
        assert asked.words == ("depth", "depth")
        assert len(asked.respellings) == 1

    def test_a_name_has_one_spelling(self):
        asked = analyze("who is selensky", indexed("who is zelensky", names={"selensky": "zelensky"}))
        assert asked.words[-1] == "zelensky"

    def test_after_forty_words_that_mean_nothing_the_rest_is_taken_as_it_is(self):
        nonsense = [f"{first}x{second}qqq" for first in "bcdfghjk" for second in "bcdfg"]
        assert "depth" in query(" ".join([*nonsense[:39], "depht"]), *ENTRIES).words
        assert "depht" in query(" ".join([*nonsense, "depht"]), *ENTRIES).words


class TestChat:
    def test_words_in_sentences_that_ask_nothing_count_three_tenths(self):
        assert counts("Nice lake. How deep is the mine?\nthanks!") == {
            "nice": 0.3, "lake": 0.3, "how": 1, "deep": 1, "is": 1, "the": 1, "mine": 1, "thanks": 0.3,
        }  # fmt: skip

    def test_without_a_question_mark_the_sentences_with_a_question_word_ask(self):
        assert counts("nice lake! who owns it. thanks") == {
            "nice": 0.3, "lake": 0.3, "who": 1, "owns": 1, "it": 1, "thanks": 0.3,
        }  # fmt: skip

    def test_a_question_mark_tells_more_than_a_question_word(self):
        assert counts("who knows. deep?") == {"who": 0.3, "knows": 0.3, "deep": 1}

    @pytest.mark.parametrize("question", ["nice lake. salt mine.", "nice lake salt mine", "nice lake, salt mine?"])
    def test_where_no_sentence_asks_more_than_the_others_all_count_fully(self, question):
        assert set(counts(question).values()) == {1}

    @pytest.mark.parametrize("end", [".", "!", "…", "\n", "...", ". \n\n "])
    def test_these_end_a_sentence(self, end):
        assert counts(f"nice{end} {end} deep?")["nice"] == 0.3

    def test_a_stop_inside_a_word_does_not(self):
        assert counts("mine.salt deep?")["mine"] == 1

    def test_a_pair_counts_as_much_as_the_lesser_of_its_words(self):
        asked = query("salt. deep?", *ENTRIES)
        family = Family(FAMILIES["pair"], ENTRIES)
        squares = [0.3 * family.idf("salt"), family.idf("deep"), 0.3 * family.idf("salt deep")]
        length = math.sqrt(sum(weight**2 for weight in squares))
        assert sorted(asked.pairs.weights.tolist()) == pytest.approx(sorted(weight / length for weight in squares))

    def test_each_pair_counts_as_much_as_the_lesser_of_its_own_two_words(self):
        asked = query("deep? salt. mine?", *ENTRIES)
        family = Family(FAMILIES["pair"], ENTRIES)
        counts = {"deep": 1, "salt": 0.3, "mine": 1, "deep salt": 0.3, "salt mine": 0.3}
        weights = [count * family.idf(term) for term, count in counts.items()]
        length = math.sqrt(sum(weight**2 for weight in weights))
        assert sorted(asked.pairs.weights.tolist()) == pytest.approx(sorted(weight / length for weight in weights))

    def test_letters_count_as_much_as_their_word(self):
        asked = query("so. deep?", *ENTRIES)
        family = Family(FAMILIES["letter"], ENTRIES)
        weights = [0.3 * family.idf(t) for t in (" so", "so ")] + [family.idf(t) for t in (" de", "dee", "eep", "ep ")]
        length = math.sqrt(sum(weight**2 for weight in weights))
        assert sorted(asked.letters.weights.tolist()) == pytest.approx(sorted(weight / length for weight in weights))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("question", ["how deep is the salt mine", "salt salt windmill"])
def test_its_vectors_are_what_plain_arithmetic_makes_them(question, family):
    asked = query(question, *ENTRIES)
    vector = {"stem": asked.stems, "pair": asked.pairs, "letter": asked.letters}[family]
    expected = Family(FAMILIES[family], ENTRIES).vector(question)
    assert sorted(vector.weights.tolist()) == pytest.approx(sorted(expected.values()))
    assert vector.keys.tolist() == sorted(set(vector.keys.tolist()))


def test_its_words_have_the_keys_that_the_index_knows_them_by():
    layered = indexed(*ENTRIES)
    index, asked = layered.layers[0].index, analyze("owns the mines", layered)
    stems = index.stems.statistics.find(asked.stem_keys)
    assert stems.tolist() == [index.word_stems[index.words[word]] for word in ("owns", "the", "mine")]
    asked = analyze("owns the mine", layered)
    places, _ = row_items(index.word_letters_starts, np.array([index.words[word] for word in asked.words]))
    letters = index.letters.statistics.find(asked.letters.keys)
    assert letters.tolist() == sorted(set(index.word_letters[places].tolist()))


@pytest.mark.parametrize("question", ["", "?!", "😂", "...\n\n..."])
def test_a_question_without_words_is_an_empty_query(question):
    asked = query(question, *ENTRIES)
    assert (asked.words, len(asked.word_weights), len(asked.stems.keys), len(asked.pairs.keys)) == ((), 0, 0, 0)
    assert len(asked.letters.keys) == 0


@pytest.mark.parametrize("question", ["", "how deep is the salt"])
def test_its_arrays_have_the_types_of_the_indexs(question):
    asked = query(question, *ENTRIES)
    assert {asked.word_weights.dtype, asked.stems.weights.dtype, asked.pairs.weights.dtype} == {np.dtype(np.float32)}
    assert {asked.stem_keys.dtype, asked.pairs.keys.dtype, asked.letters.keys.dtype} == {np.dtype(np.int64)}
    assert asked.known.dtype == bool


def test_only_the_beginning_of_a_long_question_counts():
    assert len(query("a b c. " * 1000, *ENTRIES).words) == MOST_WORDS
    assert "salt" not in query("x" * LONGEST_TEXT + " salt", *ENTRIES).words
    assert "salt" in query(" " * (LONGEST_TEXT - 4) + "salt. mine", *ENTRIES).words
    assert "mine" not in query(" " * (LONGEST_TEXT - 4) + "salt. mine", *ENTRIES).words


class TestUnderstood:
    def test_words_of_the_base_and_of_english_are_understood(self):
        assert query("is the Zanolli mine old?", "zanolli mine").understood > 0.8

    def test_what_no_one_can_read_is_not(self):
        assert query("mine \u0e01\u0e02\u0e03\u2603\u2603 \ua000\ua001\ua002", "zanolli mine").understood < 0.35
        assert query("xqzvk wrtpl mine hhgqz", "zanolli mine").understood < 0.35

    def test_links_do_not_count(self):
        assert query("mine https://example.org/xqzvk-wrtpl", "zanolli mine").understood == 1


class TestStrangers:
    ENTRIES = ("who is mayor zanolli", "how many children are there")

    @pytest.mark.parametrize("question", ["how many children did Bach have", "Who are the children of Xerxes?"])
    def test_a_name_that_is_like_none_of_the_base_is_a_strangers(self, question):
        assert query(question, *self.ENTRIES).names_stranger

    @pytest.mark.parametrize(
        "question",
        [
            "how many children does Zanolli have",
            "how many children does Zanoli have",  # a misspelling
            "how many children did bach have",  # nothing says that it's a name
            "Bach has how many children",  # nor does the first word of a sentence
            "How Many Children Did Bach Have",  # nor a title's capitals
            "how many Children are there",
        ],
    )
    def test_others_are_not(self, question):
        assert not query(question, *self.ENTRIES).names_stranger
