"""Cards of `/base suggest`: where to begin, and the review, a fact at a time on one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, File, LayoutView, Select, TextDisplay

from bot.cards.layout import AMBER, GREEN, LINE, MOST_TEXT, NAME
from bot.cards.moderator_actions import (
    AcceptEverything,
    AcceptSuggested,
    AskModel,
    PasteReply,
    PickSuggested,
    ReviewSuggested,
    SkipSuggested,
    Undo,
    UndoAllAccepted,
)
from bot.cards.outcome import GREY
from bot.strings import cards as card_strings
from bot.strings import editing
from bot.strings import suggesting as strings
from bot.text.attribution import said_by, short_date
from bot.text.escape import escape, label
from bot.text.plural import counted
from knowledge.history.suggested import Reason, SuggestedPhrasing
from knowledge.model.base import Base
from knowledge.model.entries import Fact, Gap
from knowledge.model.refs import find
from knowledge.suggesting.messages import GAP_NOTE

MOST_ON_A_PAGE = 25  # options in one menu of Discord's
_OPTION = 100  # characters
_PAGE_TEXT = MOST_TEXT - 1200  # of the suggested phrasings; the rest is for the fact and what was done
_MARKS = {Reason.ANSWERED: strings.MARK_ANSWERED, Reason.TAKES: strings.MARK_TAKES}


@dataclass(frozen=True)
class Start:
    """What the first card shows.

    prompt: whether there's anything to ask for. facts: whether there's any fact
    waiting: how many wait. accepted: how many were. model: its name
    """

    prompt: bool
    facts: bool
    waiting: int
    accepted: int
    model: str | None


def start_card(start: Start) -> LayoutView:
    """Return the first card; with a prompt, the file `PROMPT_FILE` goes with it."""
    nothing = strings.ENOUGH if start.facts else strings.NO_FACTS
    lines = [strings.TITLE, strings.WHAT_IT_DOES, strings.HOW_TO if start.prompt else nothing]
    buttons: list[Button[Any]] = []
    if start.prompt:
        buttons.append(PasteReply().button(strings.PASTE, discord.ButtonStyle.primary))
        if start.model is not None:
            asks = label(strings.ASK_MODEL.format(model=start.model))
            lines.append(strings.ASK_INSTEAD.format(button=escape(asks)))
            buttons.append(AskModel().button(asks, discord.ButtonStyle.primary))
    if start.waiting:
        lines.append(strings.WAITING.format(number=start.waiting))
        buttons.append(ReviewSuggested(0, turn=False).button(strings.REVIEW.format(number=start.waiting)))
    if start.accepted:
        accepted = counted(start.accepted, "way to ask", "ways to ask")
        lines.append(strings.ACCEPTED_SO_FAR.format(number=accepted))
        buttons.append(UndoAllAccepted().button(strings.UNDO_ALL, discord.ButtonStyle.danger))
    container: Container[Any] = Container(TextDisplay("\n".join(lines)), accent_colour=GREY)
    if start.prompt:
        container.add_item(File(f"attachment://{strings.PROMPT_FILE}"))
    if buttons:
        container.add_item(ActionRow(*buttons))
    return LayoutView(timeout=None).add_item(container)


def review_page(waiting: Sequence[SuggestedPhrasing], after: int) -> list[SuggestedPhrasing]:
    """Return what one card shows: the first of number `after` or higher and the next of its fact, as many as fit."""
    page: list[SuggestedPhrasing] = []
    length = 0
    for each in waiting:
        if each.number <= after:
            continue
        length += len(_line(len(page) + 1, each))
        if page and (each.ref != page[0].ref or len(page) == MOST_ON_A_PAGE or length > _PAGE_TEXT):
            break
        page.append(each)
    return page


def review_card(
    waiting: Sequence[SuggestedPhrasing], after: int, base: Base, done: str = "", undo: int | None = None
) -> LayoutView:
    """Return the card to decide on the first that wait after number `after`, or say that none is left.

    done: what was done before, Markdown. undo: the revision that did it
    """
    page = review_page(waiting, after)
    container: Container[Any] = Container(accent_colour=AMBER if page else GREEN)
    head = [done] if done else []
    if page:
        head.append(strings.PLACE.format(left=len(waiting)))
        container.add_item(TextDisplay("\n".join([*head, _title(page[0], base), *_lines(page)])))
        container.add_item(ActionRow(_menu(page)))
        container.add_item(ActionRow(*_buttons(page, waiting)))
    else:
        head.append(strings.LEFT_FOR_LATER.format(number=len(waiting)) if waiting else strings.ALL_REVIEWED)
        container.add_item(TextDisplay("\n".join(head)))
        if waiting:
            container.add_item(
                ActionRow(ReviewSuggested(0, turn=True).button(strings.REVIEW.format(number=len(waiting))))
            )
    if undo is not None:
        container.add_item(ActionRow(Undo(undo).button(editing.UNDO)))
    return LayoutView(timeout=None).add_item(container)


def _title(first: SuggestedPhrasing, base: Base) -> str:
    entry = find(base, first.ref) if first.ref is not None else None
    if not isinstance(entry, Fact | Gap):
        return strings.GAPS.format(note=escape(GAP_NOTE))
    number = counted(len(entry.asked_as), "way to ask", "ways to ask")
    asked = {"question": escape(entry.question, NAME), "number": number}
    if isinstance(entry, Gap):
        return strings.GAP.format(note=escape(entry.note, LINE), **asked)
    record = base.record(entry.id)
    claim = card_strings.AS_OF.format(date=short_date(record.as_of), claim=escape(entry.answer, LINE))
    said = " ".join(filter(None, [f"{said_by(record)}.", record.caveat and f"⚠ {record.caveat}"]))
    return strings.FACT.format(claim=claim, said_by=escape(said, LINE), **asked)


def _lines(page: Sequence[SuggestedPhrasing]) -> list[str]:
    marked = {each.mark is not None for each in page}
    return [
        *(_line(place, each) for place, each in enumerate(page, 1)),
        *([strings.MARKED_ARE_SKIPPED] if len(marked) == 2 else []),
    ]


def _line(place: int, each: SuggestedPhrasing) -> str:
    lines = [strings.LINE.format(place=place, text=escape(each.text, LINE))]
    if each.rewordings:
        lines.append(strings.REWORDINGS.format(rewordings=escape(" · ".join(each.rewordings), LINE)))
    if each.mark is not None:
        lines.append(_MARKS[each.mark.reason].format(question=escape(each.mark.question, NAME)))
    return "\n".join(lines)


def _menu(page: Sequence[SuggestedPhrasing]) -> Select[Any]:
    options = [
        discord.SelectOption(
            label=label(f"{'⚠ ' if each.mark else ''}{place}. {each.text}", _OPTION), value=str(each.number)
        )
        for place, each in enumerate(page, 1)
    ]
    chosen = PickSuggested(page[0].number, page[-1].number)
    return Select(custom_id=chosen.custom_id, placeholder=strings.PICK, options=options, max_values=len(options))


def _buttons(page: Sequence[SuggestedPhrasing], waiting: Sequence[SuggestedPhrasing]) -> list[Button[Any]]:
    first, last = page[0].number, page[-1].number
    unmarked = sum(each.mark is None for each in page)
    everything = sum(each.mark is None for each in waiting)
    accept = strings.ACCEPT_ALL if unmarked == len(page) else strings.ACCEPT_UNMARKED
    buttons: list[Button[Any]] = []
    if unmarked:
        text = accept.format(number=unmarked)
        buttons.append(AcceptSuggested(first, last).button(text, discord.ButtonStyle.success))
    buttons += [SkipSuggested(first, last).button(strings.SKIP), ReviewSuggested(last, turn=True).button(strings.LATER)]
    if everything > unmarked:
        text = strings.ACCEPT_EVERYTHING.format(number=everything)
        buttons.append(AcceptEverything(waiting[-1].number).button(text))
    return buttons
