"""Changes a server's settings. They're on record, and undone, as all changes are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from knowledge.editing.edit import Edit, WriteSet
from knowledge.history.state import ServerState
from knowledge.model.refs import THE_SETTINGS
from knowledge.model.server_settings import ServerSettings


@dataclass(frozen=True, kw_only=True)
class ChangeSettings(Edit):
    """Sets what's named in `changes`, by field of `ServerSettings`, and keeps the rest.

    Raises pydantic's `ValidationError` for values that can't be set.
    """

    changes: Mapping[str, object]

    action: ClassVar[str] = "changed the settings"

    @override
    def writes(self, now: ServerState, today: date) -> WriteSet:
        settings = ServerSettings.model_validate({**now.overlay.settings.model_dump(), **self.changes})
        return WriteSet({THE_SETTINGS: settings}, skip_content_rules=True)
