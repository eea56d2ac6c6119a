"""When two texts are the same to a reader: one rule for questions, phrasings, names and titles."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_LOOK_ALIKES = str.maketrans(
    dict.fromkeys("‘’‚‛ʼʹ′`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_ENDS = "?!.¿¡ "


def text_key(text: str) -> str:
    """Return what `text` shares with every text that readers take for the same.

    Case, spaces, invisible characters, end marks, and the shape of quotes and dashes make no difference.
    """
    text = text.translate(_LOOK_ALIKES)
    if not text.isascii():
        text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    words = " ".join(text.casefold().split())
    return words.strip(_ENDS) or words
