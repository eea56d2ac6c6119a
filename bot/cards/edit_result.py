"""What moderators see of an edit: saved, what it would affect, why it wasn't saved, and their own text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

import discord
from discord.ui import Button, LayoutView

from bot.cards.actions import ShowFact, key
from bot.cards.actions import key as fact_key
from bot.cards.layout import (
    AMBER,
    CHANGE,
    GREEN,
    LINE,
    MOST_TEXT,
    NAME,
    SHORT_CHANGE,
    SUMMARY,
    Document,
    card,
    fits,
    fitted,
)
from bot.cards.moderator_actions import (
    AddOtherSide,
    Discard,
    DropQuotes,
    GoAhead,
    OpenFact,
    PutOnTop,
    Reopen,
    SuggestForFact,
    SuggestForGap,
    Undo,
    dispute_key,
)
from bot.cards.server_settings import settings_lines
from bot.strings import editing as strings
from bot.strings.suggesting import SUGGEST_FOR_ENTRY
from bot.text.escape import escape
from bot.text.plural import counted
from knowledge.editing.change_text import FieldChange, beside_the_answer, field_changes, headline, summary
from knowledge.editing.errors import ConflictError, EditError, NotSavedError, RefusedError
from knowledge.editing.undo import LaterChange
from knowledge.history.revisions import Revision
from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Fact, Gap, Source
from knowledge.model.quality import FEWEST_OF_A_FACT
from knowledge.model.refs import THE_SETTINGS, AnyEntry, Kind, title

Typed = Mapping[str, str]  # what a moderator typed, by the labels of the form

ANSWER = "answer"  # as `field_changes` calls it
_ONE_LINE = 100  # characters of a value before and after together that are easy to compare in one line
_LONG = 400  # characters of a text that a card may cut
_LEAD = 60  # characters of what two such texts have in common that are shown before they differ
_MOST_TYPED = 1500  # of the moderator's text in the card itself, escapes counted; more goes into a file
_REASON = 1500  # of why an edit was refused: the sentences of several problems


def saved_card(
    revision: Revision, base: Base, kept: Sequence[Revision] = (), *, suggests: bool = False, again: bool = False
) -> LayoutView:
    """Say that `revision` is saved and live and what it changed, with a button to undo it.

    kept: what others changed of the entry meanwhile, and it was merged with
    suggests: whether there's a language model to suggest ways to ask for a fact or gap that was written
    again: whether it was sent again after it had been saved
    """
    lines = [(strings.SAVED_ALREADY if again else strings.SAVED).format(summary=escape(summary(revision), SUMMARY))]
    lines += [f"- {line}" for line in changed_lines(revision, base)]
    lines += kept_lines(kept, base)
    lines += [
        strings.NAME_THE_SOURCE.format(id=change.ref.id)
        for change in revision.changes[:1]
        if change.before is None and isinstance(change.after, Source)
    ]
    facts = [change.ref.id for change in revision.changes if change.ref.kind is Kind.FACT and change.after is not None]
    buttons: list[Button[Any]] = [Undo(revision.number).button(strings.UNDO)]
    buttons += [ShowFact(key(id)).button(strings.SHOW_CARD) for id in facts[:1]]
    buttons += edit_buttons(revision)
    buttons += other_side_buttons(revision)
    if suggests:
        buttons += suggest_buttons(revision)
    return card(fitted(lines), buttons, GREEN)


def kept_lines(kept: Sequence[Revision], base: Base) -> list[str]:
    """Say what others changed of an entry while it was edited, and that it's still so."""
    if not kept:
        return []
    names = " · ".join(dict.fromkeys(escape(each.author.name, NAME) for each in kept))
    lines = compared(kept[0].changes[0].before, kept[-1].changes[0].after, base)
    return [strings.KEPT.format(names=names), *(f"- {escape(text, CHANGE)}" for text in lines)]


def edit_buttons(revision: Revision) -> list[Button[Any]]:
    """Return the button that edits the first fact that `revision` wrote, if any."""
    facts = (each.ref.id for each in revision.changes if isinstance(each.after, Fact))
    return [OpenFact(key(id)).button(strings.EDIT) for id in list(facts)[:1]]


def other_side_buttons(revision: Revision) -> list[Button[Any]]:
    """Return the button that puts on record what the speaker of a dispute says that `revision` added, if any."""
    return [
        AddOtherSide(key(id), dispute_key(dispute)).button(strings.ADD_THEIR_SIDE, discord.ButtonStyle.primary)
        for id, dispute in list(_without_other_side(revision))[:1]
    ]


def suggest_buttons(revision: Revision) -> list[Button[Any]]:
    """Return the button that asks a language model for ways to ask for a fact or gap that `revision` wrote, if any.

    One that was added comes first. None is offered for an entry that has as many as a prompt would ask for.
    """
    actions = {Kind.FACT: SuggestForFact, Kind.GAP: SuggestForGap}
    thin = [
        each
        for each in revision.changes
        if isinstance(each.after, Fact | Gap) and len(each.after.phrasings) < FEWEST_OF_A_FACT
    ]
    thin.sort(key=lambda each: each.before is not None)
    return [actions[each.ref.kind](key(each.ref.id)).button(SUGGEST_FOR_ENTRY) for each in thin[:1]]


def warning_card(
    warnings: Sequence[str], typed: Typed, key: str, *, reopen: bool, quotes: int = 0
) -> tuple[LayoutView, Document | None]:
    """Say what an edit would affect, and leave the decision to the moderator. Nothing is saved yet.

    quotes: how many may not belong where the edit leaves them; to keep or remove
    """
    heading = strings.QUOTE_WARNING if quotes and quotes == len(warnings) else strings.WARNING
    lines = [heading, *(f"- {escape(warning, CHANGE)}" for warning in warnings)]
    buttons = _quote_buttons(key, quotes) or [
        GoAhead(key).button(strings.SAVE_ANYWAY, discord.ButtonStyle.primary),
    ]
    buttons += [Reopen(key).button(strings.EDIT_AGAIN, discord.ButtonStyle.primary)] if reopen else []
    return _with_text(lines, typed, [*buttons, Discard(key).button(strings.DISCARD)])


def confirm_card(
    question: str, yes: str, warnings: Sequence[str], key: str, changes: Sequence[str] = (), *, quotes: int = 0
) -> tuple[LayoutView, Document | None]:
    """Ask whether an edit is meant. `question` is Markdown, `yes` the button's label.

    changes: lines of what it would change; if they don't all fit on the card, a file has them
    quotes: how many may not belong where the edit leaves them; to keep or remove
    """
    buttons = _quote_buttons(key, quotes, f"{yes}: ") or [GoAhead(key).button(yes, discord.ButtonStyle.danger)]
    buttons.append(Discard(key).button(strings.CANCEL))
    lines = [*(f"⚠ {warning}" for warning in warnings), *changes]
    shown = [question, *map(_indented, lines)]
    if fits(shown):
        return card("\n".join(shown), buttons, AMBER), None
    document = (strings.CHANGES_FILE, "\n".join(lines).encode())
    return card(fitted(shown), buttons, AMBER, strings.CHANGES_FILE), document


def _quote_buttons(key: str, quotes: int, before: str = "") -> list[Button[Any]]:
    """Return the buttons that save an edit with the doubtful quotes or without them; none if it has none."""
    if not quotes:
        return []
    keep, remove = (
        (strings.KEEP_QUOTE, strings.REMOVE_QUOTE) if quotes == 1 else (strings.KEEP_QUOTES, strings.REMOVE_QUOTES)
    )
    return [
        GoAhead(key).button(before + keep, discord.ButtonStyle.primary),
        DropQuotes(key).button(before + remove, discord.ButtonStyle.primary),
    ]


def refused_card(
    error: EditError, typed: Typed, key: str | None, *, listed: bool = False
) -> tuple[LayoutView, Document | None]:
    """Say why an edit was refused, problem by problem if there are several, and give the text back.

    key: to open the form again; None if there was no form. listed: even a single problem is listed
    """
    lines = [strings.REFUSED.format(reason=escape(str(error), _REASON))]
    if isinstance(error, RefusedError) and (listed or len(error.problems) > 1):
        lines += [f"- {escape(str(problem), LINE)}" for problem in error.problems]
        if key is None and not fits(lines):  # of an imported file: a form has only a few problems
            yours = ["", strings.WHAT_YOU_WROTE, _plain_text(typed)] if typed else []
            document = "\n".join([*map(str, error.problems), *yours]).encode()
            return card(fitted(lines), [], AMBER, strings.PROBLEMS_FILE), (strings.PROBLEMS_FILE, document)
    buttons: list[Button[Any]] = []
    if key:
        buttons.append(Reopen(key).button(strings.EDIT_AGAIN, discord.ButtonStyle.primary))
    there = error.existing if isinstance(error, RefusedError) else None
    if there is not None and there.kind is Kind.FACT:
        buttons.append(OpenFact(fact_key(there.id)).button(strings.EDIT_THAT_ONE))
    return _with_text(lines, typed, buttons)


def conflict_card(error: ConflictError, typed: Typed, base: Base, key: str) -> tuple[LayoutView, Document | None]:
    """Show what another moderator saved meanwhile beside the moderator's own text, which can be saved over it."""
    lines = [
        strings.CONFLICT.format(reason=escape(str(error), LINE)),
        strings.THEIR_CHANGE.format(number=error.latest.number),
        *(f"- {escape(text, CHANGE)}" for text in compared(error.opened, error.current, base, error.fields)),
        strings.WHAT_SAVING_LOSES,
    ]
    buttons = [
        PutOnTop(key, error.latest.number).button(strings.SAVE_OVER_IT, discord.ButtonStyle.danger),
        *([OpenFact(fact_key(error.ref.id)).button(strings.EDIT_THEIRS)] if isinstance(error.current, Fact) else []),
        Discard(key).button(strings.DISCARD),
    ]
    return _with_text(lines, typed, buttons)


def later_changes_card(
    revision: Revision, later: Sequence[LaterChange], warnings: Sequence[str], base: Base, keys: Sequence[str]
) -> tuple[LayoutView, Document | None]:
    """Name every entry that stands in the way of undoing `revision`, with what would be lost of it.

    keys: of the edit that undoes everything nevertheless, and of the one that leaves these entries alone, if there
    are others. If not all fits on the card, a file has it
    """
    told = [_later(each, base) for each in later]
    everything, *rest = keys
    buttons = [GoAhead(everything).button(strings.UNDO_EVERYTHING, discord.ButtonStyle.danger)]
    buttons += [GoAhead(each).button(strings.UNDO_THE_REST, discord.ButtonStyle.primary) for each in rest]
    buttons.append(Discard(everything).button(strings.CANCEL))
    choices = strings.UNDO_CHOICES if rest else strings.UNDO_CHOICE
    head = [
        strings.CHANGED_SINCE.format(number=revision.number, entries=counted(len(later), "entry", "entries")),
        choices.format(they="it" if len(later) == 1 else "them"),
    ]
    cautions = [f"⚠ {warning}" for warning in warnings]
    shown = [
        *head,
        *(line for first, *others in told for line in [f"**{escape(first, CHANGE)}**", *_items(others)]),
        *(escape(line, CHANGE) for line in cautions),
    ]
    if fits(shown):
        return card("\n".join(shown), buttons, AMBER), None
    names = [*head, *(escape(first, NAME) for first, *_ in told), *(escape(line, CHANGE) for line in cautions)]
    document = "\n".join([*(line for lines in told for line in lines), *cautions]).encode()
    return card(fitted(names), buttons, AMBER, strings.CHANGES_FILE), (strings.CHANGES_FILE, document)


def _later(each: LaterChange, base: Base) -> list[str]:
    """Return plain lines about an entry that changed since: which one and what would become of it, then what's lost."""
    shown = each.current or each.left or each.undone
    assert shown is not None  # noqa: S101  # it was there at some time
    latest, named = each.latest, strings.THE_SETTINGS if each.ref == THE_SETTINGS else strings.AN_ENTRY
    becomes = strings.WOULD_BE_REMOVED if each.undone is None else strings.WOULD_GO_BACK
    if each.current is None:
        lost = [strings.REMOVED_IT]
    elif each.left is None:
        lost = [strings.RESTORED_IT]
    else:
        lost = compared(each.left, each.current, base, each.fields)
    return [
        becomes.format(entry=named.format(kind=each.ref.kind, title=title(shown))),
        strings.LOST.format(name=latest.author.name, number=latest.number),
        *lost,
    ]


def _items(lines: Sequence[str]) -> list[str]:
    return [f"- {escape(line, CHANGE)}" for line in lines]


def not_saved_card(error: NotSavedError, typed: Typed, key: str) -> tuple[LayoutView, Document | None]:
    """Give the text back after saving failed through no fault of the moderator's."""
    lines = [strings.REFUSED.format(reason=escape(str(error)))]
    return _with_text(lines, typed, [GoAhead(key).button(strings.TRY_AGAIN, discord.ButtonStyle.primary)])


def short_lines(revision: Revision, base: Base, most: int, attribution: int) -> list[str]:
    """Return at most `most` lines of Markdown of what a revision changed, for lists: its summary says the rest.

    An answer comes with its attribution, whole. One whose attribution has more than `attribution` characters isn't
    shown: nobody's words stand without who said them and who disputes them.
    """
    if len(revision.changes) == 1 and isinstance(revision.changes[0].after, Fact):
        (change,) = revision.changes
        fields = field_changes(change.before, change.after, base) if change.before is not None else []
        lines = [escape(line, SHORT_CHANGE) for each in fields if each.field != ANSWER for line in _lines(each)]
        for each in fields:
            if each.field == ANSWER:
                said = escape(beside_the_answer(change.before, change.after, base))
                told = [escape(line, SHORT_CHANGE) for line in _lines(_from_the_difference(each))]
                first = [strings.ANSWER_CHANGED] if len(said) > attribution else [*told, *filter(None, [said])]
                return [*first, *_cut(lines, most - len(told))]
        return _cut(lines, most)
    if len(revision.changes) == 1 and None in (revision.changes[0].before, revision.changes[0].after):
        return []  # the summary names it
    return _cut(changed_lines(revision, base, SHORT_CHANGE), most)


def _cut(lines: Sequence[str], most: int) -> list[str]:
    """Return the first `most` of `lines`, and how many more there are."""
    most = max(most, 0)
    rest = [strings.MORE_LINES.format(number=len(lines) - most)] if len(lines) > most else []
    return [*lines[:most], *rest]


def changed_lines(revision: Revision, base: Base, length: int = CHANGE) -> list[str]:
    """Return what a revision changed as lines of Markdown; if it changed many entries, only which.

    length: of a line at most, in characters
    """
    if len(revision.changes) == 1:
        change = revision.changes[0]
        if change.ref == THE_SETTINGS:
            return settings_lines(change)
        return [escape(line, length) for line in compared(change.before, change.after, base)]
    return [escape(headline(change), min(length, LINE)) for change in revision.changes]


def compared(
    before: AnyEntry | None,
    after: AnyEntry | None,
    base: Base,
    fields: Collection[str] = (),
    *,
    proposed: bool = False,
    whole: bool = False,
) -> list[str]:
    """Return in which fields two states of an entry differ: a line each, two if the texts are long.

    If an answer differs, its attribution comes with it.
    fields: only these; none means all. proposed: `after` isn't in effect
    whole: long texts have all of what they begin with in common; a card would cut them before they differ
    """
    changes = field_changes(before, after, base, fields)
    if not whole:
        changes = [_from_the_difference(change) for change in changes]
    lines = [line for change in changes for line in _lines(change, proposed=proposed)]
    lines += filter(None, [beside_the_answer(before, after, base)])
    return lines or [strings.NOTHING_VISIBLE]


def _lines(change: FieldChange, *, proposed: bool = False) -> list[str]:
    before, after = change.before, change.after
    now = strings.PROPOSED_TEXT if proposed else strings.NOW
    if before is None or after is None or len(before) + len(after) <= _ONE_LINE:
        return [str(change)]
    return [
        strings.BEFORE.format(field=change.field, text=before),
        now.format(field=change.field, text=after),
    ]


def _from_the_difference(change: FieldChange) -> FieldChange:
    """Leave out what two long texts have in common before they differ, but for a few words."""
    if change.before is None or change.after is None or max(len(change.before), len(change.after)) <= _LONG:
        return change
    pairs = zip(change.before, change.after, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = change.before.rfind(" ", 0, max(shared - _LEAD, 0)) + 1
    if start == 0:
        return change
    return replace(change, before=f"… {change.before[start:]}", after=f"… {change.after[start:]}")


def _indented(line: str) -> str:
    """Return a line of a listing as Markdown: what an entry changed becomes a list below it."""
    return f"- {escape(line, CHANGE)}" if line.startswith(" ") else escape(line, CHANGE)


def _without_other_side(revision: Revision) -> Iterator[tuple[str, Dispute]]:
    """Yield each dispute `revision` added whose statement isn't a fact yet, with the id of the fact it's of."""
    for change in revision.changes:
        if isinstance(change.after, Fact):
            old = change.before.disputes if isinstance(change.before, Fact) else ()
            for dispute in change.after.disputes:
                if dispute not in old and dispute.fact is None:
                    yield change.after.id, dispute


def typed_file(typed: Typed) -> Document:
    """Return a file with what the moderator typed."""
    return strings.YOUR_TEXT_FILE, _plain_text(typed).encode()


def _with_text(
    lines: Sequence[str], typed: Typed, buttons: Sequence[Button[Any]]
) -> tuple[LayoutView, Document | None]:
    """Return the card with what the moderator typed: in it, or as a file beside it if it's long."""
    yours, document = quoted_text(typed)
    if document:
        return card(fitted([*lines, yours]), buttons, AMBER, strings.YOUR_TEXT_FILE), document
    if not yours:
        return card(fitted(lines), buttons, AMBER), None
    return card(f"{fitted(lines, MOST_TEXT - len(yours) - 2)}\n\n{yours}", buttons, AMBER), None


def quoted_text(typed: Typed, most: int = _MOST_TYPED) -> tuple[str, Document | None]:
    """Return what the moderator typed as Markdown, or a sentence and a file if it's long; empty if it's nothing."""
    if not typed:
        return "", None
    yours = [strings.YOUR_TEXT, *(line for label, text in typed.items() for line in _quoted(label, text))]
    if sum(map(len, yours)) + len(yours) < most:
        return "\n".join(yours), None
    return strings.YOUR_TEXT_IN_FILE, typed_file(typed)


def _quoted(label: str, text: str) -> list[str]:
    """Return a text as a quotation that begins with its label."""
    first, *rest = [escape(line) for line in text.splitlines() if line.strip()]
    return [f"> **{label}** {first}", *(f"> {line}" for line in rest)]


def _plain_text(typed: Typed) -> str:
    return "\n\n".join(f"{label}:\n{text}" for label, text in typed.items())
