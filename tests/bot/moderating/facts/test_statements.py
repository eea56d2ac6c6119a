"""Facts whose answer sums up the sides, on a real database."""

import pytest

from tests.bot.moderating.forms import submit_fact
from tests.bot.seen import text
from tests.entries import base, fact


@pytest.fixture
def town():
    statements = [{"speaker": "red", "says": "We hold the mine."}, {"speaker": "blue", "says": "It is ours."}]
    return base(fact(answer="Both say so.", speakers=["red", "blue"], statements=statements))


async def test_a_facts_sheet_has_what_each_side_says(mod, channel):
    result = await mod.slash(channel, "fact show", fact="population")
    assert "**Red Army**: We hold the mine." in text(result.response)
    (file,) = result.response.attachments
    assert "Blue Ministry: It is ours." in (await file.read()).decode()


async def test_another_speaker_takes_the_old_ones_statements_off_after_a_warning_and_the_reply_says_so(mod, channel):
    form = await mod.slash(channel, "fact edit", fact="population", speaker="blue")
    asked = (await submit_fact(mod, form)).response
    assert "“How many people lived in Example?” would lose what Red Army says: We hold the mine." in text(asked)
    saved = text((await mod.click(asked, label="Save anyway")).response)
    assert "said by: Red Army, Blue Ministry → Blue Ministry" in saved
    assert "statement removed: Red Army: We hold the mine." in saved
    assert "It is ours." not in saved
    history = text((await mod.slash(channel, "fact history", fact="population")).response)
    assert "statement removed: Red Army: We hold the mine." in history


async def test_another_answer_keeps_what_each_side_says(mod, channel, alice):
    form = await mod.slash(channel, "fact edit", fact="population")
    await submit_fact(mod, form, answer="Each of them says so.")
    card = text((await alice.slash(channel, "ask", question="How many people lived in Example?")).response)
    assert "Each of them says so." in card
    assert "We hold the mine." in card
