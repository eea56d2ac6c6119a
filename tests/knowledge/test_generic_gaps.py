"""The generic gaps that ship with the product."""

from collections import Counter

from knowledge.generic_gaps import generic_gaps
from knowledge.model.same_text import text_key
from knowledge.search.speller import english
from knowledge.search.text import stem, words
from knowledge.small_talk import small_talk

ORDINARY = """
nato european brussels europe american america washington facebook hashtag online website hotline fundraiser imam pic
ceo ngo download oclock payout offences layoffs backup backstory apologise neighbours authorised litres mortem tourism
environmentalists
"""  # places of institutions, and ordinary words that the list of common English words lacks


def test_every_generic_gap_is_asked_in_six_ways_or_more():
    assert [gap.id for gap in generic_gaps() if len(gap.asked_as) < 6] == []


def test_no_two_phrasings_are_the_same_and_none_is_small_talk():
    asked = Counter(text_key(text) for gap in generic_gaps() for text in gap.asked_as)
    asked.update({text_key(text) for entry in small_talk() for text in entry.asked_as})
    assert [text for text, times in asked.items() if times > 1] == []


def test_ids_are_unique_and_no_other_entry_is_likely_to_have_them():
    ids = [gap.id for gap in generic_gaps()]
    assert len(set(ids)) == len(ids)
    assert all(id.startswith("generic-") for id in ids)


def test_topics_are_unique_and_short():
    topics = [gap.topic for gap in generic_gaps()]
    assert len(set(topics)) == len(topics)
    assert max(map(len, topics)) <= 40


def test_none_names_anybody_or_any_event():
    ordinary = set(ORDINARY.split())
    asked = [word for gap in generic_gaps() for text in gap.asked_as for word in words(text)]
    assert [word for word in asked if len(word) > 2 and stem(word) not in english() and word not in ordinary] == []
