"""Finding a speaker by what somebody types: a name, one of its spellings, or a part of either."""

from __future__ import annotations

from rapidfuzz import fuzz

from knowledge.model.base import Base
from knowledge.model.record import THE_ARTICLE_ITSELF

_ALIKE = 70  # of 100; what is less alike than this is another name


def matching(base: Base, typed: str) -> list[tuple[str, str]]:
    """Return (id, name) of the speakers that `typed` may mean, best first; all of them for nothing typed.

    The article itself has the empty id and is offered as well, wherever facts rest on it.
    """
    names = {speaker.id: [speaker.name, *speaker.variants] for speaker in base.speakers}
    if not all(fact.speakers for fact in base.facts):
        names[""] = [THE_ARTICLE_ITSELF]
    wanted = typed.strip().casefold()
    alike = {id: max(_likeness(wanted, name.casefold()) for name in known) for id, known in names.items()}
    found = sorted((id for id in names if alike[id] >= _ALIKE), key=alike.__getitem__, reverse=True)
    return [(id, names[id][0]) for id in found]


def named(base: Base, typed: str) -> str | None:
    """Return the id of the one speaker that `typed` means, an id, a name or nearly one; None if that is nobody."""
    if typed in base.speakers_by_id:
        return typed
    found = matching(base, typed) if typed.strip() else []
    return found[0][0] if found else None


def _likeness(wanted: str, name: str) -> float:
    if wanted == name:
        return 200
    if wanted in name:
        return 150 if name.startswith(wanted) else 120
    return fuzz.ratio(wanted, name) if len(wanted) > 2 else 0
