"""Imports whole files into a base: packs (TOML, JSON) and tables (CSV). All or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from typing_extensions import override

from knowledge import pack
from knowledge.editing import messages
from knowledge.editing.apply import apply_entries
from knowledge.editing.content_rules import breaches
from knowledge.editing.edit import Draft, Edit, new_ids
from knowledge.editing.errors import RefusedError
from knowledge.editing.table import COLUMNS, Rows, Table, is_table, read_rows, read_table
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Dispute
from knowledge.model.refs import Kind, Ref, entries_of
from knowledge.model.validation import BaseError, Problem

LARGEST_FILE = 2_000_000  # bytes; the pack that ships has half as many

Mode = Literal["add", "update", "replace"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True)
class ImportFile:
    """A file that was read: the lists of a pack, whole or in part, or the rows of a table of facts.

    size: how many bytes it had
    """

    content: object | Rows
    size: int


def read_file(content: bytes) -> ImportFile:
    """Read a file to import. Takes up to half a second. Raises `RefusedError` if it's neither a pack nor a table."""
    text = _text(content)
    if is_table(text):
        return ImportFile(read_rows(text), len(content))
    try:
        return ImportFile(pack.with_models(pack.load(content)), len(content))
    except BaseError as error:
        sentence = messages.FILE_NOT_READ.format(problem=error.problems[0].message, columns=",".join(COLUMNS))
        raise RefusedError(sentence, problems=error.problems) from error


@dataclass(frozen=True, kw_only=True)
class Import(Edit):
    """Takes a file's entries into the base.

    file: made by `read_file`
    mode: "add" takes new entries only, and refuses a file that has others of the same id; "update" also replaces
        entries of the same id (in a table: of the same question); "replace" also removes what isn't in the file (in a
        table: only facts)
    """

    file: ImportFile
    mode: Mode

    @property
    @override
    def action(self) -> str:
        return f"imported a file ({self.mode})"

    @property
    @override
    def typed(self) -> Mapping[str, str]:
        """Nothing: who imports a file has it."""
        return {}

    @override
    def draft(self, now: ServerState, today: date) -> Draft:
        """The refusal lists every problem of the file."""
        if isinstance(self.file.content, Rows):
            ids = new_ids(now, Kind.FACT), new_ids(now, Kind.SOURCE)
            return self._table(read_table(self.file.content, now.base, *ids, today), now.base, today)
        removed = entries_of(now.base) if self.mode == "replace" else {}
        try:
            return self._draft(apply_entries(self.file.content, now.base, removed), now.base, today)
        except BaseError as error:
            raise _refusal(error.problems) from error

    def _table(self, table: Table, base: Base, today: date) -> Draft:
        removed = [Ref(Kind.FACT, fact.id) for fact in base.facts] if self.mode == "replace" else []
        if removed:
            for fact in table.facts:
                fact["disputes"] = [_pointing(dispute, table.rows) for dispute in fact.get("disputes", ())]
        problems = list(table.problems)
        try:
            result = apply_entries({"facts": table.facts, "sources": [*table.sources.values()]}, base, removed)
            draft = self._draft(result, base, today)
        except BaseError as error:
            # If a row's fact lacks a source, its paragraphs couldn't be read, which is listed already.
            problems += [problem for problem in error.problems if problem.field != "source"]
        if problems:
            raise _refusal([_by_row(problem, table.rows) for problem in problems])
        return draft

    def _draft(self, result: Base, base: Base, today: date) -> Draft:
        old, new = entries_of(base), entries_of(result)
        changed = {ref: new.get(ref) for ref in (*new, *old) if new.get(ref) != old.get(ref)}
        problems = [
            breach.problem
            for breach in breaches(changed, base, result, today)
            if self.mode != "replace" or not breach.packs_may
        ]
        if self.mode == "add":
            there = [ref for ref in changed if ref in old]
            problems += [Problem(f"{ref.kind.plural}: {ref.id}", "id", messages.DIFFERS_PROBLEM) for ref in there]
        if problems:
            raise BaseError(problems)
        return Draft(changed, skip_content_rules=True)


def check_size(size: int) -> None:
    """Raise `RefusedError` if a file of `size` bytes is too large."""
    if size > LARGEST_FILE:
        raise RefusedError(messages.FILE_TOO_LARGE.format(size=size, most=LARGEST_FILE))


def _text(content: bytes) -> str:
    check_size(len(content))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(messages.FILE_NOT_TEXT) from error


def _pointing(dispute: Dispute, facts: Collection[str]) -> Dispute:
    return dispute if dispute.fact in facts else dispute.model_copy(update={"fact": None})


def _by_row(problem: Problem, rows: Mapping[str, int]) -> Problem:
    row = rows.get(problem.entry.removeprefix("facts: "))
    return Problem(f"row {row}", problem.field, problem.message) if row else problem


def _refusal(problems: Sequence[Problem]) -> RefusedError:
    sentence = messages.FILE_HAS_PROBLEM if len(problems) == 1 else messages.FILE_HAS_PROBLEMS
    return RefusedError(sentence.format(number=len(problems)), problems=problems)
