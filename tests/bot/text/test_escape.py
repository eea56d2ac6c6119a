"""Text from a base can neither ping nor format anything, and reads as it was written."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.escape import UNREADABLE, escape, label, visible

text = st.text(st.characters(exclude_categories=["Cs"]))
PINGS = ["@everyone", "@here", "<@1>", "<@!1>", "<@&2>", "<#3>", "<:a:4>", "<a:b:4>", "<t:5:R>", "</a:6>", "<id:home>"]
FORMATS = ["**", "__", "~~", "||", "```", "`", "#", "-# ", "- ", "1. ", "12) ", "> ", ">>> ", "\n", "\\", " ", "a"]
LINKS = ["https://e.org", "steam://e", "[a](https://e.org)", "<https://e.org>", ":smile:"]
INVISIBLE = ["\u202e", "\u2066", "\u200b", "\u0301"]
nasty = st.lists(st.sampled_from([*PINGS, *FORMATS, *LINKS, *INVISIBLE])).map("".join)
MARKUP = {
    "emphasis": r"[*_~|`]",
    "a mention, an emoji, a time or a link in brackets": r"<",
    "a masked link": r"\[",
    "a heading, a list or a quotation": r"^(?:#|-|\+|>|\d{1,3}[.)])",
    "a bare link": r":(?=//)",
    "an emoji by name": r":(?=\w+:)",
}


def unescaped(markdown):
    """Return `markdown` with a placeholder for every escaped character."""
    return re.sub(r"\\[^0-9A-Za-z\s]", "¤", markdown)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Soledar's 10,000 people (2022)", "Soledar's 10,000 people (2022)"),
        ("**bold** _it_", r"\*\*bold\*\* \_it\_"),
        ("[click](https://example.org)", r"\[click](https\://example.org)"),
        ("<@123> and @everyone", "\\<@\u200b123> and @\u200beveryone"),
        ("# big", r"\# big"),
        ("12. first", r"12\. first"),
        ("a - b # c", "a - b # c"),
        ("10:30 to 11:00", "10:30 to 11:00"),
        ("two\nlines", "two lines"),
        ("\u202eevil\u202c", "evil"),
        ("Привіт, 世界, été", "Привіт, 世界, été"),
        ("می‌خواهم 👩‍👧", "می‌خواهم 👩‍👧"),
        ("z" + "\u0301" * 30, "z\u0301\u0301\u0301"),
        ("\u200b\u202e", UNREADABLE),
    ],
)
def test_text_is_shown_as_it_was_written(written, shown):
    assert escape(written) == shown


@given(text | nasty)
@example("\\\\*a*")
@example("\\<@1>")
def test_no_text_can_format_or_ping_anything(written):
    shown = escape(written)
    for what, pattern in MARKUP.items():
        assert not re.search(pattern, unescaped(shown)), what
    assert not re.search(r"@(?:everyone|here|[!&]?\d)", shown)
    assert "\n" not in shown


@given(text | nasty)
def test_nothing_invisible_is_left_but_what_words_are_spelt_with(written):
    formats = {c for c in visible(written) if unicodedata.category(c) in {"Cf", "Cs", "Cc"}}
    assert formats <= {"\u200c", "\u200d"}


@given(text | nasty, st.integers(2, 60))
def test_a_cut_text_keeps_to_its_length_escapes_counted(written, most):
    shown = escape(written, most)
    assert 1 <= len(shown) <= most
    assert shown == escape(written) or shown.endswith("…")
    assert not re.search(r"(?<!\\)(?:\\\\)*\\…$", shown), "the cut left half an escape"


@given(text | nasty, st.integers(2, 100))
def test_a_label_keeps_to_its_length(written, most):
    assert 1 <= len(label(written, most)) <= most
