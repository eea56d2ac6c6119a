"""When two texts are the same to a reader: one rule for questions, phrasings, names and titles."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_LOOK_ALIKES = str.maketrans(
    dict.fromkeys("‘’‚‛‹›ʹʻʼʽˈ′‵´`", "'") | dict.fromkeys("“”„‟«»ʺ″‶〝〞〟", '"') | dict.fromkeys("‐‑‒–—―⁃−⸺⸻", "-")
)
_DASHES = re.compile(r" ?-[- ]*+")  # "a - b" and "a -- b" are how people type "a—b"
_ENDS = "?!.¿¡ "


def text_key(text: str) -> str:
    """Return what `text` shares with every text that readers take for the same.

    Case, spaces, invisible characters, end marks, and the shape of quotes and dashes make no difference.
    """
    if not text.isascii():  # look-alikes first, since NFKC takes some of them apart, and again for those it makes
        text = unicodedata.normalize("NFKC", text.translate(_LOOK_ALIKES)).translate(_LOOK_ALIKES)
        text = INVISIBLE.sub("", text)
    words = " ".join(text.casefold().split())
    words = _DASHES.sub("-", words) if "-" in words else words
    return words.strip(_ENDS) or words
