"""`/test`, with the real matcher."""

import pytest

from knowledge import pack
from tests.bot.seen import text


async def _whole(result):
    (file,) = result.response.attachments
    assert file.filename == "explanation.txt"
    return (await file.read()).decode()


async def test_it_says_what_would_be_answered_and_why(mod, channel):
    result = await mod.slash(channel, "test", question="who contrls example")
    assert result.ephemeral
    shown = text(result.response).replace("\\", "")
    assert "### who contrls example" in shown
    assert "contrls → control" in shown
    assert "it takes 0." in shown
    assert "**Who controls Example?** · fact `control` · score " in shown
    assert "confidence " in shown
    assert "What each feature added:" in await _whole(result)


async def test_it_leaves_what_was_typed_harmless(mod, channel):
    result = await mod.slash(channel, "test", question="**tea** [x](https://x.example)")
    assert "\\*\\*tea\\*\\* \\[x](https\\:" in text(result.response)


async def test_it_explains_the_question_without_mentions_as_they_are_not_asked_either(mod, channel):
    result = await mod.slash(channel, "test", question="<@1> who controls @everyone <:example:2> example")
    assert "### who controls example\n" in text(result.response)


async def test_the_longest_question_still_fits(mod, channel):
    result = await mod.slash(channel, "test", question="*who controls* " * 400)
    assert len(text(result.response)) <= 4000
    assert "controls" in await _whole(result)


async def test_nothing_but_signs_is_no_trouble(mod, channel):
    result = await mod.slash(channel, "test", question="🤷")
    assert "Nothing on record comes close." in text(result.response)


async def test_it_shows_a_change_from_the_next_question_on(mod, channel, env, server):
    await mod.slash(channel, "gap phrasing", gap="weather", add="barometer readings")
    result = await mod.slash(channel, "test", question="barometer readings")
    assert "**What was the weather?** · gap `weather`" in text(result.response)


async def test_members_do_not_see_it_and_cannot_call_it_by_hand(alice, channel, let_through):
    assert "test" not in alice.available_commands(channel)
    await let_through("test")
    result = await alice.slash(channel, "test", question="who")
    assert "Only moderators can do that" in result.response.content


class TestOnSoledar:
    @pytest.fixture
    def town(self):
        return pack.read(pack.default_pack())

    async def test_gaps_and_facts_compete_and_every_line_fits(self, mod, channel):
        result = await mod.slash(channel, "test", question="how many soldiers died in soledar?")
        shown = text(result.response)
        assert "· gap `" in shown
        assert "· fact `" in shown
        assert len(shown) <= 4000
