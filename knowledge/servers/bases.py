"""Every server's base, in memory: the operator's pack, shared, and a small overlay for a server that changed it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from cachetools import LRUCache

from knowledge.history.overlay import Overlay
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.search import Search
from knowledge.servers.compressed_overlays import CompressedOverlays
from knowledge.store.corrections import Corrections
from knowledge.store.database import Database
from knowledge.store.rows import all_overlays
from knowledge.store.server import ServerStore
from knowledge.store.watch import watch

BASES_KEPT = 32  # with their searches, of servers with changes of their own; the others are laid out anew when asked
_MOST_CONSIDERED = 8  # edits, of all servers, that somebody may save in a moment


class _Considered(NamedTuple):
    """What an edit would lead to, and the search over it."""

    server: int
    state: ServerState
    search: Search


class ServerBases:
    """What each server asks against: `search` answers at once, from memory. `start` it first, `close` it last.

    Call `refresh` every second, so that what another process changed is answered here within two.
    """

    def __init__(self, pack: Search, database: Database, *, bases_kept: int = BASES_KEPT) -> None:
        self._pack = pack
        self._database = database
        self._watch = watch(database)
        self._overlays = CompressedOverlays(pack.base)
        self._untouched = ServerState(pack.base, Overlay())
        self._states = LRUCache[int, ServerState](bases_kept)  # of the servers asked last
        self._searches = LRUCache[int, Search](bases_kept)
        self._considered = deque[_Considered](maxlen=_MOST_CONSIDERED)
        self._building = asyncio.Lock()
        self._unread: set[int] | None = set()  # servers to look at again, kept where the database was away; None: all

    async def start(self) -> None:
        """Read what every server changed. Raises `UnavailableError`."""
        await self.refresh()

    async def close(self) -> None:
        """Stop noticing what other processes change. The database is closed by who opened it."""
        await self._watch.close()

    def search(self, server: int | None) -> Search:
        """Return the search over the base of `server` (its Discord id), or over the pack for None."""
        state = self.state(server)
        search = self._built(server, state)
        if search is None:
            assert server is not None  # noqa: S101  # only servers change anything
            search = self._searches[server] = self.index(state.base, self._searches.get(server))
        return search

    async def ensure_indexed(self, server: int | None) -> None:
        """Have `search` answer at once: to index a large base takes seconds, in which other servers want answers."""
        if server is None or self._built(server, self.state(server)) is not None:
            return
        async with self._building:
            # Somebody else who asked may have had it built meanwhile, and somebody may change it while it is built.
            while self._built(server, state := self.state(server)) is None:
                before = self._searches.get(server)
                self._searches[server] = await asyncio.to_thread(self.index, state.base, before)
                if state.revision == self._overlays.revision(server):
                    self._states[server] = state  # which is forgotten where many others were asked meanwhile

    def _built(self, server: int | None, state: ServerState) -> Search | None:
        if state.base is self._pack.base:
            return self._pack
        search = None if server is None else self._searches.get(server)
        return search if search is not None and search.base is state.base else None

    def index(self, base: Base, before: Search | None) -> Search:
        """Return a search over `base`, a server's, and index no more of it than needed.

        That is what it doesn't share with what the server had `before`, or with the pack, if that's closer.
        """
        if before is None or (not before.shares_index_of(self._pack) and self._pack.is_close_to(base)):
            before = self._pack
        return Search(base, shared=before)

    def state(self, server: int | None) -> ServerState:
        """Return what holds on `server` now, as far as this process knows."""
        if server is None or not self._overlays.revision(server):
            return self._untouched
        state = self._states.get(server)
        if state is None:
            state = self._states[server] = ServerState(self._pack.base, self._overlays.get(server))
        return state

    def store(self, server: int) -> ServerStore:
        """Return what `server` can reach in the database."""
        return ServerStore(self._database, server)

    @property
    def corrections(self) -> Corrections:
        """All servers' posted cards that wait to be corrected."""
        return Corrections(self._database)

    def apply(self, server: int, overlay: Overlay) -> None:
        """Answer from `overlay` from the next question on, unless a newer one is already known."""
        if overlay.revision > self._overlays.revision(server):
            overlay = self._overlays.put(server, overlay)
            of_server = [each for each in self._considered if each.server == server]
            expected = next((each for each in of_server if each.state.overlay == overlay), None)
            if expected is not None:
                self._states[server], self._searches[server] = expected.state, expected.search
            elif server in self._states:
                self._states[server] = ServerState(self._pack.base, overlay)
            self._considered = deque((each for each in self._considered if each.server != server), _MOST_CONSIDERED)

    def considered(self, server: int, state: ServerState, search: Search) -> None:
        """Keep what an edit on `server` would lead to for a while: if it's saved, nothing is worked out anew."""
        self._considered.append(_Considered(server, state, search))

    def at_hand(self, server: int) -> tuple[ServerState, ...]:
        """Return the states of `server` that are worked out: what holds, and what was considered lately."""
        return (self.state(server), *(each.state for each in self._considered if each.server == server))

    async def refresh(self) -> dict[int, int]:
        """Take up what other processes changed since the last call. Raises `UnavailableError`; call it again then.

        Return the servers that turned out to be changed, each with the revision that was known of it before.
        """
        known: dict[int, int] = {}
        changed = await self._watch.changed()
        if changed is None:
            self._unread = None
        elif self._unread is not None:
            self._unread.update(changed)
        if self._unread is None:
            async with self._database.reading() as connection:
                async for server, overlay in all_overlays(connection):
                    known[server] = self._overlays.revision(server)
                    self.apply(server, overlay)
            self._unread = set()
        while self._unread:
            server = next(iter(self._unread))
            known[server] = self._overlays.revision(server)
            await self.catch_up(server)
            self._unread.discard(server)
        return {server: before for server, before in known.items() if before < self._overlays.revision(server)}

    async def catch_up(self, server: int) -> None:
        """Take up what was changed on `server` by anyone until now. Raises `UnavailableError`."""
        self.apply(server, await self.store(server).overlay(self.state(server).overlay))


@asynccontextmanager
async def open_bases(pack: Search, url: str) -> AsyncIterator[ServerBases]:
    """Open the database at `url` and have every server's base over `pack` ready. Raises `DatabaseError`."""
    async with await Database.open(url) as database:
        bases = ServerBases(pack, database)
        try:
            await bases.start()
            yield bases
        finally:
            await bases.close()
