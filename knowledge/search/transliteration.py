"""Cyrillic in Latin letters, so that "Соледар" and "Soledar" are one word."""

from __future__ import annotations

# Ukrainian and Russian together, as English-language news spells them. Where the two languages read a letter
# differently (г, и), the Ukrainian reading is taken for г only in names that the speller then brings together.
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ё": "yo", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)


def latinised(text: str) -> str:
    """Return `text` (lower case) with its Ukrainian and Russian letters in Latin ones; the rest is untouched."""
    return text.translate(_TABLE)
