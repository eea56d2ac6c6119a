"""`/base history` and `/base undo`: everything that was changed, by whom and why, and the way back from any of it."""

import pytest_asyncio

from bot.cards.moderator_actions import ListRevisions
from tests.bot.moderating.forms import submit, submit_fact
from tests.bot.seen import buttons, text

TABLE = b"question,answer,paragraphs\nWhat is azurite?,A blue stone.,1\nWhat is basalt?,A black stone.,1\n"


@pytest_asyncio.fixture
async def changed(mod, other_mod, admin, channel):
    """Changes of several kinds by several people."""
    form = await mod.slash(channel, "fact edit", fact="population", reason="a *recount*")
    await submit_fact(mod, form, answer="About 11,000.")
    asked = await other_mod.slash(channel, "gap remove", gap="weather", reason="known now")
    await other_mod.click(asked.response, label="Remove")
    await admin.slash(channel, "settings", card_days=7, reason="old news")
    asked = await mod.slash(channel, "base import", file=("stones.csv", TABLE), mode="add", reason="stones")
    await mod.click(asked.response, label="Import")


async def test_it_lists_everything_with_who_what_and_why_newest_first(changed, mod, channel):
    shown = await mod.slash(channel, "base history")
    assert shown.ephemeral
    told = [
        "mod imported a file \\(add) (2 entries), revision 4: stones\n- + fact “What is azurite?”".replace("\\(", "("),
        "admin changed the settings, revision 3: old news\n- days I correct them: 30 → 7",
        "other removed the gap “What was the weather?”, revision 2: known now",
        "mod edited the fact “How many people lived in Example?”, revision 1: a \\*recount\\*\n- answer: About 10,000",
    ]
    seen = text(shown.response).replace("\\(", "(").replace("\\)", ")").replace("\\+", "+")
    places = [seen.index(each) for each in told]
    assert places == sorted(places)


async def test_it_shows_only_what_one_person_did_or_what_happened_to_one_entry(changed, mod, other_mod, channel):
    by_other = text((await mod.slash(channel, "base history", person=other_mod)).response)
    assert "-# Only by other" in by_other
    assert ("removed the gap" in by_other, "edited the fact" in by_other) == (True, False)
    choice, *_ = await mod.autocomplete(channel, "base history", "entry", "What is basalt")
    for entry in (choice["value"], "What is basalt?"):
        of_basalt = text((await mod.slash(channel, "base history", entry=entry)).response)
        assert "-# Only changes of: What is basalt? \\(fact\\)".replace("\\", "") in of_basalt.replace("\\", "")
        assert ("(2 entries)" in of_basalt.replace("\\", ""), "settings" in of_basalt) == (True, False)
    of_the_removed = text((await mod.slash(channel, "base history", entry="What was the weather?")).response)
    assert "removed the gap" in of_the_removed
    assert "changed the settings" in text((await mod.slash(channel, "base history", entry="the settings")).response)
    assert "Nothing found." in text((await mod.slash(channel, "base history", entry="Red Army")).response)


async def test_each_has_its_undo_also_after_a_restart(changed, env, new_bot, server, mod, channel):
    shown = (await mod.slash(channel, "base history")).response
    await env.restart_bot(new_bot())
    await mod.click(shown, custom_id="undo:2")
    assert "weather" in env.bot.bases.state(server.id).base.gaps_by_id
    again = (await mod.slash(channel, "base history")).response
    assert "mod undid revision 2 “What was the weather?”, revision 5" in text(again)
    await mod.click(again, custom_id="undo:5")
    assert "weather" not in env.bot.bases.state(server.id).base.gaps_by_id


async def test_settings_are_undone_by_admins_alone(changed, env, server, mod, admin, channel):
    shown = (await mod.slash(channel, "base history")).response
    refused = await mod.click(shown, custom_id="undo:3")
    assert "Manage Server" in text(refused.response)
    shown = (await admin.slash(channel, "base history")).response
    await admin.click(shown, custom_id="undo:3")
    assert (await env.bot.bases.store(server.id).settings()).card_days == 30


async def test_a_long_history_has_pages_there_and_back(mod, channel):
    for number in range(7):
        await mod.slash(channel, "fact phrasing", fact="population", add=f"way {number}", reason=f"reason {number}")
    shown = (await mod.slash(channel, "base history")).response
    assert (", revision 7: reason 6" in text(shown), "revision 3" in text(shown)) == (True, False)
    await mod.click(shown, label="Earlier ▶")
    assert ("revision 3: reason 2" in text(shown), "revision 4" in text(shown)) == (True, False)
    assert "Earlier ▶" not in buttons(shown)
    await mod.click(shown, label="◀ Latest")
    assert "revision 7" in text(shown)


async def test_a_revision_is_undone_by_its_number_with_a_reason(changed, env, server, mod, channel):
    choices = await mod.autocomplete(channel, "base undo", "revision", "")
    assert [choice["value"] for choice in choices] == [4, 3, 2, 1]
    await mod.slash(channel, "base undo", revision=1, reason="it was right")
    assert env.bot.bases.state(server.id).base.facts_by_id["population"].answer.startswith("About 10,000")
    assert ", revision 5: it was right" in text((await mod.slash(channel, "base history")).response)


async def test_nothing_was_changed_at_first(mod, channel):
    assert "Nobody has changed anything here." in text((await mod.slash(channel, "base history")).response)


def test_the_longest_button_fits():
    wanted = ListRevisions(2**63, "0123abcd", 2**31)
    assert len(wanted.custom_id) <= 100


async def test_removed_gaps_speakers_and_sources_are_restored_as_typed(env, server, mod, channel):
    form = await mod.slash(channel, "speaker add", reason="new")
    await submit(mod, form, {"Name": "Green Office", "Role": "an office", "Side": "Green"})
    form = await mod.slash(channel, "source add")
    await submit(mod, form, {"Title": "A second report", "Kind": "report", "Date": "2023-02-01"})
    base = lambda: env.bot.bases.state(server.id).base  # noqa: E731  # as it is by then
    for kind, name in (("gap", "What was the weather?"), ("speaker", "Green Office"), ("source", "A second report")):
        before = len(getattr(base(), f"{kind}s"))
        asked = await mod.slash(channel, f"{kind} remove", **{kind: name})
        await mod.click(asked.response, label="Remove")
        assert len(getattr(base(), f"{kind}s")) == before - 1
        (choice,) = await mod.autocomplete(channel, f"{kind} restore", kind, "")
        assert choice["name"] == name
        restored = await mod.slash(channel, f"{kind} restore", **{kind: name.lower()}, reason="too soon")
        assert f"restored the {kind}" in text(restored.response)
        assert "too soon" in text(restored.response)
        assert len(getattr(base(), f"{kind}s")) == before


async def test_a_fact_of_the_servers_own_is_restored_by_its_question(env, server, changed, new_bot, mod, channel):
    asked = await mod.slash(channel, "fact remove", fact="What is basalt?")
    await mod.click(asked.response, label="Remove")
    await env.restart_bot(new_bot())
    (choice,) = await mod.autocomplete(channel, "fact restore", "fact", "basalt")
    assert choice["name"] == "What is basalt?"
    await mod.slash(channel, "fact restore", fact="what is basalt", reason="a mistake")
    assert "A black stone." in [fact.answer for fact in env.bot.bases.state(server.id).base.facts]


async def test_an_answer_is_listed_with_all_of_its_attribution_or_not_at_all(mod, channel):
    form = await mod.slash(channel, "fact edit", fact="control")
    await submit_fact(mod, form, answer="Red says that it controls most of Example.")
    shown = text((await mod.slash(channel, "base history")).response)
    assert "controls most of Example" in shown
    assert "- unchanged: said by Red Army · dispute Blue Ministry: The battle goes on. (paragraph 4) · source" in shown
    form = await mod.slash(channel, "fact dispute", fact="control", speaker="blue")
    await submit(mod, form, {"What they say instead": "No. " * 90, "Where it says so": "4"})
    form = await mod.slash(channel, "fact edit", fact="control")
    await submit_fact(mod, form, answer="Red says that it controls some of Example.")
    shown = text((await mod.slash(channel, "base history")).response)
    assert "- answer changed" in shown
    assert "controls some of Example" not in shown
