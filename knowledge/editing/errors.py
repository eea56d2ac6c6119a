"""How an edit fails. Whoever made it still has it, so that nothing that anyone typed is lost."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.history.revisions import Revision
from knowledge.model.refs import AnyEntry, Ref
from knowledge.model.validation import Problem


class EditError(Exception):
    """An edit that was not saved; it changed nothing. The text is a sentence for the person who made it."""


class RefusedError(EditError):
    """The edit breaks a rule; the sentence says which, and what to do.

    problems: each breach by entry and field (in a CSV file: by row); empty where the sentence says it all
    existing: the entry that is there already, to be edited instead
    used_by: the entries that stand in the way of a removal
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
    """Somebody else changed the entry `ref` after the edit was opened; nothing was overwritten.

    opened: the entry as it was when the edit was opened. current: as it is now. None means that there was or is none
    latest: the revision that made it so; `dataclasses.replace(edit, opened=latest.number)` puts the edit on top
    """

    def __init__(self, ref: Ref, opened: AnyEntry | None, current: AnyEntry | None, latest: Revision) -> None:
        super().__init__(f"{latest.author.name} changed it while you were writing. Nothing was overwritten.")
        self.ref = ref
        self.opened = opened
        self.current = current
        self.latest = latest


class NotSavedError(EditError):
    """The database did not answer. Try again with the same edit."""

    def __init__(self) -> None:
        super().__init__("This could not be saved: the database does not answer. Keep your text, and try again soon.")


_ADVICE = (  # how a problem's message ends, and what to do about it
    ("are allowed", "Shorten it."),
    ("is empty", "Write something there."),
    ("is missing", "Write something there."),
)

_LABELS = {
    "phrasings": "One of the other ways to ask",
    "speakers": "The speaker",
    "paragraphs": "Where it says so",
    "as_of": "The date",
    "as_of_note": "The note on the date",
    "url": "The link",
    "side": "The side",
    "variants": "One of the other spellings",
    "topics": "The topics",
    "says": "What they say instead",
    "where": "Where they say so",
}


def refusal(problems: Sequence[Problem]) -> RefusedError:
    """Return the refusal of an edit of one entry for all its `problems`, as sentences."""
    return RefusedError(" ".join(dict.fromkeys(map(_sentence, problems))), problems=problems)


def _sentence(problem: Problem) -> str:
    field = problem.field.split(".")[-1].split("[")[0]
    if problem.message.startswith("there is no"):
        return f"T{problem.message[1:]}. Pick one that exists."
    advice = next((f" {words}" for end, words in _ADVICE if problem.message.endswith(end)), "")
    label = _LABELS.get(field, f"The {field}")
    if " items; " in problem.message:
        label = f"The list of {'other ways to ask' if field == 'phrasings' else field}"
    message = (
        problem.message
        if problem.message.startswith(("is", "has", "must", "contains", "'"))
        else f"cannot be used: {problem.message}"
    )
    return f"{label} {message}.{advice}"
