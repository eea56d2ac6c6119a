"""What is changed in how SimCord renders the page. These fail if another SimCord renders differently."""

from unittest.mock import Mock

import pytest
from simcord.preview import _markdown

from bot.preview import rendering
from bot.preview.rendering import render_once
from tests.bot.preview.visitor import Visitor

NAMES = {"users": {"1": "Mia"}, "channels": {"2": "ask-onrecord"}, "commands": {"3": "ask"}, "everyone": True}
TEXTS = [
    "**Bold**, _italic_, `code`, ~~gone~~ and https://example.com/",
    "### Heading\n- one\n- two\n> quoted\n-# small",
    "<@1> and <@9>, <#2>, </ask:3>, @everyone, <t:1700000000:R>, ||spoiler||",
    "```python\nprint()\n```\n[link](https://example.com/) [reference][x]\n\n[x]: https://example.org/",
]


@pytest.fixture
def parsers(monkeypatch):
    """Return SimCord's maker of parsers, which counts its calls; nothing has been parsed yet."""
    made = Mock(wraps=rendering._new_parser)
    monkeypatch.setattr(rendering, "_new_parser", made)
    monkeypatch.setattr(_markdown, "_markdown_parser", made)
    rendering._tokens.cache.clear()
    yield made
    rendering._tokens.cache.clear()


@pytest.mark.parametrize("field", ["message", "text_display", "embed_title", "embed_description", "label"])
@pytest.mark.parametrize("text", TEXTS)
def test_texts_look_as_simcord_renders_them(parsers, text, field):
    without = _markdown.markdown_tokens(text, field, context=NAMES)
    render_once()
    assert [_markdown.markdown_tokens(text, field, context=NAMES) for _ in range(2)] == [without] * 2


def test_a_text_is_parsed_once(parsers):
    render_once()
    for _ in range(3):
        _markdown.markdown_tokens("**bold**", context=NAMES)
    assert parsers.call_count == 1


def test_a_mention_follows_its_name(parsers):
    render_once()
    names = [
        [
            token["label"]
            for token in _markdown.markdown_tokens("<@1>", context={"users": {"1": name}})[0]["children"][0]["children"]
        ]
        for name in ("Mia", "Mia Maria")
    ]
    assert names == [["@Mia"], ["@Mia Maria"]]


def test_changing_what_was_rendered_changes_nothing_later(parsers):
    render_once()
    first = _markdown.markdown_tokens("**bold** <@1>", context=NAMES)
    expected = str(first)
    first[0]["children"].clear()
    assert str(_markdown.markdown_tokens("**bold** <@1>", context=NAMES)) == expected


async def test_what_the_page_shows_already_is_not_parsed_again(page, visitor, parsers):
    render_once()
    await visitor.send("@OnRecord Who controls Example?")
    once = parsers.call_count
    await page[0].refresh()
    assert 0 < once == parsers.call_count


async def test_only_windows_in_browsers_are_rendered(page, visitor):
    assert [window.id for window in page[0]._pages.values()] == [visitor._window.id]


async def test_a_window_goes_to_the_newest_message_and_stays_where_its_person_goes_meanwhile(server, page, visitor):
    sent = await visitor.send("@OnRecord Who controls Example?")
    answer = server.channel.history()[-1].id
    assert visitor.target == answer != int(sent["target"]["messageId"])
    await visitor.look_at(sent["target"]["messageId"])
    await page[0].refresh()
    assert visitor.target == int(sent["target"]["messageId"])
    await visitor.send("thanks")
    assert visitor.target == server.channel.history()[-1].id != answer


async def test_a_new_window_opens_at_the_newest_message(page, visitor):
    await visitor.send("@OnRecord Who controls Example?")
    await visitor.send("thanks")
    assert Visitor(page[0]).target == visitor.target
