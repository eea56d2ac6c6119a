"""Intents play the part of facts."""

from __future__ import annotations

import json
import random

from knowledge.learning.intents import FILES, Row, base_of, far_off, mistyped, parted, read

ROWS = [Row(f"text {n} of {intent}", intent) for intent in ("balance", "weather", "music") for n in range(8)]


def test_rows_are_read(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"text": row.text, "intent": row.intent}) for row in ROWS), "utf-8")
    assert read(path) == ROWS


def test_what_is_far_off_is_drawn_from_all_files_the_same_each_time(tmp_path):
    for name in FILES:
        (tmp_path / name).write_text(json.dumps({"text": f"one of {name}", "intent": "x"}), "utf-8")
    assert sorted(far_off(tmp_path, 150)) == sorted(f"one of {name}" for name in FILES)
    assert len(far_off(tmp_path, 1)) == 1
    assert far_off(tmp_path, 2) == far_off(tmp_path, 2)


def test_parts_share_nothing_and_lose_nothing():
    some, rest = parted(ROWS, 0.25, random.Random(1))
    assert (len(some), sorted(some + rest)) == (6, sorted(ROWS))


def test_a_base_has_a_fact_for_each_intent_that_is_not_left_out():
    base = base_of(ROWS, 3, 0.34, random.Random(1))
    assert len(base.facts) == 2
    assert all(len(fact.asked_as) == 3 for fact in base.facts)


def test_typos_change_longer_words_only():
    typed = mistyped("is the transaction pending", random.Random(1), share=1.0).split(" ")
    assert typed[:2] == ["is", "the"]
    assert "transaction" not in typed
    assert "pending" not in typed
