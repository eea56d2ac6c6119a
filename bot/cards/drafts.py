"""Cards for starting a base from an article, and for going through its drafts one by one on a single message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay

from bot.cards.actions import key
from bot.cards.edit_result import Typed, edit_buttons, other_side_buttons, quoted_text, suggest_buttons
from bot.cards.layout import AMBER, GREEN, LINE, NAME, Document, card
from bot.cards.moderator_actions import Discard, GoAhead, HandleDraft, OpenDrafts, Step, UndoStep
from bot.cards.outcome import GREY
from bot.strings import drafts as strings
from bot.strings import editing
from bot.text.attribution import long_date
from bot.text.escape import escape
from bot.text.plural import counted
from knowledge.history.revisions import Revision
from knowledge.model.base import Base
from knowledge.model.entries import Draft
from knowledge.model.paragraphs import paragraphs_in_full

_SENTENCE, _CONTESTED, _TYPED = 1000, 500, 800  # characters, escapes counted, so that all fits into Discord's 4,000


def article_card(
    article: Base, now: Base, only_this: str, beside: str, typed_text: str, note: str = ""
) -> tuple[LayoutView, Document | None]:
    """Show what was made of an article, and ask whether it comes instead of what's in the base `now`, or beside it.

    only_this, beside: keys of the two edits. typed_text: the article if somebody pasted it, to give back
    note: what to know about the file, plain text
    """
    (source,) = article.sources
    parts = {
        "date": long_date(source.as_of),
        "paragraphs": counted(source.paragraphs, "paragraph"),
        "speakers": counted(len(article.speakers), "speaker"),
    }
    number = len(article.drafts)
    found = strings.DRAFTS_FOUND.format(drafts=counted(number, "draft")) if number else strings.NO_DRAFTS_FOUND
    there = [(now.facts, "fact"), (now.gaps, "gap"), (now.drafts, "draft")]
    rest = ", ".join(counted(len(entries), kind) for entries, kind in there if entries)
    lines = [
        strings.ARTICLE.format(title=escape(source.title, LINE)),
        strings.ABOUT_ARTICLE.format(**parts),
        found,
        *([escape(note, LINE)] if note else []),
        strings.WHICH_WAY.format(rest=rest) if rest else strings.NOTHING_ELSE,
    ]
    buttons: list[Button[Any]] = [GoAhead(only_this).button(strings.ONLY_THIS, discord.ButtonStyle.primary)]
    buttons += [GoAhead(beside).button(strings.BESIDE, discord.ButtonStyle.primary)] if rest else []
    buttons += [Discard(only_this).button(strings.CANCEL)]
    document = (strings.YOUR_ARTICLE_FILE, typed_text.encode()) if typed_text else None
    return card("\n".join(lines), buttons, AMBER, strings.YOUR_ARTICLE_FILE if document else None), document


@dataclass(frozen=True)
class Last:
    """What was done last on the message, which stands above the draft.

    note: Markdown about it. saved: what was saved
    suggests: whether there's a language model to suggest ways to ask
    """

    note: str = ""
    saved: Revision | None = None
    suggests: bool = False


def draft_card(draft: Draft, base: Base, last: Last) -> LayoutView:
    """Return `draft` with what can be done with it, below what was done last."""
    claim = [
        strings.LEFT.format(
            drafts=counted(len(base.drafts), "draft"),
            where=_where(draft, base),
        ),
        _said_by(draft, base),
        strings.SENTENCE.format(sentence=escape(draft.sentence, _SENTENCE)),
    ]
    contested = [
        strings.CONTESTED.format(
            who=escape(base.speakers_by_id[each.speaker].name, NAME),
            says=escape(each.says or each.sentence, _CONTESTED),
        )
        for each in draft.disputes[:1]
    ]
    next_step = [
        *([strings.QUESTION.format(question=escape(draft.question, LINE))] if draft.question else []),
        strings.WHAT_TO_DO_CONTESTED if draft.disputes else strings.WHAT_TO_DO,
    ]
    likeliest = Step.DISPUTE if draft.disputes else Step.KEEP
    buttons = [
        HandleDraft(step, key(draft.id)).button(
            label, discord.ButtonStyle.primary if step is likeliest else discord.ButtonStyle.secondary
        )
        for step, label in (
            (Step.KEEP, strings.KEEP),
            (Step.EDIT, strings.EDIT),
            (Step.DISPUTE, strings.DISPUTE),
            (Step.SKIP, strings.SKIP),
            (Step.LATER, strings.LATER),
        )
    ]
    texts = ["\n".join(claim), *contested, "\n".join(next_step)]
    return _step_card(texts, buttons, AMBER, last)


def done_card(last: Last) -> LayoutView:
    """Say that no drafts are left, below what was done last."""
    return _step_card([strings.DONE], [], GREEN, last)


def yours_card(typed: Typed) -> tuple[LayoutView, Document | None]:
    """Give back what a moderator `typed` for a draft that was handled meanwhile, on a message that stays."""
    yours, document = quoted_text(typed, _TYPED)
    return card(yours, [], GREY, document[0] if document else None), document


def waiting_card(note: str) -> LayoutView:
    """Say in `note` that starting the base waits for another moderator, with a button to go on afterwards."""
    return card(note, [OpenDrafts().button(strings.GO_ON)], GREY)


def cancelled_card() -> LayoutView:
    """Say that the article was not taken in."""
    return card(editing.DISCARDED, [], GREY)


def undone_card() -> LayoutView:
    """Say that the article is off record again."""
    return card(strings.UNDONE, [], GREY)


def _step_card(
    texts: Sequence[str],
    buttons: Sequence[Button[Any]],
    colour: discord.Colour,
    last: Last,
) -> LayoutView:
    """Return a card with what was done last above, a row of `buttons` below, and *Undo* apart from them."""
    container: Container[Any] = Container(accent_colour=colour)
    if last.note:
        container.add_item(TextDisplay(last.note))
    if last.saved is not None:
        suggest = suggest_buttons(last.saved) if last.suggests else []
        undo = UndoStep(last.saved.number).button(strings.UNDO)
        container.add_item(ActionRow(undo, *edit_buttons(last.saved), *other_side_buttons(last.saved), *suggest))
    if last.note:
        container.add_item(discord.ui.Separator())
    for text in texts:
        container.add_item(TextDisplay(text))
    if buttons:
        container.add_item(ActionRow(*buttons))
    return LayoutView(timeout=None).add_item(container)


def _where(draft: Draft, base: Base) -> str:
    """Return the paragraph, and the article where there are several."""
    paragraphs = paragraphs_in_full(draft.paragraphs)
    source = base.sources_by_id[draft.source].title if len(base.sources) > 1 or not paragraphs else ""
    return " · ".join(escape(each, NAME) for each in (paragraphs, source) if each)


def _said_by(draft: Draft, base: Base) -> str:
    if not draft.speakers:
        return strings.STATED_BY_THE_ARTICLE
    who = "; ".join(base.speakers_by_id[id].introduced() for id in draft.speakers)
    return strings.SAID_BY.format(who=escape(who, LINE))
