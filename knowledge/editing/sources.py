"""Edits of sources: adding and editing. `removal.py` removes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from knowledge.editing import messages
from knowledge.editing.edit import Edit, EntryEdit, WriteSet, existing, new_ids
from knowledge.editing.errors import RefusedError
from knowledge.editing.parsing import day, link, shortened, typed
from knowledge.history.state import ServerState
from knowledge.model.entries import PARAGRAPHS_PER_SOURCE
from knowledge.model.refs import Kind, Ref


@dataclass(frozen=True, kw_only=True)
class AddSource(Edit):
    """A new source. as_of: YYYY-MM-DD. paragraphs: how many it has, in digits; empty means none. url may be empty."""

    title: str
    kind: str
    as_of: str
    paragraphs: str = ""
    url: str = ""

    action: ClassVar[str] = "added the source"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        id = new_ids(now, Kind.SOURCE).new(self.title)
        return WriteSet({Ref(Kind.SOURCE, id): {"id": id} | _fields(self, today)})


@dataclass(frozen=True, kw_only=True)
class EditSource(EntryEdit):
    """What a source's form says now. Fields as in `AddSource`."""

    source: str
    title: str
    kind: str
    as_of: str
    paragraphs: str = ""
    url: str = ""

    @property
    @override
    def ref(self) -> Ref:
        return Ref(Kind.SOURCE, self.source)

    action: ClassVar[str] = "edited the source"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        return WriteSet({self.ref: dict(existing(now, self.ref)) | _fields(self, today)})


def _fields(form: AddSource | EditSource, today: date) -> dict[str, object]:
    as_of = day(form.as_of, today)
    if as_of is None:
        raise RefusedError(messages.SOURCE_NEEDS_DATE)
    number = typed(form.paragraphs) or "0"
    if not (number.isascii() and number.isdigit() and len(number) <= 6):
        raise RefusedError(messages.NOT_A_NUMBER.format(text=shortened(number)))
    if int(number) > PARAGRAPHS_PER_SOURCE:
        raise RefusedError(messages.TOO_MANY_PARAGRAPHS.format(most=PARAGRAPHS_PER_SOURCE))
    return {
        "title": form.title,
        "kind": form.kind,
        "url": link(form.url) or None,
        "as_of": as_of,
        "paragraphs": int(number),
    }
