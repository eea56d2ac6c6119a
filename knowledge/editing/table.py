"""What the rows of a table say: facts, gaps, and the speakers and sources they bring along."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from knowledge.editing import messages
from knowledge.editing.errors import RefusedError
from knowledge.editing.facts import statements_of, staying
from knowledge.editing.parsing import Cited, Ids, cited, day, facts_called, lines, shortened, typed
from knowledge.editing.table_rows import Rows, at_row
from knowledge.editing.table_speakers import TableSpeakers
from knowledge.files.messages import Message
from knowledge.model.base import Base
from knowledge.model.dates import day_and_month
from knowledge.model.entries import Fact, Gap, Source
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import Kind
from knowledge.model.same_text import text_key
from knowledge.model.validation import Problem

_COLUMNS = {  # of a problem's field
    "id": "question",
    "speakers": "speaker",
    "statements": "speaker",
    "name": "speaker",
    "source": "paragraphs",
    "url": "paragraphs",
    "says": "dispute",
    "disputes": "dispute",
}
_MOST_PROBLEMS = 2000  # that are listed
_T = TypeVar("_T")


@dataclass
class Table:
    """What a table says: entries as plain fields, the sources its links become, and what's wrong with it.

    rows: where each entry is, by the name that problems give it, like "facts: who-won"
    """

    facts: list[dict[str, Any]] = field(default_factory=list)
    gaps: list[dict[str, Any]] = field(default_factory=list)
    speakers: Mapping[str, dict[str, object]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def lists(self) -> dict[str, Sequence[object]]:
        """The entries, shaped like a pack."""
        return {
            "sources": [*self.sources.values()],
            "speakers": [*self.speakers.values()],
            "facts": self.facts,
            "gaps": self.gaps,
        }

    def at_their_rows(self, problems: Sequence[Problem]) -> list[Problem]:
        """Return `problems` of entries, and those of the table, by row and column, in the order of the rows."""
        found = dict.fromkeys(map(self._by_row, (*self.problems, *problems)))
        return sorted(found, key=lambda each: _row(each) or 0)[:_MOST_PROBLEMS]

    def _by_row(self, problem: Problem) -> Problem:
        row = self.rows.get(problem.entry)
        if row is None:
            return problem
        name = problem.field.partition("[")[0]
        inner = problem.field.rpartition(".")[2] if "." in problem.field else ""
        column = "disputed_by" if inner == "speaker" and name == "disputes" else _COLUMNS.get(inner or name, name)
        return Problem(f"row {row}", column, problem.message, problem.advice)


def read_table(rows: Rows, base: Base, ids: Callable[[Kind], Ids], today: date) -> Table:
    """Read what `rows` say. A question that `base` has is that entry: its columns change, and the rest of it stays.

    ids: what new entries of a kind are given
    """
    table = Table(problems=list(rows.problems))
    reader = _Reader(base, ids, today, table)
    for number, cells in rows.cells:
        reader.row(number, cells)
    reader.find_seen()
    return table


class _Reader:
    """Puts rows into `table`, one by one."""

    def __init__(self, base: Base, ids: Callable[[Kind], Ids], today: date, table: Table) -> None:
        self._base = base
        self._ids = {kind: ids(kind) for kind in Kind}
        self._today = today
        self._table = table
        self._facts = {text_key(fact.question): fact for fact in base.facts}
        self._gaps = {text_key(gap.question): gap for gap in base.gaps}
        self._seen: dict[str, int] = {}
        self._named: list[tuple[int, dict[str, Any], list[str]]] = []  # the facts that gaps name: row, gap, names
        self._links: dict[str, str] = {}  # the sources the table's links became
        self._speakers = TableSpeakers(base, self._ids[Kind.SPEAKER])
        table.speakers = self._speakers.new

    def row(self, number: int, cells: dict[str, str]) -> None:
        question = text_key(cells["question"])
        if not typed(cells["question"]):
            self._note(number, "question", messages.NO_QUESTION)
        elif question in self._seen:
            self._note(number, "question", messages.TWICE_PROBLEM.with_(row=self._seen[question]))
        elif typed(cells.get("answer", "")):
            self._fact(number, cells, self._facts.get(question))
        else:
            self._gap(number, cells, self._gaps.get(question))
        self._seen.setdefault(question, number)

    def _fact(self, number: int, cells: dict[str, str], old: Fact | None) -> None:
        for column in ("note", "see"):
            if typed(cells.get(column, "")):
                self._note(number, column, messages.ANSWER_AND_NOTE)
        id = old.id if old else self._ids[Kind.FACT].new(cells["question"])
        self._table.rows[f"facts: {id}"] = number
        fact: dict[str, Any] = dict(old) if old else {"id": id, "question": cells["question"]}
        fact["answer"] = cells["answer"]
        if "speaker" in cells:
            fact["speakers"] = self._speakers_of(number, cells)
            fact["statements"] = statements_of(fact["speakers"], old) if old else ()
        if "as_of" in cells:
            fact["as_of"] = self._read(number, "as_of", lambda: day(cells["as_of"], self._today))
        if cells.get("phrasings"):  # an empty cell takes nothing away
            fact["phrasings"] = lines(cells["phrasings"].replace("|", "\n"))
        if cells.get("disputed_by", "").strip() or cells.get("dispute", "").strip():
            fact["disputes"] = self._disputes(number, cells, old)
        where = self._read(number, "paragraphs", lambda: self._cited(cells, fact, old))
        if where:
            fact |= {"source": where.source, "paragraphs": where.paragraphs, "also_in": where.also_in}
            fact["statements"] = staying(fact.get("statements", ()), old.source if old else where.source, where.source)
            fact["disputes"] = staying(fact.get("disputes", ()), old.source if old else where.source, where.source)
        self._table.facts.append(fact)

    def _gap(self, number: int, cells: dict[str, str], old: Gap | None) -> None:
        """Read a row without an answer: a question that the article doesn't answer, with what to say instead."""
        if not typed(cells.get("note", "")):
            self._note(number, "answer", messages.NEITHER_ANSWER_NOR_NOTE)
            return
        id = old.id if old else self._ids[Kind.GAP].new(cells["question"])
        self._table.rows[f"gaps: {id}"] = number
        gap: dict[str, Any] = dict(old) if old else {"id": id, "question": cells["question"]}
        gap["note"] = cells["note"]
        if cells.get("phrasings"):
            gap["phrasings"] = lines(cells["phrasings"].replace("|", "\n"))
        if cells.get("see"):
            self._named.append((number, gap, _parts(cells["see"])))
        self._table.gaps.append(gap)

    def find_seen(self) -> None:
        """Look up the facts that gaps name once all rows are read: one may be in a later row."""
        known = facts_called(self._base.facts)
        known |= {text_key(fact["question"]): fact["id"] for fact in self._table.facts}
        for number, gap, names in self._named:
            for name in names:
                if name not in known and text_key(name) not in known:
                    self._note(number, "see", messages.NOT_A_FACT_PROBLEM.with_(text=shortened(name)))
            found = (known.get(name) or known.get(text_key(name)) for name in names)
            gap["see"] = list(dict.fromkeys(filter(None, found)))

    def _speakers_of(self, number: int, cells: dict[str, str]) -> tuple[str, ...]:
        names = _parts(cells["speaker"])
        roles, sides = (self._for_each(number, column, cells, names) for column in ("role", "side"))
        ids = [self._id(number, "speaker", *each) for each in zip(names, roles, sides, strict=True)]
        return tuple(dict.fromkeys(filter(None, ids)))

    def _for_each(self, number: int, column: str, cells: dict[str, str], names: list[str]) -> list[str]:
        """Return the parts of a cell, one for each of `names`."""
        cell = typed(cells.get(column, ""))
        parts = [typed(part) for part in cell.split("|")] if cell else []
        if parts and len(parts) != len(names):
            self._note(number, column, messages.NOT_ONE_FOR_EACH.with_(parts=len(parts), names=len(names)))
        return [*parts, *[""] * len(names)][: len(names)]

    def _id(self, number: int, column: str, name: str, role: str = "", side: str = "") -> str | None:
        id = self._read(number, column, lambda: self._speakers.id(name, role, side, may_say_role=column == "speaker"))
        if id in self._speakers.new:
            self._table.rows.setdefault(f"speakers: {id}", number)
        return id

    def _disputes(self, number: int, cells: dict[str, str], old: Fact | None) -> list[dict[str, Any]]:
        """Return the fact's disputes: those it has, with what the row says of the same speakers, and new ones."""
        names, texts = _parts(cells.get("disputed_by", "")), _parts(cells.get("dispute", ""))
        disputes: dict[str, dict[str, Any]] = {each.speaker: dict(each) for each in (old.disputes if old else ())}
        if len(names) != len(texts):
            self._note(number, "dispute", messages.DISPUTES_DONT_MATCH.with_(names=len(names), texts=len(texts)))
            return list(disputes.values())
        for name, text in zip(names, texts, strict=True):
            if text_key(name) == text_key(THE_ARTICLE_ITSELF):
                self._note(number, "disputed_by", messages.ARTICLE_DISPUTES)
            elif (id := self._id(number, "disputed_by", name)) is not None:
                disputes[id] = disputes.get(id, {"speaker": id}) | {"says": text}
        return list(disputes.values())

    def _cited(self, cells: dict[str, str], fact: dict[str, Any], old: Fact | None) -> Cited | None:
        if old and "paragraphs" not in cells:
            return None
        text, usual = cells.get("paragraphs", "").strip(), old.source if old else None
        if text in self._links:
            return Cited(self._links[text], ())
        _check_not_converted(text)
        where = cited(text, self._base.sources, usual, fact.get("as_of"), self._ids[Kind.SOURCE])
        if where.new:
            self._table.sources[where.new.id] = where.new
            self._links[text] = where.new.id
        return where

    def _read(self, number: int, column: str, how: Callable[[], _T]) -> _T | None:
        try:
            return how()
        except RefusedError as error:
            self._note(number, column, Message(str(error).rstrip(".")))
            return None

    def _note(self, number: int, column: str, message: Message) -> None:
        self._table.problems.append(at_row(number, column, message))


def _check_not_converted(text: str) -> None:
    """Raise `RefusedError` for paragraph numbers that a spreadsheet turned into a date or a decimal number."""
    numbers = day_and_month(text)
    if numbers is not None:
        first, last = numbers
        raise RefusedError(messages.RANGE_MADE_A_DATE.format(text=shortened(text), first=first, last=last))
    decimal = re.fullmatch(r"([0-9]{1,5})[.,]0+", text)
    if decimal is not None:
        raise RefusedError(messages.NUMBER_MADE_DECIMAL.format(text=text, number=decimal[1]))


def _parts(cell: str) -> list[str]:
    return [part for part in map(typed, cell.split("|")) if part]


def _row(problem: Problem) -> int | None:
    number = re.fullmatch(r"row ([0-9]+)", problem.entry)
    return int(number[1]) if number else None
