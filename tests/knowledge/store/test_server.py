"""What one server can reach in the database, and what it cannot."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from knowledge.history.overlay import Overlay
from knowledge.history.revisions import Change, Revision
from knowledge.model.refs import Kind, Ref
from knowledge.model.server_settings import ServerSettings
from knowledge.store import tables
from knowledge.store.corrections import Corrections
from tests.entries import CONTROL, RED, base, fact, gap
from tests.knowledge.conftest import ANN, BOB, NOW
from tests.settings import save_settings

POPULATION = Ref(Kind.FACT, "population")
RICHER = fact(answer="More.", as_of="2023-05-06", quote="Zoë said “да”", topics=["people"])


async def change(store, *changes, to_correct=(), reason="why", at=NOW, author=ANN, approved_by=None):
    async with store.writing(Overlay()) as writing:
        revision = Revision(0, author, at, "edited", reason, changes, approved_by)
        return await writing.append(revision, to_correct=to_correct)


EDIT = Change(POPULATION, fact(), RICHER, fact())
DISPUTE = Change(Ref(Kind.FACT, "control"), None, CONTROL, None, (RED,))


async def test_a_revision_is_read_back_as_it_was_written(one):
    written = [await change(one, DISPUTE, EDIT), await change(one, Change(POPULATION, RICHER, None, fact()))]
    assert [revision.number for revision in written] == [1, 2]
    assert await one.history() == written[::-1]


async def test_the_overlay_is_the_sum_of_the_revisions(one):
    await change(one, EDIT, DISPUTE)
    first = await one.overlay()
    await change(one, Change(POPULATION, RICHER, None, fact()))
    assert first.overrides[POPULATION].entry == RICHER
    assert first.overrides[Ref(Kind.FACT, "control")].dependencies == (RED,)
    assert await one.overlay() == await one.overlay(first)
    assert (await one.overlay()).overrides[POPULATION].entry is None
    assert (await one.overlay()).revision == 2


async def test_history_can_be_paged_and_narrowed_to_one_entry(one):
    for n in range(5):
        await change(one, Change(Ref(Kind.GAP, f"g{n % 2}"), None, gap(id=f"g{n % 2}"), None))
    assert [r.number for r in await one.history(limit=2)] == [5, 4]
    assert [r.number for r in await one.history(before=4, limit=2)] == [3, 2]
    assert [r.number for r in await one.history(Ref(Kind.GAP, "g1"))] == [4, 2]
    assert await one.history(Ref(Kind.FACT, "g1")) == []


@pytest.mark.parametrize("number", [-1, 0, 2, 10**30])
async def test_a_revision_that_does_not_exist_is_none(one, number):
    await change(one, EDIT)
    assert await one.revision(number) is None


async def test_what_changed_an_entry_since_a_revision_is_known(one):
    await change(one, DISPUTE)
    await change(one, EDIT)
    (edit,) = await one.since(POPULATION, 0)
    assert (edit.number, edit.changes) == (2, (EDIT,))
    assert await one.since(POPULATION, 1) == [edit]
    assert await one.since(POPULATION, 2) == []


async def test_nothing_of_one_server_reaches_another(one, other, database):
    await change(one, EDIT)
    await save_settings(one, moderator_role=5)
    await one.card_posted(1, 2, "population", NOW)
    assert await other.overlay() == Overlay()
    assert await other.history() == []
    assert (await other.revision(1), await other.since(POPULATION, 0)) == (None, [])
    assert await other.settings() == ServerSettings()
    await change(other, EDIT, to_correct=["population"])
    assert await Corrections(database).take(NOW) == []


async def test_servers_number_their_revisions_each_for_itself(one, other):
    assert [(await change(store, EDIT)).number for store in (one, other, one)] == [1, 1, 2]


async def test_a_server_that_changed_nothing_has_no_rows(one, database):
    await one.overlay()
    await one.history()
    await one.settings()
    async with database.reading() as connection:
        counts = [
            (await connection.execute(select(func.count()).select_from(t))).scalar_one()
            for t in tables.metadata.tables.values()
        ]
    assert set(counts) == {0}


async def test_moments_come_back_in_utc_and_need_a_time_zone(one):
    await change(one, EDIT)
    assert (await one.history())[0].at == NOW
    assert (await one.history())[0].at.utcoffset() == timedelta(0)
    with pytest.raises(Exception, match="without a time zone"):
        await change(one, EDIT, at=datetime(2024, 1, 1))  # noqa: DTZ001  # that is the point


async def test_settings_are_kept_and_checked(one):
    assert await save_settings(one, moderator_role=10**18, card_days=7) == ServerSettings(
        moderator_role=10**18, card_days=7
    )
    await save_settings(one, second_approval=True, moderator_role=None)
    assert await one.settings() == ServerSettings(card_days=7, second_approval=True)
    with pytest.raises(ValidationError):
        await save_settings(one, card_days=0)
    assert (await one.settings()).card_days == 7


async def test_a_failed_revision_leaves_nothing(one):
    async def fail():
        async with one.writing(Overlay()) as writing:
            await writing.append(Revision(0, ANN, NOW, "edited", "", (EDIT,)))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await one.history() == []


async def test_the_history_is_filtered_by_who_made_or_approved_it_and_by_entry(one):
    new = Change(Ref(Kind.GAP, "weather"), None, gap(), None)
    await change(one, EDIT)
    await change(one, DISPUTE, author=BOB)
    await change(one, DISPUTE, new, approved_by=BOB)
    assert [each.number for each in await one.history(person=BOB.id)] == [3, 2]
    assert [each.number for each in await one.history(person=ANN.id, before=3)] == [1]
    assert [len(each.changes) for each in await one.history(new.ref)] == [1]
    assert [len(each.changes) for each in await one.history(new.ref, whole=True)] == [2]


async def test_what_was_removed_is_known_as_it_was(one):
    old, new = fact(), gap()
    removals = [Change(POPULATION, RICHER, None, old), Change(Ref(Kind.GAP, "weather"), new, None, None)]
    await change(one, EDIT)
    await change(one, *removals)
    overlay = await one.overlay()
    assert overlay.overrides == {each.ref: each.override(2) for each in removals}
    assert overlay.removed(base(old)) == {Ref(Kind.GAP, "weather"): new}
    assert overlay.removed(base()) == {POPULATION: RICHER, Ref(Kind.GAP, "weather"): new}


async def test_a_server_is_told_of_each_pack_once(one, other):
    assert [await one.announce_pack(digest) for digest in ("a" * 64, "a" * 64, "b" * 64, "b" * 64)] == [
        True,
        False,
        True,
        False,
    ]
    assert await other.announce_pack("b" * 64)
