"""What's wrong with a file, and what to write instead, for people who have never programmed.

Each has two parts: what was found, and what to do.
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """What was found, and what to write. Both may have `{names}` for `str.format`."""

    found: str
    advice: str = ""

    def with_(self, **names: object) -> Message:
        """Return the message with its `{names}` filled in."""
        return Message(self.found.format(**names), self.advice.format(**names))


_AS_CSV = (
    "Save it as CSV UTF-8 and send that file. In Excel: File › Save As › CSV UTF-8 (Comma delimited). In LibreOffice: "
    "File › Save As › Text CSV, character set Unicode (UTF-8). In Google Sheets: File › Download › Comma-separated "
    "values. In Numbers: File › Export To › CSV"
)
# The file as a whole
SPREADSHEET = Message("is a spreadsheet, which I can't read as it is", _AS_CSV)
OTHER_PROGRAM = Message(
    "is {kind}, and I read plain text only",
    "Save what's in it as plain text: a pack (.toml or .json) or a table (.csv)",
)
NOT_TEXT = Message(
    "isn't text that I can read", "Save it as plain text in UTF-8: a pack (.toml or .json) or a table (.csv)"
)
NOT_UTF8 = Message(
    "is saved in {encoding}, and a pack has to be in UTF-8",
    "Open it in your editor, choose Save As and pick the encoding UTF-8",
)
EMPTY = Message("is empty", "Write a pack or a table into it first")
CLAIM_REVIEW = Message(
    "is a ClaimReview, the format in which fact-checkers publish ratings. I don't take it, because a rating isn't an "
    "answer with its speaker and source",
    "Write its claims as a pack (.toml) or a table (.csv)",
)
A_LIST = Message("begins with [, but a pack in JSON begins with {", 'Write {"facts": [ … ]} around your facts')
A_TABLE = Message(
    "is a table, and this needs a pack",
    "Import a table with /base import, or with python -m bot base import",
)
LONG_NAME = Message("has a name of more than {most} parts with dots between", "Write a short name, like question")
DEEP = Message("there are brackets inside of brackets, more than {most} deep", "A pack needs three at most")

# The lists of a pack
NOT_A_PACK = Message("is {kind}, but a pack has lists: {lists}", "Compare it with the pack in the README")
NOT_A_LIST = Message("is {kind}, but it has to be a list of entries")
SINGLE_BRACKETS = Message("is in single square brackets, which makes one entry of all")
UNKNOWN_LIST = Message("isn't known; a pack has {lists}")
FIELD_WITHOUT_ENTRY = Message("belongs to an entry, but none begins above it", "Write {header} above it")
TOML_LIST = "Write [[{name}]] above each entry"
JSON_LIST = 'Write "{name}": [ {{ … }}, {{ … }} ]'
TOO_MANY_ENTRIES = Message("has {number:,} entries; at most {most:,} are allowed", "Split the file")
LIST_TOO_LONG = Message("has {number:,} items; at most {most:,} are allowed", "Keep the best of them")
AND_MORE = "has more problems than these"

# One line of a TOML file. {fixed} is the line as it's right
CURLY_QUOTES = Message("the text is in curly or other special quotes", "Write straight quotes: {fixed}")
NO_QUOTES = Message("the text has no quotes around it", "Write {fixed}")
NO_CLOSING_QUOTE = Message("the text begins with {quote} but has no {quote} at its end", "Write {fixed}")
GOES_ON = Message(
    "the text goes on in the next line", 'Put it on one line, or write """ (three straight quotes) before and after it'
)
NO_TRIPLE_QUOTE = Message("the text begins with {quote}, which never comes again", "Write {quote} after its end")
QUOTES_INSIDE = Message("the text has quotes inside it", "Write {fixed}")
QUOTES_INSIDE_ITEM = Message("a text has quotes inside it", 'Write \\" for each of them, like "the \\"old\\" bridge"')
BACKSLASH = Message("the text has a \\ in it, which means something else here", "Write {fixed}")
NO_EQUALS_SIGN = Message("there's no = after {name}", "Write {fixed}")
COLON = Message("there's a : after {name}, but it has to be =", "Write {fixed}")
NOTHING_AFTER = Message("there's nothing after {name} =", "Write {fixed}, or delete the line")
NOT_A_FIELD = Message(
    "I can't read “{text}”", 'Each line is like question = "How old is the bridge?". Write # before a remark'
)
FOREIGN_NAME = Message("“{name}” isn't a name that I know", "The names are in English, like question, answer or source")
TWICE = Message(
    "{name} is there twice, here and in line {line}",
    "Keep one of them. If something new begins here, write {header} above it",
)
TWICE_IN_BRACES = Message("{name} is there twice between {{ and }}", "Keep one of them")
HEADER_BRACKETS = Message("“{text}” needs two square brackets on each side", "Write {header} on a line of its own")
HEADER_AND_MORE = Message("something comes after {header} on the same line", "Put it on the next line")
NO_CLOSING_BRACKET = Message("the list begins with [ but has no ] at its end", "Write ] after its last item")
NO_LIST_BRACKETS = Message("{name} is a list and needs square brackets", "Write {fixed}")
NO_COMMA = Message("a comma is missing between “{before}” and “{after}”", "Write a comma between them")
NO_CLOSING_BRACE = Message("what begins with { has no } at its end", "Write } after it, on the same line")
BRACES_ON_SEVERAL_LINES = Message("what's between { and } is on several lines", "Put it on one line: { … }")
COMMA_IN_BRACES = Message("there's a comma before } with nothing after it", "Delete the comma")
TRAILING_COMMA = Message("there's a comma at the end of the line", "Delete it")
SOMETHING_AFTER = Message("I can't read “{text}” at the end of the line", "Delete it, or write # before it")
NOT_A_DAY = Message("{problem}")
UNSEEN = Message("the text has an invisible character in it", "Delete it and type that part again")
UNREADABLE_LINE = Message(
    "I can't read “{text}”", 'Write each thing on a line of its own, like question = "How old is the bridge?"'
)
UNREADABLE = Message("can't be read as a pack", "Compare it with the pack in the README")
LONG_NUMBER = Message("has a number that's too long to be one", 'Write it as a text: "…"')

# JSON
JSON_CURLY_QUOTES = Message("there are curly or other special quotes", 'Write straight quotes: "…"')
JSON_SINGLE_QUOTES = Message("there are single quotes", 'Write double quotes: "…"')
JSON_NO_NAME = Message("“{text}” needs straight double quotes around it", "Write {fixed}")
JSON_NO_COLON = Message("there's no : after {name}", 'Write {name}: "…"')
JSON_NO_COMMA = Message("a comma is missing before “{text}”", "Write a comma at the end of the line before it")
JSON_COMMA_TOO_MANY = Message("there's a comma before {bracket} with nothing after it", "Delete the comma")
JSON_QUOTES_INSIDE = Message("a text has quotes inside it", 'Write \\" for each of them, like "He said \\"yes\\"."')
JSON_ENDS_EARLY = Message("the file ends too early", "Close what's still open with ], } or a quote")
JSON_NO_CLOSING_QUOTE = Message("the text begins with a quote but has none at its end", 'Write " after its last word')
JSON_LINE_BREAK = Message(
    "there's a line break or a tab inside a text", "Write \\n for a line break and a space for a tab"
)
JSON_UNSEEN = UNSEEN
JSON_BACKSLASH = Message("a text has a \\ in it, which means something else here", "Write \\\\ for each of them")
JSON_MORE = Message("something comes after the last }", "Delete it")
JSON_TWICE = Message("“{name}” is there twice", "Keep one of them")
JSON_HALF_CHARACTER = Message("{code} is half of a character", "Write the character itself")
JSON_UNREADABLE = Message(
    "I can't read “{text}”", 'Write texts in straight double quotes, like "question": "How old is it?"'
)
