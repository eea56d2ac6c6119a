"""A reply is read whatever surrounds it; one that can't be is told with its place."""

from __future__ import annotations

import json

import pytest

from knowledge.suggesting.errors import ReplyError
from knowledge.suggesting.reply import LARGEST_REPLY, decode, read_reply

REPLY = '{"facts": {"control": ["who rules", "хто контролює"]}, "gaps": [["how cold was it", "temperature"]]}'
DRAFT = '{"facts": {}, "gaps": []}'


@pytest.mark.parametrize(
    "text",
    [
        REPLY,
        f"```json\n{REPLY}\n```",
        f"Sure! Here {{as you asked}}:\n\n```\n{REPLY}\n```\nAnything else? :-}}",
        f"<think>Perhaps {DRAFT}, or {{…}}.</think>\n{REPLY}",
        json.dumps(json.loads(REPLY), indent=4),
    ],
    ids=["bare", "fenced", "prose", "drafts", "indented"],
)
def test_it_is_found_in_whatever_an_assistant_writes_around_it(text):
    reply = read_reply(text)
    assert reply.facts == {"control": ("who rules", "хто контролює")}
    assert (reply.gaps, reply.unreadable) == ((("how cold was it", "temperature"),), 0)


def test_what_is_no_text_is_counted_and_the_rest_is_read():
    reply = read_reply('{"facts": {"a": ["one", 2, null, {"x": 1}], "b": "two", "c": 3}, "gaps": ["why", [["no"]]]}')
    assert reply.facts == {"a": ("one",), "b": ("two",), "c": ()}
    assert (reply.gaps, reply.unreadable) == ((("why",),), 5)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" \n", "The reply is empty"),
        ("I can't do that.", "no JSON object"),
        ('{"phrasings": {}}', "no JSON object"),
        ("{“facts”: {}}", "curly quotes"),
        ('{"facts": {"a": ["one",\n"two"', "stops in line 2"),
        ('```\n{"facts": {"a": ["one', "stops in line 2"),
        ('{"facts": {"a": ["one" "two"]},\n "gaps": []}', 'line 1 has “"two"]},”'),
        ('{"facts": ["one"]}', '"facts" has to be an object'),
        ('{"gaps": {"a": "b"}}', '"gaps" has to be a list'),
        ('{"facts": ' * 5000, "stops in line 1"),
        ('{"facts": {"a": ' + "[" * 100_000, "no JSON object"),
        ("x" * (LARGEST_REPLY + 1), "at most 500,000"),
    ],
    ids=lambda value: value[:20],
)
def test_one_that_cannot_be_read_says_what_is_wrong_and_where(text, told):
    with pytest.raises(ReplyError) as wrong:
        read_reply(text)
    assert told in str(wrong.value)


def test_a_file_that_is_no_text_or_too_large_is_refused():
    assert decode(f"\ufeff{REPLY}".encode()) == REPLY
    with pytest.raises(ReplyError, match="UTF-8"):
        decode(b"\xff\xfe{")
    with pytest.raises(ReplyError, match="at most 500,000"):
        decode(b" " * 500_001)


def test_parts_of_a_reply_are_put_together_and_the_later_counts():
    parts = """Part 1: {"facts": {"a": ["one"], "b": ["two"]}}
Part 2: {"facts": {"b": ["three"]}, "gaps": [["why?"]]} as in {"facts": ...}, that's all."""
    reply = read_reply(parts)
    assert (reply.facts, reply.gaps) == ({"a": ("one",), "b": ("three",)}, (("why?",),))


def test_a_part_that_was_cut_off_is_told_though_another_is_whole():
    with pytest.raises(ReplyError, match="stops in line 1"):
        read_reply('{"facts": {"a": ["one"]}} and {"facts": {"b": ["tw')
