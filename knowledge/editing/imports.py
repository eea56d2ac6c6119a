"""Imports whole files into a base: packs (TOML, JSON) and tables (CSV). All or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from typing_extensions import override

from knowledge import pack
from knowledge.editing import messages
from knowledge.editing.apply import apply_entries
from knowledge.editing.content_rules import breaches, name_breaches
from knowledge.editing.edit import Edit, WriteSet, new_ids
from knowledge.editing.errors import RefusedError
from knowledge.editing.quoted import quoted
from knowledge.editing.table import Table, read_table
from knowledge.editing.table_rows import Rows, is_table, read_rows
from knowledge.files import messages as file_messages
from knowledge.files.encoding import Text, decode, whole
from knowledge.history.revisions import Change
from knowledge.history.state import ServerState
from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Fact, Speaker
from knowledge.model.refs import Kind, Ref, entries_of
from knowledge.model.validation import BaseError, Problem
from knowledge.pack import PackFile

LARGEST_FILE = 5_000_000  # bytes; the pack that ships has a quarter of them

_LIKE_A_PACK = re.compile(r"(?:\s++|#[^\n]*+)*+(?:[{\[]|[\w-]+[ \t]*=)")

_NOT_ASCII = re.compile(r"[^\n]{0,30}[^\x00-\x7f][^\n]{0,30}")

Mode = Literal["add", "update", "replace"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True)
class ImportFile:
    """A file that was read: a pack, whole or in part, or the rows of a table.

    size: how many bytes it had. note: what to check before saving, because it isn't sure; empty for UTF-8
    """

    content: PackFile | Rows
    size: int
    note: str = ""


def read_file(content: bytes, name: str = "") -> ImportFile:
    """Read a file to import, called `name`; seconds for the largest. Raises `RefusedError` if it can't be read."""
    check_size(len(content))
    try:
        decoded = decode(content)
        if not decoded.text.strip():
            raise whole(file_messages.EMPTY)
        if _is_table(decoded.text, name.lower()):
            return ImportFile(read_rows(decoded.text), len(content), encoding_note(decoded))
        file = pack.load_text(decoded.text, name)
        return ImportFile(replace(file, data=pack.with_models(file.data)), len(content), encoding_note(decoded))
    except BaseError as error:
        raise _refusal(error.problems) from error


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
    def writes(self, now: ServerState, today: date) -> WriteSet:
        """The refusal lists every problem of the file."""
        content = self.file.content
        if isinstance(content, Rows):
            table = read_table(content, now.base, lambda kind: new_ids(now, kind), today)
            return self._table(table, now, today)
        removed = entries_of(now.base) if self.mode == "replace" else {}
        if isinstance(content.data, Mapping):
            self._check_not_empty(content.data.get("facts"), now.base)
        try:
            result = apply_entries(content.data, now.base, removed, content.format)
            return self._writes(result, now, today)
        except BaseError as error:
            raise _refusal(content.located(error.problems)) from error

    def notes(self, changes: Collection[Change], base: Base) -> list[str]:
        """Return what to know before saving: the encoding assumed, a table's new speakers, and who'd be quoted.

        changes: what it changes of `base`
        """
        noted = [self.file.note] if self.file.note else []
        if isinstance(self.file.content, Rows):
            for change in changes:
                if change.before is None and isinstance(change.after, Speaker):
                    new = change.after
                    noted.append(messages.NEW_SPEAKER.format(name=new.name, role=new.role, side=new.side))
        return [*noted, *quoted(changes, base)]

    def _table(self, table: Table, now: ServerState, today: date) -> WriteSet:
        base = now.base
        if not table.problems:
            self._check_not_empty(table.facts, base)
            if not (table.facts or table.gaps):
                raise RefusedError(messages.NO_ROWS)
        removed = [Ref(Kind.FACT, fact.id) for fact in base.facts] if self.mode == "replace" else []
        if removed:
            kept = {fact["id"] for fact in table.facts}
            for fact in table.facts:
                fact["disputes"] = [
                    _pointing(dispute, kept, base.facts_by_id.get(fact["id"]), base)
                    for dispute in fact.get("disputes", ())
                ]
            in_table = {gap["id"] for gap in table.gaps}
            seeing = [dict(gap.seeing_only(kept)) for gap in base.gaps if gap.id not in in_table and gap.see]
            table.gaps = [gap | {"see": [id for id in gap.get("see", ()) if id in kept]} for gap in table.gaps] + seeing
        try:
            writes = self._writes(apply_entries(table.lists, base, removed, "csv"), now, today)
        except BaseError as error:
            # If a row's fact lacks a source, its paragraphs couldn't be read, which is listed already.
            found = [problem for problem in error.problems if problem.field != "source"]
            raise _refusal(table.at_their_rows(found)) from error
        if table.problems:
            raise _refusal(table.at_their_rows(()))
        return writes

    def _writes(self, result: Base, now: ServerState, today: date) -> WriteSet:
        base = now.base
        old, new = entries_of(base), entries_of(result)
        changed = {ref: new.get(ref) for ref in (*new, *old) if new.get(ref) != old.get(ref)}
        found = (*name_breaches(changed, base, result, now.operators_pack), *breaches(changed, base, result, today))
        problems = [breach.problem for breach in found if self.mode != "replace" or not breach.packs_may]
        if self.mode == "add":
            there = [ref for ref in changed if ref in old]
            differs, advice = messages.DIFFERS_PROBLEM
            problems += [Problem(f"{ref.kind.plural}: {ref.id}", "id", differs, advice) for ref in there]
        if problems:
            raise BaseError(problems)
        return WriteSet(changed, skip_content_rules=True)

    def _check_not_empty(self, facts: object, base: Base) -> None:
        """Raise `RefusedError` if the file would replace every fact by nothing: that's never what somebody meant."""
        if self.mode == "replace" and base.facts and not facts:
            raise RefusedError(messages.NOTHING_TO_REPLACE_BY.format(number=len(base.facts)))


def check_size(size: int) -> None:
    """Raise `RefusedError` if a file of `size` bytes is too large."""
    if size > LARGEST_FILE:
        raise RefusedError(messages.FILE_TOO_LARGE.format(size=size, most=LARGEST_FILE))


def encoding_note(decoded: Text) -> str:
    """Return which encoding of a file was assumed, with the first words that would look wrong in another one."""
    words = _NOT_ASCII.search(decoded.text)
    if decoded.assumed is None or words is None:
        return ""
    return messages.ENCODING_ASSUMED.format(encoding=decoded.assumed, sample=words[0].strip())


def _is_table(text: str, name: str) -> bool:
    if name.endswith(pack.TABLES):
        return True
    return not name.endswith((".toml", ".json")) and (is_table(text) or not _LIKE_A_PACK.match(text))


def _pointing(
    dispute: Dispute | Mapping[str, Any], kept: Collection[str], old: Fact | None, base: Base
) -> dict[str, object]:
    """Return the fields of a dispute of `old`, without a pointer to a fact of `base` that isn't `kept`."""
    fields = dict(dispute)
    if old is None or fields.get("fact") is None or fields["fact"] in kept:
        return fields
    return dict(Dispute.model_construct(**fields).unlinked(old, base.facts_by_id))  # validated with its fact


def _refusal(problems: Sequence[Problem]) -> RefusedError:
    sentence = messages.FILE_HAS_PROBLEM if len(problems) == 1 else messages.FILE_HAS_PROBLEMS
    return RefusedError(sentence.format(number=len(problems)), problems=problems)
