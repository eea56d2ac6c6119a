"""Speakers, sources and gaps are added, edited and removed; what is still used stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.editing.editor import Editor
from knowledge.editing.errors import RefusedError
from knowledge.editing.facts import AddFact
from knowledge.editing.gaps import AddGap, EditGap
from knowledge.editing.imports import Import, read_file
from knowledge.editing.removal import Remove
from knowledge.editing.sources import AddSource, EditSource
from knowledge.editing.speakers import AddSpeaker, EditSpeaker
from knowledge.model.entries import Source, Speaker
from knowledge.model.refs import Kind, Ref
from knowledge.search import Search
from knowledge.servers.bases import ServerBases
from tests.entries import ARTICLE, BLUE, CONTROL, DENIAL, RED, base, gap
from tests.knowledge.conftest import ANN, SERVER


async def saved(editor, edit):
    """The only change that saving `edit` made."""
    (change,) = (await editor.save(edit, ANN)).changes
    return change.after


async def test_speakers_are_added_and_edited(editor):
    added = await saved(editor, AddSpeaker(name="Zoë O'Neil", role="mayor", side="Blue", variants="Mayor Zoe\nZoe"))
    assert added == Speaker(id="zoe-oneil", name="Zoë O'Neil", role="mayor", side="Blue", variants=("Mayor Zoe", "Zoe"))
    edited = await saved(editor, EditSpeaker(speaker="red", name="Red Army", role="army", side="Red", variants="Reds"))
    assert edited == RED.model_copy(update={"role": "army"})


async def test_sources_are_added_and_edited(editor):
    added = await saved(
        editor,
        AddSource(title="Second report", kind="report", as_of="2023-05-01", paragraphs="4", url=" Https://x.y/z"),
    )
    assert added == Source(
        id="second-report", title="Second report", kind="report", as_of="2023-05-01", paragraphs=4, url="https://x.y/z"
    )
    edit = EditSource(source="article", title=ARTICLE.title, kind="article", as_of="2023-01-14", paragraphs="9")
    assert await saved(editor, edit) == ARTICLE.model_copy(update={"kind": "article", "as_of": date(2023, 1, 14)})


async def test_gaps_are_added_and_edited(editor):
    added = await saved(editor, AddGap(question="How many died?", note="No figures.", phrasings="death toll?"))
    assert added == gap(id="how-many-died", question="How many died?", note="No figures.", phrasings=["death toll?"])
    edit = EditGap(gap="weather", question="What was the weather?", note="Nothing on it.", more_phrasings="rain?")
    assert await saved(editor, edit) == gap(note="Nothing on it.", phrasings=["rain?"])


async def test_gaps_name_facts_by_question_or_id(editor):
    form = {"question": "What was the weather?", "note": "None."}
    see = "who controls example\n\npopulation\npopulation"
    assert await saved(editor, EditGap(gap="weather", **form, see=see)) == gap(
        note="None.", see=["control", "population"]
    )
    form["note"] = "Not one."
    kept = await saved(editor, EditGap(gap="weather", **form))
    assert kept == gap(note="Not one.", see=["control", "population"])
    assert await saved(editor, EditGap(gap="weather", **form, see="")) == gap(note="Not one.")
    assert (await saved(editor, AddGap(question="New?", note="No.", see="denial"))).see == ("denial",)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (AddSpeaker(name="", role="r", side="s"), "Fill in the name."),
        (AddSpeaker(name="red  army", role="r", side="s"), "The speaker “Red Army” already exists. Edit that one."),
        (
            AddSpeaker(name="The Article Itself", role="r", side="s"),
            "Cards say “the article itself” if nobody is quoted. Give the speaker another name.",
        ),
        (
            AddSpeaker(name="x", role="r", side="s" * 101),
            "The side has 101 characters; at most 100 are allowed. Shorten it.",
        ),
        (
            AddSpeaker(name="The \u0430rticle itself", role="r", side="s"),
            "Cards say “the article itself” if nobody is quoted. Give the speaker another name.",
        ),
        (
            AddSpeaker(name="The articIe itself", role="r", side="s"),
            "Cards say “the article itself” if nobody is quoted. Give the speaker another name.",
        ),
        (
            AddSpeaker(name="B1ue Ministry", role="r", side="s"),
            " looks like what the speaker “Blue Ministry” is called, so “B1ue Ministry” can't be called that.",
        ),
        (AddSpeaker(name="Red \u0410rmy\u200b", role="r", side="s"), "The speaker “Red Army” already exists."),
        (
            AddSpeaker(name="reds", role="r", side="s"),
            "“Reds” already stands for the speaker “Red Army”, so “reds” can't be called that, too.",
        ),
        (
            AddSpeaker(name="Green", role="r", side="s", variants="G\nBlue Ministry"),
            "“Blue Ministry” already stands for the speaker “Blue Ministry”, so “Green” can't be called that, too.",
        ),
        (
            EditSpeaker(speaker="blue", name="Blue Ministry", role="r", side="s", variants="Reds"),
            "“Reds” already stands for the speaker “Red Army”, so “Blue Ministry” can't be called that, too.",
        ),
        (
            EditSpeaker(speaker="red", name="Red Army", role="r", side="s", variants="Reds\nblue"),
            "“blue” already stands for the speaker “Blue Ministry”, so “Red Army” can't be called that, too.",
        ),
        (AddSource(title="t", kind="k", as_of=""), "A source needs a date. Write it like 2023-01-13."),
        (AddSource(title="t", kind="k", as_of="2999-01-01"), "2999-01-01 is in the future."),
        (AddSource(title="t", kind="k", as_of="2023-01-01", paragraphs="-1"), "“-1” isn't a number of paragraphs."),
        (
            AddSource(title="t", kind="k", as_of="2023-01-01", paragraphs="10001"),
            "A source has at most 10,000 paragraphs. Split it into several sources.",
        ),
        (
            AddSource(title="t", kind="k", as_of="2023-01-01", url="ftp://x"),
            "The link must be a link that starts with http",
        ),
        (AddGap(question="who controls example?", note="n"), "The fact “Who controls Example?” already exists."),
        (AddGap(question="New?", note=""), "Fill in what I say instead."),
        (
            AddGap(question="New?", note="n", see="Who controls it?"),
            "“Who controls it?” isn't a fact. Write its question exactly as it is on record, or its id.",
        ),
        (
            EditSource(source="article", title="t", kind="k", as_of="2023-01-01", paragraphs="2"),
            "There's no paragraph 4: 'article' has 0 (the headline) to 2.",
        ),
        (EditGap(gap="ghost", question="q", note="n"), "The gap 'ghost' doesn't exist"),
        (EditSpeaker(speaker="ghost", name="q", role="n", side="s"), "The speaker 'ghost' doesn't exist"),
    ],
)
async def test_what_breaks_a_rule_is_refused(editor, edit, sentence):
    with pytest.raises(RefusedError) as caught:
        await editor.save(edit, ANN)
    assert sentence in str(caught.value)
    assert await editor.store.history() == []


@pytest.mark.parametrize(("ref", "users"), [(Ref(Kind.SPEAKER, "red"), 2), (Ref(Kind.SOURCE, "article"), 3)])
async def test_what_is_still_used_cannot_be_removed_and_says_by_what(editor, ref, users):
    with pytest.raises(
        RefusedError, match=r"is still used by “Who controls Example\?”, .* remove those first"
    ) as caught:
        await editor.save(Remove(entry=ref), ANN)
    assert len(caught.value.used_by) == users


async def test_what_nobody_uses_is_removed_and_comes_back(editor):
    await editor.save(AddSpeaker(name="Green", role="party", side="Green"), ANN)
    for ref in (Ref(Kind.SPEAKER, "green"), Ref(Kind.GAP, "weather"), Ref(Kind.FACT, "population")):
        before = editor.now.base
        removal = await editor.save(Remove(entry=ref), ANN)
        assert removal.changes[0].after is None
        await editor.save(await editor.restore(ref), ANN)
        assert editor.now.base == before


async def test_facts_that_named_a_removed_fact_as_their_other_side_go_on_and_point_again_when_it_is_restored(editor):
    before = editor.now.base
    await editor.save(Remove(entry=Ref(Kind.FACT, "denial")), ANN)
    assert editor.now.base.facts_by_id["control"].disputes[0].fact is None
    await editor.save(await editor.restore(Ref(Kind.FACT, "denial")), ANN)
    assert editor.now.base == before


async def test_gaps_lose_a_removed_fact_beside_them_and_have_it_again_when_it_is_restored(editor):
    content = b'{"gaps": [{"id": "weather", "question": "Snow?", "note": "No.", "see": ["denial", "population"]}]}'
    await editor.save(Import(file=read_file(content), mode="update"), ANN)
    before = editor.now.base
    await editor.save(Remove(entry=Ref(Kind.FACT, "population")), ANN)
    assert editor.now.base.gaps_by_id["weather"].see == ("denial",)
    await editor.save(await editor.restore(Ref(Kind.FACT, "population")), ANN)
    assert editor.now.base == before


async def test_a_gap_set_back_does_not_see_a_fact_that_is_gone_since(editor):
    content = b'{"gaps": [{"id": "weather", "question": "Snow?", "note": "No.", "see": ["denial"]}]}'
    seeing = await editor.save(Import(file=read_file(content), mode="update"), ANN)
    await editor.save(Remove(entry=Ref(Kind.FACT, "denial")), ANN)
    await editor.save(EditGap(gap="weather", question="Snow?", note="Nothing."), ANN)
    await editor.save(await editor.revert(Ref(Kind.GAP, "weather"), seeing.number), ANN)
    assert editor.now.base.gaps_by_id["weather"] == gap(question="Snow?", note="No.")


async def test_what_was_not_removed_cannot_be_restored(editor):
    for ref in (Ref(Kind.FACT, "control"), Ref(Kind.FACT, "ghost")):
        with pytest.raises(RefusedError, match="wasn't removed here"):
            await editor.restore(ref)


async def test_a_name_that_is_somebody_elses_by_now_is_not_brought_back(editor):
    await editor.save(EditSpeaker(speaker="red", name="Red Army", role="army", side="Red"), ANN)
    await editor.save(AddSpeaker(name="Reds", role="football club", side="Nobody"), ANN)
    told = "“Reds” already stands for the speaker “Reds”, so “Red Army” can't be called that, too."
    for edit in (await editor.undo(1), await editor.revert(Ref(Kind.SPEAKER, "red"), 0)):
        with pytest.raises(RefusedError) as caught:
            await editor.save(edit, ANN)
        assert str(caught.value) == told
    await editor.save(Remove(entry=Ref(Kind.SPEAKER, "reds")), ANN)
    await editor.save(await editor.undo(1), ANN)
    with pytest.raises(RefusedError, match="“Reds” already stands for the speaker “Red Army”"):
        await editor.save(await editor.restore(Ref(Kind.SPEAKER, "reds")), ANN)


async def test_cyrillic_names_and_questions_work_as_any_other(editor):
    name = "Володимир Зеленський"
    await editor.save(AddSpeaker(name=name, role="президент", side="Україна"), ANN)
    edit = AddFact(question="Хто контролює Приклад?", answer="Він.", speakers=(name.upper(),))
    assert (await saved(editor, edit)).speakers == ("volodimir-zelenskii",)


async def test_names_that_clash_in_the_pack_already_stand_in_no_ones_way(database):
    rivals = (RED, BLUE.model_copy(update={"variants": ("Reds",)}))
    bases = ServerBases(Search(base(CONTROL, DENIAL, speakers=rivals)), database)
    editor = Editor(bases, SERVER)
    edit = EditSpeaker(speaker="blue", name="Blue Ministry", role="ministry", side="Blue", variants="Reds")
    assert (await saved(editor, edit)).role == "ministry"
    assert (await saved(editor, replace(edit, variants=""))).variants == ()
    assert (await saved(editor, await editor.undo(2))).variants == ("Reds",)
    with pytest.raises(RefusedError, match="“Red Army” already stands for the speaker “Red Army”, so “Blue Ministry”"):
        await editor.save(replace(edit, variants="Reds\nRed Army"), ANN)
