"""The Soledar pack on Discord, from the words that people type to the card that they get."""

import pytest

from knowledge import pack
from knowledge.search import Search
from tests.bot.seen import text


@pytest.fixture(scope="module")
def search():
    return Search(pack.read(pack.default_pack()))


@pytest.fixture
def bases(search, bases):
    bases.base, bases.search = search.base, lambda server: search
    return bases


@pytest.mark.parametrize(
    "question",
    [
        "so does russia control soledar now?",
        "is it true that russia has soledar?",
        "Russia won in Soledar, right?",
    ],
)
async def test_a_leading_question_is_answered_with_the_fact_that_it_turns_on_and_its_caveat(
    alice, channel, me, question
):
    await alice.send(channel, f"{me} {question}")
    seen = text(channel.last_message)
    assert "As of 13 Jan 2023: " in seen
    assert "⚠" in seen
    assert "**Ukrainian officials**: The battle for Soledar was still ongoing" in seen
    assert "**Serhiy Cherevatyi**: Soledar was not in Russian hands." in seen
    assert "**Russian military**" in seen
    assert not any(word in seen.split() for word in ("Yes", "Yes.", "Yes,"))


async def test_a_question_that_takes_the_capture_for_granted_is_answered_with_who_denies_it(alice, channel):
    result = await alice.slash(channel, "ask", question="Since Russia holds Soledar, what can it do next?")
    seen = text(result.response)
    assert "⚠ Disputed by **Serhiy Cherevatyi**: Soledar was not in Russian hands." in seen
    assert "Said by **A spokeswoman**" in seen


async def test_what_is_asked_of_the_wrong_side_is_not_on_record(alice, channel):
    result = await alice.slash(channel, "ask", question="Was the Ukrainian army defeated again and again?")
    assert "The article doesn't say that about Ukraine." in text(result.response)


async def test_what_the_article_does_not_say_is_said_to_be_not_on_record(alice, channel):
    result = await alice.slash(channel, "ask", question="How many soldiers died in Soledar?")
    assert "The article doesn't say" in text(result.response)


async def test_everyone_who_disputes_anything_is_in_the_digest(alice, channel, search):
    seen = text((await alice.slash(channel, "disputed")).response)
    disputing = {dispute.speaker for fact in search.base.facts for dispute in fact.disputes}
    for speaker in disputing:
        assert search.base.speakers_by_id[speaker].name in seen


@pytest.mark.parametrize("said", ["hello", "thanks", "help", "you suck", "who are you", "source?"])
async def test_small_talk_gets_a_plain_reply_without_a_heading(alice, channel, said):
    seen = text((await alice.slash(channel, "ask", question=said)).response)
    assert "The article doesn't say" not in seen
    assert "I have nothing" not in seen
