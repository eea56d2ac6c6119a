"""Which speaker a text stands for: one rule for forms, options and tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.model.entries import Speaker
from knowledge.model.same_text import look_key, text_key


class SpeakerNames:
    """Finds speakers by what they're called: a name goes before somebody else's spelling, and both before an id."""

    def __init__(self, speakers: Iterable[Speaker] = ()) -> None:
        self._names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._spellings: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._ids: dict[str, dict[str, None]] = {}
        for speaker in speakers:
            self.add(speaker.id, speaker.name, *speaker.variants)

    def add(self, id: str, name: str, *spellings: str) -> None:
        """Add a speaker."""
        self._names[text_key(name)][id] = None
        for spelling in spellings:
            self._spellings[text_key(spelling)][id] = None
        self._ids[text_key(id)] = {id: None}

    def called(self, text: str) -> tuple[str, ...]:
        """Return the ids of the speakers `text` stands for: none, one, or several in a base whose names clash."""
        key = text_key(text)
        return tuple(self._names.get(key) or self._spellings.get(key) or self._ids.get(key) or ())


@dataclass(frozen=True)
class Clash:
    """A text that stands for two speakers, or looks like it does: the name, a spelling or the id of each.

    looks: whether it's only a look-alike of what the other one is called
    """

    text: str
    speaker: Speaker
    other: Speaker
    looks: bool = False

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What it shares with the same clash in another version of the base."""
        return text_key(self.text), frozenset({self.speaker.id, self.other.id})


def clashes(speakers: Iterable[Speaker]) -> Iterator[Clash]:
    """Yield each clash among `speakers`; of three who clash, the second and the third each with the first."""
    called: dict[str, Speaker] = {}
    looking: dict[str, Speaker] = {}
    for speaker in speakers:
        for text in (speaker.name, *speaker.variants, speaker.id):
            same = called.setdefault(text_key(text), speaker)
            alike = looking.setdefault(look_key(text), speaker)
            if same is not speaker:
                yield Clash(text, speaker, same)
            elif alike is not speaker:
                yield Clash(text, speaker, alike, looks=True)
