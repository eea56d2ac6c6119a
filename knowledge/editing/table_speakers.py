"""The speakers that a table names: those the base has, and new ones. A name nearly like another one is asked about."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from rapidfuzz.distance import OSA

from knowledge.editing import messages
from knowledge.editing.errors import RefusedError
from knowledge.editing.parsing import Ids, shortened, the_one, typed
from knowledge.model.base import Base
from knowledge.model.entries import ROLE_NOT_STATED
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.same_text import text_key
from knowledge.model.speaker_names import SpeakerNames

_SHORTEST = 3  # letters of a word in which one may be wrong
_SEVERAL = re.compile(r"\s*[,;]\s*|\s+(?:and|&)\s+")
_MOST_COMPARED = 300  # names: a table can have thousands, all alike
_LONG = 8  # letters of a word in which two may be wrong


class TableSpeakers:
    """Finds speakers by name and makes those that are new."""

    def __init__(self, base: Base, ids: Ids) -> None:
        self.new: dict[str, dict[str, object]] = {}
        self._ids = ids
        self._called = SpeakerNames(base.speakers)
        self._loose: dict[str, set[str]] = {}
        self._names: dict[str, str] = {}  # as people read them
        for speaker in base.speakers:
            self._know(speaker.id, speaker.name, *speaker.variants)

    def id(self, name: str, role: str = "", side: str = "", *, may_say_role: bool = True) -> str | None:
        """Return the id of the speaker called `name`, a new one if nobody is; None for the article itself, or nothing.

        may_say_role: whether the table has a place for their role. Raises `RefusedError` for a name that stands for
        several, and for one that's nearly another one's, unless the role says that it's somebody else.
        """
        name = typed(name)
        loose = _loosely(name)
        if not name or text_key(name) == text_key(THE_ARTICLE_ITSELF):
            return None
        ids = self._called.called(name)
        if ids:
            return the_one(name, ids, self._names)
        same = self._loose.get(loose, set())
        if len(same) == 1:
            return next(iter(same))
        if not typed(role):
            other = self._nearest(loose)
            names = _SEVERAL.split(typed(name))
            if other is not None and len(names) > 1:
                fixed = " | ".join(names)
                raise RefusedError(messages.SEVERAL_NAMES.format(name=shortened(name), fixed=shortened(fixed)))
            if other is not None:
                message = messages.NEARLY_A_SPEAKER if may_say_role else messages.NEARLY_AN_OPPONENT
                raise RefusedError(message.format(name=shortened(name), other=self._names[other]))
        return self._make(name, role, side)

    def _make(self, name: str, role: str, side: str) -> str:
        id = self._ids.new(name)
        self.new[id] = {
            "id": id,
            "name": name,
            "role": typed(role) or ROLE_NOT_STATED,
            "side": typed(side) or name,
        }
        self._called.add(id, name)
        self._know(id, name)
        return id

    def _know(self, id: str, *names: str) -> None:
        self._names[id] = names[0]
        for name in names:
            self._loose.setdefault(_loosely(name), set()).add(id)

    def _nearest(self, loose: str) -> str | None:
        """Return whom a name may mean: a speaker who's spelt nearly like it, or one of the base with all its words."""
        for other, ids in islice(self._loose.items(), _MOST_COMPARED):
            if _nearly(loose, other) or (min(ids) not in self.new and _partly(loose, other)):
                return min(ids)
        return None


def _loosely(name: str) -> str:
    """Return a name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text_key(name).replace("'", ""))
    return " ".join(re.findall(r"[^\W_]+", "".join(each for each in plain if not unicodedata.combining(each))))


def _nearly(one: str, other: str) -> bool:
    """Say whether two names are the same but for a typing error or two, or the order of their words."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    pairs = [(one.split(), other.split()), (sorted(one.split()), sorted(other.split()))]
    return any(len(these) == len(those) and all(map(_nearly_a_word, these, those)) for these, those in pairs)


def _nearly_a_word(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if not (one.isalpha() and other.isalpha()):  # "resident 12" isn't "resident 13"
        return False
    return shorter >= _SHORTEST and OSA.distance(one, other) <= (1 if shorter < _LONG else 2)


def _partly(one: str, other: str) -> bool:
    """Say whether one of two names is a family name, or two words or more, of the other."""
    words, others = sorted((one.split(), other.split()), key=len)
    family_name = len(words) == 1 and len(words[0]) > _SHORTEST and words == others[-1:]
    return family_name or (len(words) > 1 and set(words) <= set(others))
