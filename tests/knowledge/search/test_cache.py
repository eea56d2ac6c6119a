"""Big indexes are kept on disk; a file that is missing, broken or of something else is as good as none."""

from __future__ import annotations

import errno
import importlib
import os
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

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
    built = cache.build(ENTRIES, {}, folder=tmp_path)
    assert len(list(tmp_path.glob("*.index"))) == 1
    assert_same(built, cache.build(ENTRIES, {}, folder=tmp_path))
    assert_same(built, indexer.build(ENTRIES, {}))


def test_a_kept_index_is_used(tmp_path, monkeypatch):
    cache.build(ENTRIES, {}, folder=tmp_path)
    monkeypatch.setattr(indexer, "build", lambda *_: pytest.fail("was built again"))
    cache.build(ENTRIES, {}, folder=tmp_path)


def test_other_phrasings_names_or_answers_are_another_index(tmp_path):
    cache.build(ENTRIES, {}, folder=tmp_path)
    cache.build(ENTRIES[:-1], {}, folder=tmp_path)
    cache.build(ENTRIES, {"ermak": "yermak"}, folder=tmp_path)
    cache.build(ENTRIES, {}, ["It is in the town."] * 20, folder=tmp_path)
    assert len(list(tmp_path.glob("*.index"))) == 4


@pytest.mark.parametrize("content", [b"", b"not an index", b"\x93NUMPY\x01\x00"])
def test_a_broken_file_is_replaced(tmp_path, content):
    built = cache.build(ENTRIES, {}, folder=tmp_path)
    (path,) = tmp_path.glob("*.index")
    path.write_bytes(content)
    assert_same(built, cache.build(ENTRIES, {}, folder=tmp_path))
    assert path.stat().st_size > 1000


def test_a_damaged_file_is_replaced(tmp_path):
    built = cache.build(ENTRIES, {}, folder=tmp_path)
    (path,) = tmp_path.glob("*.index")
    path.write_bytes(path.read_bytes().replace(b"), }", b"(, }"))
    assert_same(built, cache.build(ENTRIES, {}, folder=tmp_path))


def test_a_file_cut_short_is_replaced(tmp_path):
    built = cache.build(ENTRIES, {}, folder=tmp_path)
    (path,) = tmp_path.glob("*.index")
    path.write_bytes(path.read_bytes()[:-1000])
    assert_same(built, cache.build(ENTRIES, {}, folder=tmp_path))


def test_a_folder_that_cannot_be_made_costs_no_answer(tmp_path):
    (tmp_path / "file").touch()
    assert cache.build(ENTRIES, {}, folder=tmp_path / "file").n_entries == 20


def test_a_full_disk_costs_no_answer_and_keeps_no_half_of_a_file(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    assert cache.build(ENTRIES, {}, folder=tmp_path).n_entries == 20
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_few_are_kept(tmp_path):
    for n in range(10):
        (tmp_path / f"{n}.index").touch()
        os.utime(tmp_path / f"{n}.index", (10 * n, 10 * n))
    cache.build(ENTRIES, {}, folder=tmp_path)
    assert {path.stem for path in tmp_path.glob("?.index")} == {"3", "4", "5", "6", "7", "8", "9"}
    assert len(list(tmp_path.glob("*.index"))) == 8


def test_it_is_in_the_users_cache_folder_if_no_other_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "user_cache_path", lambda name: tmp_path / name)
    cache.build(ENTRIES, {})
    assert len(list((tmp_path / "onrecord" / "indexes").glob("*.index"))) == 1


def test_other_code_makes_another_index(tmp_path, monkeypatch):
    cache.build(ENTRIES, {}, folder=tmp_path)
    monkeypatch.setattr(cache, "_code", lambda: b"other code")
    cache.build(ENTRIES, {}, folder=tmp_path)
    assert len(list(tmp_path.glob("*.index"))) == 2


def test_every_module_that_an_index_depends_on_is_part_of_that_code():
    """Whatever the indexer imports from the search has a say in what it makes."""
    seen, left = set(), ["indexer", "cache"]
    while left:
        name = left.pop()
        seen.add(f"{name}.py")
        module = importlib.import_module(f"knowledge.search.{name}")
        source = Path(module.__file__).read_text("utf-8")
        found = re.findall(r"from knowledge\.search\.(\w+) import|from knowledge\.search import ([\w, ]+)", source)
        names = {each for one, several in found for each in [one, *several.split(", ")] if each}
        left += [each for each in names if f"{each}.py" not in seen]
    assert seen == set(cache._MAKERS)


def test_phrasings_are_told_apart_from_entries(tmp_path):
    """The same texts, cut into entries in another way, are another base."""
    many = [f"phrasing number {n}" for n in range(1000)]
    cache.build([many[:500], many[500:]], {}, folder=tmp_path)
    cache.build([many[:501], many[501:]], {}, folder=tmp_path)
    assert len(list(tmp_path.glob("*.index"))) == 2


def test_text_that_is_no_text_can_be_kept(tmp_path):
    """A lone surrogate is in no legal base, but it shouldn't take a search down."""
    assert cache.build([[f"{n} \ud800" for n in range(1000)]], {}, folder=tmp_path).n_entries == 1


def test_a_small_base_is_not_kept(tmp_path):
    cache.build(ENTRIES[:2], {}, folder=tmp_path)
    assert not list(tmp_path.iterdir())
