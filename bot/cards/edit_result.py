"""What moderators see of an edit: that it was saved, what it would break, what stood in its way, and their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, File, LayoutView, TextDisplay

from bot.cards.actions import AddOtherSide, Discard, GoAhead, PutOnTop, Reopen, ShowFact, Undo, dispute_key, key
from bot.text.escape import escape
from knowledge.editing.change_text import FieldChange, beside_the_answer, field_changes, summary
from knowledge.editing.errors import ConflictError, EditError, NotSavedError, RefusedError
from knowledge.history.revisions import Revision
from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Fact
from knowledge.model.refs import AnyEntry, Kind

Document = tuple[str, bytes]  # the name and content of a file that goes with a card

MOST_TEXT = 3600  # of Discord's 4,000 characters; the rest is for what surrounds it
_LINE_LENGTH = 500
_SHORT = 100  # characters of a value before and after, together, that are easily compared in one line
_MOST_TYPED = 1200  # of the moderator's text in the card itself; more goes into a file
CHANGES = "changes.txt"
THEIR_SIDE = "Put their side on record"
REOPEN = "Open the form again"
DISCARD = "Discard mine"
PROBLEMS = "problems.txt"
YOUR_TEXT = "your-text.txt"

GREEN = discord.Colour(0x2E7D5B)
AMBER = discord.Colour(0xE8A317)


def saved_card(revision: Revision, base: Base) -> LayoutView:
    """Say that `revision` is saved and live, what it changed, and how to take it back."""
    lines = [f"**✓ Saved and live.** {escape(summary(revision), _LINE_LENGTH)}"]
    lines += [f"- {escape(text, _LINE_LENGTH)}" for text in changed_lines(revision, base)]
    facts = [change.ref.id for change in revision.changes if change.ref.kind is Kind.FACT and change.after is not None]
    buttons: list[Button[Any]] = [Undo(revision.number).button("Undo")]
    buttons += [ShowFact(key(id)).button("Show the card") for id in facts[:1]]
    buttons += [
        AddOtherSide(key(id), dispute_key(dispute)).button(THEIR_SIDE, discord.ButtonStyle.primary)
        for id, dispute in list(_without_other_side(revision))[:1]
    ]
    return card(fitted(lines), buttons, GREEN)


def warning_card(warnings: Sequence[str], typed: str, key: str, *, reopen: bool) -> tuple[LayoutView, Document | None]:
    """Say what an edit would break, and leave the decision to the moderator. Nothing is saved yet."""
    lines = [
        "**⚠ Not saved yet.** Saving this would break something:",
        *(f"- {escape(w, _LINE_LENGTH)}" for w in warnings),
    ]
    buttons: list[Button[Any]] = [GoAhead(key).button("Save it anyway", discord.ButtonStyle.primary)]
    buttons += [Reopen(key).button(REOPEN, discord.ButtonStyle.primary)] if reopen else []
    return _with_text(lines, typed, [*buttons, Discard(key).button(DISCARD)])


def confirm_card(
    question: str, warnings: Sequence[str], key: str, changes: Sequence[str] = ()
) -> tuple[LayoutView, Document | None]:
    """Ask whether an edit is meant. `question` is Markdown.

    changes: lines of what it would change; where not all of it fits the card, there is a file with all
    """
    buttons = [GoAhead(key).button("Yes, do it", discord.ButtonStyle.danger), Discard(key).button("No, leave it")]
    lines = [*(f"⚠ {warning}" for warning in warnings), *changes]
    shown = [question, *(f"- {escape(line, _LINE_LENGTH)}" for line in lines)]
    if fits(shown):
        return card("\n".join(shown), buttons, AMBER), None
    return card(fitted(shown), buttons, AMBER, CHANGES), (CHANGES, "\n".join(lines).encode())


def refused_card(
    error: EditError, typed: str, key: str | None, *, listed: bool = False
) -> tuple[LayoutView, Document | None]:
    """Say why an edit was refused, by entry and field where there is a list, and give the text back.

    key: where the form can be opened again; None where there was none. listed: even a single problem is listed
    """
    lines = [f"**✗ Not saved.** {escape(str(error), 1500)}"]
    if isinstance(error, RefusedError) and (listed or len(error.problems) > 1):
        lines += [f"- {escape(str(problem), _LINE_LENGTH)}" for problem in error.problems]
        if key is None and not fits(lines):  # of an imported file: what was typed into a form has a few
            yours = ["", "What you wrote", typed] if typed else []
            document = "\n".join([*map(str, error.problems), *yours]).encode()
            return card(fitted(lines), [], AMBER, PROBLEMS), (PROBLEMS, document)
    return _with_text(lines, typed, [Reopen(key).button(REOPEN, discord.ButtonStyle.primary)] if key else [])


def conflict_card(error: ConflictError, typed: str, base: Base, key: str) -> tuple[LayoutView, Document | None]:
    """Show what another moderator saved meanwhile beside the moderator's own text, which can go on top."""
    lines = [
        f"**⇄ Not saved: somebody was faster.** {escape(str(error), _LINE_LENGTH)}",
        f"**What they did** (revision {error.latest.number})",
        *(f"- {escape(text, _LINE_LENGTH)}" for text in compared(error.opened, error.current, base)),
    ]
    return _with_text(
        lines,
        typed,
        [
            PutOnTop(key, error.latest.number).button("Put mine on top", discord.ButtonStyle.danger),
            Discard(key).button(DISCARD),
        ],
    )


def not_saved_card(error: NotSavedError, typed: str, key: str) -> tuple[LayoutView, Document | None]:
    """Give the text back where saving failed through no fault of the moderator's."""
    return _with_text(
        [f"**✗ Not saved.** {escape(str(error))}"],
        typed,
        [GoAhead(key).button("Try again", discord.ButtonStyle.primary)],
    )


def changed_lines(revision: Revision, base: Base) -> list[str]:
    """Return what a revision changed as plain lines; of one that changed many entries, which."""
    if len(revision.changes) == 1:
        change = revision.changes[0]
        return compared(change.before, change.after, base)
    word = {(True, False): "added", (False, True): "removed", (False, False): "changed"}
    return [f"{word[change.before is None, change.after is None]}: {change.ref}" for change in revision.changes]


def _without_other_side(revision: Revision) -> Iterator[tuple[str, Dispute]]:
    """Yield each dispute that `revision` added and whose statement is no fact yet, with the fact that it is of."""
    for change in revision.changes:
        if isinstance(change.after, Fact):
            old = change.before.disputes if isinstance(change.before, Fact) else ()
            for dispute in change.after.disputes:
                if dispute not in old and dispute.fact is None:
                    yield change.after.id, dispute


def compared(before: AnyEntry | None, after: AnyEntry | None, base: Base) -> list[str]:
    """Return in which fields two states of an entry differ: a line each, two where the texts are long.

    Where an answer differs, what it is never shown without comes with it.
    """
    lines = [line for change in field_changes(before, after, base) for line in _lines(change)]
    lines += filter(None, [beside_the_answer(before, after, base)])
    return lines or ["nothing that is shown"]


def _lines(change: FieldChange) -> list[str]:
    before, after = change.before, change.after
    if before is None or after is None or len(before) + len(after) <= _SHORT:
        return [str(change)]
    return [f"{change.field} before: {before}", f"{change.field} now: {after}"]


def _with_text(lines: Sequence[str], typed: str, buttons: Sequence[Button[Any]]) -> tuple[LayoutView, Document | None]:
    """Return the card with what the moderator typed: in it, or as a file beside it where it is long."""
    if not typed:
        return card(fitted(lines), buttons, AMBER), None
    if len(typed) <= _MOST_TYPED:
        yours = ["\n**What you wrote**", *(f"> {escape(line)}" for line in typed.splitlines() if line.strip())]
        if sum(map(len, yours)) <= 2 * _MOST_TYPED:
            return card(
                fitted(lines, MOST_TEXT - sum(map(len, yours)) - len(yours)) + "\n" + "\n".join(yours), buttons, AMBER
            ), None
    text = fitted([*lines, "**What you wrote** is in the file below."])
    return card(text, buttons, AMBER, YOUR_TEXT), (YOUR_TEXT, typed.encode())


def fits(lines: Sequence[str], most: int = MOST_TEXT) -> bool:
    """Say whether all `lines` fit into one card."""
    return sum(map(len, lines)) + len(lines) <= most - 30


def fitted(lines: Sequence[str], most: int = MOST_TEXT) -> str:
    """Join `lines`, and say how many were left out where they do not fit."""
    kept: list[str] = []
    for position, line in enumerate(lines):
        if sum(map(len, kept)) + len(kept) + len(line) > most - 30:
            kept.append(f"- and {len(lines) - position} more")
            break
        kept.append(line)
    return "\n".join(kept)


def card(text: str, buttons: Sequence[Button[Any]], colour: discord.Colour, document: str | None = None) -> LayoutView:
    """Return a card with `text` (Markdown), `buttons` in one row, and the place of a file of the name `document`."""
    container: Container[Any] = Container(TextDisplay(text), accent_colour=colour)
    if document:
        container.add_item(File(f"attachment://{document}"))
    if buttons:
        container.add_item(ActionRow(*buttons))
    return LayoutView(timeout=None).add_item(container)
