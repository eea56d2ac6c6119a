"""Edits of speakers: adding and editing. `removal.py` removes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from knowledge.editing.edit import Edit, EntryEdit, WriteSet, existing, new_ids
from knowledge.editing.parsing import lines
from knowledge.history.state import ServerState
from knowledge.model.refs import Kind, Ref


@dataclass(frozen=True, kw_only=True)
class AddSpeaker(Edit):
    """A new speaker. variants: other spellings, one a line."""

    name: str
    role: str
    side: str
    variants: str = ""

    action: ClassVar[str] = "added the speaker"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        id = new_ids(now, Kind.SPEAKER).new(self.name)
        return WriteSet(
            {
                Ref(Kind.SPEAKER, id): {
                    "id": id,
                    "name": self.name,
                    "role": self.role,
                    "side": self.side,
                    "variants": lines(self.variants),
                }
            }
        )


@dataclass(frozen=True, kw_only=True)
class EditSpeaker(EntryEdit):
    """What a speaker's form says now. Fields as in `AddSpeaker`; `variants` are all of them."""

    speaker: str
    name: str
    role: str
    side: str
    variants: str = ""

    @property
    @override
    def ref(self) -> Ref:
        return Ref(Kind.SPEAKER, self.speaker)

    action: ClassVar[str] = "edited the speaker"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        fields = {"name": self.name, "role": self.role, "side": self.side, "variants": lines(self.variants)}
        return WriteSet({self.ref: dict(existing(now, self.ref)) | fields})
