"""An article becomes a base, or another source of it: whatever it is, no entry is lost or taken for another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.editing import messages
from knowledge.editing.apply import apply_edit
from knowledge.editing.errors import RefusedError
from knowledge.editing.start import LONGEST_ARTICLE, StartBase
from knowledge.history.overlay import Overlay
from knowledge.history.state import ServerState
from knowledge.model.outcome import Answered
from knowledge.search import Search
from tests.entries import RED, SMALL

NOTHING = ServerState(SMALL, Overlay())
TODAY = date(2026, 11, 1)
FLOOD = """\
Storm floods Example

2024-02-01

The river rose by two metres, said mayor Ada Example. “We were warned far too late,” Ben Sample said.

Red City Council said that nobody was hurt. But Ben Sample denied that.
"""
UKRAINIAN = """\
Міст через Аа закрито

2024-02-01

Мерка Ада Приклад сказала, що опора тріснула. «Ми чекали на це», — сказав Бо Зразок.
"""
HOSTILE = (
    "@everyone <@&1> ||x|| [click](https://x.example) `\n\n2024-02-01\n\n"
    "\u202e“Ada Example” said *that* **it** <script> @here {name} %s \x00\u200b.\n\n"
    + "a" * 5000
    + ".\n\n"
    + "Ann said. " * 900
)


def started(text, now=NOTHING, **fields):
    """Return the state once the article `text` is taken in."""
    changes = apply_edit(StartBase(text=text, **({"instead": True} | fields)), now, TODAY)
    overlay = now.overlay.with_overrides(now.revision + 1, {each.ref: each.override(1) for each in changes})
    return ServerState(now.operators_pack, overlay)


def test_instead_of_everything_else_only_the_article_is_left():
    base = started(FLOOD).base
    assert [(source.title, source.as_of) for source in base.sources] == [("Storm floods Example", date(2024, 2, 1))]
    assert (base.facts, base.gaps) == ((), ())
    assert base.drafts[0].sentence == "The river rose by two metres, said mayor Ada Example."


def test_beside_the_rest_who_speaks_already_stays_who_they_are():
    council = FLOOD.replace("Red City Council", RED.name)
    base = started(council, instead=False).base
    assert base.facts == SMALL.facts
    assert [speaker.name for speaker in base.speakers].count(RED.name) == 1
    assert RED.id in {id for draft in base.drafts for id in draft.speakers}


def test_the_same_article_twice_is_refused_and_under_another_title_no_draft_is_lost():
    once = started(FLOOD)
    with pytest.raises(RefusedError, match="“Storm floods Example” already exists"):
        started(FLOOD, once, instead=False)
    twice = started(FLOOD, once, instead=False, title="Flood").base
    assert len(twice.sources) == 2
    assert len(twice.drafts) == 2 * len(once.base.drafts)
    assert len(twice.speakers) == len(once.base.speakers)


def test_drafts_keep_the_order_of_a_long_article():
    sentences = [f"The river Aa{number} rose by two metres." for number in range(1500)]
    base = started("Floods\n\n2024-02-01\n\n" + "\n\n".join(sentences)).base
    assert [draft.sentence for draft in base.drafts] == sentences


def test_what_is_typed_goes_before_what_the_article_says():
    (source,) = started(FLOOD, title="Flood", as_of="2024-03-02", url="Https://x.example/a").base.sources
    assert (source.title, source.as_of, source.url) == ("Flood", date(2024, 3, 2), "https://x.example/a")


def test_articles_in_other_scripts_are_drafted_too():
    base = started(UKRAINIAN).base
    assert base.sources[0].title == "Міст через Аа закрито"
    assert "опора тріснула" in base.drafts[0].sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", messages.NO_ARTICLE),
        (" \u200b\n", messages.NO_ARTICLE),
        ("Storm floods Example\n\nIt rained.", messages.ARTICLE_WITHOUT_DATE),
        (f"<html><p>{FLOOD}</p></html>", "That's the code of a web page, not the text of an article."),
        (FLOOD + "a" * LONGEST_ARTICLE, "at most 200,000 are allowed"),
    ],
)
def test_what_is_no_article_is_refused_with_what_to_do(text, sentence):
    with pytest.raises(RefusedError) as refused:
        started(text)
    assert sentence in str(refused.value)


def test_a_title_that_no_source_takes_is_refused_with_its_length():
    with pytest.raises(RefusedError, match="The title has 301 characters; at most 300 are allowed"):
        started(FLOOD, title="a" * 301)


@example(HOSTILE)
@example(UKRAINIAN)
@given(st.text())
def test_any_text_becomes_a_sound_base_or_is_refused(text):
    try:
        base = started(text, as_of="2024-02-01", instead=False).base
    except RefusedError:
        return
    assert base.facts == SMALL.facts
    assert len(base.sources) == 2


@pytest.mark.parametrize("question", ["The river rose by two metres, said mayor Ada Example.", "Who denied that?"])
def test_drafts_answer_nobody(question):
    assert not isinstance(Search(started(FLOOD).base).ask(question), Answered)
