"""Every labelled question gets what verdicts.txt says, to the hundredth of confidence."""

from __future__ import annotations

from difflib import unified_diff

from tests.evaluation.verdicts import COMMAND, SNAPSHOT, snapshot


def test_every_question_gets_what_the_snapshot_says(search):
    expected, actual = SNAPSHOT.read_text("utf-8").splitlines(), snapshot(search).splitlines()
    changed = list(unified_diff(expected, actual, "verdicts.txt", "now", n=0, lineterm=""))
    assert not changed, "\n".join([f"If this is meant, write the new snapshot with `{COMMAND}`.", *changed])
