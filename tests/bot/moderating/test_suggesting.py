"""`/base suggest`, from the prompt to the accepted ways to ask, with an assistant's reply or a model's."""

import json
from unittest.mock import patch

import pytest
import pytest_asyncio

from bot.moderating import suggesting
from bot.platform.errors import UserError
from bot.settings import read_settings
from bot.strings import suggesting as strings
from knowledge.history.suggested import SuggestedPhrasing
from knowledge.store.errors import UnavailableError
from knowledge.suggesting.accepting import ACCEPTED
from knowledge.suggesting.errors import ModelError
from knowledge.suggesting.language_model import LanguageModel
from knowledge.suggesting.messages import BUSY, GAP_NOTE
from tests.bot.moderating.forms import NEW, submit, submit_fact
from tests.bot.seen import buttons, components, text
from tests.knowledge.suggesting.loopback import serving

WAYS = ["head count of the place", "how big was it before all that", "скільки людей там жило"]
REPLY = {
    "facts": {"population": [*WAYS, "@everyone look"], "denial": ["who controls example?", "ministry's position"]},
    "gaps": [["What do the soldiers eat?", "food of the troops"], ["Where is *the* mayor?"]],
}


def pasted(reply=REPLY):
    return f"Sure!\n```json\n{json.dumps(reply, ensure_ascii=False)}\n```"


@pytest.fixture
def state(env, server):
    """The server's base now."""
    return lambda: env.bot.bases.state(server.id)


@pytest.fixture
def suggest(mod, channel):
    """Call the command."""

    async def call(person=mod):
        return await person.slash(channel, "base suggest")

    return call


@pytest.fixture
def take(mod, suggest):
    """Paste or upload a reply, and return the review that it opens."""

    async def submit(text="", file=None, person=mod):
        start = await suggest(person)
        form = await person.click(start.response, label="Paste or upload the reply")
        return await person.submit_modal(form, {"reply": text} | ({"file": file} if file else {}))

    return submit


@pytest.fixture
def pick(mod):
    """Pick some in the menu of a review by their places, from 1."""

    async def choose(message, *places, person=mod):
        [menu] = [each for each in components(message) if each["type"] == 3]
        values = [menu["options"][place - 1]["value"] for place in places]
        return await person.select(message, values, custom_id=menu["custom_id"])

    return choose


def shown(result, message):
    """Return the review after a press, which replaces the one before."""
    return result.response or message


def phrasings(state, fact="population"):
    return state().base.facts_by_id[fact].phrasings


async def test_it_gives_the_prompt_as_a_file_and_says_what_to_do(suggest):
    start = await suggest()
    assert start.ephemeral
    [file] = start.response.attachments
    assert file.filename == "prompt.txt"
    assert list(buttons(start.response)) == ["Paste or upload the reply"]
    assert strings.HOW_TO in text(start.response)


async def test_a_pasted_reply_is_reviewed_fact_by_fact_on_one_private_message(take, mod, state):
    review = await take(pasted())
    assert review.ephemeral
    message = review.response
    seen = text(message)
    assert "7 suggested, 1 of them marked ⚠. Dropped: 1 with links, mentions or markup." in seen
    assert "**How many people lived in Example?**\nAs of 13 Jan 2023: About 10,000 people lived in Example." in seen
    assert "-# Stated by the article itself.\n-# Has 1 way to ask." in seen
    assert "1. head count of the place\n2. how big was it before all that\n3. скільки людей там жило" in seen
    assert list(buttons(message)) == ["Accept all 3", "Skip", "Later", "Accept everything unmarked (6)"]

    message = shown(await mod.click(message, label="Accept all 3"), message)
    assert phrasings(state) == tuple(WAYS)
    assert "Saved and live:** 3 accepted, revision 1." in text(message)
    assert "⚠ May already be answered by “Who controls Example?”" in text(message)
    assert next(iter(buttons(message))) == "Accept the 1 unmarked"

    message = shown(await mod.click(message, label="Accept the 1 unmarked"), message)
    assert phrasings(state, "denial") == ("ministry's position",)
    assert r"2. Where is \*the\* mayor?" in text(message)
    assert GAP_NOTE in text(message)

    message = shown(await mod.click(message, label="Skip"), message)
    assert "Nothing is left to review." in text(message)
    assert state().base.gaps == state().pack.gaps


async def test_some_are_picked_in_a_menu_marked_ones_too(take, pick, mod, state):
    message = (await take(pasted())).response
    message = shown(await pick(message, 1, 3), message)
    assert phrasings(state) == (WAYS[0], WAYS[2])
    message = shown(await pick(message, 1), message)
    assert phrasings(state, "denial") == ("who controls example?",)


async def test_later_leaves_them_for_another_time_and_another_moderator(take, mod, other_mod, suggest, state):
    message = (await take(pasted())).response
    for _ in range(3):
        message = shown(await mod.click(message, label="Later"), message)
    assert "7 are left for later." in text(message)
    start = (await suggest(other_mod)).response
    review = await other_mod.click(start, label="Review 7")
    await other_mod.click(review.response, label="Accept all 3")
    assert phrasings(state) == tuple(WAYS)


async def test_everything_unmarked_is_accepted_at_once_and_the_marked_are_left(take, mod, state):
    message = (await take(pasted())).response
    message = shown(await mod.click(message, label="Accept everything unmarked (6)"), message)
    assert phrasings(state) == tuple(WAYS)
    assert [gap.question for gap in state().base.gaps] == ["What was the weather?", *(gap[0] for gap in REPLY["gaps"])]
    assert state().revision == 1
    assert "1 to review" in text(message)
    assert "May already be answered" in text(message)


async def test_they_wait_through_a_restart_and_so_do_the_buttons(env, new_bot, take, mod, state):
    message = (await take(pasted())).response
    await env.restart_bot(new_bot())
    await mod.click(message, label="Accept all 3")
    assert phrasings(state) == tuple(WAYS)


async def test_two_moderators_at_once_accept_them_once(take, mod, other_mod, suggest, state):
    mine = (await take(pasted())).response
    start = (await suggest(other_mod)).response
    theirs = (await other_mod.click(start, label="Review 7")).response
    await mod.click(mine, label="Accept all 3")
    theirs = shown(await other_mod.click(theirs, label="Accept all 3"), theirs)
    assert strings.ALREADY_THERE in text(theirs)
    assert (state().revision, phrasings(state)) == (1, tuple(WAYS))


async def test_accepted_ones_are_undone_one_revision_or_all_together(take, mod, suggest, state):
    message = (await take(pasted())).response
    message = shown(await mod.click(message, label="Accept all 3"), message)
    await mod.click(message, label="Undo")
    assert phrasings(state) == ()
    message = shown(await mod.click(message, label="Accept everything unmarked (3)"), message)
    start = (await suggest()).response
    asked = await mod.click(start, label="Undo all accepted")
    assert "Your other changes stay." in text(asked.response)
    await mod.click(asked.response, label="Undo all")
    assert (state().base.facts, state().base.gaps) == (state().pack.facts, state().pack.gaps)


async def test_history_says_that_they_were_suggested(env, server, take, mod, channel):
    await mod.click((await take(pasted())).response, label="Accept all 3")
    history = await mod.slash(channel, "fact history", fact="population")
    assert f"mod {ACCEPTED}" in text(history.response)


async def test_what_was_skipped_is_not_suggested_again(take, mod):
    await mod.click((await take(pasted())).response, label="Skip")
    again = await take(pasted())
    assert "The reply suggests nothing new." in text(again.response)


async def test_a_long_reply_is_uploaded(take, state):
    review = await take(file=("reply.json", pasted().encode()))
    assert "7 suggested" in text(review.response)


@pytest.mark.parametrize(
    ("typed", "file", "told"),
    [
        ("", None, strings.NOTHING_GIVEN),
        ("I'd rather not.", None, "no JSON object"),
        ('{"facts": {"population": ["one"', None, "stops in line 1"),
        ("", ("reply.json", b"\xff\xfe"), "isn't UTF-8 text"),
        ("", ("reply.json", b" " * 500_001), "at most 500,000 are allowed"),
        ("", ("reply.json", b""), "The reply is empty"),
    ],
)
async def test_a_reply_that_cannot_be_used_is_told_and_the_text_comes_back(take, typed, file, told, env, server):
    result = await take(typed, file)
    assert told in result.response.content
    assert [each.filename for each in result.response.attachments] == (["your-text.txt"] if typed else [])
    assert await env.bot.bases.store(server.id).suggested() == []


async def test_nothing_in_a_reply_formats_or_pings_or_answers(take, mod, state):
    hostile = {
        "facts": {"population": ["[x] who *won* ||_now_|| <t:1>", "_who_ won, say *Red*", {"answer": "Red"}]},
        "gaps": [["Is ~it~ -# over?", {"note": "Red won."}]],
        "answers": {"control": "Red won."},
    }
    message = (await take(pasted(hostile))).response
    assert "1. \\_who\\_ won, say \\*Red\\*" in text(message)
    message = shown(await mod.click(message, label="Accept everything unmarked (2)"), message)
    assert [fact.answer for fact in state().base.facts] == [fact.answer for fact in state().pack.facts]
    assert {gap.note for gap in state().base.gaps} == {GAP_NOTE, *(gap.note for gap in state().pack.gaps)}


async def test_a_huge_reply_is_reviewed_in_pages_that_fit(take, mod):
    huge = {"facts": {"population": [f"question {n} " + "w*" * 90 for n in range(40)]}, "gaps": []}
    message = (await take(pasted(huge))).response
    pages = 0
    while "Later" in buttons(message):
        assert len(text(message)) < 4000
        message = shown(await mod.click(message, label="Later"), message)
        pages += 1
    assert pages > 2


@pytest.mark.parametrize("label", ["Accept all 3", "Skip", "Later", "Accept everything unmarked (6)"])
async def test_who_may_not_moderate_any_more_decides_nothing(env, server, take, mod, label, state):
    message = (await take(pasted())).response
    env.backend.remove_member_role(server.id, mod.id, server.roles["mod"].id)
    result = await mod.click(message, label=label)
    assert "Only moderators can do that" in text(result.followups[-1] if result.followups else result.response)
    assert state().revision == 0


async def test_a_form_that_was_opened_before_the_right_was_lost_stores_nothing(env, server, suggest, mod):
    form = await mod.click((await suggest()).response, label="Paste or upload the reply")
    env.backend.remove_member_role(server.id, mod.id, server.roles["mod"].id)
    result = await mod.submit_modal(form, {"reply": pasted()})
    assert "Only moderators can do that" in result.response.content
    assert [each.filename for each in result.response.attachments] == ["your-text.txt"]
    assert await env.bot.bases.store(server.id).suggested() == []


async def test_numbers_that_a_program_makes_up_accept_nothing_else(take, mod, env, server, state):
    store = env.bot.bases.store(server.id)
    await store.suggest([SuggestedPhrasing("control", "old")])
    message = (await take(pasted())).response
    with patch.object(suggesting, "_picked", return_value=frozenset({1, 99})):
        [menu] = [each for each in components(message) if each["type"] == 3]
        await mod.select(message, [menu["options"][0]["value"]], custom_id=menu["custom_id"])
    assert [each.text for each in await store.suggested()][:1] == ["old"]
    assert state().revision == 0


async def test_where_a_second_approval_is_wanted_it_waits_for_one(take, admin, mod, channel, state):
    await admin.slash(channel, "settings", second_approval=True)
    message = (await take(pasted({"facts": {"control": ["who has the town"]}}))).response
    message = shown(await mod.click(message, label="Accept all 1"), message)
    assert "Waiting for another moderator:** 1, as proposal 1." in text(message)
    assert phrasings(state, "control") == ()


async def test_while_the_database_is_away_nothing_is_lost(take, mod, state):
    message = (await take(pasted())).response
    with patch("knowledge.store.database.Database.writing", side_effect=UnavailableError("away")):
        result = await mod.click(message, label="Accept all 3")
    assert "the database isn't answering" in result.followups[0].content
    await mod.click(message, label="Accept all 3")
    assert phrasings(state) == tuple(WAYS)


async def test_too_many_that_wait_are_refused(take, monkeypatch):
    monkeypatch.setattr(suggesting, "MOST_WAITING", 5)
    result = await take(pasted())
    assert "0 suggested ways to ask already wait" in result.response.content


class TestModel:
    """With a language model of the operator's, which here is on the loopback."""

    ANSWERS = (json.dumps(REPLY), json.dumps({"facts": {}, "gaps": []}))

    @pytest_asyncio.fixture
    async def model(self):
        async with serving(*self.ANSWERS) as served:
            yield served

    @pytest.fixture
    def settings(self, tmp_path, model):
        return read_settings(
            _env_file=None,
            data_dir=tmp_path,
            suggest_url=model.url,
            suggest_model="some-*model*",
            suggest_key="sk-secret",
        )

    async def test_one_button_asks_it(self, suggest, mod, model, state):
        start = (await suggest()).response
        review = await mod.click(start, label="Ask some-*model*")
        assert review.ephemeral
        assert "7 suggested" in text(review.response)
        await mod.click(review.response, label="Accept all 3")
        assert phrasings(state) == tuple(WAYS)
        assert len(model.asked) == 2

    async def test_it_gets_what_is_on_record_and_nothing_of_the_server(self, suggest, mod, model, server, channel):
        await mod.click((await suggest()).response, label="Ask some-*model*")
        sent = json.dumps([body for _, body in model.asked])
        assert "About 10,000 people lived in Example." in sent
        assert [each for each in (str(server.id), str(mod.id), "general", '"mod"') if each in sent] == []

    async def test_its_failure_is_told_and_the_next_try_is_possible(self, suggest, mod, model):
        model.answers = [429]
        start = (await suggest()).response
        for _ in range(2):
            result = await mod.click(start, label="Ask some-*model*")
            assert result.response.content == BUSY
        assert len(model.asked) == 2

    async def test_what_came_before_it_failed_is_reviewed(self, suggest, mod, model):
        model.answers = [json.dumps(REPLY), 500]
        result = await mod.click((await suggest()).response, label="Ask some-*model*")
        assert "failed (status 500)" in text(result.response)
        assert "7 suggested" in text(result.response)

    async def test_a_server_asks_once_at_a_time(self, suggest, mod, model):
        ask, asked = suggesting.Suggesting.ask, []

        async def remembered(self, interaction, only=None):
            asked.append((self, interaction))
            await ask(self, interaction, only)

        async def meanwhile(*_):
            with pytest.raises(UserError, match="already asking"):
                await ask(*asked[0])
            raise ModelError(BUSY)

        start = (await suggest()).response
        with patch.object(suggesting.Suggesting, "ask", remembered), patch.object(LanguageModel, "ask", meanwhile):
            result = await mod.click(start, label="Ask some-*model*")
        assert result.response.content == BUSY

    async def test_about_names_it(self, alice, channel):
        seen = text((await alice.slash(channel, "about")).response)
        assert r"Moderators can ask some-\*model\* at 127\.0.0.1 for more ways to ask." in seen
        assert "sk-secret" not in seen

    async def test_a_new_fact_offers_to_ask_for_it(self, mod, channel, model, state):
        form = await mod.slash(channel, "fact add", speaker="red")
        saved = await submit_fact(mod, form, **NEW)
        [fact] = [each for each in state().base.facts if each.question == NEW["question"]]
        model.answers = [json.dumps({"facts": {fact.id: ["who stood on the bridge"]}})]
        review = await mod.click(saved.response, label="Suggest ways to ask")
        await mod.click(review.response, label="Accept all 1")
        assert phrasings(state, fact.id)[-1] == "who stood on the bridge"
        assert fact.id in model.asked[0][1]["messages"][0]["content"]

    async def test_a_gap_that_was_just_added_gets_ways_to_ask_with_one_button(self, mod, channel, state, model):
        form = await mod.slash(channel, "gap add")
        saved = await submit(
            mod, form, {"Question": "Who paid for the bridge?", "What I say instead": "It says nothing."}
        )
        gap = state().base.gaps[-1]
        model.answers = [json.dumps({"facts": {}, "gaps": [[gap.question, "who funded the bridge", "bridge money"]]})]
        review = await mod.click(saved.response, label="Suggest ways to ask")
        assert "Who paid for the bridge?" in text(review.response)
        await mod.click(review.response, label="Accept all 2")
        assert state().base.gaps[-1].phrasings == ("who funded the bridge", "bridge money")

    async def test_a_gap_that_was_edited_offers_them_too_as_long_as_it_has_few(self, mod, channel, state, model):
        form = await mod.slash(channel, "gap edit", gap="weather")
        saved = await submit(mod, form, {"Question": "How was the weather in Example?"})
        model.answers = [json.dumps({"facts": {}, "gaps": [["How was the weather in Example?", "did it snow"]]})]
        review = await mod.click(saved.response, label="Suggest ways to ask")
        await mod.click(review.response, label="Accept all 1")
        assert state().base.gaps_by_id["weather"].phrasings[-1] == "did it snow"
        form = await mod.slash(channel, "gap edit", gap="weather")
        saved = await submit(mod, form, {"More ways to ask": "\n".join(f"weather {n}" for n in range(15))})
        assert "Suggest ways to ask" not in buttons(saved.response)

    @pytest.mark.parametrize(
        ("answer", "told"),
        [(500, "failed (status 500)"), (429, BUSY), ("Sorry!", "no JSON object")],
    )
    async def test_a_model_that_fails_for_a_gap_is_told_and_nothing_waits(
        self, mod, channel, state, model, answer, told
    ):
        form = await mod.slash(channel, "gap edit", gap="weather")
        saved = await submit(mod, form, {"Question": "How was the weather in Example?"})
        model.answers = [answer]
        result = await mod.click(saved.response, label="Suggest ways to ask")
        assert told in result.response.content
        assert state().revision == 1

    async def test_a_draft_that_was_just_kept_offers_it_too(self, admin, channel, state, model):
        form = await admin.slash(channel, "base start")
        article = "Bridge shut\n\n2024-05-03\n\nThe bridge was shut on Friday.\n\nIt will open again."
        walk = await submit(admin, form, {"Or the article itself": article})
        await admin.click(walk.response, label="Beside the rest")
        form = await admin.click(walk.response, label="Keep")
        await submit(admin, form, {"Question and answer": "When was the bridge shut? On 3 May 2024."})
        model.answers = [json.dumps({"facts": {"when-was-the-bridge-shut": ["date of the closure"]}})]
        review = await admin.click(walk.response, label="Suggest ways to ask")
        await admin.click(review.followups[-1] if review.followups else review.response, label="Accept all 1")
        assert phrasings(state, "when-was-the-bridge-shut") == ("date of the closure",)
        assert "It will open again." in text(walk.response), "the walk stays where it was"


async def test_without_a_model_about_says_nothing_of_one(alice, channel):
    assert "Language model" not in text((await alice.slash(channel, "about")).response)
