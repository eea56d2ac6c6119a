"""`/base start`: an article becomes a base, and moderators go through its drafts on one private message."""

import json

import pytest
import pytest_asyncio

from bot.strings import drafts as strings
from bot.strings.forms import EXPIRED
from bot.strings.moderating import ADMINS_ONLY
from knowledge.editing import messages
from knowledge.editing.editor import Editor
from knowledge.editing.imports import Import, read_file
from knowledge.history.revisions import Moderator
from knowledge.store.errors import UnavailableError
from tests.bot.moderating.forms import NEW, filled, submit, submit_fact
from tests.bot.seen import buttons, text
from tests.settings import save_settings

ARTICLE = """\
Storm floods Example

2024-02-01

The river rose by two metres on Thursday, mayor Ada Example said.

The only bridge of the town collapsed at noon, the fire brigade said.

Nobody was hurt, Ada Example said. But hospital director Ben Sample said that three people were hurt.

“We were warned far too late,” Ben Sample said.

The school is open to everyone who lost a home, Ada Example said.
"""
DRAFTS = {
    "sources": [
        {"id": "flood", "title": "Storm floods Example", "kind": "report", "as_of": "2024-02-01", "paragraphs": 4}
    ],
    "speakers": [
        {"id": "ada", "name": "Ada Example", "role": "mayor", "side": "the town"},
        {"id": "ben", "name": "Ben Sample", "role": "director", "side": "the hospital"},
    ],
    "drafts": [
        {
            "id": "flood-1",
            "sentence": "The river rose by two metres, Ada Example said.",
            "question": "How far did the river rise?",
            "speakers": ["ada"],
            "source": "flood",
            "paragraphs": [1],
        },
        {
            "id": "flood-2",
            "sentence": "Nobody was hurt, Ada Example said.",
            "question": "Was anybody hurt?",
            "speakers": ["ada"],
            "source": "flood",
            "paragraphs": [2],
            "disputes": [
                {"speaker": "ben", "sentence": "But Ben Sample said that three people were hurt.", "where": [3]}
            ],
        },
        {
            "id": "flood-3",
            "sentence": "“We were warned too late,” Ben Sample said.",
            "question": "Was the town warned?",
            "speakers": ["ben"],
            "source": "flood",
            "paragraphs": [4],
            "quote": "We were warned too late.",
        },
    ],
}


ONE_TEXT = "Question and answer"


class Walk:
    """One moderator on one message, who counts their taps and the texts they write."""

    def __init__(self, person, channel, message=None):
        self.person, self.channel, self.message = person, channel, message
        self.taps = self.texts = 0

    async def open(self, **options):
        """Call the command; return what it shows."""
        self.taps += 1 + len(options)
        result = await self.person.slash(self.channel, "base start", **options)
        self.message = result.response
        return result

    async def press(self, label):
        """Press a button on the message; return what came of it."""
        self.taps += 1
        return await self.person.click(self.message, label=label)

    async def send(self, form, **typed):
        """Write into a form, and send it. Answer: written below the question that's there; Question: instead of it."""
        typed = {label.replace("_", " "): value for label, value in typed.items()}
        if "Answer" in typed:
            asked = typed.pop("Question", None) or filled(form)[ONE_TEXT].partition("\n")[0]
            typed[ONE_TEXT] = f"{asked}\n{typed.pop('Answer')}"
        self.texts += sum(filled(form)[label] != value for label, value in typed.items())
        self.taps += 1
        return await submit(self.person, form, typed)

    async def fill(self, step, **typed):
        """Open the form of a step, write into it, and send it."""
        return await self.send(await self.press(step), **typed)

    @property
    def shown(self):
        """What the message says now, without the backslashes that keep Discord from formatting it."""
        return text(self.message).replace("\\", "")


@pytest.fixture
def base_now(env, server):
    """The base as it stands."""
    return lambda: env.bot.bases.state(server.id).base


@pytest.fixture
def start(channel, admin):
    """Have the admin take an article in, in one of the two ways."""

    async def starting(way=strings.ONLY_THIS, content=ARTICLE, **typed):
        form = await admin.slash(channel, "base start")
        offered = await submit(admin, form, {"Or the article itself": content, **typed})
        walk = Walk(admin, channel, offered.response)
        await walk.press(way)
        return walk

    return starting


@pytest_asyncio.fixture
async def walk(env, server, mod, channel):
    """A moderator before the first of three drafts."""
    edit = Import(file=read_file(json.dumps(DRAFTS).encode()), mode="add")
    await Editor(env.bot.bases, server.id).save(edit, Moderator(1, "somebody"))
    walk = Walk(mod, channel)
    await walk.open()
    return walk


class TestStarting:
    async def test_an_article_takes_the_place_of_the_pack_in_one_step_and_an_undo_brings_it_back(
        self, admin, channel, start, base_now, alice, town
    ):
        walk = await start()
        assert "The article is on record." in walk.shown
        assert [source.title for source in base_now().sources] == ["Storm floods Example"]
        assert (base_now().facts, base_now().gaps) == ((), ())
        card = await alice.slash(channel, "ask", question="Who controls Example?")
        assert "Red" not in text(card.response)
        await walk.press("Undo")
        assert strings.UNDONE in walk.shown
        assert base_now() == town

    async def test_an_article_that_a_colleague_kept_something_of_is_not_undone_and_that_is_named(
        self, start, other_mod, channel, base_now
    ):
        walk = await start()
        other = Walk(other_mod, channel)
        await other.open()
        await other.fill("Keep", Question="How far did it rise?", Answer="By two metres.")
        before = base_now()
        await walk.press("Undo")
        assert "is still used by “How far did it rise?”. Change or remove those first." in walk.shown
        assert base_now() == before

    async def test_or_it_comes_beside_what_is_there(self, start, base_now, town):
        await start("Beside the rest")
        assert base_now().facts == town.facts
        assert [source.title for source in base_now().sources] == [town.sources[0].title, "Storm floods Example"]
        assert base_now().drafts

    async def test_with_several_sources_a_draft_names_its_article(self, start):
        walk = await start("Beside the rest")
        assert "· paragraph 2 · Storm floods Example" in walk.shown

    async def test_a_reset_brings_the_pack_back_too(self, admin, channel, start, base_now, town, server):
        walk = await start()
        await walk.fill("Keep", Question="How far did it rise?", Answer="By two metres.")
        await submit(
            admin, await admin.slash(channel, "base reset"), {"Type this server's name to confirm": server.name}
        )
        assert base_now() == town

    async def test_what_a_colleague_saves_before_the_button_is_pressed_does_not_go_unseen(
        self, env, server, admin, mod, channel, base_now
    ):
        offered = await submit(admin, await admin.slash(channel, "base start"), {"Or the article itself": ARTICLE})
        await submit_fact(mod, await mod.slash(channel, "fact add", speaker="red"), **NEW)
        walk = Walk(admin, channel, offered.response)
        await walk.press(strings.ONLY_THIS)
        assert "someone else edited this first" in walk.shown
        assert base_now().facts[-1].question == NEW["question"]
        await walk.press("Save mine over it")
        assert base_now().facts == ()

    @pytest.mark.parametrize("by", ["option", "form"])
    async def test_an_article_is_uploaded_as_a_file(self, admin, channel, base_now, by):
        file = ("flood.txt", ARTICLE.encode())
        walk = Walk(admin, channel)
        form = await walk.open(**({"file": file} if by == "option" else {}))
        offered = await submit(
            admin, form, {"Link": "https://example.org/flood"} | ({} if by == "option" else {"Text file": file})
        )
        assert not offered.response.attachments, "who uploads a file has it"
        await admin.click(offered.response, label="Only this article")
        assert base_now().sources[0].url == "https://example.org/flood"

    async def test_a_file_as_old_windows_saves_it_is_read_with_a_word_to_check(self, admin, channel, base_now):
        walk = Walk(admin, channel)
        form = await walk.open(file=("flood.txt", ARTICLE.encode("cp1252")))
        walk.message = (await walk.send(form)).response
        assert "I read it as Windows-1252. Check that these letters are right: “We were warned" in walk.shown
        await walk.press("Only this article")
        assert base_now().drafts[-2].quote == "We were warned far too late"

    async def test_a_file_that_cannot_be_used_is_replaced_in_the_form(self, admin, channel, base_now):
        walk = Walk(admin, channel)
        walk.message = (await walk.send(await walk.open(file=("flood.txt", b"")))).response
        assert messages.EMPTY_ARTICLE in walk.shown
        form = await walk.press("Edit my text")
        offered = await submit(admin, form, {"Or the article itself": ARTICLE})
        await admin.click(offered.response, label="Only this article")
        assert base_now().sources[0].title == "Storm floods Example"

    async def test_a_file_need_not_be_sent_again_if_only_the_date_was_wrong(self, admin, channel, base_now):
        walk = Walk(admin, channel)
        form = await walk.open()
        sent = {"Text file": ("flood.txt", ARTICLE.encode()), "Date": "14 mai"}
        walk.message = (await submit(admin, form, sent)).response
        offered = await submit(admin, await walk.press("Edit my text"), {"Date": "2024-02-02"})
        await admin.click(offered.response, label="Only this article")
        assert str(base_now().sources[0].as_of) == "2024-02-02"

    async def test_what_was_pasted_stays_with_the_moderator_until_it_is_saved(self, admin, channel):
        form = await admin.slash(channel, "base start")
        offered = await submit(admin, form, {"Or the article itself": ARTICLE})
        (file,) = offered.response.attachments
        assert (await file.read()).decode().strip() == ARTICLE.strip()
        await admin.click(offered.response, label="Cancel")
        assert "Nothing was changed." in text(offered.response)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({}, "There's no article. Paste its text, or upload it as a text file."),
            ({"Or the article itself": "Storm floods Example\n\nIt rained."}, "I found no date in the article."),
            ({"Or the article itself": ARTICLE, "Date": "soon"}, "“soon” isn't a date."),
            ({"Or the article itself": ARTICLE, "Date": "2999-01-01"}, "2999-01-01 is in the future."),
            ({"Or the article itself": ARTICLE, "Link": "flood"}, "must be a link that starts with http"),
            ({"Text file": ("flood.doc", b"\xd0\xcf\x11\xe0\xff")}, strings.NOT_TEXT),
            ({"Text file": ("flood.txt", b"a" * 5_000_001)}, "at most 5,000,000"),
        ],
    )
    async def test_what_cannot_be_taken_in_is_said_and_given_back(self, env, server, admin, channel, typed, sentence):
        result = await submit(admin, await admin.slash(channel, "base start"), typed)
        assert sentence in text(result.response).replace("\\", "")
        again = await admin.click(result.response, label="Edit my text")
        texts = {label: each for label, each in typed.items() if isinstance(each, str)}
        assert filled(again) == filled(again) | texts
        assert env.bot.bases.state(server.id).revision == 0

    async def test_it_takes_manage_server(self, mod, channel, env, server):
        result = await mod.slash(channel, "base start")
        assert ADMINS_ONLY in result.response.content
        assert env.bot.bases.state(server.id).revision == 0

    async def test_where_second_approval_is_wanted_it_waits_and_goes_on_afterwards(
        self, env, server, admin, mod, channel, start, base_now
    ):
        await save_settings(env.bot.bases.store(server.id), second_approval=True)
        walk = await start()
        assert "Waiting for another moderator" in walk.shown
        waiting = await mod.slash(channel, "base proposals")
        await mod.click(waiting.response, label="Approve")
        await walk.press("Go on")
        assert f"-# {len(base_now().drafts)} drafts left" in walk.shown


class TestDrafts:
    async def test_keep_makes_a_fact_in_the_moderators_words_and_shows_the_next(self, walk, base_now, alice, channel):
        assert "Ada Example, mayor (the town)**:" in walk.shown
        assert "The river rose by two metres, Ada Example said." in walk.shown
        form = await walk.press("Keep")
        assert filled(form) == {ONE_TEXT: "How far did the river rise?\n", "Other ways to ask": ""}
        await walk.send(form, Answer="She says it rose by two metres.")
        fact = base_now().facts[-1]
        assert (fact.answer, fact.speakers, fact.source, fact.paragraphs) == (
            "She says it rose by two metres.",
            ("ada",),
            "flood",
            (1,),
        )
        assert "Saved and live: How far did the river rise?" in walk.shown.replace("**", "")
        assert "Nobody was hurt" in walk.shown
        card = await alice.slash(channel, "ask", question="How far did the river rise?")
        assert "She says it rose by two metres." in text(card.response)
        assert "Claimed by **Ada Example**" in text(card.response)

    @pytest.mark.parametrize("text", ["By two metres.", "How far did the river rise?"])
    async def test_a_question_without_an_answer_and_the_other_way_round_are_refused(self, start, base_now, text):
        walk = await start()
        form = await walk.press("Keep")
        assert filled(form) == {ONE_TEXT: "", "Other ways to ask": ""}, "no question was drafted"
        await walk.send(form, Question_and_answer=text)
        assert messages.QUESTION_FIRST in walk.shown
        await walk.send(
            await walk.press("Edit my text"), Question_and_answer="How far did it rise? Far:\nby two metres."
        )
        fact = base_now().facts[-1]
        assert (fact.question, fact.answer) == ("How far did it rise?", "Far:\nby two metres.")

    async def test_the_articles_sentence_is_never_answered_to_anybody(self, walk, alice, channel):
        for question in ("The river rose by two metres, Ada Example said.", "How far did the river rise?"):
            assert "two metres" not in text((await alice.slash(channel, "ask", question=question)).response)

    async def test_edit_has_all_fields_and_what_is_not_touched_stays(self, walk, base_now):
        await walk.press("Later")
        await walk.press("Later")
        form = await walk.press("Edit")
        assert filled(form) == {
            ONE_TEXT: "Was the town warned?\n",
            "Who said it": "Ben Sample",
            "Where it says so": "4",
            "Quote": "We were warned too late.",
        }
        await walk.send(form, Answer="Ben and Ada say too late.", Who_said_it="ada, Ben Sample", Where_it_says_so="3-4")
        await walk.press("Keep the quote")  # Ada may not have said it
        fact = base_now().facts[-1]
        assert (fact.speakers, fact.paragraphs, fact.quote) == (("ada", "ben"), (3, 4), "We were warned too late.")

    async def test_dispute_keeps_the_claim_with_who_contests_it(self, walk, base_now):
        await walk.press("Later")
        assert "Contested by **Ben Sample**:" in walk.shown
        form = await walk.press("Dispute")
        assert filled(form) == {
            ONE_TEXT: "Was anybody hurt?\n",
            "Who contests it": "Ben Sample",
            "What they say instead": "",
        }
        await walk.send(form, Answer="She says no.", What_they_say_instead="Three people were hurt.")
        (dispute,) = base_now().facts[-1].disputes
        assert (dispute.speaker, dispute.says, dispute.where) == ("ben", "Three people were hurt.", (3,))

    async def test_skip_drops_the_draft_and_undo_brings_it_back(self, walk, base_now):
        await walk.press("Skip")
        assert [draft.id for draft in base_now().drafts] == ["flood-2", "flood-3"]
        await walk.press("Undo")
        assert [draft.id for draft in base_now().drafts] == ["flood-1", "flood-2", "flood-3"]
        assert "The river rose" in walk.shown

    async def test_a_kept_draft_comes_back_with_undo_and_its_fact_is_gone(self, walk, base_now, town):
        await walk.fill("Keep", Answer="By two metres.")
        await walk.press("Undo")
        assert len(base_now().drafts) == 3
        assert base_now().facts == town.facts

    async def test_later_goes_round_until_nothing_is_left(self, walk):
        for sentence in ("Nobody was hurt", "warned too late", "The river rose"):
            await walk.press("Later")
            assert sentence in walk.shown
        for _ in range(2):
            await walk.press("Skip")
        await walk.press("Later")
        assert strings.LATER_AGAIN in walk.shown
        await walk.press("Skip")
        assert "No drafts are left." in walk.shown
        assert "Undo" in buttons(walk.message)

    async def test_what_saving_would_affect_is_said_first_and_the_same_message_goes_on(self, walk, base_now, town):
        await walk.fill("Keep", Question="What was the weather?", Answer="It rained.")
        assert "already exists" in walk.shown, "a gap has that question"
        assert "It rained." in walk.shown
        await walk.press("Back to the draft")
        await walk.fill("Keep", Answer="By two metres.", Other_ways_to_ask=town.facts[0].question)
        assert "Not saved yet." in walk.shown
        await walk.press("Discard mine")
        assert "The river rose" in walk.shown
        await walk.fill("Keep", Answer="By two metres.", Other_ways_to_ask=town.facts[0].question)
        await walk.press("Save anyway")
        assert base_now().facts[-1].answer == "By two metres."
        assert "Nobody was hurt" in walk.shown

    async def test_what_cannot_be_saved_is_given_back_on_the_same_message(self, walk, base_now):
        await walk.fill("Edit", Answer="By two metres.", Who_said_it="Nobody Known")
        assert "I don't know the speaker “Nobody Known”." in walk.shown
        form = await walk.press("Edit my text")
        assert filled(form)[ONE_TEXT].endswith("By two metres.")
        await walk.send(form, Who_said_it="Ada Example")
        assert base_now().facts[-1].speakers == ("ada",)

    async def test_a_change_of_a_disputed_fact_waits_where_second_approval_is_wanted(
        self, env, server, walk, base_now, town
    ):
        await save_settings(env.bot.bases.store(server.id), second_approval=True)
        await walk.press("Later")
        await walk.fill("Dispute", Answer="She says no.", What_they_say_instead="Three people were.")
        assert "Proposal 1 is waiting for another moderator" in walk.shown
        assert base_now().facts == town.facts
        assert "warned too late" in walk.shown


class TestSeveral:
    async def test_two_start_at_different_drafts(self, walk, other_mod, channel):
        other = Walk(other_mod, channel)
        await other.open()
        assert "The river rose" in walk.shown
        assert "Nobody was hurt" in other.shown

    @pytest.mark.parametrize("step", ["Keep", "Skip"])
    async def test_who_is_second_hears_who_was_faster_and_loses_no_text(self, walk, other_mod, channel, base_now, step):
        form = await walk.press("Keep")
        other = Walk(other_mod, channel)
        await other.open()
        for _ in range(2):
            await other.press("Skip")
        assert "The river rose" in other.shown, "nothing else is left"
        await (other.fill("Keep", Answer="The other's.") if step == "Keep" else other.press("Skip"))
        facts = base_now().facts
        result = await walk.send(form, Answer="Mine, too late.")
        assert base_now().facts == facts
        assert "other was faster with that one" in walk.shown
        assert "No drafts are left" in walk.shown
        (given_back,) = result.followups
        assert "Mine, too late." in text(given_back), "on a message of its own, which the next tap leaves"

    async def test_a_draft_that_is_gone_when_pressed_is_passed_over(self, walk, other_mod, channel):
        other = Walk(other_mod, channel)
        await other.open()
        for _ in range(3):
            await other.press("Skip")
        await walk.press("Skip")
        assert "other was faster with that one" in walk.shown
        assert "No drafts are left" in walk.shown

    async def test_rights_are_checked_at_every_button_and_form(self, env, walk, server, base_now):
        form = await walk.press("Keep")
        env.backend.remove_member_role(server.id, walk.person.id, server.roles["mod"].id)
        (reply,) = (await walk.send(form, Answer="By two metres.")).followups
        assert "Only moderators can do that" in reply.content
        assert "By two metres." in (await reply.attachments[0].read()).decode()
        refused = await walk.press("Skip")
        assert "Only moderators can do that" in text(refused.followups[-1] if refused.followups else refused.response)
        assert len(base_now().drafts) == 3


class TestInterruptions:
    async def test_buttons_survive_a_restart(self, walk, env, new_bot, base_now):
        await env.restart_bot(new_bot())
        await walk.fill("Keep", Answer="By two metres.")
        assert base_now().facts[-1].answer == "By two metres."
        await walk.press("Undo")
        assert "The river rose" in walk.shown

    async def test_the_command_goes_on_where_the_moderator_was_after_a_restart_too(self, walk, env, new_bot):
        await walk.press("Later")
        await walk.open()
        assert "Nobody was hurt" in walk.shown
        await walk.press("Skip")
        await env.restart_bot(new_bot())
        await walk.open()
        assert "warned too late" in walk.shown

    async def test_a_form_from_before_a_restart_gives_the_text_back(self, walk, env, new_bot, base_now):
        form = await walk.press("Keep")
        await env.restart_bot(new_bot())
        result = await walk.send(form, Answer="By two metres.")
        reply = result.followups[-1] if result.followups else result.response
        assert reply.content == EXPIRED
        assert "By two metres." in (await reply.attachments[0].read()).decode()
        assert len(base_now().drafts) == 3

    async def test_a_database_that_does_not_answer_costs_no_text(self, walk, monkeypatch, env, base_now):
        form = await walk.press("Keep")

        def away(*_args, **_options):
            raise UnavailableError

        with monkeypatch.context() as patched:
            patched.setattr("knowledge.store.server.ServerStore.writing", away)
            await walk.send(form, Answer="By two metres.")
        assert "By two metres." in walk.shown
        await walk.press("Try again")
        assert base_now().facts[-1].answer == "By two metres."
        assert "Nobody was hurt" in walk.shown


async def test_a_fact_takes_at_most_five_taps_and_one_short_text(admin, channel, base_now):
    """Thirty facts may take 150 taps and 30 texts; a shorter article keeps the test fast, the budget is the same.

    What somebody says against a claim is a second text.
    """
    walk = Walk(admin, channel)
    form = await walk.open(file=("flood.txt", ARTICLE.encode()))
    offered = await walk.send(form)
    walk.message = offered.response
    await walk.press("Only this article")
    drafts = len(base_now().drafts)
    for number in range(drafts):
        contested = "Contested by" in walk.shown
        said = {"What they say instead": "Three people were."} if contested else {}
        text = f"What is claim {number}? It's claim {number}, in my own words."
        await walk.fill("Dispute" if contested else "Keep", **{ONE_TEXT: text}, **said)
        if "Not saved yet" in walk.shown:
            await walk.press("Save anyway")
    facts = base_now().facts
    assert len(facts) == drafts >= 5
    assert base_now().drafts == ()
    assert walk.taps <= 5 * len(facts)
    assert walk.texts == len(facts) + sum(len(fact.disputes) for fact in facts)
