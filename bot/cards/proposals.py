"""Changes that wait for another moderator: what they would change, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord.ui import Button, LayoutView

from bot.cards.actions import Approve, Decline, ListProposals, ShowProposal, turns
from bot.cards.edit_result import AMBER, GREEN, card, compared, fits, fitted
from bot.cards.outcome import GREY
from bot.text.escape import escape
from knowledge.editing.change_text import headline, summary
from knowledge.editing.errors import ConflictError
from knowledge.history.proposals import Proposal, State
from knowledge.model.base import Base

NOTHING_WAITS = "No change waits for another moderator."
_LINE_LENGTH = 900  # of a change: an answer of 400 characters fits, whatever is escaped in it
_SUMMARY_LENGTH = 700


def proposal_card(proposal: Proposal, base: Base, warnings: Sequence[str] = ()) -> LayoutView:
    """Return a proposal for those who decide on it, or what became of it. `warnings`: what approving it would break."""
    if proposal.decision is None:
        return card(*_waiting(proposal, base, warnings), AMBER)
    title = f"**Proposal {proposal.number}: {proposal.state} by {escape(proposal.decision.decided_by.name, 100)}.**"
    text, buttons = _text(proposal, base, [title])
    return card(text, buttons, GREEN if proposal.state is State.APPROVED else GREY)


def proposed_card(proposal: Proposal, base: Base) -> LayoutView:
    """Tell who proposed a change that it waits."""
    text, buttons = _text(
        proposal,
        base,
        [
            f"**⏳ Waiting for another moderator.** This is on record as proposal {proposal.number}; "
            "until somebody else approves it, what was there stands."
        ],
    )
    return card(text, [*buttons, Decline(proposal.number).button("Withdraw it")], AMBER)


def proposal_list_card(
    proposal: Proposal | None, page: int, pages: int, base: Base, warnings: Sequence[str]
) -> LayoutView:
    """Return page `page` of `pages`, from 0, of what waits: one proposal; None where nothing does.

    warnings: what approving it would break
    """
    if proposal is None:
        return card(NOTHING_WAITS, [], GREEN)
    text, buttons = _waiting(proposal, base, warnings)
    buttons += turns(page, pages, ListProposals)
    return card(f"-# {page + 1} of {pages}\n{text}", buttons, AMBER)


def approval_conflict_card(error: ConflictError, proposal: Proposal, base: Base) -> LayoutView:
    """Say that what a proposal changes has changed since, and show both versions."""
    lines = [
        f"**⇄ Not approved: {escape(error.latest.author.name, 100)} changed it after it was proposed.** "
        "Nothing was overwritten.",
        f"**As it is now** (revision {error.latest.number})",
        *(f"- {escape(line, _LINE_LENGTH)}" for line in compared(error.opened, error.current, base)),
        f"**As proposal {proposal.number} has it**",
        *(f"- {escape(line, _LINE_LENGTH)}" for line in _lines(proposal, base)),
        "-# Decline it, and make the change anew if it is still wanted.",
    ]
    return card(fitted(lines), [_decline(proposal)], AMBER)


def proposal_text(proposal: Proposal, base: Base, warnings: Sequence[str]) -> str:
    """Return all that a proposal would break and change as plain text."""
    return "\n".join([summary(proposal), "", *_lines(proposal, base, warnings)])


def _waiting(proposal: Proposal, base: Base, warnings: Sequence[str]) -> tuple[str, list[Button[Any]]]:
    title = f"**⏳ Proposal {proposal.number} waits for another moderator.**"
    text, buttons = _text(proposal, base, [title], warnings)
    return text, [_approve(proposal), _decline(proposal), *buttons]


def _text(
    proposal: Proposal, base: Base, title: Sequence[str], warnings: Sequence[str] = ()
) -> tuple[str, list[Button[Any]]]:
    """Return what a card says of a proposal under its title, and the button to see the rest where that is cut."""
    told = list(_lines(proposal, base, warnings))
    lines = [*title, escape(summary(proposal), _SUMMARY_LENGTH), *(f"- {escape(line)}" for line in told)]
    if fits(lines):
        return "\n".join(lines), []
    lines = [*lines[: len(title) + 1], *(f"- {escape(line, _LINE_LENGTH)}" for line in told)]
    return fitted(lines), [ShowProposal(proposal.number).button("Show all of it")]


def _lines(proposal: Proposal, base: Base, warnings: Sequence[str] = ()) -> Iterator[str]:
    yield from (f"⚠ {warning}" for warning in warnings)
    for change in proposal.changes:
        if len(proposal.changes) > 1 or change.after is None:
            yield headline(change)
        if change.after is not None:
            yield from compared(change.before, change.after, base)


def _approve(proposal: Proposal) -> Button[Any]:
    return Approve(proposal.number).button("Approve", discord.ButtonStyle.success)


def _decline(proposal: Proposal) -> Button[Any]:
    return Decline(proposal.number).button("Decline")
