"""Sets a server's settings as a revision, past the command that does it."""

from __future__ import annotations

from datetime import UTC, datetime

from knowledge.history.revisions import Change, Moderator, Revision
from knowledge.model.refs import THE_SETTINGS
from knowledge.model.server_settings import DEFAULT_SETTINGS, ServerSettings
from knowledge.store.server import ServerStore


async def save_settings(store: ServerStore, **changes: object) -> ServerSettings:
    """Set what's named, keep the rest, and return all."""
    async with store.writing(await store.overlay()) as writing:
        old = writing.overlay.settings
        new = ServerSettings.model_validate(old.model_dump() | changes)
        change = Change(THE_SETTINGS, old, new, DEFAULT_SETTINGS)
        revision = Revision(0, Moderator(9, "Admin"), datetime.now(UTC), "changed the settings", "", (change,))
        await writing.append(revision)
    return new
