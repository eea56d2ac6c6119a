"""When something goes wrong, people get a plain sentence, and the log says where without what they asked."""

import pytest
from structlog.testing import capture_logs

from bot.asking.commands import MENU
from bot.platform.errors import OUTDATED, SORRY

SECRET = "my private question"


@pytest.fixture
def broken(env):
    """The bot with bases that break, naming what was asked."""

    def broken(server):
        raise KeyError(SECRET)

    env.check_errors = False
    env.bot.bases.search = env.bot.bases.state = broken


async def test_a_command_that_breaks_says_sorry_in_private(broken, alice, channel):
    result = await alice.slash(channel, "ask", question=SECRET)
    assert result.ephemeral
    assert result.response.content == SORRY


async def test_a_menu_that_breaks_says_sorry_in_private(broken, alice, channel):
    result = await alice.context_menu(channel, MENU, await alice.send(channel, SECRET))
    assert result.ephemeral
    assert result.response.content == SORRY


async def test_a_message_whose_answer_breaks_gets_sorry_in_reply(broken, alice, channel, me):
    await alice.send(channel, f"{me} {SECRET}")
    assert channel.last_message.content == SORRY


async def test_a_button_that_breaks_says_sorry_in_private(request, alice, channel):
    card = (await alice.slash(channel, "ask", question="Who controls Example?")).response
    request.getfixturevalue("broken")
    result = await alice.click(card, label="What does Blue say about Example?")
    assert result.ephemeral
    assert result.response.content == SORRY


async def test_choices_that_break_are_only_missing(broken, alice, channel):
    assert await alice.autocomplete(channel, "ask", "question", "w") == []


async def test_a_command_that_this_version_has_no_more_says_so(env, alice, channel):
    env.check_errors = False
    env.bot.tree.remove_command("about")
    result = await alice.slash(channel, "about")
    assert result.response.content == OUTDATED


async def test_the_log_tells_where_and_not_what_was_asked(broken, alice, channel, me):
    with capture_logs() as logs:
        await alice.slash(channel, "ask", question=SECRET)
        await alice.send(channel, f"{me} {SECRET}")
    assert [entry["event"] for entry in logs] == ["command_failed", "message_failed"]
    assert all("conversation.py" in entry["error"] and "KeyError" in entry["error"] for entry in logs)
    assert SECRET not in str(logs)


async def test_an_apology_that_gets_lost_is_only_logged(broken, env, alice, channel, me):
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013)
    with capture_logs() as logs:
        await alice.send(channel, f"{me} {SECRET}")
    assert [entry["event"] for entry in logs] == ["message_failed", "error_report_failed"]
    assert "Forbidden 403 (code 50013)" in logs[1]["error"]
