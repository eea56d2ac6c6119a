"""Finds speakers and entries by name while somebody types: whole names, beginnings, parts, and typing errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from knowledge.model.base import Base
from knowledge.model.same_text import text_key

Names = Mapping[str, Sequence[str]]  # what each id is called; the first is the one to show

_WHOLE, _BEGINNING, _PART = 300.0, 200.0, 150.0  # above every likeness, which ends at 100
_ALIKE = 70  # of 100; a name less alike than this is another one
_ALIKE_WORD = 75  # of 100; of a word of a name
_LEAST_PART = 0.4  # of a name's letters: a family name is enough, a word like "war" isn't
_SHORTEST = 3  # letters; in fewer, one wrong letter makes another name


def speaker_names(base: Base) -> dict[str, Sequence[str]]:
    """Return every speaker's names: the usual one, then other spellings."""
    return {speaker.id: (speaker.name, *speaker.variants) for speaker in base.speakers}


def nearest(typed: str, names: Names) -> list[str]:
    """Return the ids `typed` may mean, best first; all of them if nothing is typed."""
    wanted = text_key(typed)
    if not wanted:
        return list(names)
    likeness = {id: max(_likeness(wanted, text_key(name)) for name in called) for id, called in names.items()}
    return sorted((id for id in names if likeness[id] >= _ALIKE), key=likeness.__getitem__, reverse=True)


def exactly(typed: str, names: Names) -> list[str]:
    """Return the ids that `typed` names exactly: as an id, as the usual name, or else as another spelling.

    Several only if they're all called that.
    """
    if typed in names:
        return [typed]
    wanted = text_key(typed)
    usual = [id for id, called in names.items() if wanted and text_key(called[0]) == wanted]
    return usual or [id for id, called in names.items() if wanted and wanted in map(text_key, called[1:])]


def meant(typed: str, names: Names) -> str | None:
    """Return the one id `typed` means: an id, a name, most of one, or either with typing errors.

    None if that's nobody, or several. Every word has to be a word of the name: "Ukrainian military" isn't the Russian.
    """
    exact = exactly(typed, names)
    wanted = text_key(typed)
    if exact or not wanted:
        return exact[0] if len(exact) == 1 else None
    called = {id: [text_key(name) for name in spellings] for id, spellings in names.items()}
    found = [id for id, spellings in called.items() if any(_is_most_of(wanted, name) for name in spellings)]
    if len(found) != 1:
        return None
    (id,) = found
    shared = any(_has(wanted, name) for other, spellings in called.items() if other != id for name in spellings)
    return None if shared else id


def _has(wanted: str, name: str) -> bool:
    """Say whether each word of `wanted` is one of `name`."""
    return set(wanted.split()) <= set(name.split())


def _is_most_of(wanted: str, name: str) -> bool:
    """Say whether each word of `wanted` is one of `name`, spelling aside, and they're a good part of it."""
    words, parts = wanted.split(), name.split()
    likest = [max(fuzz.ratio(word, part) for part in parts) for word in words]
    if any(part.startswith(words[-1]) for part in parts):  # somebody may still be typing it
        likest[-1] = 100
    return min(likest) >= _ALIKE_WORD and len(wanted) >= _LEAST_PART * len(name)


def _whole_likeness(wanted: str, name: str) -> float:
    if wanted == name:
        return _WHOLE
    if wanted in name:
        return _BEGINNING if name.startswith(wanted) else _PART
    return fuzz.ratio(wanted, name) if len(wanted) >= _SHORTEST else 0


def _likeness(wanted: str, name: str) -> float:
    """Say how much `name` is like `wanted`, or a part of a longer `name`, which is worth less."""
    part = 0.9 * fuzz.partial_ratio(wanted, name) if _SHORTEST <= len(wanted) < len(name) else 0
    return max(_whole_likeness(wanted, name), part)
