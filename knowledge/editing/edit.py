"""What every edit is: a plain value that says what entries become, given the server's state."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, ClassVar

from typing_extensions import override

from knowledge.editing import messages
from knowledge.editing.errors import RefusedError
from knowledge.editing.parsing import Ids
from knowledge.history.state import ServerState
from knowledge.model.refs import LISTED, AnyEntry, Kind, Ref, entries_of, find


@dataclass(frozen=True)
class WriteSet:
    """What an edit wants to write; `apply.py` checks it and makes changes of it.

    entries: the new state of each entry, as a model or as the plain fields of one; None removes it
    upstreams: the pack's entry that the new state was compared with, if the edit decides that itself
    skip_content_rules: skip the rules for new content (`content_rules.py`): it was checked already, or is old
    clashes: the fields of each entry that somebody else changed as well meanwhile, and that would be written over
    """

    entries: Mapping[Ref, AnyEntry | Mapping[str, Any] | None]
    upstreams: Mapping[Ref, AnyEntry | None] = field(default_factory=dict)
    skip_content_rules: bool = False
    clashes: Mapping[Ref, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Edit(ABC):
    """One thing a moderator does. Texts are as people typed them.

    opened: the server's revision (`ServerState.revision`) at which the moderator saw what they change; what changed
        since then is merged, or a conflict. None if the edit doesn't depend on what they saw.
    over: the last revision that they decided to save over, where it conflicts; 0 if none
    drops_quotes: whether quotes go that would stay under another speaker or beside another answer
    """

    opened: int | None = None
    over: int = 0
    drops_quotes: bool = False

    brings_back: ClassVar[bool] = False  # whether what it writes was there before, a quote with its speaker

    @property
    @abstractmethod
    def action(self) -> str:
        """What was done, to read after a name: "edited the fact"."""

    @abstractmethod
    def writes(self, now: ServerState, today: date) -> WriteSet:
        """Return what the edit wants to write. Raises `RefusedError`."""

    def watched(self, now: ServerState) -> Collection[Ref] | None:
        """Return the entries the moderator looked at; None means all that the edit changes."""
        return None

    @property
    def typed(self) -> Mapping[str, str]:
        """The texts the person typed, by field, to give back if they can't be saved.

        Skips id fields (named after a kind, like `speaker` or `speakers`) and `Ref`s: those were picked.
        """
        ids = {name for kind in LISTED for name in (kind, kind.plural)}
        values = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in ids}
        texts = {
            name: ", ".join(value) if isinstance(value, tuple) and not isinstance(value, Ref) else value
            for name, value in values.items()
        }
        return {name: text for name, text in texts.items() if isinstance(text, str) and text.strip()}


class EntryEdit(Edit):
    """An edit of one existing entry, whatever else it may bring along.

    merges: whether it's merged with what others changed of the entry meanwhile; if not, any change is a conflict
    """

    merges: ClassVar[bool] = True

    @property
    @abstractmethod
    def ref(self) -> Ref:
        """The entry."""

    @override
    def watched(self, now: ServerState) -> Collection[Ref]:
        return (self.ref,)


def existing(now: ServerState, ref: Ref) -> AnyEntry:
    """Return the entry. Raises `RefusedError` if the base doesn't have it."""
    entry = find(now.base, ref)
    if entry is None:
        raise RefusedError(messages.DOESNT_EXIST.format(kind=ref.kind, id=ref.id))
    return entry


def new_ids(now: ServerState, kind: Kind) -> Ids:
    """Return the ids new entries can have: none in use, and none that history speaks of."""
    known = (*entries_of(now.base), *entries_of(now.operators_pack), *now.overlay.overrides)
    return Ids(kind, (ref.id for ref in known if ref.kind is kind))
