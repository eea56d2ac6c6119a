"""What moderators see of facts: all fields of one, lists of many, and who changed what."""

from __future__ import annotations

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.cards.actions import ListFacts, ShowHistory, turns
from bot.cards.edit_result import Document, card, changed_lines, fitted
from bot.cards.fact_filter import FactFilter
from bot.cards.fact_markdown import fact_markdown
from bot.cards.outcome import GREY
from bot.text.attribution import STATUS_WORDS
from bot.text.escape import escape
from bot.text.terminal import record_text
from knowledge.editing.change_text import summary
from knowledge.history.revisions import Revision
from knowledge.model.base import Base
from knowledge.model.record import Record

_ON_A_PAGE = 10
_LINE_LENGTH = 300
_MOST_RECORD = 3400  # characters: what the longest legal record needs, which leaves some for the rest of the sheet
_MOST_CHANGES = 6  # of a revision in the history
_MOST_PHRASINGS = 5  # in the sheet; the file has all


def fact_sheet(record: Record, latest: Revision | None) -> tuple[LayoutView, Document]:
    """Return a fact's card with its topics and its last change, and a file with all of it, every way to ask included.

    latest: the last revision that changed it here; None where it is as in the pack
    """
    fact = record.fact
    changed = f"{summary(latest)}, {latest.at:%d %B %Y %H:%M} UTC" if latest else "as in the pack, revision 0"
    topics = ", ".join(fact.topics) or "none"
    lines = [
        str(fact_markdown(record, _MOST_RECORD)),
        f"`{fact.id}`",
        f"**Topics** {escape(topics, _LINE_LENGTH)}",
        f"**Last change** {escape(changed, 500)}",
        f"**Other ways to ask** {len(fact.phrasings)}, all of them in the file",
        *(f"- {escape(text, _LINE_LENGTH)}" for text in fact.phrasings[:_MOST_PHRASINGS]),
    ]
    told = [record_text(record), "", f"Topics: {topics}", f"Last change: {changed}", "", "Other ways to ask:"]
    document = "\n".join([*told, *fact.phrasings]).encode()
    return card(fitted(lines), [], GREY, f"{fact.id}.txt"), (f"{fact.id}.txt", document)


def fact_list_card(records: Sequence[Record], wanted: FactFilter, page: int) -> LayoutView:
    """Return page `page`, from 0, of `records`, or else the last: a line each, with status and speakers."""
    pages = max(1, -(-len(records) // _ON_A_PAGE))
    page = min(page, pages - 1)
    shown = records[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    lines = [f"### {len(records)} fact{'s' if len(records) != 1 else ''}, page {page + 1} of {pages}"]
    lines += [
        f"- {STATUS_WORDS[r.status]} · {escape(r.fact.question, 200)}\n-# {escape(r.said_by, 100)}" for r in shown
    ]
    return card(
        "\n".join(lines),
        turns(page, pages, lambda to: ListFacts(wanted.status, wanted.speaker, wanted.topic, to)),
        GREY,
    )


def history_card(fact_id: str, revisions: Sequence[Revision], base: Base, *, more: bool) -> LayoutView:
    """Return revisions of one fact, the newest first, each with what it changed. `more`: there are earlier ones."""
    lines = [f"### History of `{fact_id}`"]
    if not revisions:
        lines.append("Nobody has changed it here: it is as in the pack.")
    for revision in revisions:
        lines += ["", f"**{revision.at:%d %B %Y %H:%M} UTC** · {escape(summary(revision), _LINE_LENGTH)}"]
        changed = changed_lines(revision, base)
        lines += [f"- {escape(line, 450)}" for line in changed[:_MOST_CHANGES]]
        lines += [f"- and {len(changed) - _MOST_CHANGES} more"] if len(changed) > _MOST_CHANGES else []
    buttons = [ShowHistory(fact_id, revisions[-1].number).button("Earlier ▶")] if more else []
    return card(fitted(lines), buttons, GREY)
