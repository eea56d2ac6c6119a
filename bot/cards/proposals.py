"""Changes that wait for another moderator: what they would change and affect, and how they ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord.ui import Button, LayoutView

from bot.cards.actions import turns
from bot.cards.edit_result import compared, kept_lines
from bot.cards.layout import AMBER, GREEN, NAME, SUMMARY, WHOLE_CHANGE, card, fits, fitted
from bot.cards.moderator_actions import Approve, Decline, ListProposals, ShowProposal
from bot.cards.outcome import GREY
from bot.strings import editing as strings
from bot.text.escape import escape
from knowledge.editing.change_text import headline, summary
from knowledge.editing.errors import ConflictError
from knowledge.history.proposals import Proposal, State
from knowledge.history.revisions import Revision
from knowledge.model.base import Base


def proposal_card(proposal: Proposal, base: Base, warnings: Sequence[str] = ()) -> LayoutView:
    """Return a proposal for those who decide on it, or how it ended. `warnings`: what approving it would affect."""
    if proposal.decision is None:
        return card(*_waiting(proposal, base, warnings), AMBER)
    name = escape(proposal.decision.decided_by.name, NAME)
    title = strings.DECIDED.format(number=proposal.number, state=proposal.state, name=name)
    text, buttons = _text(proposal, base, title)
    return card(text, buttons, GREEN if proposal.state is State.APPROVED else GREY)


def proposed_card(proposal: Proposal, base: Base, kept: Sequence[Revision] = ()) -> LayoutView:
    """Tell the author of a proposal that it waits. kept: what others changed meanwhile, and it was merged with."""
    title = "\n".join([strings.PROPOSED.format(number=proposal.number), *kept_lines(kept, base)])
    text, buttons = _text(proposal, base, title)
    return card(text, [*buttons, Decline(proposal.number).button(strings.WITHDRAW)], AMBER)


def proposal_list_card(
    proposal: Proposal | None, page: int, pages: int, base: Base, warnings: Sequence[str]
) -> LayoutView:
    """Return page `page` of `pages`, from 0, of what waits: one proposal; None if nothing does.

    warnings: what approving it would affect
    """
    if proposal is None:
        return card(strings.NOTHING_WAITS, [], GREEN)
    text, buttons = _waiting(proposal, base, warnings)
    buttons += turns(page, pages, ListProposals)
    return card(f"{strings.PLACE.format(place=page + 1, all=pages)}\n{text}", buttons, AMBER)


def approval_conflict_card(error: ConflictError, proposal: Proposal, base: Base) -> LayoutView:
    """Say that something has changed since it was proposed to be changed, and show both versions."""
    lines = [
        strings.NOT_APPROVED.format(name=escape(error.latest.author.name, NAME)),
        strings.AS_IT_IS_NOW.format(number=error.latest.number),
        *(f"- {escape(line, WHOLE_CHANGE)}" for line in compared(error.opened, error.current, base, error.fields)),
        strings.AS_PROPOSED.format(number=proposal.number),
        *(f"- {escape(line, WHOLE_CHANGE)}" for line in _lines(proposal, base)),
        strings.REDO,
    ]
    return card(fitted(lines), [_decline(proposal)], AMBER)


def proposal_text(proposal: Proposal, base: Base, warnings: Sequence[str]) -> str:
    """Return everything a proposal would affect and change as plain text."""
    return "\n".join([summary(proposal), "", *_lines(proposal, base, warnings)])


def _waiting(proposal: Proposal, base: Base, warnings: Sequence[str]) -> tuple[str, list[Button[Any]]]:
    text, buttons = _text(proposal, base, strings.WAITS.format(number=proposal.number), warnings)
    return text, [_approve(proposal), _decline(proposal), *buttons]


def _text(proposal: Proposal, base: Base, title: str, warnings: Sequence[str] = ()) -> tuple[str, list[Button[Any]]]:
    """Return what a card says of a proposal under its title, and a button to see the rest if that is cut."""
    told = list(_lines(proposal, base, warnings))
    head = [title, escape(summary(proposal), SUMMARY)]
    lines = [*head, *(f"- {escape(line)}" for line in told)]
    if fits(lines):
        return "\n".join(lines), []
    lines = [*head, *(f"- {escape(line, WHOLE_CHANGE)}" for line in told)]
    return fitted(lines), [ShowProposal(proposal.number).button(strings.SHOW_ALL)]


def _lines(proposal: Proposal, base: Base, warnings: Sequence[str] = ()) -> Iterator[str]:
    yield from (f"⚠ {warning}" for warning in warnings)
    for change in proposal.changes:
        if len(proposal.changes) > 1 or change.after is None:
            yield headline(change)
        if change.after is not None:
            yield from compared(change.before, change.after, base, proposed=True, whole=True)


def _approve(proposal: Proposal) -> Button[Any]:
    return Approve(proposal.number).button(strings.APPROVE, discord.ButtonStyle.success)


def _decline(proposal: Proposal) -> Button[Any]:
    return Decline(proposal.number).button(strings.DECLINE)
