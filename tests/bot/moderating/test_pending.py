"""What waits for a moderator's word, and for how long."""

import pytest

from bot.moderating.pending import Pending, PendingEdits
from knowledge.editing.imports import Import


def waiting(content=b"", server=1, person=2):
    return Pending(server, person, Import(content=content, mode="add"), "", None)


def test_what_waits_is_there_for_who_it_waits_for_alone():
    pending = PendingEdits()
    key = pending.keep(waiting())
    assert pending.get(key, server=1, person=2) == waiting()
    assert pending.get(key, server=1, person=3) is None
    assert pending.get(key, server=3, person=2) is None
    assert pending.get(key, server=None, person=2) is None


@pytest.mark.parametrize(("kept", "content"), [(3, b""), (2, b"x" * 40)])
def test_the_oldest_are_forgotten_where_there_are_too_many_or_too_large_ones(kept, content):
    pending = PendingEdits(most=3, most_bytes=100)
    keys = [pending.keep(waiting(content)) for _ in range(5)]
    assert [pending.get(key, server=1, person=2) is not None for key in keys] == [False] * (5 - kept) + [True] * kept


def test_what_is_dropped_is_gone():
    pending = PendingEdits()
    key = pending.keep(waiting())
    pending.drop(key)
    pending.drop(key)
    assert pending.get(key, server=1, person=2) is None
