"""What every edit is: a plain value that says what is to hold, given what holds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from typing_extensions import override

from knowledge.editing.errors import RefusedError
from knowledge.editing.parsing import Ids
from knowledge.history.state import ServerState
from knowledge.model.refs import AnyEntry, Kind, Ref, entries_of, find


@dataclass(frozen=True)
class Draft:
    """What an edit wants.

    entries: the new state of each entry, as a model or as the plain fields of one; None removes it
    upstreams: the pack's entry that the new state was compared with, if the edit decides that itself
    legal: whether the rules for what is newly written (`content_rules.py`) are kept already, or do not apply
    """

    entries: Mapping[Ref, AnyEntry | Mapping[str, Any] | None]
    upstreams: Mapping[Ref, AnyEntry | None] = field(default_factory=dict)
    legal: bool = False


@dataclass(frozen=True, kw_only=True)
class Edit(ABC):
    """One thing that a moderator does. Texts are as people typed them.

    opened: the server's revision (`ServerState.revision`) at which the moderator looked at what they change; an entry
        that changed since then is a conflict. None for what does not depend on what they saw.
    """

    opened: int | None = None

    @property
    @abstractmethod
    def action(self) -> str:
        """What was done, as it reads after a name: "edited the fact"."""

    @abstractmethod
    def draft(self, now: ServerState, today: date) -> Draft:
        """Return what is to hold. Raises `RefusedError`."""

    def watched(self, now: ServerState) -> Collection[Ref] | None:
        """Return the entries the moderator looked at; None means all that the edit changes."""
        return None

    @property
    def typed(self) -> str:
        """The texts that the person typed, each under its name, to be given back when they could not be saved.

        A field named like entries of a kind, one or several, holds ids, which nobody typed; nor did anybody a `Ref`.
        """
        ids = {name for kind in Kind for name in (kind, kind.plural)}
        values = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in ids}
        texts = {
            name: ", ".join(value) if isinstance(value, tuple) else value
            for name, value in values.items()
            if not isinstance(value, Ref)
        }
        return "\n\n".join(
            f"{name.replace('_', ' ').capitalize()}:\n{text}"
            for name, text in texts.items()
            if isinstance(text, str) and text.strip()
        )


class EntryEdit(Edit):
    """An edit of one entry that is there, whatever else it may bring along."""

    @property
    @abstractmethod
    def ref(self) -> Ref:
        """The entry."""

    @override
    def watched(self, now: ServerState) -> Collection[Ref]:
        return (self.ref,)


def given_back(edit: Edit | None, reason: str) -> str:
    """Return all that a person typed, to be given back where it could not be saved: for `edit`, and as its reason."""
    return "\n\n".join(filter(None, [edit.typed if edit else "", f"Reason:\n{reason}" if reason else ""]))


def existing(now: ServerState, ref: Ref) -> AnyEntry:
    """Return the entry, or raise `RefusedError` where the base has none such."""
    entry = find(now.base, ref)
    if entry is None:
        raise RefusedError(f"There is no {ref}: it was removed, or never was. Pick one from the list.")
    return entry


def new_ids(now: ServerState, kind: Kind) -> Ids:
    """Return the ids that new entries can have: none that is in use, or that history speaks of."""
    known = (*entries_of(now.base), *entries_of(now.pack), *now.overlay.overrides)
    return Ids(kind, (ref.id for ref in known if ref.kind is kind))
