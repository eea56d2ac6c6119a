"""`/source`, on a real database. What it shares with `/speaker` is tested there."""

from datetime import date

import pytest

from tests.bot.moderating.forms import filled, submit
from tests.bot.seen import text

REPORT = {
    "Title": "Report on Example",
    "Kind": "report",
    "Date": "2023-02-01",
    "Number of paragraphs": "12",
    "Link": "https://example.org/report",
}


@pytest.fixture
def saved_sources(env, server):
    """The sources as they stand."""
    return lambda: env.bot.bases.state(server.id).base.sources_by_id


async def test_facts_can_rest_on_a_new_source_at_once(mod, alice, channel, saved_sources):
    result = await submit(mod, await mod.slash(channel, "source add"), REPORT)
    assert result.ephemeral
    assert saved_sources()["report-on-example"].paragraphs == 12
    form = await mod.slash(channel, "fact edit", fact="population")
    await submit(mod, form, {"Where it says so": "report-on-example: 11"})
    card = await alice.slash(channel, "ask", question="How many people lived in Example?")
    assert "As of 1 Feb 2023" in text(card.response)
    assert "[Report on Example](<" in text(card.response)
    assert ">) · para. 11" in text(card.response)


async def test_the_form_of_a_source_is_filled_in(mod, channel, saved_sources):
    form = await mod.slash(channel, "source edit", source="article")
    assert filled(form) == {
        "Title": "The siege of Example",
        "Kind": "news article",
        "Date": "2023-01-13",
        "Number of paragraphs": "9",
        "Link": "",
    }
    await submit(mod, form, {"Date": "2023-01-14"})
    assert saved_sources()["article"].as_of == date(2023, 1, 14)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"Date": "13 January"}, "“13 January” isn't a date. Write it like 2023-01-13."),
        ({"Date": "2999-01-01"}, "2999-01-01 is in the future."),
        ({"Date": " "}, "A source needs a date."),
        ({"Number of paragraphs": "many"}, "“many” isn't a number of paragraphs. Write it like 20."),
        ({"Link": "example.org"}, "The link must be a link that starts with http:// or https://"),
        ({"Title": "the siege of example"}, "already exists. Edit that one."),
        ({"Kind": "k" * 101}, "The kind has 101 characters; at most 100 are allowed. Shorten it."),
    ],
)
async def test_bad_input_is_refused_with_what_to_do(mod, channel, saved_sources, wrong, sentence):
    result = await submit(mod, await mod.slash(channel, "source add"), REPORT | wrong)
    shown = text(result.response).replace("\\", "")
    assert sentence in shown
    assert "What you wrote" in shown
    assert "report" in shown
    assert set(saved_sources()) == {"article"}


async def test_fewer_paragraphs_than_facts_point_to_are_refused(mod, channel, saved_sources):
    form = await mod.slash(channel, "source edit", source="article")
    result = await submit(mod, form, {"Number of paragraphs": "2"})
    assert "There's no paragraph 3" in text(result.response)
    assert saved_sources()["article"].paragraphs == 9


async def test_a_source_that_facts_rest_on_stays_and_the_bot_says_which(mod, channel, saved_sources):
    result = await mod.slash(channel, "source remove", source="The siege of Example")
    assert "“The siege of Example” is still used by “Who controls Example?”" in text(result.response)
    assert "article" in saved_sources()


async def test_a_source_that_nothing_rests_on_is_removed_once_that_is_confirmed(mod, channel, saved_sources):
    await submit(mod, await mod.slash(channel, "source add"), REPORT)
    asked = await mod.slash(channel, "source remove", source="report-on-example")
    await mod.click(asked.response, label="Remove")
    assert set(saved_sources()) == {"article"}


async def test_the_list_has_the_ids_that_forms_take(mod, channel):
    await submit(mod, await mod.slash(channel, "source add"), REPORT)
    result = await mod.slash(channel, "source list")
    assert result.ephemeral
    shown = text(result.response).replace("\\", "")
    assert "2 sources\n-# Page 1 of 1" in shown
    assert "used by 4 facts · article · news article · as of 13 January 2023 · headline and 9 paragraphs" in shown
    assert "used by 0 facts · report-on-example · report" in shown
    assert "https://example.org/report" in shown
