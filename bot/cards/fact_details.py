"""What moderators see of facts: all fields of one, lists of many, and who changed what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord.ui import ActionRow, Button, Container, LayoutView, Section, TextDisplay

from bot.cards.actions import key, turns
from bot.cards.edit_result import changed_lines
from bot.cards.fact_filter import FactFilter
from bot.cards.fact_markdown import fact_markdown
from bot.cards.layout import LINE, SUMMARY, Document, card, fitted, page_line, page_of
from bot.cards.moderator_actions import ListFacts, OpenFact, ShowHistory
from bot.cards.outcome import GREY
from bot.strings import editing
from bot.strings import moderating as strings
from bot.text.attribution import STATUS_WORDS
from bot.text.escape import escape
from bot.text.plural import counted
from bot.text.terminal import record_text
from knowledge.editing.change_text import summary
from knowledge.history.revisions import Revision
from knowledge.model.base import Base
from knowledge.model.record import Record
from knowledge.model.refs import Kind, Ref, title

_ON_A_PAGE = 10
_LISTED, _LISTED_BY = 220, 110  # characters of a question and its speakers, so that ten of each fit
_MOST_RECORD = 3400  # characters: what the longest legal record needs, which leaves some for the rest of the sheet
_MOST_CHANGES = 6  # of a revision in the history
_MOST_PHRASINGS = 5  # in the sheet; the file has all


def fact_sheet(record: Record, latest: Revision | None) -> tuple[LayoutView, Document]:
    """Return a fact's card with its topics and its last change, and a file with all of it and every phrasing.

    latest: the last revision that changed it here; None if it's as in the pack
    """
    fact = record.fact
    changed = strings.NEVER_CHANGED
    if latest:
        changed = strings.CHANGED_AT.format(change=summary(latest, titled=False), time=latest.at.strftime(strings.TIME))
    topics = ", ".join(fact.topics) or strings.NONE
    lines = [
        str(fact_markdown(record, _MOST_RECORD)),
        f"`{fact.id}`",
        strings.TOPICS.format(topics=escape(topics, LINE)),
        strings.LAST_CHANGE.format(change=escape(changed, SUMMARY)),
        strings.OTHER_WAYS_TO_ASK.format(number=len(fact.phrasings)),
        *(f"- {escape(text, LINE)}" for text in fact.phrasings[:_MOST_PHRASINGS]),
    ]
    document = [
        record_text(record),
        "",
        strings.TOPICS_IN_FILE.format(topics=topics),
        strings.LAST_CHANGE_IN_FILE.format(change=changed),
        "",
        strings.OTHER_WAYS_IN_FILE,
        *fact.phrasings,
    ]
    name = f"{fact.id}.txt"
    edit = OpenFact(key(fact.id)).button(editing.EDIT)
    return card(fitted(lines), [edit], GREY, name), (name, "\n".join(document).encode())


def fact_list_card(records: Sequence[Record], wanted: FactFilter, page: int) -> LayoutView:
    """Return page `page`, from 0, of `records`, or else the last: a line each, with status and speakers."""
    shown, page, pages = page_of(records, page, _ON_A_PAGE)
    title = strings.LIST_TITLE.format(entries=counted(len(records), "fact"), page=page_line(page, pages))
    container: Container[Any] = Container(TextDisplay(title), accent_colour=GREY)
    for each in shown:
        who = f"{STATUS_WORDS[each.status]} · {escape(each.said_by, _LISTED_BY)}"
        line = f"{escape(each.fact.question, _LISTED)}\n-# {who}"
        container.add_item(Section(line, accessory=OpenFact(key(each.fact.id)).button(editing.EDIT)))
    turning = turns(page, pages, lambda to: ListFacts(wanted.status, wanted.speaker, wanted.topic, to))
    if turning:
        container.add_item(ActionRow(*turning))
    return LayoutView(timeout=None).add_item(container)


def _question(fact_id: str, revisions: Sequence[Revision], base: Base) -> str:
    """Return the question of a fact, also of a removed one, or else its id."""
    if fact_id in base.facts_by_id:
        return base.facts_by_id[fact_id].question
    ref = Ref(Kind.FACT, fact_id)
    states = [each.after or each.before for revision in revisions for each in revision.changes if each.ref == ref]
    return next((title(entry) for entry in states if entry is not None), fact_id)


def history_card(fact_id: str, revisions: Sequence[Revision], base: Base, *, more: bool) -> LayoutView:
    """Return revisions of one fact, the newest first, each with what it changed. `more`: there are earlier ones."""
    lines = [strings.HISTORY.format(question=escape(_question(fact_id, revisions, base), LINE))]
    if not revisions:
        lines.append(strings.NO_HISTORY)
    for revision in revisions:
        change = escape(summary(revision, titled=len(revision.changes) > 1), LINE)
        lines += ["", strings.REVISION.format(time=revision.at.strftime(strings.TIME), change=change)]
        changed = changed_lines(revision, base)
        lines += [f"- {line}" for line in changed[:_MOST_CHANGES]]
        lines += [editing.MORE.format(number=len(changed) - _MOST_CHANGES)] if len(changed) > _MOST_CHANGES else []
    buttons: list[Button[Any]] = []
    if fact_id in base.facts_by_id:
        buttons.append(OpenFact(key(fact_id)).button(editing.EDIT))
    if more:
        buttons.append(ShowHistory(fact_id, revisions[-1].number).button(strings.EARLIER))
    return card(fitted(lines), buttons, GREY)
