"""What can go wrong with a reply. Each text is a sentence for the person: what's wrong, and what to do."""

from __future__ import annotations


class ReplyError(Exception):
    """A reply that can't be used at all. Nothing was stored."""


class ModelError(Exception):
    """The language model gave no reply. The text never holds the key or the address."""
