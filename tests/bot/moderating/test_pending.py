"""What waits for a moderator's word, and for how long."""

import pytest

from bot.moderating.pending import Pending, PendingEdits
from knowledge.editing.imports import LARGEST_FILE, Import, ImportFile


def waiting(size=0, server=1, person=2):
    return Pending(server, person, Import(file=ImportFile({}, size), mode="add"), "", None)


def test_only_the_person_who_wrote_an_edit_finds_it_again():
    pending = PendingEdits()
    key = pending.keep(waiting())
    assert pending.get(key, server=1, person=2) == waiting()
    assert pending.get(key, server=1, person=3) is None
    assert pending.get(key, server=3, person=2) is None
    assert pending.get(key, server=None, person=2) is None


@pytest.mark.parametrize(("kept", "size"), [(3, 0), (2, 4_000)])
def test_the_oldest_are_forgotten_if_there_are_too_many_or_too_large_ones(kept, size):
    pending = PendingEdits(most_bytes=99_000)
    keys = [pending.keep(waiting(size)) for _ in range(5)]
    assert [pending.get(key, server=1, person=2) is not None for key in keys] == [False] * (5 - kept) + [True] * kept


def test_the_largest_file_fits_among_a_thousand_forms():
    pending = PendingEdits()
    forms = [pending.keep(waiting()) for _ in range(2000)]
    file = pending.keep(waiting(LARGEST_FILE))
    kept = [key for key in [*forms, file] if pending.get(key, server=1, person=2)]
    assert kept == [*forms[-999:], file]


def test_what_waits_is_forgotten_after_a_day():
    now = 0.0
    pending = PendingEdits(timer=lambda: now)
    key = pending.keep(waiting())
    now = 24 * 60 * 60 - 1
    assert pending.get(key, server=1, person=2) == waiting()
    now = 24 * 60 * 60
    assert pending.get(key, server=1, person=2) is None


def test_what_is_dropped_is_gone():
    pending = PendingEdits()
    key = pending.keep(waiting())
    pending.drop(key)
    pending.drop(key)
    assert pending.get(key, server=1, person=2) is None
