"""Saves an edit on top of what somebody else saved meanwhile: what the moderator left alone stays theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from typing_extensions import override

from knowledge.editing.edit import EntryEdit, WriteSet, existing
from knowledge.history.state import ServerState
from knowledge.model.refs import AnyEntry, Ref


@dataclass(frozen=True, kw_only=True)
class OnTop(EntryEdit):
    """`edit`, without the fields in which it says what the entry was when it was opened.

    A form gives back all its fields, also those that nobody touched; a colleague may have corrected one of them since.
    before: the entry as it was when the form was opened
    """

    edit: EntryEdit
    before: AnyEntry

    @property
    @override
    def action(self) -> str:
        return self.edit.action

    @property
    @override
    def ref(self) -> Ref:
        return self.edit.ref

    @property
    @override
    def typed(self) -> Mapping[str, str]:
        return self.edit.typed

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        found = self.edit.writes(now, today)
        mine = found.entries.get(self.ref)
        if not isinstance(mine, Mapping):
            return found
        before, current = dict(self.before), dict(existing(now, self.ref))
        changed = {name: value for name, value in mine.items() if _plain(value) != _plain(before.get(name))}
        return replace(found, entries={**found.entries, self.ref: current | changed})


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
