"""Merges two versions of an entry by field. Pure: three versions in; the merged one, and where they clash, out.

A field that one side changed is that side's; one that both changed, and not alike, is a clash. Other ways to ask,
topics, spellings and disputes are merged item by item.

An answer is somebody's words, so some fields belong together:

- The answer, who said it, the statements, the quote and where it's said are one side's or the other's, whole. One
  side's answer beside the other's speaker, quote or source would be something that nobody said or wrote. So that's a
  clash, though no field was changed twice.
- So do a speaker's name, role and side, and a source's title, address, date and length: half of each may be about
  another one.
- A date is that of a source: one side's date beside the other's new source is a clash. Beside the other's new answer
  it isn't.
- A dispute contests an answer: whoever contested the old one may not contest the new one, and a dispute that ended may
  go on. So a new answer on one side and another dispute on the other are a clash. Whatever comes of it, no caveat is
  lost: rather one too many than something contested shown as settled.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from knowledge.model.entries import Dispute, DraftDispute, Entry
from knowledge.model.refs import AnyEntry
from knowledge.model.same_text import text_key

_CLAIM = ("answer", "speakers", "statements", "source", "paragraphs", "also_in", "quote", "sentence")
_DATED_CLAIM = (*_CLAIM, "as_of")
_WHO, _WHICH_ARTICLE = ("name", "role", "side"), ("title", "url", "as_of", "paragraphs")
_BELONG_TOGETHER = (_CLAIM, ("source", "as_of"), ("as_of", "as_of_note"), _WHO, _WHICH_ARTICLE)
_WAYS_TO_FIND = ("phrasings", "topics", "variants")


@dataclass(frozen=True)
class Merge:
    """What came of a merge.

    entry: the merged version, with mine on top where the sides clash. None: removed
    undecided: what can be shown until somebody has decided on the clashes: my whole claim, and every caveat
    clashes: the fields in which they do, in the entry's order
    """

    entry: AnyEntry | None
    undecided: AnyEntry | None
    clashes: tuple[str, ...] = ()


def merge(before: AnyEntry | None, mine: AnyEntry | None, theirs: AnyEntry | None) -> Merge:
    """Merge `mine` and `theirs`, which were both made from `before`. None: it wasn't or isn't there."""
    if theirs in (mine, before):
        return Merge(mine, mine)
    if mine == before:
        return Merge(theirs, theirs)
    if mine is None or theirs is None:
        return Merge(mine, mine, changed_fields(before, mine if theirs is None else theirs))
    return _Merging(before, mine, theirs).result()


def changed_fields(before: AnyEntry | None, after: AnyEntry | None) -> tuple[str, ...]:
    """Return the fields in which two versions of an entry differ; if one isn't there, those that the other fills in."""
    there = after if after is not None else before
    if there is None:
        return ()
    old, new = (_values(each, type(there).model_fields) for each in (before, after))
    return tuple(name for name in old if name != "id" and old[name] != new[name])


def says_the_same(one: AnyEntry | None, other: AnyEntry | None) -> bool:
    """Say whether two versions of an entry differ at most in their ways to ask, topics and spellings."""
    return (one is None) == (other is None) and set(changed_fields(one, other)) <= set(_WAYS_TO_FIND)


def _values(entry: AnyEntry | None, fields: Mapping[str, FieldInfo]) -> dict[str, Any]:
    return dict(entry) if entry is not None else {name: field.get_default() for name, field in fields.items()}


class _Merging:
    """One merge of three versions, none of which is like another."""

    def __init__(self, before: AnyEntry | None, mine: AnyEntry, theirs: AnyEntry) -> None:
        self._entry = mine
        self._fields = type(mine).model_fields
        self._before = _values(before, self._fields)
        self._mine, self._theirs = dict(mine), dict(theirs)
        self._clashes = set[str]()
        versions = (self._before, self._mine, self._theirs)
        several = [Counter(each.speaker for each in version.get("disputes", ())) for version in versions]
        self._contest_once = {id for id in set().union(*several) if all(times[id] <= 1 for times in several)}

    def result(self) -> Merge:
        merged = {name: self._field(name) for name in self._fields}
        for group in map(self._there, _BELONG_TOGETHER):
            if not any(_same(group, merged, side) for side in (self._mine, self._theirs)):
                self._clash(group)
        if "disputes" in self._fields:
            self._couple_disputes(merged)
        claim, dated = self._there(_CLAIM), self._there(_DATED_CLAIM)
        if self._clashing(claim):
            self._clash(dated)
        if isinstance(self._entry, Entry):
            asked = text_key(merged["question"])
            merged["phrasings"] = tuple(text for text in merged["phrasings"] if text_key(text) != asked)
        on_top, undecided = (
            self._taking_mine(merged, dated if self._clashing(group) else ()) for group in (claim, dated)
        )
        return Merge(on_top, undecided, tuple(name for name in self._fields if name in self._clashes))

    def _there(self, names: Sequence[str]) -> list[str]:
        """Return those of `names` that are fields; none for an entry of another kind than they're of."""
        of_claims = names in (_CLAIM, _DATED_CLAIM) and "answer" not in self._fields
        if of_claims or (names in (_WHO, _WHICH_ARTICLE) and names[0] not in self._fields):
            return []
        return [name for name in names if name in self._fields]

    def _clash(self, names: Sequence[str]) -> None:
        self._clashes.update(name for name in names if self._mine[name] != self._theirs[name])

    def _clashing(self, names: Sequence[str]) -> bool:
        return not self._clashes.isdisjoint(names)

    def _taking_mine(self, merged: Mapping[str, Any], names: Sequence[str]) -> AnyEntry:
        """Return `merged` as an entry, with the claim's fields `names`, if any, from mine and everyone's caveats."""
        taken = dict(merged) | {name: self._mine[name] for name in names}
        if names and "disputes" in self._fields:
            taken["disputes"] = self._all_caveats()
        return self._entry.model_copy(update=taken)

    def _field(self, name: str) -> Any:  # noqa: ANN401  # any field's
        before, mine, theirs = self._before[name], self._mine[name], self._theirs[name]
        if theirs in (mine, before):
            return mine
        if mine == before:
            return theirs
        if name in _WAYS_TO_FIND or name == "disputes":
            return self._items(name)
        self._clashes.add(name)
        return mine

    def _items(self, name: str) -> tuple[Any, ...]:
        """Merge a list item by item: theirs in their order without what mine leaves out, then what mine adds."""
        before, mine, theirs = (
            {self._identity(item): item for item in reversed(version[name])}
            for version in (self._before, self._mine, self._theirs)
        )
        order = dict.fromkeys(map(self._identity, (*self._theirs[name], *self._mine[name])))
        merged = []
        for key in order:
            old, ours, other = before.get(key), mine.get(key), theirs.get(key)
            if name == "disputes" and old != ours != other != old:
                self._clashes.add(name)
            merged.append(other if ours == old else ours)
        kept = tuple(item for item in merged if item is not None)
        if len(kept) > _most(self._fields[name]):
            self._clashes.add(name)
            return tuple(self._mine[name])
        return kept

    def _identity(self, item: object) -> Hashable:
        """Return what makes an item the same one in two versions, whatever else was changed of it."""
        match item:
            case Dispute() | DraftDispute():
                return item.speaker if item.speaker in self._contest_once else (item.speaker, _contested(item))
            case _:
                return text_key(str(item))

    def _couple_disputes(self, merged: Mapping[str, Any]) -> None:
        """Find a clash if one side changed the claim, and the other who contests it."""
        claim = self._there(_CLAIM)
        for side, other in ((self._mine, self._theirs), (self._theirs, self._mine)):
            left = not _same(claim, side, merged) or self._clashing(claim)
            told = (self._contests(self._before), self._contests(other))
            if left and not _same(claim, side, other) and self._contests(side) not in told:
                self._clash(["disputes", *claim])

    def _contests(self, version: Mapping[str, Any]) -> list[tuple[str, str]]:
        return sorted((each.speaker, _contested(each)) for each in version["disputes"])

    def _all_caveats(self) -> tuple[Any, ...]:
        """Return every dispute but those that I ended: mine if I changed it, else theirs, where it stands."""
        before, mine, theirs = (
            {self._identity(each): each for each in version["disputes"]}
            for version in (self._before, self._mine, self._theirs)
        )
        kept = []
        for key in dict.fromkeys((*mine, *theirs)):
            ours, other = mine.get(key), theirs.get(key)
            if other is not None and ours == before.get(key):
                ours = _standing_in(other, self._theirs["source"], self._mine["source"])
            if ours is not None and ours.speaker not in self._mine["speakers"]:
                kept.append(ours)
        return tuple(kept[: _most(self._fields["disputes"])])


def _same(names: Sequence[str], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one[name] == other[name] for name in names)


def _contested(dispute: Dispute | DraftDispute) -> str:
    """Return the words by which a dispute is told from another of the same speaker."""
    return text_key(dispute.sentence if isinstance(dispute, DraftDispute) else dispute.says)


def _standing_in(dispute: Dispute | DraftDispute, theirs: str, source: str) -> Dispute | DraftDispute:
    """Return a dispute of a fact in the source `theirs`, for the same fact in `source`."""
    if theirs == source:
        return dispute
    if isinstance(dispute, DraftDispute):
        return dispute.model_copy(update={"where": ()})
    elsewhere = dispute.source or isinstance(dispute.where, str) or (dispute.fact and not dispute.where)
    return dispute if elsewhere else dispute.model_copy(update={"source": theirs})


def _most(field: FieldInfo) -> int:
    """Return how many items a list may have."""
    return min((limit.max_length for limit in field.metadata if hasattr(limit, "max_length")), default=sys.maxsize)
