"""Who `/said` can list: every speaker, and the article itself."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model.base import Base
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.search.names import speaker_names


def names_to_list(base: Base) -> dict[str, Sequence[str]]:
    """Return the names of the speakers by id; the article itself has the empty id, if facts rest on it."""
    names = speaker_names(base)
    if not all(fact.speakers for fact in base.facts):
        names[""] = (THE_ARTICLE_ITSELF,)
    return names
