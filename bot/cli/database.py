"""Finds the database a command works with."""

from __future__ import annotations

from bot.settings import Settings
from knowledge.store.database import default_url


def database_url(settings: Settings) -> str:
    """Return the database's address: the setting, or else a SQLite file in the data folder."""
    return settings.database_url.get_secret_value() if settings.database_url else default_url(settings.data_dir)
