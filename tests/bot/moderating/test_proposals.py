"""The second pair of eyes, from the commands to the answer that people get."""

from unittest.mock import patch

import pytest
import pytest_asyncio

from bot.platform.errors import SORRY
from bot.strings.editing import NOTHING_WAITS
from knowledge.editing.messages import OWN_PROPOSAL as OWN
from knowledge.history.proposals import State
from knowledge.store.errors import UnavailableError
from tests.bot.moderating.forms import submit
from tests.bot.seen import buttons, text
from tests.settings import save_settings

OLD, NEW = "Red says that it controls Example.", "Red and Blue both say that they control it."


@pytest_asyncio.fixture(autouse=True)
async def log_channel(env, server, admin):  # a test may ask for them while it runs
    """The audit channel of a server that wants a second pair of eyes."""
    named = server.create_text_channel("changes")
    store = env.bot.bases.store(server.id)
    await save_settings(store, audit_channel=named.id, second_approval=True)  # revision 1
    await env.bot.bases.catch_up(server.id)
    return named


@pytest.fixture
def answer(alice, channel):
    async def ask():
        return text((await alice.slash(channel, "ask", question="Who controls Example?")).response)

    return ask


@pytest.fixture
def propose(mod, channel):
    """Change the answer of a disputed fact, whatever it would break."""

    async def change(person=mod, answer=NEW):
        form = await person.slash(channel, "fact edit", fact="control", reason="both say so")
        result = await submit(person, form, {"Answer": answer})
        if "Save anyway" in buttons(result.response):
            result = await person.click(result.response, label="Save anyway")
        return result

    return change


@pytest.fixture
def proposal(env, server):
    """A proposal as it is in the database."""
    return lambda number=1: env.bot.bases.store(server.id).proposal(number)


def posted(log_channel):
    (message,) = log_channel.history()
    return message


def reply(result):
    """Return the private reply to a press; the card that was pressed changes besides."""
    (message,) = result.followups
    assert message.ephemeral
    return message


async def test_the_old_answer_stands_until_another_moderator_approves(propose, other_mod, log_channel, answer):
    waiting = await propose()
    assert waiting.ephemeral
    assert "Waiting for another moderator" in text(waiting.response)
    assert f"answer: {OLD} → {NEW}" in text(waiting.response)
    assert OLD in await answer()
    assert f"answer: {OLD} → {NEW}" in text(posted(log_channel))
    assert (
        "unchanged: said by Red Army · dispute Blue Ministry: The battle goes on. (paragraph 4) · "
        "source The siege of Example · as of 2023-01-13"
    ) in text(posted(log_channel))
    assert list(buttons(posted(log_channel))) == ["Approve", "Decline"]
    approved = await other_mod.click(posted(log_channel), label="Approve")
    assert "Saved and live" in text(reply(approved))
    assert NEW in await answer()
    decided, announced = log_channel.history()
    assert "Proposal 1: approved by other" in text(decided)
    assert buttons(decided) == {}
    line = text(announced).strip()
    assert line.startswith("mod edited the fact “Who controls Example?”, approved by other, revision 2: both say so\n")


@pytest.mark.parametrize("who", ["mod", "admin"])
async def test_nobody_approves_their_own(request, propose, log_channel, answer, who):
    person = request.getfixturevalue(who)
    await propose(person)
    result = await person.click(posted(log_channel), label="Approve")
    assert OWN in text(reply(result))
    assert OLD in await answer()
    assert "Approve" in buttons(posted(log_channel))


async def test_who_may_not_moderate_decides_nothing(propose, alice, log_channel, answer, proposal):
    await propose()
    for label in ("Approve", "Decline"):
        result = await alice.click(posted(log_channel), label=label)
        assert "Only moderators can do that" in result.response.content
    assert (await proposal()).state is State.WAITING
    assert OLD in await answer()


async def test_the_second_press_hears_that_it_is_settled(propose, other_mod, admin, channel, log_channel):
    await propose()
    listed = (await admin.slash(channel, "base proposals")).response
    await other_mod.click(posted(log_channel), label="Approve")
    result = await admin.click(listed, label="Approve")
    assert "Proposal 1 is already approved, by other." in text(reply(result))
    assert len(log_channel.history()) == 2


async def test_one_that_is_declined_stays_on_record_and_changes_nothing(
    propose, other_mod, log_channel, answer, proposal
):
    await propose()
    result = await other_mod.click(posted(log_channel), label="Decline")
    assert "You've declined proposal 1." in text(reply(result))
    assert "Proposal 1: declined by other" in text(posted(log_channel))
    assert f"→ {NEW}" in text(posted(log_channel))
    assert ((await proposal()).state, (await proposal()).changes[0].after.answer) == (State.DECLINED, NEW)
    assert OLD in await answer()


async def test_who_proposed_it_can_withdraw_it(propose, mod, proposal, channel):
    waiting = await propose()
    result = await mod.click(waiting.response, label="Withdraw")
    assert "You've withdrawn proposal 1." in text(reply(result))
    assert (await proposal()).state is State.WITHDRAWN
    assert text((await mod.slash(channel, "base proposals")).response).strip() == NOTHING_WAITS


async def test_what_changed_since_is_shown_and_not_overwritten(
    propose, admin, other_mod, channel, log_channel, answer, proposal
):
    await propose()
    await admin.slash(channel, "settings", second_approval=False)
    await propose(admin, "Cleo controls it.")
    first, *_ = log_channel.history()
    result = await other_mod.click(first, label="Approve")
    shown = text(reply(result))
    assert "Not approved: admin changed it after it was proposed" in shown
    assert f"answer: {OLD} → Cleo controls it." in shown
    assert f"answer: {OLD} → {NEW}" in shown
    assert "Cleo controls it." in await answer()
    await other_mod.click(reply(result), label="Decline")
    assert (await proposal()).state is State.DECLINED


async def test_it_waits_through_a_restart(env, new_bot, propose, other_mod, log_channel, answer):
    await propose()
    await env.restart_bot(new_bot())
    assert OLD in await answer()
    await other_mod.click(posted(log_channel), label="Approve")
    assert NEW in await answer()


async def test_what_waits_is_listed_privately_one_at_a_time(propose, other_mod, channel, answer, proposal):
    await propose()
    await propose(answer="Nobody controls it.")
    listed = await other_mod.slash(channel, "base proposals")
    assert listed.ephemeral
    assert "1 of 2" in text(listed.response)
    turned = await other_mod.click(listed.response, label="More ▶")
    second = turned.response or listed.response
    assert "Nobody controls it." in text(second)
    await other_mod.click(second, label="Approve")
    assert "Nobody controls it." in await answer()
    assert [(await proposal(n)).state for n in (1, 2)] == [State.WAITING, State.APPROVED]


async def test_whoever_decides_sees_what_it_would_affect(mod, other_mod, channel, log_channel):
    warned = await mod.slash(channel, "fact phrasing", fact="control", add="How many people lived in Example?")
    proposed = await mod.click(warned.response, label="Save anyway")
    sentence = "⚠ “How many people lived in Example?” is the question of another fact"
    assert "Waiting for another moderator" in text(proposed.response)
    assert sentence in text(posted(log_channel))
    listed = await other_mod.slash(channel, "base proposals")
    assert sentence in text(listed.response)
    await other_mod.click(posted(log_channel), label="Approve")
    decided, _ = log_channel.history()
    assert "approved by other" in text(decided)
    assert "⚠" not in text(decided)


async def test_ways_back_wait_too(propose, mod, other_mod, channel, log_channel, answer):
    await propose()
    await other_mod.click(posted(log_channel), label="Approve")
    _, announced = log_channel.history()
    waiting = await mod.click(announced, label="Undo")
    assert "Waiting for another moderator" in text(waiting.response)
    assert NEW in await answer()


async def test_an_import_waits_as_a_whole_and_all_of_it_can_be_read(env, server, mod, other_mod, channel, log_channel):
    facts = "".join(
        f'[[facts]]\nid = "new-{n}"\nquestion = "What of {n}?"\nanswer = "{n}. {"word " * 70}"\nsource = "article"\n'
        for n in range(20)
    )
    changed = '[[facts]]\nid = "control"\nquestion = "Who controls Example?"\nanswer = "Red."\nsource = "article"\n'
    file = ("base.toml", (facts + changed).encode())
    asked = await mod.slash(channel, "base import", file=file, mode="update")
    waiting = await mod.click(asked.response, label="Import")
    assert "Waiting for another moderator" in text(waiting.response)
    assert env.bot.bases.state(server.id).revision == 1
    whole = await other_mod.click(posted(log_channel), label="Show all of it")
    (document,) = whole.response.attachments
    assert document.filename == "proposal-1.txt"
    await other_mod.click(posted(log_channel), label="Approve")
    base = env.bot.bases.state(server.id).base
    assert "new-19" in base.facts_by_id
    assert base.facts_by_id["control"].answer == "Red."


async def test_facts_that_nobody_disputes_and_servers_that_do_not_want_it_wait_for_nobody(
    propose, mod, admin, channel, answer
):
    form = await mod.slash(channel, "fact edit", fact="population")
    result = await submit(mod, form, {"Answer": "About 11,000 people lived in Example."})
    if "Save anyway" in buttons(result.response):
        result = await mod.click(result.response, label="Save anyway")
    assert "Saved and live" in text(result.response)
    await admin.slash(channel, "settings", second_approval=False)
    await propose()
    assert NEW in await answer()


@pytest.mark.parametrize(("label", "sentence"), [("Approve", "the database isn't answering"), ("Decline", SORRY)])
async def test_while_the_database_is_away_it_goes_on_waiting(
    propose, other_mod, log_channel, answer, proposal, label, sentence
):
    await propose()
    with patch("knowledge.store.database.Database.writing", side_effect=UnavailableError("away")):
        result = await other_mod.click(posted(log_channel), label=label)
    assert sentence in text(reply(result))
    assert (await proposal()).state is State.WAITING
    await other_mod.click(posted(log_channel), label=label)
    assert (await proposal()).state is not State.WAITING
