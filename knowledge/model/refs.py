"""Entries by kind and id, and as the plain JSON that revisions keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from knowledge.model.base import Base
from knowledge.model.entries import Draft, Fact, Gap, Source, Speaker, WholePack
from knowledge.model.server_settings import DEFAULT_SETTINGS, ServerSettings

AnyEntry = Source | Speaker | Fact | Gap | Draft | WholePack | ServerSettings


class Kind(StrEnum):
    """What an entry is."""

    SOURCE = "source"
    SPEAKER = "speaker"
    FACT = "fact"
    GAP = "gap"
    DRAFT = "draft"
    PACK = "pack"  # no list has it: see `THE_PACK`
    SETTINGS = "settings"  # nor this: see `THE_SETTINGS`

    @property
    def plural(self) -> str:
        """The name of the list in packs and bases: "facts"."""
        return f"{self}s"


LISTED = tuple(kind for kind in Kind if kind not in {Kind.PACK, Kind.SETTINGS})  # the kinds that bases have lists of

MODELS: Mapping[Kind, type[AnyEntry]] = {
    Kind.SOURCE: Source,
    Kind.SPEAKER: Speaker,
    Kind.FACT: Fact,
    Kind.GAP: Gap,
    Kind.DRAFT: Draft,
    Kind.PACK: WholePack,
    Kind.SETTINGS: ServerSettings,
}

_KINDS = {model: kind for kind, model in MODELS.items()}


class Ref(NamedTuple):
    """Which entry: ids are unique among entries of one kind."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.kind} '{self.id}'"


WHOLE_PACK = WholePack()
THE_PACK = Ref(Kind.PACK, WHOLE_PACK.id)  # a server that removed it has left the pack: its base is all its own
THE_SETTINGS = Ref(Kind.SETTINGS, ServerSettings.id)  # what a server's admins set, as revisions name it


def ref_of(entry: AnyEntry) -> Ref:
    """Return what `entry` is referred to by."""
    kind = _KINDS.get(type(entry)) or next(kind for kind, model in MODELS.items() if isinstance(entry, model))
    return Ref(kind, entry.id)


def entries_of(base: Base) -> dict[Ref, AnyEntry]:
    """Return every entry of `base`, in its order."""
    return {Ref(kind, entry.id): entry for kind in LISTED for entry in getattr(base, kind.plural)}


def find(base: Base, ref: Ref) -> AnyEntry | None:
    """Return the entry of `base`, or None where it has none of that kind and id.

    Every base has `THE_PACK`, and the default of `THE_SETTINGS`.
    """
    if ref == THE_PACK:
        return WHOLE_PACK
    if ref == THE_SETTINGS:
        return DEFAULT_SETTINGS
    by_id: Mapping[str, AnyEntry] = getattr(base, f"{ref.kind.plural}_by_id")
    return by_id.get(ref.id)


def listed(entries: Iterable[AnyEntry]) -> dict[str, tuple[AnyEntry, ...]]:
    """Return `entries` as the lists that a `Base` is made of."""
    lists: dict[str, list[AnyEntry]] = {kind.plural: [] for kind in LISTED}
    for entry in entries:
        lists[ref_of(entry).kind.plural].append(entry)
    return {name: tuple(entries) for name, entries in lists.items()}


def title(entry: AnyEntry) -> str:
    """Return what people know the entry by: a question, a name, a title, a draft's sentence."""
    match entry:
        case Source():
            return entry.title
        case Speaker():
            return entry.name
        case Fact() | Gap():
            return entry.question
        case Draft():
            return entry.question or entry.sentence
        case WholePack():
            return "everything in it"
        case ServerSettings():
            return "the settings"


def to_json(entry: AnyEntry | None) -> dict[str, Any] | None:
    """Return `entry` as plain JSON values, without what is at its default; None stays None."""
    return None if entry is None else entry.model_dump(mode="json", exclude_defaults=True)


def from_json(kind: Kind, data: Mapping[str, Any] | None) -> AnyEntry | None:
    """Return the entry that `to_json` made `data` from."""
    return None if data is None else MODELS[kind].model_validate(data)
