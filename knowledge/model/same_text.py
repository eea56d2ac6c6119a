"""When two texts are the same to a reader: one rule for questions, phrasings, names and titles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from knowledge.model.readable import FILLERS

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_LOOK_ALIKES = str.maketrans(
    dict.fromkeys("‘’‚‛‹›ʹʻʼʽˈ′‵´`", "'") | dict.fromkeys("“”„‟«»ʺ″‶〝〞〟", '"') | dict.fromkeys("‐‑‒–—―⁃−⸺⸻", "-")
)
_IN_MOST_FONTS = str.maketrans("i1|0", "lllo")  # whether "I" or "l" is meant, only its shape tells, not its case
_BLANKS = str.maketrans(dict.fromkeys(FILLERS, " "))
_DASHES = re.compile(r" ?-[- ]*+")  # "a - b" and "a -- b" are how people type "a—b"
_ENDS = "?!.¿¡ "


class _LatinLetters(dict[int, str]):
    """What each character is read as, by Unicode's confusables; looked up once, and ASCII is what it is."""

    def __missing__(self, code: int) -> str:
        from disarm import normalize_confusables  # noqa: PLC0415  # 30 ms, and most texts never need it

        self[code] = chr(code) if code < 0x80 else normalize_confusables(chr(code))
        return self[code]


_READ_AS = _LatinLetters()


@lru_cache(maxsize=65_536)  # every edit compares its texts with all of the base's
def text_key(text: str) -> str:
    """Return what `text` shares with every text that readers take for the same.

    Case, spaces, invisible characters, end marks, and the shape of quotes and dashes make no difference; nor do letters
    of other scripts in a word that can be read as one in Latin letters.
    """
    if text.isascii():
        words = text.casefold().split()
    else:  # look-alikes first, since NFKC takes some of them apart, and again for those it makes
        text = unicodedata.normalize("NFKC", text.translate(_LOOK_ALIKES).translate(_BLANKS)).translate(_LOOK_ALIKES)
        words = [_in_latin_letters(word) for word in INVISIBLE.sub("", text).casefold().split()]
    key = " ".join(words)
    key = _DASHES.sub("-", key) if "-" in key else key
    return key.strip(_ENDS) or key


def look_key(text: str) -> str:
    """Return what `text` shares with every name that looks like it: I, l and 1 are one in most fonts, as are O and 0.

    Stricter than `text_key`, which takes “Team 1” and “Team I” for two. For names, which somebody could imitate.
    """
    return text_key(text).translate(_IN_MOST_FONTS)


@lru_cache(maxsize=16_384)  # a base in another script uses the same words again and again
def _in_latin_letters(word: str) -> str:
    """Return a word as it reads in Latin letters; unchanged if it has a letter that looks like none of them.

    Capitals first: "в" looks like no Latin letter, but "В" does, and they're the same word.
    """
    if word.isascii():
        return word
    read = word.upper().translate(_READ_AS).casefold().translate(_READ_AS)
    foreign = (each for each in read if each.isalpha() and not unicodedata.name(each, "").startswith("LATIN "))
    return word if any(foreign) else read
