"""`/base`: files out and in, the state, the pack's updates, the way back, all on a real database."""

import json
from dataclasses import replace

import discord
import pytest
import pytest_asyncio

from bot.moderating import findability
from bot.strings.editing import CONFLICT_GONE as STALE
from bot.strings.editing import FILE_NOT_FETCHED, NO_CONFLICTS
from bot.strings.forms import WRONG_SERVER_NAME
from knowledge import pack
from knowledge.editing.editor import Editor
from knowledge.editing.facts import ChangePhrasings, EditFact
from knowledge.editing.gaps import AddGap
from knowledge.editing.speakers import EditSpeaker
from knowledge.evaluation.leave_one_out import LeaveOneOut
from knowledge.history.revisions import Moderator
from knowledge.model.refs import Kind, Ref, to_json
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from tests.bot.conftest import TOWN
from tests.bot.moderating.forms import submit
from tests.bot.seen import buttons, text
from tests.entries import base, fact, gap

FLED = """\
question,answer,speaker,phrasings,paragraphs,as_of
Who fled the harbour?,Most people fled.,Blue Ministry,harbour refugees|harbour flight,"2, 3",2023-01-12
"""
SOULS = ChangePhrasings(entry=Ref(Kind.FACT, "population"), add="souls there")
RENAMED = EditSpeaker(speaker="red", name="Red Forces", role="army", side="Red")
NOT_ADMIN = "Only people with the Manage Server permission can do that. Ask an admin."


@pytest.fixture
def base_now(env, server):
    """The base as it stands."""
    return lambda: env.bot.bases.state(server.id).base


@pytest.fixture
def revision(env, server):
    """The number of the latest revision."""
    return lambda: env.bot.bases.state(server.id).revision


@pytest.fixture
def change(env, server):
    """Save an edit as a moderator who heeds no warning."""
    return lambda edit: Editor(env.bot.bases, server.id).save(edit, Moderator(1, "mod"))


@pytest.fixture
def send(channel):
    """Import a file as somebody."""

    async def importing(person, content, mode="add", name="file", **options):
        raw = content if isinstance(content, bytes) else content.encode()
        return await person.slash(channel, "base import", file=(name, raw), mode=mode, **options)

    return importing


def edited(id, answer):
    """The edit that gives a fact of the town another answer."""
    return EditFact(fact=id, question=TOWN.facts_by_id[id].question, answer=answer, where="3", as_of="")


async def attached(result):
    """Return the name and the text of the file that goes with a reply."""
    (file,) = result.response.attachments
    return file.filename, (await file.read()).decode()


class TestExport:
    @pytest.mark.parametrize("format", pack.FORMATS)
    async def test_the_whole_base_is_a_file_that_gives_the_same_base_back(
        self, mod, admin, channel, send, base_now, format, change
    ):
        await change(SOULS)
        result = await mod.slash(channel, "base export", format=format)
        assert result.ephemeral
        assert result.response.content == "Everything as of revision 1."
        name, content = await attached(result)
        assert name == f"base-revision-1.{format}"
        before = base_now()
        assert pack.parse(content.encode()) == before
        await change(replace(SOULS, add="", remove="souls there"))
        asked = await send(admin, content, "replace", name)
        await admin.click(asked.response, label="Import")
        assert base_now() == before

    async def test_importing_what_is_there_already_changes_nothing(self, mod, channel, send, revision):
        _, content = await attached(await mod.slash(channel, "base export", format="toml"))
        result = await send(mod, content, "update")
        assert "Nothing to change: it already says that." in text(result.response)
        assert revision() == 0


class TestImport:
    async def test_what_would_change_is_shown_and_saved_once_that_is_confirmed(
        self, mod, alice, channel, send, revision
    ):
        asked = await send(mod, FLED, name="**more**.csv", reason="new article")
        assert asked.ephemeral
        shown = text(asked.response).replace("\\", "")
        assert "1 added:" in shown
        assert "+ fact “Who fled the harbour?”" in shown
        assert "**more**.csv" not in text(asked.response)
        assert revision() == 0
        saved = await mod.click(asked.response, label="Import")
        assert "mod imported a file (add) “Who fled the harbour?”, revision 1: new article" in text(
            saved.response
        ).replace("\\", "")
        card = await alice.slash(channel, "ask", question="harbour refugees")
        assert "Most people fled." in text(card.response)

    async def test_an_import_that_is_not_confirmed_changes_nothing(self, mod, send, revision):
        asked = await send(mod, FLED)
        await mod.click(asked.response, label="Cancel")
        again = await mod.click(asked.response, label="Import")
        assert "This has expired." in again.response.content
        assert revision() == 0

    async def test_an_import_can_be_taken_back(self, mod, send, base_now, town):
        asked = await send(mod, FLED)
        saved = await mod.click(asked.response, label="Import")
        assert base_now() != town
        await mod.click(saved.response, label="Undo")
        assert base_now() == town

    async def test_a_changed_entry_is_shown_with_what_is_different(self, mod, send):
        changed = json.dumps({"facts": [to_json(fact(answer="About 12,000."))]})
        asked = await send(mod, changed, "update")
        shown = text(asked.response)
        assert "1 changed:" in shown
        assert "answer: About 10,000 people lived in Example. → About 12,000." in shown

    async def test_adding_does_not_overwrite_and_names_the_mode_that_does(self, mod, send, revision):
        changed = json.dumps({"facts": [to_json(fact(answer="About 12,000."))]})
        result = await send(mod, changed, "add")
        shown = text(result.response)
        assert "facts: population: id: already exists and says something else" in shown
        assert "Import with the mode update to replace it" in shown
        assert revision() == 0

    async def test_what_it_would_break_is_said_with_it(self, mod, send):
        asked = await send(mod, FLED.replace("harbour refugees", "What was the weather?"))
        assert "⚠ “What was the weather?” is the question of another gap" in text(asked.response)

    async def test_what_would_change_is_a_file_where_it_is_long(self, mod, send, revision):
        rows = "".join(f"Who came number {n} of all?,Visitor {n} came.\n" for n in range(300))
        asked = await send(mod, "question,answer,paragraphs\n" + rows.replace("came.\n", "came.,1\n"))
        name, content = await attached(asked)
        assert name == "changes.txt"
        assert "300 added:" in content
        assert len([line for line in content.splitlines() if line.startswith("+ fact")]) == 300
        assert "- and " in text(asked.response)
        await mod.click(asked.response, label="Import")
        assert revision() == 1

    async def test_new_speakers_and_an_encoding_that_is_assumed_are_told_first(self, mod, send, base_now, town):
        table = "question,answer,speaker,role\nWho sang?,“Many”.,Zoé,singer\n".encode("cp1252")
        asked = await send(mod, table, name="songs.csv")
        shown = text(asked.response).replace("\\", "")
        assert "I read it as Windows-1252. Check that these letters are right: Who sang?,“Many”.,Zoé,singer" in shown
        assert "New speaker: Zoé, singer (Zoé)" in shown
        saved = await mod.click(asked.response, label="Import")
        assert base_now().speakers_by_id["zoe"].role == "singer"
        await mod.click(saved.response, label="Undo")
        assert base_now() == town

    async def test_another_moderators_change_meanwhile_is_not_overwritten(self, mod, channel, send, base_now, change):
        changed = json.dumps({"facts": [to_json(fact(answer="About 12,000."))]})
        asked = await send(mod, changed, "update")
        await change(edited("population", "About 9,000."))
        result = await mod.click(asked.response, label="Import")
        assert "someone else edited this first" in text(result.response)
        assert base_now().facts_by_id["population"].answer == "About 9,000."


class TestFilesThatAreRefused:
    async def test_one_of_more_than_five_megabytes(self, mod, send, revision):
        result = await send(mod, b"#" * 5_000_001)
        assert result.ephemeral
        assert "The file has 5,000,001 bytes; at most 5,000,000 are allowed. Split it." in text(result.response)
        assert revision() == 0

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"\xff\xfe\x00", "file: isn't text that I can read. Save it as plain text in UTF-8"),
            (b"PK\x03\x04 xl/workbook.xml", "In Excel: File › Save As › CSV UTF-8"),
            ("just some words", "row 1: names no column “question”. It has “just some words”"),
            ('{"facts": [', "line 1: the file ends too early."),
            ("[1, 2]", "line 1: I can't read “[1, 2]”"),
            ("", "file: is empty."),
            ("question,anser\nred,blue\n", "row 1: anser: isn't a column. Did you mean answer?"),
            ("question\nWho?\n", "row 1: names no column “answer”."),
            ('question,answer\n"Who?,open\n', 'row 2: a cell begins with " and never ends.'),
            (
                "[[facts]]\nid = 'x'\nqestion = 'red'\n",
                "line 3: facts: x: qestion: isn't a field of this entry. Did you",
            ),
            ("[[people]]\nid = 'x'\n", "line 1: pack: people: isn't known; a pack has sources, speakers, facts, gaps"),
            ("facts = 3\n", "line 1: pack: facts: is a number, but it has to be a list of entries. Write [[facts]]"),
            ("question,answer,speaker\nWho?,Me.,Blue Ministry @everyone\n", "row 2: speaker: “Blue Ministry"),
            ("question,answer,paragraphs\nWho?,Me.,99\n", "row 2: paragraphs: There's no paragraph 99"),
            ("question,answer,as_of\nWho?,Me.,2999-01-01\n", "row 2: as_of: 2999-01-01 is in the future."),
        ],
    )
    async def test_one_that_is_no_pack_and_no_table(self, mod, send, revision, content, sentence):
        result = await send(mod, content)
        shown = text(result.response).replace("\\", "")
        assert sentence in shown
        assert "@everyone" not in shown
        assert revision() == 0

    async def test_a_thousand_facts_with_one_bad_one(self, mod, send, revision):
        good = [
            fact(id=f"f{n}", question=f"Question {n}?").model_dump(mode="json", exclude_defaults=True)
            for n in range(999)
        ]
        result = await send(mod, json.dumps({"facts": [*good, good[0] | {"id": "bad", "speakers": ["nobody"]}]}))
        assert "facts: bad: speakers 1: there's no speaker 'nobody'" in text(result.response)
        assert "The file has a problem, so nothing was imported." in text(result.response)
        assert revision() == 0

    async def test_a_thousand_bad_ones_are_all_named_in_a_file(self, mod, send, revision):
        bad = [{"id": f"f{n}", "question": "?", "source": "article"} for n in range(1000)]
        result = await send(mod, json.dumps({"facts": bad}))
        name, content = await attached(result)
        assert name == "problems.txt"
        first, *_ = content.splitlines()
        assert first == 'line 1: facts: f0: answer: is missing. Write "answer": "It is 40 years old."'
        assert len(content.splitlines()) == 1000
        assert "The file has 1,000 problems" in text(result.response)
        assert revision() == 0

    async def test_the_reason_that_was_typed_comes_back_beside_the_problems(self, mod, send):
        bad = [{"id": f"f{n}", "question": "?", "source": "article"} for n in range(1000)]
        result = await send(mod, json.dumps({"facts": bad[:1]}), reason="from the archive")
        assert "- line 1: facts: f0: answer: is missing" in text(result.response)
        assert "> **Reason** from the archive" in text(result.response)
        result = await send(mod, json.dumps({"facts": bad}), reason="from the archive")
        _, content = await attached(result)
        assert content.endswith("\n\nWhat you wrote:\nReason:\nfrom the archive")

    async def test_one_that_discord_does_not_hand_over(self, env, mod, send, monkeypatch, revision):
        async def gone(_):
            raise OSError

        monkeypatch.setattr("discord.Attachment.read", gone)
        result = await send(mod, FLED, reason="from the archive")
        assert FILE_NOT_FETCHED in text(result.response)
        assert "> **Reason** from the archive" in text(result.response)
        assert revision() == 0


class TestReplacing:
    async def test_it_removes_what_the_file_does_not_have(self, admin, send, base_now):
        asked = await send(admin, pack.dump(base(fact(), gap())), "replace")
        assert "- fact “Who controls Example?”" in text(asked.response).replace("\\", "")
        await admin.click(asked.response, label="Import")
        assert base_now() == base(fact(), gap())

    async def test_it_takes_an_admin(self, mod, send, revision):
        result = await send(mod, pack.dump(base(fact(), gap())), "replace")
        assert result.response.content == NOT_ADMIN
        assert revision() == 0

    async def test_an_admin_who_is_none_any_more_cannot_confirm_it(self, server, admin, send, revision):
        asked = await send(admin, pack.dump(base(fact(), gap())), "replace")
        await _no_longer_admin(server)
        result = await admin.click(asked.response, label="Import")
        assert result.response.content == NOT_ADMIN
        assert revision() == 0


class TestStatus:
    async def test_it_counts_and_suggests_what_would_make_it_better(self, mod, channel, change):
        await change(SOULS)
        result = await mod.slash(channel, "base status")
        assert result.ephemeral
        shown = text(result.response).replace("\\", "")
        assert "4 facts (2 disputed, 0 claimed, 2 reported), 2 speakers, 1 gap" in shown
        assert "1 entry changed on this server; latest revision 1" in shown
        assert "The siege of Example: facts point to 3 of 9 paragraphs; none to 2, 5–9" in shown
        assert "**Suggestions** 1\n- People may not find entries with few other ways to ask: 4 of 4 facts" in shown


class TestStatusOfALargeBase:
    @pytest.fixture
    def town(self):
        facts = (fact(id=f"f{n}", question=f"Question {n}?", phrasings=["the same"]) for n in range(101))
        return base(*facts, speakers=())

    @pytest.fixture(autouse=True)
    def no_time(self, monkeypatch):
        """Leave no time for trying which of so many facts aren't found."""
        monkeypatch.setattr(findability, "SECONDS", 0)

    async def test_it_lists_all_suggestions_in_a_file(self, mod, channel):
        result = await mod.slash(channel, "base status")
        _, content = await attached(result)
        assert len(content.splitlines()) == 101  # all but the first share a phrasing, and all have too few
        assert "**Suggestions** 101, all in the file" in text(result.response)


class TestFactsNobodyFinds:
    @pytest.fixture
    def town(self):
        """Facts that nobody finds in other words, and one that many do."""
        lost = (fact(id=f"f{n}", question=f"Zz{n} yy{n}?", phrasings=[f"xx{n} ww{n}"]) for n in range(8))
        known = fact(id="dam", question="Why did the dam break?", phrasings=["why did the dam burst"])
        return base(*lost, known, speakers=())

    async def test_the_worst_are_shown_and_all_are_in_the_file(self, mod, channel, monkeypatch):
        monkeypatch.setattr(findability, "SECONDS", 60.0)  # a busy machine may take more than five
        result = await mod.slash(channel, "base status")
        _, content = await attached(result)
        shown = text(result.response)
        assert "**Hard to find** 8 of 9 facts. Add other ways to ask with `/fact phrasing`.\n- Zz" in shown
        assert "- and 3 more, in the file" in shown
        lost = [line for line in content.splitlines() if line.startswith("Hard to find: ")]
        assert sorted(line[14:18] for line in lost) == [f"Zz{n} " for n in range(8)]

    async def test_a_base_is_tried_once_until_it_changes(self, mod, channel, change, monkeypatch):
        tried = []
        monkeypatch.setattr(findability, "leave_one_out", lambda *args, **how: tried.append(1) or LeaveOneOut((), 0))
        for _ in range(2):
            await mod.slash(channel, "base status")
        assert len(tried) == 1
        await change(AddGap(question="What was it?", note="The article doesn't say."))
        await mod.slash(channel, "base status")
        assert len(tried) == 2


class TestUpdates:
    @pytest.fixture
    def ship(self, env, database_url, new_bot, town):
        """Start the bot anew over a newer pack, which has other answers."""

        async def newer(answers):
            facts = (f.model_copy(update={"answer": answers.get(f.id, f.answer)}) for f in town.facts)
            bot = new_bot()
            bot._opening = open_bases(Search(base(*facts, *town.gaps)), database_url)
            await env.restart_bot(bot)

        return newer

    @pytest_asyncio.fixture
    async def updated(self, change, ship):
        """Two facts that the server changed, and then the pack too."""
        await change(edited("population", "About 12,000."))
        await change(edited("gain", "Nobody left."))
        await ship({"population": "About 11,000 <@1>.", "gain": "All left."})

    async def test_nothing_is_to_settle_where_only_one_side_changed(self, mod, channel):
        result = await mod.slash(channel, "base updates")
        assert result.ephemeral
        assert text(result.response).strip() == NO_CONFLICTS

    async def test_each_is_shown_with_both_sides_and_ours_holds_meanwhile(self, mod, channel, updated, base_now):
        result = await mod.slash(channel, "base updates")
        first = text(result.response)
        assert "Conflict 1 of 2: How many people left Example?" in first
        assert "**The pack** changed it:\n- answer: Most of them left. → All left." in first
        assert "**This server** changed it:\n- answer: Most of them left. → Nobody left." in first
        await mod.click(result.response, label="More ▶")
        assert "Conflict 2 of 2: How many people lived in Example?" in text(result.response)
        assert "About 11,000 \\<@\u200b1>." in text(result.response)
        assert list(buttons(result.response)) == ["Keep ours", "Take the pack's", "◀ Back"]
        assert base_now().facts_by_id["population"].answer == "About 12,000."

    async def test_the_packs_can_be_taken(self, mod, channel, updated, base_now):
        result = await mod.slash(channel, "base updates")
        await mod.click(result.response, label="Take the pack's")
        assert base_now().facts_by_id["gain"].answer == "All left."
        assert "Conflict 1 of 1" in text((await mod.slash(channel, "base updates")).response)

    async def test_ours_can_be_kept(self, mod, channel, updated, base_now):
        result = await mod.slash(channel, "base updates")
        saved = await mod.click(result.response, label="Keep ours")
        assert "kept this server's version of" in text(saved.response)
        assert base_now().facts_by_id["gain"].answer == "Nobody left."
        assert "Conflict 1 of 1" in text((await mod.slash(channel, "base updates")).response)

    async def test_a_button_of_what_is_settled_says_so(self, mod, channel, updated, revision):
        result = await mod.slash(channel, "base updates")
        await mod.click(result.response, label="Keep ours")
        before = revision()
        again = await mod.click(result.response, label="Take the pack's")
        assert again.response.content == STALE
        assert revision() == before

    async def test_a_button_does_not_take_a_pack_that_nobody_was_shown(self, mod, channel, updated, ship, base_now):
        result = await mod.slash(channel, "base updates")
        await ship({"gain": "A third."})
        pressed = await mod.click(result.response, label="Take the pack's")
        assert pressed.response.content == STALE
        assert base_now().facts_by_id["gain"].answer == "Nobody left."

    async def test_an_edit_meanwhile_is_not_overwritten(self, mod, channel, updated, base_now, change):
        result = await mod.slash(channel, "base updates")
        await change(edited("gain", "A few left."))
        pressed = await mod.click(result.response, label="Take the pack's")
        assert "someone else edited this first" in text(pressed.response)
        assert base_now().facts_by_id["gain"].answer == "A few left."


class TestReset:
    async def test_it_asks_for_the_servers_name_and_goes_back_to_the_pack(self, admin, channel, base_now, town, change):
        await change(RENAMED)
        form = await admin.slash(channel, "base reset", reason="fresh start")
        about, field, _ = form.modal["components"]
        assert about["content"].endswith("This server's name: Test Guild")
        assert field["label"] == "Type this server's name to confirm"
        result = await submit(admin, form, {"Type this server's name to confirm": " Test\u00a0Guild"})
        assert "reset the base to the pack" in text(result.response)
        assert "fresh start" in text(result.response)
        assert base_now() == town
        await admin.click(result.response, label="Undo")
        assert base_now() != town

    async def test_another_name_changes_nothing(self, admin, channel, revision, change):
        await change(RENAMED)
        form = await admin.slash(channel, "base reset", reason="fresh start")
        result = await submit(admin, form, {"Type this server's name to confirm": "yes"})
        assert result.response.content == WRONG_SERVER_NAME
        assert await attached(result) == (
            "your-text.txt",
            "Type this server's name to confirm:\nyes\n\nReason:\nfresh start",
        )
        assert revision() == 1

    async def test_it_takes_an_admin(self, mod, channel):
        assert (await mod.slash(channel, "base reset")).response.content == NOT_ADMIN

    async def test_an_admin_who_is_none_any_more_cannot_send_the_form(self, server, admin, channel, revision, change):
        await change(RENAMED)
        form = await admin.slash(channel, "base reset")
        await _no_longer_admin(server)
        result = await submit(admin, form, {"Type this server's name to confirm": "Test Guild"})
        assert result.response.content == NOT_ADMIN
        assert revision() == 1


async def _no_longer_admin(server):
    role = server.me.guild.get_role(server.roles["admin"].id)
    await role.edit(permissions=discord.Permissions(manage_messages=True))
