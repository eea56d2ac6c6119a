"""What holds on a server: the pack, and what the server changed of it."""

from __future__ import annotations

from functools import cached_property

from knowledge.history.overlay import Overlay, UpstreamConflict
from knowledge.model.base import Base


class ServerState:
    """A server's base at one moment: the pack, the server's own changes, and the base that results. Immutable."""

    def __init__(self, pack: Base, overlay: Overlay) -> None:
        self.pack = pack
        self.overlay = overlay

    @cached_property
    def base(self) -> Base:
        """The base that the server asks against."""
        return self.overlay.over(self.pack)

    @cached_property
    def upstream_conflicts(self) -> tuple[UpstreamConflict, ...]:
        """Entries that both the pack and the server have changed, for a moderator to resolve."""
        return self.overlay.upstream_conflicts(self.pack)

    @property
    def revision(self) -> int:
        """The number of the server's latest revision; 0 if it has changed nothing yet."""
        return self.overlay.revision
