"""Forms that a bot is sent which did not open them."""

from bot.strings.forms import EXPIRED
from tests.bot.moderating.forms import submit


async def test_a_form_from_before_a_restart_gives_the_text_back(mod, channel, env, server, new_bot):
    form = await mod.slash(channel, "fact edit", fact="population")
    await env.restart_bot(new_bot())
    result = await submit(mod, form, {"Answer": "About 11,000.", "More ways to ask": "head count"})
    assert result.ephemeral
    assert result.response.content == EXPIRED
    (file,) = result.response.attachments
    assert (await file.read()).decode() == (
        "Question:\nHow many people lived in Example?\n\nAnswer:\nAbout 11,000.\n\n"
        "More ways to ask:\nhead count\n\nWhere it says so:\n3"
    )
    assert env.bot.bases.state(server.id).revision == 0


async def test_a_form_that_was_open_too_long_gives_the_text_back(mod, channel, env, monkeypatch):
    monkeypatch.setattr("bot.moderating.form.OPEN_SECONDS", 5.0)
    form = await mod.slash(channel, "fact edit", fact="population")
    await env.advance_time(6)
    result = await submit(mod, form, {"Answer": "About 11,000."})
    assert result.response.content == EXPIRED


async def test_a_form_that_is_known_is_answered_once(mod, channel):
    result = await submit(mod, await mod.slash(channel, "fact edit", fact="population"), {"Answer": "About 11,000."})
    assert not result.response.attachments
    assert [message.id for message in result.followups] in ([], [result.response.id])
