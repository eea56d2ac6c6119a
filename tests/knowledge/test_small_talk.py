"""The small talk that ships with the product."""

import re

from knowledge.small_talk import small_talk


def test_every_entry_can_be_said_in_many_ways():
    assert [entry.id for entry in small_talk() if len(entry.asked_as) < 10] == []


def test_ids_are_unique():
    ids = [entry.id for entry in small_talk()]
    assert len(set(ids)) == len(ids)


def test_a_reply_is_short_and_states_nothing_about_any_article():
    for entry in small_talk():
        assert len(entry.reply) <= 200
        assert not re.search(r"Soledar|Ukrain|Russia|war\b", entry.reply)


def test_greetings_and_pleas_for_help_come_with_questions_to_press():
    assert [entry.id for entry in small_talk() if entry.offers_questions] == ["greeting", "bot-help"]
