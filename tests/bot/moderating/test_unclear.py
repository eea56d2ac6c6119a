"""Text that was typed into an option, not picked from its list, changes no entry that it isn't exactly."""

from types import SimpleNamespace

import discord
import pytest
from discord.ui import Button

from bot.cards.actions import read
from bot.moderating.unclear import UnclearCommands
from bot.platform.errors import UserError
from tests.bot.moderating.forms import filled, submit_fact
from tests.bot.seen import buttons, text
from tests.entries import BLUE, CONTROL, DENIAL, RED, base, fact

NEARLY = "how many people still lived in Example?"
QUESTION = "How many people lived in Example?"


@pytest.fixture
def base_now(env, server):
    return lambda: env.bot.bases.state(server.id).base


async def test_a_question_that_is_nearly_a_facts_is_asked_about_and_the_command_goes_on_with_the_answer(
    mod, channel, base_now
):
    asked = await mod.slash(channel, "fact phrasing", fact=NEARLY, add="souls there")
    assert asked.ephemeral
    assert text(asked.response).strip() == f"I don't know a fact that's exactly “{NEARLY}”. Do you mean one of these?"
    assert 0 < len(buttons(asked.response)) <= 3
    assert base_now().facts_by_id["population"].phrasings == ()
    result = await mod.click(asked.response, label=QUESTION)
    assert "Saved and live" in text(result.response)
    assert base_now().facts_by_id["population"].phrasings == ("souls there",)


async def test_a_form_opens_once_every_option_is_clear(mod, channel, base_now):
    asked = await mod.slash(channel, "fact dispute", fact=NEARLY, speaker="Blue Minister")
    asked = await mod.click(asked.response, label=QUESTION)
    assert "I don't know a speaker that's exactly “Blue Minister”" in text(asked.response)
    form = await mod.click(asked.response, label="Blue Ministry")
    await submit_fact(mod, form, says="It was more.")
    assert [each.speaker for each in base_now().facts_by_id["population"].disputes] == ["blue"]


@pytest.mark.parametrize("typed", ["how many  people lived in example", "head count?", "population", "H\u0435ad count"])
async def test_the_question_a_phrasing_or_the_id_is_exact(mod, channel, typed):
    await mod.slash(channel, "fact phrasing", fact="population", add="head count")
    assert filled(await mod.slash(channel, "fact edit", fact=typed))["Question"] == QUESTION


@pytest.mark.parametrize(
    ("command", "option", "typed", "offered"),
    [
        ("speaker edit", "speaker", "Red Arm", "Red Army"),
        ("source edit", "source", "siege of Example", "The siege of Example"),
        ("gap edit", "gap", "what was the wether?", "What was the weather?"),
        ("fact add", "speaker", "article itself", "the article itself"),
    ],
)
async def test_every_kind_of_entry_is_asked_about(mod, channel, command, option, typed, offered):
    asked = await mod.slash(channel, command, **{option: typed})
    form = await mod.click(asked.response, label=offered)
    assert form.modal is not None


async def test_it_goes_on_only_while_they_may_moderate(mod, server, channel, base_now):
    asked = await mod.slash(channel, "fact phrasing", fact=NEARLY, add="souls there")
    await server.me.guild.get_role(server.roles["mod"].id).edit(permissions=discord.Permissions.none())
    result = await mod.click(asked.response, label=QUESTION)
    assert "Only moderators can do that" in text(result.response)
    assert base_now().facts_by_id["population"].phrasings == ()


async def test_somebody_else_can_not_go_on_with_it():
    def caller(id, server=1):
        return SimpleNamespace(guild_id=server, user=SimpleNamespace(id=id), extras={"command": (None, None)})

    unclear = UnclearCommands()
    asked = unclear.ask(caller(1), "fact", "Which?", {"population": QUESTION})
    (pressed,) = (read(each.custom_id) for each in asked.view.walk_children() if isinstance(each, Button))
    for other in (caller(2), caller(1, server=2)):
        with pytest.raises(UserError, match="This has expired"):
            await unclear.go_on(other, pressed)


async def test_after_a_restart_the_command_has_to_be_run_again(env, mod, channel):
    asked = await mod.slash(channel, "fact remove", fact=NEARLY)
    env.bot.tree.get_command("fact").edit_flow.unclear._waiting.clear()
    result = await mod.click(asked.response, label=QUESTION)
    assert text(result.response) == "This has expired. Please run the command again, and pick one from the list."


class TestABaseWhoseNamesClash:
    @pytest.fixture
    def town(self):
        other = BLUE.model_copy(update={"id": "green", "name": "Green Army", "variants": ("Reds", "Blue Ministry")})
        return base(CONTROL, DENIAL, fact(), speakers=(other, RED, BLUE))

    async def test_an_exact_name_goes_before_somebody_elses_spelling(self, mod, channel):
        form = await mod.slash(channel, "fact add", speaker="blue ministry")
        assert form.modal["title"] == "Add a fact said by Blue Ministry"

    async def test_a_spelling_of_two_is_asked_about_with_both(self, mod, channel):
        asked = await mod.slash(channel, "fact add", speaker="Reds")
        assert text(asked.response).strip() == "More than one speaker is called “Reds”. Which one do you mean?"
        assert list(buttons(asked.response)) == ["Green Army (green)", "Red Army (red)"]
        form = await mod.click(asked.response, label="Red Army (red)")
        assert form.modal["title"] == "Add a fact said by Red Army"


async def test_a_paragraph_that_may_be_of_either_source_is_asked_about(mod, channel, base_now):
    form = await mod.slash(channel, "source add")
    ids = {row["label"]: row["component"]["custom_id"] for row in form.modal["components"]}
    typed = {"Title": "A second article", "Kind": "news", "Date": "2023-02-01", "Number of paragraphs": "9"}
    await mod.submit_modal(form, {ids[label]: value for label, value in typed.items()})
    result = await submit_fact(
        mod, await mod.slash(channel, "fact add", speaker="red"), question="Who won?", answer="Red.", where="3"
    )
    assert "There are several sources. Write which one, too: " in text(result.response)
    assert "who-won" not in base_now().facts_by_id
