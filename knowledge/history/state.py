"""What holds on a server: the pack, and what the server changed of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from knowledge.history.overlay import Overlay, UpstreamConflict, UpstreamMerge
from knowledge.model.base import Base
from knowledge.model.refs import THE_PACK, THE_SETTINGS, AnyEntry, Ref, find

_NOTHING = Base()


class ServerState:
    """A server's base at one moment: the pack, the server's own changes, and the base that results. Immutable.

    operators_pack: what the operator gives to every server
    pack: what this server's base starts from: the operator's pack, or nothing if the server has left that
    """

    def __init__(self, operators_pack: Base, overlay: Overlay) -> None:
        self.operators_pack = operators_pack
        self.overlay = overlay
        self.pack = operators_pack if overlay.follows_pack else _NOTHING

    @cached_property
    def base(self) -> Base:
        """The base that the server asks against."""
        return self.overlay.over(self.pack)

    def or_equal(self, others: Iterable[ServerState]) -> ServerState:
        """Return one of `others` that is equal, whose base may be there already; if none is, this one."""
        return next((each for each in others if each.overlay == self.overlay), self)

    @cached_property
    def upstream_conflicts(self) -> tuple[UpstreamConflict, ...]:
        """What both the pack and the server have changed, for a moderator to resolve."""
        return self.overlay.upstream_conflicts(self.pack)

    @cached_property
    def upstream_merges(self) -> tuple[UpstreamMerge, ...]:
        """Entries of the server's own that follow a newer pack in what the server hasn't changed."""
        return self.overlay.upstream_merges(self.pack)

    @property
    def revision(self) -> int:
        """The number of the server's latest revision; 0 if it has changed nothing yet."""
        return self.overlay.revision

    def find(self, ref: Ref) -> AnyEntry | None:
        """Return an entry as the server has it; None if it has none, or has left `THE_PACK`."""
        if ref == THE_PACK and not self.overlay.follows_pack:
            return None
        if ref == THE_SETTINGS:
            return self.overlay.settings
        return find(self.base, ref)
