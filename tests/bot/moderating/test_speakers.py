"""`/speaker`, on a real database; and what it shares with `/source` and `/gap`."""

import discord
import pytest

from knowledge.store.errors import UnavailableError
from tests.bot.moderating.forms import filled, submit
from tests.bot.seen import buttons, text
from tests.entries import BLUE, RED, base, fact
from tests.entries import gap as a_gap
from tests.settings import save_settings

GREEN = {"Name": "Green Cross", "Role": "relief agency", "Side": "Nobody", "Other spellings": "Greens\nthe Cross"}


@pytest.fixture
def saved_speakers(env, server):
    """The speakers as they stand."""
    return lambda: env.bot.bases.state(server.id).base.speakers_by_id


async def test_a_new_speaker_can_be_on_record_at_once(mod, channel, saved_speakers):
    result = await submit(mod, await mod.slash(channel, "speaker add"), GREEN)
    assert result.ephemeral
    assert "Saved and live" in text(result.response)
    assert saved_speakers()["green-cross"].variants == ("Greens", "the Cross")
    choices = await mod.autocomplete(channel, "fact add", "speaker", "the cross")
    assert {"name": "Green Cross", "value": "green-cross"} in choices


async def test_the_form_of_a_speaker_is_filled_in(mod, channel, saved_speakers):
    form = await mod.slash(channel, "speaker edit", speaker="red", reason="renamed")
    assert filled(form) == {
        "Name": "Red Army",
        "Role": "armed forces of Red",
        "Side": "Red",
        "Other spellings": "Reds",
        "Reason": "renamed",
    }
    result = await submit(mod, form, {"Name": "Red Forces", "Other spellings": "Reds\nRed Army"})
    assert "renamed" in text(result.response)
    assert "name: Red Army → Red Forces" in text(result.response)
    assert saved_speakers()["red"].name == "Red Forces"


async def test_a_speaker_may_be_called_by_a_spelling(mod, channel):
    form = await mod.slash(channel, "speaker edit", speaker="Reds")
    assert filled(form)["Name"] == "Red Army"


async def test_somebody_nobody_knows_is_not_edited(mod, channel):
    result = await mod.slash(channel, "speaker edit", speaker="<@1> **Nobody**")
    assert result.response.content == "I don't know a speaker like that. Start typing and pick one from the list."


async def test_a_name_that_is_there_already_is_refused_and_the_text_given_back(mod, channel, saved_speakers):
    result = await submit(mod, await mod.slash(channel, "speaker add"), GREEN | {"Name": "red army"})
    assert "already exists" in text(result.response)
    assert "relief agency" in text(result.response)
    assert set(saved_speakers()) == {"red", "blue"}
    again = await mod.click(result.response, label="Edit my text")
    assert filled(again) == GREEN | {"Name": "red army"}


async def test_a_name_of_blanks_is_refused(mod, channel, saved_speakers):
    result = await submit(mod, await mod.slash(channel, "speaker add"), GREEN | {"Name": "  "})
    assert "Fill in the name." in text(result.response)
    assert set(saved_speakers()) == {"red", "blue"}


async def test_markup_and_mentions_stay_plain_text(mod, channel, saved_speakers):
    name = "**Bold** <@1> @everyone"
    result = await submit(mod, await mod.slash(channel, "speaker add"), GREEN | {"Name": name})
    assert "\\*\\*Bold\\*\\* \\<@\u200b1>" in text(result.response)
    assert "@everyone" not in text(result.response)
    assert name in {speaker.name for speaker in saved_speakers().values()}
    listed = text((await mod.slash(channel, "speaker list")).response)
    assert "**Bold** " not in listed
    assert "@everyone" not in listed


async def test_a_speaker_who_is_needed_stays_and_the_bot_says_by_what(mod, channel, saved_speakers):
    result = await mod.slash(channel, "speaker remove", speaker="blue")
    assert "“Blue Ministry” is still used by “Who controls Example?”, “What does Blue say about Example?”." in text(
        result.response
    )
    assert "blue" in saved_speakers()


async def test_a_speaker_whom_nothing_needs_is_removed_once_that_is_confirmed(mod, channel, saved_speakers):
    await submit(mod, await mod.slash(channel, "speaker add"), GREEN)
    asked = await mod.slash(channel, "speaker remove", speaker="Green Cross", reason="gone")
    assert "Remove this speaker?" in text(asked.response)
    assert "green-cross" in saved_speakers()
    result = await mod.click(asked.response, label="Remove")
    assert "removed the speaker" in text(result.response)
    assert "gone" in text(result.response)
    assert "green-cross" not in saved_speakers()


async def test_a_removal_that_is_not_confirmed_changes_nothing(mod, channel, saved_speakers):
    await submit(mod, await mod.slash(channel, "speaker add"), GREEN)
    asked = await mod.slash(channel, "speaker remove", speaker="Green Cross")
    result = await mod.click(asked.response, label="Cancel")
    assert result.response.content == "Nothing was changed."
    assert "green-cross" in saved_speakers()


async def test_a_change_of_a_speaker_is_taken_back(mod, channel, saved_speakers):
    form = await mod.slash(channel, "speaker edit", speaker="red")
    result = await submit(mod, form, {"Side": "Crimson"})
    await mod.click(result.response, label="Undo")
    assert saved_speakers()["red"] == RED


async def test_the_second_of_two_moderators_sees_both_versions(mod, other_mod, channel, saved_speakers):
    first = await mod.slash(channel, "speaker edit", speaker="red")
    second = await other_mod.slash(channel, "speaker edit", speaker="red")
    await submit(mod, first, {"Side": "Crimson"})
    result = await submit(other_mod, second, {"Side": "Scarlet"})
    assert "someone else edited this first" in text(result.response)
    assert "side: Red → Crimson" in text(result.response)
    assert "Scarlet" in text(result.response)
    assert saved_speakers()["red"].side == "Crimson"
    await other_mod.click(result.response, label="Save mine over it")
    assert saved_speakers()["red"].side == "Scarlet"


class TestTheList:
    @pytest.fixture
    def town(self):
        many = [BLUE.model_copy(update={"id": f"s{n}", "name": f"Speaker {n}", "role": "x" * 300}) for n in range(24)]
        return base(fact(speakers=["s1"]), a_gap(), speakers=tuple(many))

    async def test_it_is_private_and_turns_in_place(self, mod, channel):
        result = await mod.slash(channel, "speaker list")
        assert result.ephemeral
        assert "24 speakers\n-# Page 1 of 3" in text(result.response)
        assert "**Speaker 1**" in text(result.response)
        assert "used by 1 fact" in text(result.response)
        assert list(buttons(result.response)) == ["More ▶"]
        await mod.click(result.response, label="More ▶")
        await mod.click(result.response, label="More ▶")
        assert "Page 3 of 3" in text(result.response)
        assert list(buttons(result.response)) == ["◀ Back"]

    async def test_its_buttons_know_who_may_moderate_no_more(self, env, server, mod, channel):
        result = await mod.slash(channel, "speaker list")
        await server.me.guild.get_role(server.roles["mod"].id).edit(permissions=discord.Permissions.none())
        pressed = await mod.click(result.response, label="More ▶")
        assert "Only moderators can do that" in pressed.response.content
        assert "Page 1 of 3" in text(result.response)


class TestMoreThanAFormHolds:
    @pytest.fixture
    def town(self):
        variants = tuple(f"{n:02} {'v' * 97}" for n in range(60))
        return base(fact(), speakers=(RED.model_copy(update={"variants": variants}),))

    async def test_another_way_is_named_and_nothing_is_cut(self, mod, channel):
        result = await mod.slash(channel, "speaker edit", speaker="red")
        assert result.response.content == (
            "“Other spellings” is longer than Discord's forms can show. Use `/base export`, edit the file, "
            "then `/base import` with the mode update."
        )


@pytest.mark.parametrize("command", ["speaker add", "speaker list", "source list", "gap list"])
async def test_whom_discord_lets_through_without_the_right_is_told_what_it_takes(alice, channel, let_through, command):
    await let_through(command)
    result = await alice.slash(channel, command)
    assert result.ephemeral
    assert result.response.content == (
        "Only moderators can do that: you need the Manage Messages permission. Ask an admin."
    )


class TestWhileTheDatabaseIsAway:
    @pytest.fixture
    def cut(self, env, monkeypatch):
        """Cut the database off, and return what brings it back."""
        database = env.bot.bases._database

        def away(*_):
            raise UnavailableError("The database does not answer.")

        def cut():
            for name in ("reading", "writing"):
                monkeypatch.setattr(database, name, away)
            return monkeypatch.undo

        return cut

    async def test_the_text_comes_back_and_can_be_tried_again(self, mod, channel, saved_speakers, cut):
        form = await mod.slash(channel, "speaker add")
        back = cut()
        result = await submit(mod, form, GREEN)
        assert "I couldn't save this: the database isn't answering" in text(result.response)
        assert "relief agency" in text(result.response)
        assert "green-cross" not in saved_speakers()
        back()
        await mod.click(result.response, label="Try again")
        assert "green-cross" in saved_speakers()

    async def test_it_does_so_too_where_nobody_knows_whether_they_may(
        self, env, server, channel, saved_speakers, cut, let_through
    ):
        role = server.create_role("Checkers")
        await save_settings(env.bot.bases.store(server.id), moderator_role=role.id)
        await let_through("speaker")
        carol = server.add_member(env.create_user("carol"), roles=[role])
        form = await carol.slash(channel, "speaker edit", speaker="red")
        back = cut()
        result = await submit(carol, form, {"Role": "the whole army"})
        assert "the whole army" in text(result.response)
        assert saved_speakers()["red"] == RED
        back()
        await carol.click(result.response, label="Try again")
        assert saved_speakers()["red"].role == "the whole army"
