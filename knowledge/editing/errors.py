"""How an edit fails. The caller still has the edit, so nothing anyone typed is lost."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.editing import messages
from knowledge.history.revisions import Revision
from knowledge.model.merge import changed_fields
from knowledge.model.refs import AnyEntry, Ref
from knowledge.model.validation import Problem


class EditError(Exception):
    """An edit that wasn't saved; it changed nothing. The text is a sentence for the person who made it."""


class RefusedError(EditError):
    """The edit breaks a rule; the sentence says which, and what to do.

    problems: each breach by entry and field (in a CSV file: by row); empty if the sentence says it all
    existing: the entry that already exists and can be edited instead
    used_by: the entries that stop a removal
    """

    def __init__(
        self,
        sentence: str,
        *,
        problems: Sequence[Problem] = (),
        existing: Ref | None = None,
        used_by: Sequence[Ref] = (),
    ) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)
        self.existing = existing
        self.used_by = tuple(used_by)


class ConflictError(EditError):
    """Someone else changed the entry `ref` after the edit was opened; nothing was overwritten.

    opened: the entry as it was when the edit was opened. current: as it is now. None means that there was or is none
    latest: the revision that made it so; `dataclasses.replace(edit, over=latest.number)` saves the edit over it
    fields: what both changed, or what belongs together; empty if the whole entry counts
    """

    def __init__(
        self, ref: Ref, opened: AnyEntry | None, current: AnyEntry | None, latest: Revision, fields: tuple[str, ...]
    ) -> None:
        theirs = set(changed_fields(opened, current))
        beside = [name for name in fields if name not in theirs]
        super().__init__(
            messages.CHANGED_MEANWHILE.format(
                name=latest.author.name,
                what=_what([name for name in fields if name in theirs]),
                beside=messages.BELONGS_TOGETHER.format(mine=_what(beside)) if beside else "",
            )
        )
        self.ref = ref
        self.opened = opened
        self.current = current
        self.latest = latest
        self.fields = fields


def _what(fields: Sequence[str]) -> str:
    """Name `fields` in a sentence: "the answer and the quote"."""
    if not fields:
        return messages.THE_ENTRY
    *some, last = dict.fromkeys(messages.CLASHING.get(name, f"the {name}") for name in fields)
    return messages.AND.format(some=", ".join(some), last=last) if some else last


class NotSavedError(EditError):
    """The database didn't answer. Try again with the same edit."""

    def __init__(self) -> None:
        super().__init__(messages.NOT_SAVED)


def refusal(problems: Sequence[Problem]) -> RefusedError:
    """Return the refusal of an edit of one entry for all its `problems`, as sentences."""
    return RefusedError(" ".join(dict.fromkeys(map(_sentence, problems))), problems=problems)


def field_sentence(template: str, field: str, **parts: str) -> str:
    """Return `template` with the name of `field`, a path like "disputes[0].says", as a sentence."""
    name = field.rpartition(".")[2].partition("[")[0]
    names = messages.LISTS if " items; " in parts.get("problem", "") else messages.FIELDS
    text = template.format(field=names.get(name, f"the {name}"), **parts)
    return text[:1].upper() + text[1:]


def _sentence(problem: Problem) -> str:
    message = problem.message
    if message.startswith("there's no"):
        return messages.PICK_AN_EXISTING_ONE.format(problem=f"T{message[1:]}")
    if message in {"is empty", "is missing"}:
        return field_sentence(messages.FILL_IN, problem.field)
    if message.endswith("are allowed"):
        return field_sentence(messages.TOO_LONG, problem.field, problem=message)
    says_of_the_field = message.startswith(("is", "has", "must", "contains", "'"))
    template = messages.PROBLEM if says_of_the_field else messages.UNUSABLE
    return field_sentence(template, problem.field, problem=message)
