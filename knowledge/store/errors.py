"""What can go wrong with the database. Each text says what to do, and never holds the address's password."""

from __future__ import annotations


class DatabaseError(Exception):
    """The database cannot be used."""


class NewerDatabaseError(DatabaseError):
    """A newer OnRecord wrote it."""


class UnavailableError(DatabaseError):
    """It did not answer, or not in time. What was to be written is not there, as far as we know."""
