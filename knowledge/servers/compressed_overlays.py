"""Overlays at rest, in as little memory as they can be in: of ten thousand servers, few are asked at any moment."""

from __future__ import annotations

import pickle  # only ever of what this process itself has put there
import zlib
from io import BytesIO

from knowledge.history.overlay import Overlay
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Gap
from knowledge.model.refs import entries_of

_QUICKLY = 1  # of zlib's levels: nearly as small as the slowest


class CompressedOverlays:
    """The overlay of each server that changed something. What is as in the pack is not kept a second time."""

    def __init__(self, pack: Base) -> None:
        self._pack = pack
        self._shared: list[object] = []
        for entry in entries_of(pack).values():
            self._shared += (entry, entry.phrasings) if isinstance(entry, Fact | Gap) else (entry,)
        self._places = {id(each): place for place, each in enumerate(self._shared)}
        self._kept: dict[int, tuple[int, bytes]] = {}  # revision and content

    def revision(self, server: int) -> int:
        """Return the revision of the server's overlay; 0 where it changed nothing yet."""
        return self._kept[server][0] if server in self._kept else 0

    def put(self, server: int, overlay: Overlay) -> Overlay:
        """Keep `overlay` in the place of what the server had; return what `get` would."""
        overlay = overlay.intern(self._pack)
        content = BytesIO()
        _Pickler(content, self._places).dump(dict(overlay.overrides))
        self._kept[server] = overlay.revision, zlib.compress(content.getvalue(), _QUICKLY)
        return overlay

    def get(self, server: int) -> Overlay:
        """Return the server's overlay, an empty one where it changed nothing yet."""
        if server not in self._kept:
            return Overlay()
        revision, content = self._kept[server]
        return Overlay().with_overrides(revision, _Unpickler(BytesIO(zlib.decompress(content)), self._shared).load())


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
