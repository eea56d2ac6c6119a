"""Which claim of an article another sentence contests."""

from __future__ import annotations

import pytest

from knowledge.drafting import draft_article
from knowledge.drafting.contests import calls_untrue

BEFORE = """\
3 May 2024
Ruth Sand said the firm had told nobody. Olaf Reed of Aldane Foods said 40 people knew of the leak.
"""


def contested(sentence, before=BEFORE):
    """Who contests what in an article that ends with `sentence`: pairs of ids, whose claim first."""
    drafts = draft_article(f"{before}{sentence}\n").drafts
    return [(each.speakers, dispute.speaker) for each in drafts for dispute in each.disputes]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sand disputed this and said she had asked on Monday.",
        "Sand disputes that reading.",
        "Sand denied it outright.",
        "Sand rejects these allegations.",
        "Sand said there was no evidence for that.",
        "That is a bluff, according to Sand.",
        "“That's a lie,” Sand said.",
        "Sand called it “pure fiction”.",
        "Sand said it wasn't true.",
        "Sand said the number was exaggerated.",
        "Sand described his account as misleading.",
        "Contrary to what Reed says, everybody was told, said Sand.",
        "“Despite what Reed claims, everybody was told,” Sand said.",
        "Contrary to Reed's words, Sand said, everybody was told.",
    ],
)
def test_whoever_denies_what_was_just_said_contests_it(sentence):
    assert contested(sentence) == [(("reed",), "sand")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sand said that she had asked on Monday.",
        "Sand said it was wrong to wait.",
        "Sand called it a good start.",
        "Sand said false teeth were found.",
        "Sand said there was no evidence of a fire.",
    ],
)
def test_whoever_says_something_else_contests_nothing(sentence):
    assert contested(sentence) == []


def test_a_number_in_words_is_a_number():
    before = BEFORE + "Reed said the pump had failed on four occasions. Reed said that talks went well.\n"
    drafts = draft_article(f"{before}Sand disputed the figure.\n").drafts
    (only,) = [each for each in drafts if each.disputes]
    assert "four occasions" in only.sentence


def test_a_number_that_the_article_gives_is_contested_rather_than_a_date_after_it():
    before = BEFORE + "The repair cost 300,000 euros.\nReed said that talks went well on 3 May 2024.\n"
    drafts = draft_article(f"{before}Sand disputes that figure.\n").drafts
    (only,) = [each for each in drafts if each.disputes]
    assert (only.sentence, only.speakers) == ("The repair cost 300,000 euros.", ())


def test_whoever_the_sentence_names_by_their_office_is_contested():
    before = "3 May 2024\nMayor Ruth Sand said the roof leaks.\nOlaf Reed of Aldane Foods said 40 people knew of it.\n"
    sentence = "“Despite what the mayor claims, nobody asked us,” said Ann Till, an engineer."
    assert contested(sentence, before) == [(("sand",), "till")]


def test_a_number_is_contested_where_one_was_given():
    before = BEFORE + "Reed also said that talks went well.\n"
    drafts = draft_article(f"{before}Sand disputes that number.\n").drafts
    (only,) = [each for each in drafts if each.disputes]
    assert "40 people" in only.sentence


def test_an_untrue_report_is_contested_though_no_word_is_the_same():
    before = "3 May 2024\nAn insider, Tom Vale, told the paper that the plant will shut.\n"
    assert contested("Reed called the story “pure fiction”.", before) == [(("vale",), "reed")]


@pytest.mark.parametrize(
    ("sentence", "untrue"),
    [
        ("The claims are unfounded, she said.", True),
        ("The ministry dismissed the story as a hoax.", True),
        ("There's no truth to the accusations, she said.", True),
        ("He said the benefit had been overstated.", True),
        ("That's not what happened, she said.", True),
        ("The alarm rang and nobody came, she said.", False),
        ("He called the mayor to say he was late.", False),
    ],
)
def test_a_sentence_that_calls_something_untrue_is_recognised(sentence, untrue):
    assert calls_untrue(sentence) is untrue
