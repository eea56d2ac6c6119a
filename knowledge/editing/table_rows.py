"""Takes a CSV table apart: its columns, its rows as a spreadsheet counts them, and what's wrong with its form."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from knowledge.editing import messages
from knowledge.files.field_errors import nearest
from knowledge.files.messages import Message
from knowledge.model.same_text import text_key
from knowledge.model.validation import Problem

COLUMNS = (
    "question",
    "answer",
    "speaker",
    "phrasings",
    "paragraphs",
    "as_of",
    "role",
    "side",
    "disputed_by",
    "dispute",
    "note",
    "see",
)

MOST_ROWS = 20_000  # as many as a pack may have facts
_MOST_PROBLEMS = 2000
_MOST_COLUMNS = 100
_DELIMITERS = ",;\t"  # spreadsheets write what their country uses
_SEPARATOR = re.compile(r'\s*"?sep=(.)"?[ \t,;]*(?:\n|$)', re.IGNORECASE)  # Excel doesn't count it as a row
_SHOWN_COLUMNS = 6
_SHOWN = 40  # characters of a cell
_SPREADSHEET_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!|ERROR!|SPILL!|#+)")


@dataclass(frozen=True)
class Rows:
    """A table as it was written: each row's number and its cells by column, and what's wrong with the file."""

    cells: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[Problem, ...] = ()


def at_row(number: int, column: str, message: Message) -> Problem:
    """Return the problem of a cell, or of a row if there's no column."""
    return Problem(f"row {number}", column, message.found, message.advice)


def is_table(text: str) -> bool:
    """Say whether the first row of `text` with something in it has a column that every table needs."""
    table, delimiter = _without_separator_line(text)
    header = next((cells for _, cells in _records(table, delimiter) if isinstance(cells, list)), [])
    return not {"question", "answer"}.isdisjoint(map(_column, header))


def read_rows(text: str) -> Rows:
    """Read the rows of a table."""
    table, delimiter = _without_separator_line(text)
    read: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    header: list[str] | None = None
    for number, cells in _records(table, delimiter):
        if len(read) >= MOST_ROWS or len(problems) >= MOST_ROWS:
            return Rows(
                (), (*problems[:_MOST_PROBLEMS], at_row(number, "", messages.TOO_MANY_ROWS.with_(most=MOST_ROWS)))
            )
        if isinstance(cells, Problem):
            problems.append(cells)
        elif header is None:
            filled = _without_empty_end(cells)
            header = [_column(cell) for cell in filled] if len(filled) <= _MOST_COLUMNS else filled
            wrong = list(_problems_of_header(number, header, cells, delimiter))
            if wrong:
                return Rows((), (*problems, *wrong))
        elif len(filled := _without_empty_end(cells, len(header))) == len(header):
            read.append((number, dict(zip(header, filled, strict=True))))
            problems += _spreadsheet_errors(*read[-1])
        else:
            message = messages.TOO_MANY_CELLS if len(filled) > len(header) else messages.TOO_FEW_CELLS
            problems.append(at_row(number, "", message.with_(cells=len(filled), columns=len(header))))
    return Rows(tuple(read), tuple(problems))


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """Yield each row that isn't empty with its number: its cells, or what's wrong with it."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    lines = text.split("\n")
    number = 0
    while True:
        number, before = number + 1, reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raw = "\n".join(lines[before : reader.line_num])
            yield number, at_row(number, "", _explained(str(error), raw, delimiter))
        else:
            if any(cell.strip() for cell in cells):
                yield number, cells


def _explained(error: str, raw: str, delimiter: str) -> Message:
    if "larger than" in error:
        return messages.CELL_TOO_LONG
    if "unexpected end" in error:
        return messages.CELL_NEVER_ENDS
    mark = re.escape(delimiter)
    for cell in re.findall(rf'(?:^|{mark}) *"(.*?)"(?= *(?:{mark}|\n|$))', raw, re.DOTALL):
        if '"' in cell.replace('""', ""):
            doubled = cell.replace('""', '"').replace('"', '""')
            return messages.QUOTE_INSIDE_CELL.with_(fixed=f'"{_shown(doubled)}"')
    return messages.QUOTE_INSIDE_CELL.with_(fixed='"He said ""yes""."')


def _without_separator_line(text: str) -> tuple[str, str]:
    """Return the table without Excel's line that names the separator, and the separator."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    named = _SEPARATOR.match(text)
    if named is not None:
        return text[named.end() :], named[1]
    first = next((line for line in text.split("\n") if line.strip(f"{_DELIMITERS} ")), "")
    return text, max(_DELIMITERS, key=first.count)


def _column(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", text_key(cell))


def _without_empty_end(cells: Sequence[str], length: int = 0) -> list[str]:
    """Return `cells` without empty ones at the end, down to `length`: spreadsheets write them where something was."""
    end = len(cells)
    while end > length and not cells[end - 1].strip():
        end -= 1
    return list(cells[:end])


def _problems_of_header(number: int, header: list[str], cells: list[str], delimiter: str) -> Iterator[Problem]:
    there = ", ".join(f"“{_shown(cell)}”" for cell in cells[:_SHOWN_COLUMNS] if cell.strip())
    names = {"there": there, "columns": delimiter.join(COLUMNS)}
    if len(header) > _MOST_COLUMNS:
        yield at_row(number, "", messages.TOO_MANY_COLUMNS.with_(number=len(header), columns=len(COLUMNS)))
        return
    if "question" not in header:
        yield at_row(number, "", messages.NO_QUESTION_COLUMN.with_(**names))
        return
    if {"answer", "note"}.isdisjoint(header):
        yield at_row(number, "", messages.NO_ANSWER_COLUMN.with_(**names))
    for name in dict.fromkeys(header):
        if name not in COLUMNS:
            meant = nearest(name, COLUMNS)
            advice = messages.DID_YOU_MEAN if meant and meant not in header else messages.COLUMNS_ARE
            message = Message(messages.UNKNOWN_COLUMN, advice.format(name=meant, columns=", ".join(COLUMNS)))
            yield at_row(number, _shown(name) or messages.NAMELESS, message)
        elif header.count(name) > 1:
            yield at_row(number, name, messages.COLUMN_TWICE)
    for needed, column in (
        ("speaker", "role"),
        ("speaker", "side"),
        ("disputed_by", "dispute"),
        ("dispute", "disputed_by"),
    ):
        if column in header and needed not in header:
            yield at_row(number, column, messages.COLUMN_NEEDS_ANOTHER.with_(needed=needed))


def _spreadsheet_errors(number: int, cells: dict[str, str]) -> Iterator[Problem]:
    for column, cell in cells.items():
        if _SPREADSHEET_ERROR.fullmatch(cell.strip()):
            yield at_row(number, column, messages.SPREADSHEET_ERROR.with_(text=cell.strip()[:_SHOWN]))


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
