"""Facts as a CSV table: question, answer, speaker, phrasings (separated by |), paragraphs, as_of."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import Any, TypeVar

from knowledge.editing import messages
from knowledge.editing.errors import RefusedError
from knowledge.editing.facts import statements_of
from knowledge.editing.parsing import Cited, Ids, cited, day, lines, speaker_ids
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Source
from knowledge.model.same_text import text_key
from knowledge.model.validation import Problem

COLUMNS = ("question", "answer", "speaker", "phrasings", "paragraphs", "as_of")
REQUIRED = ("question", "answer")

_DELIMITERS = ",;\t"  # spreadsheets write what their country uses
_T = TypeVar("_T")


def is_table(text: str) -> bool:
    """Say whether `text` begins with a header that has one of the columns every table needs."""
    return any(column in REQUIRED for column in _header(text))


@dataclass
class Table:
    """What a table says: facts as plain fields, the sources its links become, and what's wrong with it.

    rows: the row of each fact's id; the header is row 1
    """

    facts: list[dict[str, Any]] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Rows:
    """A table as it was written: each row's number and its cells by column, and what's wrong with the file."""

    cells: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[Problem, ...]


def read_rows(text: str) -> Rows:
    """Read the rows of a table."""
    header = _header(text)
    problems = list(_problems_of_header(header))
    if problems:
        return Rows((), tuple(problems))
    read: list[tuple[int, dict[str, str]]] = []
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        for number, cells in enumerate(rows, 1):
            if number == 1 or not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(header):
                read.append((number, dict(zip(header, cells, strict=True))))
            else:
                message = messages.CELLS_PROBLEM.format(cells=len(cells), columns=len(header))
                problems.append(Problem(f"row {number}", "row", message))
    except csv.Error as error:
        problems.append(Problem("file", "csv", messages.CSV_PROBLEM.format(problem=error)))
    return Rows(tuple(read), tuple(problems))


def read_table(rows: Rows, base: Base, fact_ids: Ids, source_ids: Ids, today: date) -> Table:
    """Read what `rows` say. A question that `base` has is that fact: its columns change, and the rest of it stays.

    fact_ids, source_ids: what new ones are given
    """
    table = Table()
    reader = _Reader(base, fact_ids, source_ids, today, table)
    for number, cells in rows.cells:
        reader.row(number, cells)
    table.problems += rows.problems
    return table


class _Reader:
    """Puts rows into `table`, one by one."""

    def __init__(self, base: Base, fact_ids: Ids, source_ids: Ids, today: date, table: Table) -> None:
        self._base = base
        self._fact_ids = fact_ids
        self._source_ids = source_ids
        self._today = today
        self._table = table
        self._known = {text_key(fact.question): fact for fact in base.facts}
        self._seen: dict[str, int] = {}
        self._links: dict[str, str] = {}  # the sources the table's links became

    def row(self, number: int, cells: dict[str, str]) -> None:
        question, table = text_key(cells["question"]), self._table
        if question in self._seen:
            message = messages.TWICE_PROBLEM.format(row=self._seen[question])
            table.problems.append(Problem(f"row {number}", "question", message))
            return
        self._seen[question] = number
        old = self._known.get(question)
        id = old.id if old else self._fact_ids.new(cells["question"])
        table.rows[id] = number
        fact: dict[str, Any] = dict(old) if old else {"id": id, "question": cells["question"]}
        fact["answer"] = cells["answer"]
        if "speaker" in cells:
            fact["speakers"] = self._read(number, "speaker", lambda: self._speakers(cells["speaker"])) or ()
            fact["statements"] = statements_of(fact["speakers"], old) if old else ()
        if "as_of" in cells:
            fact["as_of"] = self._read(number, "as_of", lambda: day(cells["as_of"], self._today))
        if cells.get("phrasings"):  # an empty cell takes nothing away
            fact["phrasings"] = lines(cells["phrasings"].replace("|", "\n"))
        where = self._read(number, "paragraphs", lambda: self._cited(cells, fact, old))
        if where:
            fact |= {"source": where.source, "paragraphs": where.paragraphs}
        table.facts.append(fact)

    def _speakers(self, cell: str) -> tuple[str, ...]:
        return speaker_ids(cell.split("|"), self._base)

    def _cited(self, cells: dict[str, str], fact: dict[str, Any], old: Fact | None) -> Cited | None:
        if old and "paragraphs" not in cells:
            return None
        text, usual = cells.get("paragraphs", "").strip(), old.source if old else None
        if text in self._links:
            return Cited(self._links[text], ())
        where = cited(text, self._base.sources, usual, fact.get("as_of") or self._today, self._source_ids)
        if where.new:
            self._table.sources[where.new.id] = where.new
            self._links[text] = where.new.id
        return where

    def _read(self, number: int, column: str, how: Callable[[], _T]) -> _T | None:
        try:
            return how()
        except RefusedError as error:
            self._table.problems.append(Problem(f"row {number}", column, str(error)))
            return None


def _problems_of_header(header: list[str]) -> Iterator[Problem]:
    for column in dict.fromkeys(header):
        if column not in COLUMNS:
            yield Problem("row 1", column or "column", messages.COLUMN_PROBLEM.format(columns=", ".join(COLUMNS)))
        elif header.count(column) > 1:
            yield Problem("row 1", column, messages.COLUMN_TWICE_PROBLEM)
    for column in REQUIRED:
        if column not in header:
            yield Problem("row 1", column, messages.COLUMN_MISSING_PROBLEM)


def _header(text: str) -> list[str]:
    try:
        cells = next(csv.reader([_first_line(text)], delimiter=_delimiter(text)), [])
    except csv.Error:  # for one, if it's far too long for a header
        return []
    return [cell.strip().casefold() for cell in cells]


def _delimiter(text: str) -> str:
    return max(_DELIMITERS, key=_first_line(text).count)


def _first_line(text: str) -> str:
    return re.split("[\r\n]", text.lstrip("\ufeff"), maxsplit=1)[0]
