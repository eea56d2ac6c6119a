"""Every form with texts that are too long, empty, invisible or only markup: a clear sentence, and nothing is lost."""

import re

import pytest

from bot.platform.errors import SORRY
from tests.bot.moderating.forms import filled, submit
from tests.bot.seen import text
from tests.entries import base, fact

LONG, BLANK, BOLD, SPOILER, UNSEEN = "y" * 4000, "   ", "**", "||||", "\u200b\u2060\ufeff"
HOSTILE = [LONG, BLANK, BOLD, UNSEEN]

FORMS = {
    "fact add": (
        {"speaker": "blue"},
        {
            "Question": "Who held the bridge?",
            "Answer": "Blue held the bridge.",
            "Other ways to ask": "bridge holder",
            "Where it says so": "2",
            "Date": "2023-01-10",
        },
    ),
    "fact edit": (
        {"fact": "population", "reason": "a recount"},
        {"Question": "How many?", "Answer": "Fewer.", "More ways to ask": "head count", "Where it says so": "2"},
    ),
    "fact dispute": ({"fact": "population", "speaker": "red"}, {"What they say instead": "It was more."}),
    "speaker add": (
        {},
        {"Name": "Green Cross", "Role": "relief agency", "Side": "Nobody", "Other spellings": "Greens"},
    ),
    "speaker edit": ({"speaker": "red"}, {"Name": "Red Forces", "Role": "army", "Side": "Reds"}),
    "source add": (
        {},
        {"Title": "Report", "Kind": "report", "Date": "2023-02-01", "Number of paragraphs": "12", "Link": ""},
    ),
    "source edit": ({"source": "article"}, {"Title": "Report", "Kind": "report", "Date": "2023-01-12"}),
    "gap add": ({}, {"Question": "What did it cost?", "What I say instead": "No costs.", "Other ways to ask": "price"}),
    "gap edit": (
        {"gap": "weather"},
        {"Question": "Weather?", "What I say instead": "None.", "More ways to ask": "rain"},
    ),
}
MAY_BE_EMPTY = {
    "Other ways to ask",
    "More ways to ask",
    "Where it says so",
    "Date",
    "Other spellings",
    "Number of paragraphs",
    "Link",
}


@pytest.fixture
def send(mod, channel):
    """Fill in a form with one field changed, and send it."""

    async def sending(command, label, value):
        options, typed = FORMS[command]
        form = await mod.slash(channel, command, **options)
        return await submit(mod, form, typed | {label: value})

    return sending


async def everything(result):
    """All that a reply shows, with the file beside it; without what keeps Discord from formatting it."""
    files = [(await file.read()).decode() for file in result.response.attachments]
    return "\n".join([text(result.response).replace("\\", ""), *files])


@pytest.mark.parametrize("command", FORMS, ids=lambda command: command.replace(" ", "-"))
@pytest.mark.parametrize("value", HOSTILE, ids=["4,000 characters", "blank", "bold", "invisible"])
async def test_a_field_that_cannot_be_used_is_named_and_everything_typed_comes_back(
    env, server, mod, send, command, value
):
    for label in FORMS[command][1]:
        before = env.bot.bases.state(server.id).base
        result = await send(command, label, value)
        shown = await everything(result)
        assert SORRY not in shown
        if "Saved and live" in shown:
            assert label in MAY_BE_EMPTY
            assert value in {BLANK, UNSEEN}
            await mod.click(result.response, label="Undo")
            continue
        assert re.search(r"\*\*✗ Not saved\.\*\* [A-Z“].+\.", shown), "a sentence says why"
        assert env.bot.bases.state(server.id).base == before
        typed = FORMS[command][1] | {label: value}
        for each in typed.values():
            assert not each.strip() or each == UNSEEN or each in shown
        again = filled(await mod.click(result.response, label="Edit my text"))
        assert again == again | typed


@pytest.mark.parametrize(
    ("command", "label", "value", "sentence"),
    [
        ("fact add", "Question", LONG, "The question has 4000 characters; at most 500 are allowed. Shorten it."),
        ("fact add", "Question", BLANK, "Fill in the question."),
        ("fact add", "Question", BOLD, "The question needs a word. Write it as people would ask it."),
        ("fact add", "Answer", UNSEEN, "Fill in the answer."),
        ("fact add", "Other ways to ask", SPOILER, "One of the other ways to ask needs a word."),
        ("fact add", "Where it says so", BOLD, "“**” is neither paragraph numbers (like 3, 5-7) nor a link"),
        ("fact add", "Date", SPOILER, "“||||” isn't a date. Write it like 2023-01-13."),
        ("fact dispute", "What they say instead", BOLD, "What they say instead has no words."),
        ("speaker add", "Name", SPOILER, "The name has no words."),
        ("speaker add", "Other spellings", LONG, "One of the other spellings has 4000 characters; at most 100"),
        ("source add", "Date", UNSEEN, "A source needs a date. Write it like 2023-01-13."),
        ("source add", "Number of paragraphs", BOLD, "“**” isn't a number of paragraphs. Write it like 20."),
        ("gap add", "What I say instead", BOLD, "What I say instead has no words."),
    ],
)
async def test_the_sentence_says_what_is_wrong_and_what_to_do(send, command, label, value, sentence):
    assert sentence in (await everything(await send(command, label, value)))


@pytest.mark.parametrize("value", [BOLD, SPOILER, UNSEEN])
async def test_a_way_to_ask_in_an_option_is_held_to_it_too(env, server, mod, channel, value):
    result = await mod.slash(channel, "fact phrasing", fact="population", add=value)
    assert "Not saved" in text(result.response) or "Nothing to change" in text(result.response)
    assert env.bot.bases.state(server.id).revision == 0


class TestOlderEntries:
    """The pack may have texts without words; only what is written now is held to the rule."""

    @pytest.fixture
    def town(self):
        return base(fact(phrasings=["🏚️?"]))

    async def test_they_stay_and_can_be_edited(self, mod, channel):
        form = await mod.slash(channel, "fact edit", fact="population")
        result = await submit(mod, form, {"Answer": "About 9,000."})
        assert "Saved and live" in text(result.response)
