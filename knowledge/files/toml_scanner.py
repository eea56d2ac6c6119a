"""Goes through a TOML file line by line: where everything is, and the mistakes that people make."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NoReturn

from knowledge.files import messages
from knowledge.files.examples import EXAMPLES, corrected, example, written
from knowledge.files.messages import Message
from knowledge.files.places import Lines, Path
from knowledge.model.dates import NotADayError, read_day
from knowledge.model.validation import Problem

DEEPEST = 20  # brackets inside of brackets

_MOST_ITEMS = 50_000
_MOST_PROBLEMS = 50
_LONGEST_SHOWN = 40


_SPACE = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_BLANK = re.compile(r"[ \t]*+")
_REST = re.compile(r"[^\n]*+")
_HEADER = re.compile(r"""(\[{1,2})[ \t]*+([^\[\]\n#=]*?)[ \t]*+(\]{0,2})[ \t]*+(?=[#\n]|$)""")
_HEADER_AND_MORE = re.compile(r"\[\[?[ \t]*+([\w-]++)[ \t]*+\]\]?")
_NAME = re.compile(r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')(?:[ \t]*+\.[ \t]*+(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+'))*+""")
_PART = re.compile(r"""[\w-]+|"[^"\n]*"|'[^'\n]*'""")
_SIGN = re.compile(r"[ \t]*+(:=|==|=>|=|:)?[ \t]*+")
_STATEMENT = re.compile(
    r"^[ \t]*+(?:\[\[?[ \t]*+[\w.-]++[ \t]*+\]|\[\[[ \t]*+[\w-]|[A-Za-z_][\w-]*+[ \t]*+=)", re.MULTILINE
)
_NEXT = re.compile(rf"{_STATEMENT.pattern}|^[ \t]*+(?:{'|'.join(EXAMPLES)})[ \t]*+[:\"'“”„]", re.MULTILINE)
_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*+)"')
_LITERAL = re.compile(r"'([^'\n]*+)'")
_ESCAPE = re.compile(r"""\\(?:["\\bfnrt]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})""")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BARE = re.compile(r"[^\s,\[\]{}#\"'=]++(?:[ \t][0-9]{2}:[0-9]{2}[0-9:.Z+-]*+)?")
_NOT_QUOTED = re.compile(
    r"true|false|[+-]?(?:inf|nan)|[+-]?[0-9][0-9_]*(?:\.[0-9_]+)?(?:[eE][+-]?[0-9]+)?|0[xob][0-9A-Fa-f_]+"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?|[0-9]{2}:[0-9]{2}[0-9:.]*",
    re.ASCII,
)
_FIELD = re.compile(r"[\w-]++[ \t]*+=")
_END_IN_BRACES = re.compile(r"[ \t]*+(?:,[ \t]*+(?:[\w-]++[ \t]*+=|[}\n]|$)|[}\n]|$)")
_QUOTES = "“”„‟‘’‚‛«»‹›′″´`＂"


@dataclass(frozen=True)
class _Text:
    """A text that was read. raw: as it's written, with its quotes."""

    raw: str
    text: str


class _MistakeError(Exception):
    """A mistake at a position of the file. resume: where to look for the next one; else on the next line."""

    def __init__(self, position: int, message: Message, resume: int | None = None) -> None:
        super().__init__(message.found)
        self.position = position
        self.message = message
        self.resume = resume


class Scanner:
    """Goes through a file, statement by statement. After a mistake it goes on with the next one."""

    def __init__(self, text: str, lists: Collection[str]) -> None:
        self.places: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._text = text
        self._lists = lists
        self._lines = Lines(text)
        self._at = 0
        self._braced = False  # whether this place is between { and }
        self._table: Path = ()
        self._header = ""
        self._counts: dict[Path, int] = {}
        self._scan()

    def _scan(self) -> None:
        while (self._skip(_SPACE)) < len(self._text):
            start, self._braced = self._at, False
            try:
                self._statement()
            except _MistakeError as mistake:
                self._note(mistake)
                if len(self.problems) >= _MOST_PROBLEMS:
                    return
                following = _NEXT.search(self._text, mistake.resume or self._end_of_line(start))
                self._at = following.start() if following else len(self._text)

    def _note(self, mistake: _MistakeError) -> None:
        found, advice = mistake.message
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem("", "", found, advice, self._lines.at(mistake.position)))

    # Statements

    def _statement(self) -> None:
        if self._text[self._at] == "[":
            self._read_header()
            return
        start, name = self._at, self._name()
        sign = self._taken(_SIGN)[1]
        rest = self._rest()
        if sign != "=":
            self._fail_name(start, name, sign, rest)
        path = (*self._table, *self._parts(name))
        if name.isidentifier() and not name.isascii():
            self._fail(start, messages.FOREIGN_NAME.with_(name=shown(name)))
        if path in self.places:
            path = self._fail_twice(start, name, path)
        self.places[path] = self._lines.at(start)
        self._place_around(path, start)
        if not rest.strip() or rest.startswith("#"):
            self._fail(start, messages.NOTHING_AFTER.with_(name=name, fixed=example(name, "toml")))
        value = self._value(path, name, 0)
        self._end_of_statement(name, value, rest)

    def _fail_twice(self, start: int, name: str, path: Path) -> Path:
        """Say that `name` is there twice, and return the path to go on with: a second id begins another entry."""
        header = self._header or "facts"
        message = messages.TWICE.with_(name=name, line=self.places[path], header=f"[[{header}]]")
        self._note(_MistakeError(start, message))
        if name == "id" and self._header:
            self._table = (header, self._counted((header,)))
        return (*self._table, name)

    def _read_header(self) -> None:
        start, match = self._at, _HEADER.match(self._text, self._at)
        if match is None:
            more = _HEADER_AND_MORE.match(self._text, self._at)
            if more is not None:
                self._fail(start, messages.HEADER_AND_MORE.with_(header=more[0]))
            self._fail(start, messages.UNREADABLE_LINE.with_(text=shown(self._rest())))
        opening, name, closing = match.groups()
        parts = self._parts(name)
        self._at = match.end()
        double = f"[[{name or 'facts'}]]"
        if not name or len(opening) != len(closing) or (len(opening) == 1 and name in self._lists):
            self._table = (name, self._counted((name,)))
            self.places.setdefault((name,), self._lines.at(start))
            self.places[self._table] = self._lines.at(start)
            self._header = name
            self._note(_MistakeError(start, messages.HEADER_BRACKETS.with_(text=shown(match[0]), header=double)))
            return
        path = self._whole(parts[:-1]) + parts[-1:]
        self._header = name if len(opening) == 2 else self._header
        self._table = (*path, self._counted(path)) if len(opening) == 2 else path
        self.places.setdefault(path, self._lines.at(start))
        self.places[self._table] = self._lines.at(start)
        self._place_around(path, start)

    def _place_around(self, path: Path, start: int) -> None:
        """Place what `path` is in, as a.b does an a, if no line before did."""
        for length in range(1, len(path)):
            self.places.setdefault(path[:length], self._lines.at(start))

    def _counted(self, path: Path) -> int:
        self._counts[path] = self._counts.get(path, -1) + 1
        return self._counts[path]

    def _whole(self, parts: Path) -> Path:
        """Return where [a.b] is, if [[a]] was there before: in the last of them."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            path = (*path, self._counts[path]) if path in self._counts else path
        return path

    def _name(self) -> str:
        match = _NAME.match(self._text, self._at)
        if match is None:
            self._fail(self._at, messages.NOT_A_FIELD.with_(text=shown(self._rest())))
        self._at = match.end()
        return match[0]

    @staticmethod
    def _parts(name: str) -> Path:
        return tuple(part.strip("\"'") for part in _PART.findall(name))

    def _fail_name(self, start: int, name: str, sign: str | None, rest: str) -> NoReturn:
        """Say what's wrong with a line that has no = after its first word."""
        if sign is not None and not name.isascii():
            self._fail(start, messages.FOREIGN_NAME.with_(name=shown(name)))
        line = self._text[start : self._end_of_line(start)]
        if name not in EXAMPLES or (sign is None and rest[:1] not in {'"', "'", "[", *_QUOTES}):
            self._fail(start, messages.NOT_A_FIELD.with_(text=shown(line)))
        message = messages.NO_EQUALS_SIGN if sign is None else messages.COLON
        self._fail(start, message.with_(name=name, fixed=self._fixed(name, rest)))

    def _end_of_statement(self, name: str, value: object, rest: str) -> None:
        """Make sure that nothing comes after a value but a remark."""
        self._skip(_BLANK)
        after = self._rest()
        if not after or after.startswith("#"):
            return
        if after.rstrip() in {",", ";"}:
            self._fail(self._at, messages.TRAILING_COMMA)
        if isinstance(value, _Text):
            self._fail_after_text(name, rest, after)
        if isinstance(value, str) and isinstance(EXAMPLES.get(name), list):
            self._fail(self._at, messages.NO_LIST_BRACKETS.with_(name=name, fixed=self._fixed(name, rest)))
        if isinstance(value, str):
            self._fail(self._at, messages.NO_QUOTES.with_(fixed=self._fixed(name, rest)))
        self._fail(self._at, messages.SOMETHING_AFTER.with_(text=shown(after)))

    def _fail_after_text(self, name: str, rest: str, after: str) -> NoReturn:
        words = rest.rstrip()
        if isinstance(EXAMPLES.get(name), list) and after.startswith(","):
            message = messages.NO_LIST_BRACKETS.with_(name=name, fixed=f"{name} = [{shown(words)}]")
        elif words[-1] in {'"', "'", *_QUOTES} or after.count('"') % 2:
            message = messages.QUOTES_INSIDE.with_(fixed=written(name, _unquoted(words), "toml"))
        else:
            message = messages.SOMETHING_AFTER.with_(text=shown(after))
        self._fail(self._at, message)

    # Values

    def _value(self, path: Path, name: str, depth: int) -> _Text | str | None:
        """Read a value: a text, something without quotes, or None for a list or what's in braces."""
        if depth > DEEPEST:
            self._fail(self._at, messages.DEEP.with_(most=DEEPEST))
        first = self._text[self._at : self._at + 1]
        if self._text.startswith(('"""', "'''"), self._at):
            return self._long_text()
        if first in {'"', "'"}:
            return self._quoted(name)
        if first == "[":
            self._list(path, name, depth)
            return None
        if first == "{":
            self._braces(path, depth)
            return None
        if first and first in _QUOTES:
            self._fail(self._at, messages.CURLY_QUOTES.with_(fixed=self._fixed(name, self._given(self._at))))
        return self._bare(name)

    def _long_text(self) -> _Text:
        start, quote = self._at, self._text[self._at : self._at + 3]
        end = start + 3
        while True:
            end = self._text.find(quote, end)
            if end < 0:
                self._fail(start, messages.NO_TRIPLE_QUOTE.with_(quote=quote))
            before = self._text[start + 3 : end]
            if quote == "'''" or (len(before) - len(before.rstrip("\\"))) % 2 == 0:
                break
            end += 1
        while self._text.startswith(quote[0], end + 3):  # as in """He said "yes""""
            end += 1
        self._at = end + 3
        text = self._text[start + 3 : end]
        if quote == '"""':
            self._check_text(start, "", text.replace("\\\n", ""))
        return _Text(self._text[start : self._at], text)

    def _quoted(self, name: str) -> _Text:
        start = self._at
        match = (_TEXT if self._text[start] == '"' else _LITERAL).match(self._text, start)
        if match is None:
            self._fail_unclosed(start, name)
        self._at = match.end()
        if self._text[start] == '"':
            self._check_text(start, name, match[1])
        elif _UNSEEN.search(match[1]):
            self._fail(start, messages.UNSEEN)
        return _Text(match[0], match[1])

    def _check_text(self, start: int, name: str, text: str) -> None:
        if "\\" in _ESCAPE.sub("", text):
            fixed = written(name, text, "toml") if name else "\\\\ for each of them"
            self._fail(start, messages.BACKSLASH.with_(fixed=fixed))
        if _UNSEEN.search(text):
            self._fail(start, messages.UNSEEN)

    def _fail_unclosed(self, start: int, name: str) -> NoReturn:
        """Say what's wrong with a text that doesn't end on its line."""
        quote, rest = self._text[start], self._given(start)
        words = rest.rstrip().rstrip(",]}").rstrip()
        if words[1:] and words[-1] in _QUOTES:
            self._fail(start, messages.CURLY_QUOTES.with_(fixed=self._fixed(name, rest)))
        following = self._text[self._end_of_line(start) :].lstrip("\n").split("\n", 1)[0]
        if following.strip() and not following.lstrip().startswith(("[", "#")) and not _STATEMENT.match(following):
            self._fail(start, messages.GOES_ON)
        if words.endswith("\\" + quote) or "\\" in _ESCAPE.sub("", words):
            self._fail(start, messages.BACKSLASH.with_(fixed=written(name, _unquoted(words), "toml")))
        self._fail(start, messages.NO_CLOSING_QUOTE.with_(quote=quote, fixed=self._fixed(name, rest)))

    def _list(self, path: Path, name: str, depth: int) -> None:
        start, number = self._at, 0
        self._at += 1
        while True:
            before, _ = self._at, self._skip(_SPACE)
            if self._text.startswith("]", self._at):
                break
            if self._is_over(before):
                self._fail(start, messages.NO_CLOSING_BRACKET)
            if number > _MOST_ITEMS:  # nobody wrote that by hand
                self._at = len(self._text)
                return
            item = self._at
            self.places[*path, number] = self._lines.at(item)
            value = self._value((*path, number), name, depth + 1)
            raw = self._text[item : self._at]
            number += 1
            before, _ = self._at, self._skip(_SPACE)
            if self._text.startswith(",", self._at):
                self._at += 1
            elif self._is_over(before):
                self._fail(start, messages.NO_CLOSING_BRACKET)
            elif not self._text.startswith("]", self._at):
                self._fail_after_item(item, raw, value)
        self._at += 1

    def _fail_after_item(self, item: int, raw: str, value: object) -> NoReturn:
        after = self._rest()
        begins_another = after[0] in {'"', "'", "{", "[", *_QUOTES} or _FIELD.match(after)
        if begins_another or not isinstance(value, _Text):
            self._fail(item, messages.NO_COMMA.with_(before=shown(raw), after=shown(after)))
        self._fail(item, messages.QUOTES_INSIDE_ITEM)

    def _braces(self, path: Path, depth: int) -> None:
        start = self._at
        self._at += 1
        self._braced = True
        seen: set[str] = set()
        comma = False
        while True:
            self._skip(_BLANK)
            if self._text.startswith("}", self._at):
                if comma:
                    self._fail(start, messages.COMMA_IN_BRACES)
                break
            self._fail_if_line_ends(start)
            at, name = self._at, self._name()
            sign = self._taken(_SIGN)[1]
            if sign != "=":
                message = messages.NO_EQUALS_SIGN if sign is None else messages.COLON
                self._fail(at, message.with_(name=name, fixed=example(name, "toml")))
            if name in seen:
                self._fail(at, messages.TWICE_IN_BRACES.with_(name=name))
            seen.add(name)
            self.places[(*path, *self._parts(name))] = self._lines.at(at)
            self._fail_if_line_ends(start)
            value, raw = self._value((*path, *self._parts(name)), name, depth + 1), self._text[at : self._at]
            self._skip(_BLANK)
            comma = self._text.startswith(",", self._at)
            if comma:
                self._at += 1
            elif not self._text.startswith("}", self._at):
                self._fail_if_line_ends(start)
                if self._text[self._at] == "]":
                    self._fail(start, messages.NO_CLOSING_BRACE)
                self._fail_after_item(at, raw, value)
        self._at += 1
        self._braced = depth > 1

    def _fail_if_line_ends(self, start: int) -> None:
        """Fail if the line ends before the brace that begins at `start` is closed."""
        if self._at < len(self._text) and self._text[self._at] not in "\n#":
            return
        following = re.search(r"^[ \t]*\[\[", self._text[self._at :], re.MULTILINE)
        until = self._at + following.start() if following else len(self._text)
        closing = self._text.find("}", self._at, until)
        if closing < 0 or "{" in self._text[self._at : closing]:
            self._fail(start, messages.NO_CLOSING_BRACE)
        raise _MistakeError(start, messages.BRACES_ON_SEVERAL_LINES, self._end_of_line(closing))

    def _bare(self, name: str) -> str:
        """Read something without quotes: a number, a date, true or false."""
        start, match = self._at, _BARE.match(self._text, self._at)
        if match is None:
            self._fail(start, messages.UNREADABLE_LINE.with_(text=shown(self._line(start))))
        self._at = match.end()
        if not _NOT_QUOTED.fullmatch(match[0]) or (name == "as_of" and not _is_day(match[0])):
            self._fail_bare(start, name)
        return match[0]

    def _fail_bare(self, start: int, name: str) -> NoReturn:
        """Say what's wrong with something that needs quotes, or brackets."""
        rest = self._given(start).partition("#")[0].strip()
        if name == "as_of":
            try:
                fixed = written(name, read_day(rest), "toml")
            except NotADayError as problem:
                self._fail(start, messages.NOT_A_DAY.with_(problem=problem, fixed=example(name, "toml")))
            self._fail(start, messages.NO_QUOTES.with_(fixed=fixed))
        message = messages.NO_LIST_BRACKETS if isinstance(EXAMPLES.get(name), list) else messages.NO_QUOTES
        self._fail(start, message.with_(name=name, fixed=self._fixed(name, rest)))

    # Positions

    def _given(self, start: int) -> str:
        """Return what's given for a field from `start` on: the rest of the line, or of what's its own in braces."""
        end = self._end_of_line(start)
        found = _END_IN_BRACES.search(self._text, start, end) if self._braced else None
        return self._text[start : found.start() if found else end]

    def _fixed(self, name: str, rest: str) -> str:
        """Return the line for `name` with what `rest` of it means."""
        rest = rest.partition(" #")[0].strip().rstrip(",;")
        like = EXAMPLES.get(name)
        if isinstance(like, list) and isinstance(like[0], str):
            return written(name, [_unquoted(item) for item in rest.strip("[]").split(",")], "toml")
        text = _unquoted(rest)
        return corrected(name, text, "toml") if name in EXAMPLES else written(name, text, "toml")

    def _is_over(self, before: int) -> bool:
        """Say whether the file ends here, or the next statement begins: what's open was never closed.

        before: where the space before this place begins
        """
        if self._at >= len(self._text):
            return True
        new_line = self._text.rfind("\n", before, self._at)
        return new_line >= 0 and _STATEMENT.match(self._text, new_line + 1) is not None

    def _skip(self, pattern: re.Pattern[str]) -> int:
        self._at = self._taken(pattern).end()
        return self._at

    def _taken(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._text, self._at)
        assert match is not None  # noqa: S101  # these patterns match nothing, too
        self._at = match.end()
        return match

    def _rest(self) -> str:
        return self._text[self._at : self._end_of_line(self._at)]

    def _line(self, position: int) -> str:
        return self._text[self._text.rfind("\n", 0, position) + 1 : self._end_of_line(position)].strip()

    def _end_of_line(self, position: int) -> int:
        end = self._text.find("\n", position)
        return end if end >= 0 else len(self._text)

    def _fail(self, position: int, message: Message) -> NoReturn:
        raise _MistakeError(position, message)


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except NotADayError:
        return False
    return True


def _unquoted(text: str) -> str:
    """Return `text` without the quotes around it, whatever they look like."""
    inside = text.strip().lstrip(f"\"'{_QUOTES}").rstrip(f"\"'{_QUOTES}")
    return inside.replace('\\"', '"')


def shown(text: str) -> str:
    """Return a part of a file, short enough to be quoted in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
