"""Big indexes are kept on disk; a file that is missing, broken or of something else is as good as none."""

from __future__ import annotations

import errno
from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from knowledge.search import cache, indexer

ENTRIES = [[f"phrasing {n} of entry {entry} in the town" for n in range(60)] for entry in range(20)]


def assert_same(one, other):
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if is_dataclass(a):
            assert_same(a, b)
        elif isinstance(a, dict):
            assert list(a.items()) == list(b.items())
        else:
            np.testing.assert_array_equal(a, b)


def test_what_is_read_back_is_what_was_built(tmp_path):
    built = cache.build(ENTRIES, {}, tmp_path)
    assert len(list(tmp_path.glob("*.index"))) == 1
    assert_same(built, cache.build(ENTRIES, {}, tmp_path))
    assert_same(built, indexer.build(ENTRIES, {}))


def test_a_kept_index_is_used(tmp_path, monkeypatch):
    cache.build(ENTRIES, {}, tmp_path)
    monkeypatch.setattr(indexer, "build", lambda *_: pytest.fail("was built again"))
    cache.build(ENTRIES, {}, tmp_path)


def test_other_phrasings_or_names_are_another_index(tmp_path):
    cache.build(ENTRIES, {}, tmp_path)
    cache.build(ENTRIES[:-1], {}, tmp_path)
    cache.build(ENTRIES, {"ermak": "yermak"}, tmp_path)
    assert len(list(tmp_path.glob("*.index"))) == 3


@pytest.mark.parametrize("content", [b"", b"not an index", b"\x93NUMPY\x01\x00"])
def test_a_broken_file_is_replaced(tmp_path, content):
    built = cache.build(ENTRIES, {}, tmp_path)
    (path,) = tmp_path.glob("*.index")
    path.write_bytes(content)
    assert_same(built, cache.build(ENTRIES, {}, tmp_path))
    assert path.stat().st_size > 1000


def test_a_damaged_file_is_replaced(tmp_path):
    built = cache.build(ENTRIES, {}, tmp_path)
    (path,) = tmp_path.glob("*.index")
    path.write_bytes(path.read_bytes().replace(b"), }", b"(, }"))
    assert_same(built, cache.build(ENTRIES, {}, tmp_path))


def test_a_file_cut_short_is_replaced(tmp_path):
    built = cache.build(ENTRIES, {}, tmp_path)
    (path,) = tmp_path.glob("*.index")
    path.write_bytes(path.read_bytes()[:-1000])
    assert_same(built, cache.build(ENTRIES, {}, tmp_path))


def test_a_folder_that_cannot_be_made_costs_no_answer(tmp_path):
    (tmp_path / "file").touch()
    assert cache.build(ENTRIES, {}, tmp_path / "file").n_entries == 20


def test_a_full_disk_costs_no_answer_and_keeps_no_half_of_a_file(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    assert cache.build(ENTRIES, {}, tmp_path).n_entries == 20
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_few_are_kept(tmp_path):
    for n in range(10):
        cache.build([*ENTRIES, [f"one more {n}"]], {}, tmp_path)
    assert len(list(tmp_path.glob("*.index"))) == 8


def test_a_small_base_is_not_kept(tmp_path):
    cache.build(ENTRIES[:2], {}, tmp_path)
    assert not list(tmp_path.iterdir())
