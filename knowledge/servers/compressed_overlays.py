"""Overlays at rest, in as little memory as they can be in: of ten thousand servers, few are asked at any moment."""

from __future__ import annotations

import pickle  # only ever of what this process itself has put there
import zlib
from io import BytesIO
from typing import NamedTuple

from knowledge.history.overlay import Overlay, Override
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Gap
from knowledge.model.refs import Ref, entries_of

_QUICKLY = 1  # of zlib's levels: nearly as small as the slowest


class _Part(NamedTuple):
    """Some of an overlay's overrides: how many, and their content."""

    size: int
    content: bytes


class CompressedOverlays:
    """The overlay of each server that changed something. What is as in the pack is not kept a second time.

    An overlay is kept in a few parts, each at least twice as large as the next: to keep one more revision of thousands
    of entries, only some of them are compressed again.
    """

    def __init__(self, pack: Base) -> None:
        self._pack = pack
        self._shared: list[object] = []
        for entry in entries_of(pack).values():
            self._shared += (entry, entry.phrasings) if isinstance(entry, Fact | Gap) else (entry,)
        self._places = {id(each): place for place, each in enumerate(self._shared)}
        self._kept: dict[int, tuple[int, tuple[_Part, ...]]] = {}  # revision and parts

    def revision(self, server: int) -> int:
        """Return the revision of the server's overlay; 0 where it changed nothing yet."""
        return self._kept[server][0] if server in self._kept else 0

    def put(self, server: int, overlay: Overlay) -> Overlay:
        """Keep `overlay`, a newer one, in the place of what the server had; return what `get` would."""
        known, parts = self._kept.get(server, (0, ()))
        changed = {ref: each for ref, each in overlay.overrides.items() if each.revision > known}
        new = Overlay().with_overrides(overlay.revision, changed).intern(self._pack).overrides
        top = dict(new)
        while parts and parts[-1].size < 2 * len(top):
            top = self._read(parts[-1]) | top
            parts = parts[:-1]
        self._kept[server] = overlay.revision, (*parts, self._part(top))
        return overlay.with_overrides(overlay.revision, new)

    def get(self, server: int) -> Overlay:
        """Return the server's overlay, an empty one where it changed nothing yet."""
        revision, parts = self._kept.get(server, (0, ()))
        overrides: dict[Ref, Override] = {}
        for part in parts:
            overrides |= self._read(part)
        return Overlay().with_overrides(revision, overrides)

    def _part(self, overrides: dict[Ref, Override]) -> _Part:
        content = BytesIO()
        _Pickler(content, self._places).dump(overrides)
        return _Part(len(overrides), zlib.compress(content.getvalue(), _QUICKLY))

    def _read(self, part: _Part) -> dict[Ref, Override]:
        overrides: dict[Ref, Override] = _Unpickler(BytesIO(zlib.decompress(part.content)), self._shared).load()
        return overrides


class _Pickler(pickle.Pickler):
    """Writes only the place of what is the pack's."""

    def __init__(self, file: BytesIO, places: dict[int, int]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._places = places

    def persistent_id(self, value: object) -> int | None:
        return self._places.get(id(value))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BytesIO, shared: list[object]) -> None:
        super().__init__(file)
        self._shared = shared

    def persistent_load(self, place: int) -> object:
        return self._shared[place]
