"""What a posted card says once its fact changed, and that its buttons go on working."""

from datetime import timedelta

from bot.client import OnRecord
from knowledge.editing.editor import Editor
from knowledge.editing.facts import DisputeFact, EditFact, SettleDispute
from knowledge.editing.removal import Remove
from knowledge.editing.speakers import EditSpeaker
from knowledge.model.refs import Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from tests import entries
from tests.bot.living_answers.conftest import ANEW, ANN, ANSWER, CHANGED, MARK, NEW_ANSWER, POPULATION, settled
from tests.bot.seen import buttons, picks, text

CONTROL = Ref(Kind.FACT, "control")


async def test_another_speaker_stands_on_the_posted_card(env, ask, change, now_says):
    card = await ask(POPULATION)
    await change(
        EditFact(fact="population", question=POPULATION, answer="Many.", where="3", as_of="", speakers=("blue",))
    )
    await env.advance_time(2)
    assert "Claimed by **Blue Ministry**, defense ministry of Blue, not confirmed" in now_says(card)


async def test_a_dispute_puts_its_caveat_on_the_posted_card(env, ask, change, now_says):
    card = await ask(POPULATION)
    assert "⚠" not in text(card)
    await change(DisputeFact(fact="population", speaker="red", says="Nobody lived there.", where="5"))
    await env.advance_time(2)
    mark, question, answer, said_by, caveat, *_ = now_says(card).strip().splitlines()
    assert MARK in mark
    assert POPULATION in question
    assert answer == "As of 13 Jan 2023: About 10,000 people lived in Example."
    assert said_by == "Stated by **the article itself**"
    assert caveat == "⚠ Disputed by **Red Army**: Nobody lived there."


async def test_who_a_speaker_is_is_corrected_with_their_role(env, alice, channel, change, now_says):
    await alice.slash(channel, "ask", question="who-is_red")
    card = channel.last_message
    await change(EditSpeaker(speaker="red", name="Red Army", role="army of the Reds", side="Red", variants="Reds"))
    await env.advance_time(2)
    mark, _, answer, *_ = now_says(card).strip().splitlines()
    assert MARK in mark
    assert "Red Army: army of the Reds." in answer


async def test_a_settled_dispute_takes_its_caveat_along(env, ask, change, now_says):
    card = await ask()
    await change(SettleDispute(fact="control", dispute=entries.CONTROL.disputes[0]))
    await env.advance_time(2)
    assert "Claimed by **Red Army**" in now_says(card)
    assert "Blue Ministry" not in now_says(card)


async def test_the_corrected_card_is_the_card_of_now_under_the_mark(env, alice, channel, ask, change, now_says):
    card = await ask()
    await change()
    await env.advance_time(2)
    mark, _, rest = now_says(card).strip().partition("\n")
    fresh = await ask()
    assert mark == f"✎ **{MARK}**"
    assert rest == text(fresh).strip()
    assert buttons(env.backend.get_message(channel.id, card.id)).keys() == buttons(fresh).keys()


async def test_a_removed_fact_leaves_no_answer_and_says_since_when(env, ask, change, now_says):
    card = await ask()
    await change(Remove(entry=CONTROL))
    await env.advance_time(2)
    assert now_says(card).strip().splitlines() == [
        "✎ This answer was withdrawn on 1 January 2026. Ask again to see what's on record now.",
    ]
    assert buttons(env.backend.get_message(card.channel.id, card.id)) == {}


async def test_a_restored_fact_comes_back(env, ask, change, editor, now_says):
    card = await ask()
    await change(Remove(entry=CONTROL))
    await env.advance_time(2)
    await change(await editor.restore(CONTROL))
    await env.advance_time(2)
    assert ANSWER in now_says(card)
    assert MARK in now_says(card)


async def test_the_mark_has_the_day_of_the_last_change(env, server, ask, change, now_says):
    card = await ask()
    yesterday = env.now() - timedelta(days=1)
    await Editor(env.bot.bases, server.id, clock=lambda: yesterday).save(CHANGED, ANN)
    await env.advance_time(2)
    assert "Corrected on 31 December 2025" in now_says(card)
    await change(ANEW)
    await env.advance_time(2)
    assert now_says(card).count("Corrected on") == 1
    assert MARK in now_says(card)


async def test_a_change_that_was_taken_back_before_anyone_saw_it_leaves_the_card_alone(env, ask, change, editor, edits):
    card = await ask()
    revision = await change()
    await change(await editor.undo(revision.number))
    await env.advance_time(2)
    assert edits() == []
    await change()
    await env.advance_time(2)
    assert edits() == [card.id]


async def test_another_spelling_of_a_speaker_is_no_correction(env, ask, change, edits):
    await ask()
    await change(EditSpeaker(speaker="red", name="Red Army", role="armed forces of Red", side="Red", variants="Redz"))
    await env.advance_time(2)
    assert edits() == []


async def test_it_is_all_the_same_which_process_made_the_change(env, ask, change_elsewhere, now_says):
    card = await ask()
    await change_elsewhere()
    await env.advance_time(2)
    assert NEW_ANSWER in now_says(card)


async def test_a_newer_pack_stands_on_the_posted_card_after_the_restart(
    env, ask, new_bot, settings, database_url, now_says
):
    card = await ask(POPULATION)
    newer = Search(entries.base(entries.CONTROL, entries.DENIAL, entries.fact(answer="About 9,000.")))
    bot = OnRecord(settings, settled(open_bases(newer, database_url)))
    bot.shard_count = 1
    await env.restart_bot(bot)
    await env.advance_time(2)
    assert MARK in now_says(card)
    assert "About 9,000." in now_says(card)
    await bot.close()


async def test_the_buttons_of_a_corrected_card_go_on_working_after_a_restart_too(
    env, new_bot, alice, bob, ask, change, now_says
):
    card = await ask()
    await change()
    await env.advance_time(2)
    side = await bob.click(card, label="What does Blue say about Example?")
    assert "Blue says that the battle goes on." in text(side.response)
    await env.restart_bot(new_bot())
    await alice.click(card, label="Not what I asked")
    assert POPULATION in picks(env.backend.get_message(card.channel.id, card.id))
    assert MARK in now_says(card)


async def test_discord_is_not_made_to_remember_the_messages(env, ask, change):
    await ask()
    await change()
    await env.advance_time(2)
    assert not env.bot._connection._view_store._views
    assert not env.bot._connection._view_store._synced_message_views
