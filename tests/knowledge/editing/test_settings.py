"""Changes of settings are on record, and undone, like changes of entries."""

from __future__ import annotations

from knowledge.editing.change_text import summary
from knowledge.editing.settings import ChangeSettings
from knowledge.editing.status import status
from knowledge.editing.undo import Reset
from knowledge.model.refs import THE_SETTINGS
from knowledge.model.server_settings import ServerSettings
from tests.entries import SMALL, fact
from tests.knowledge.conftest import ANN, BOB
from tests.knowledge.editing.test_facts import edit_of


async def changed(editor, **changes):
    return await editor.save(ChangeSettings(changes=changes), ANN, "why not")


async def test_who_changed_them_what_and_why_is_on_record(editor):
    revision = await changed(editor, card_days=7)
    (change,) = revision.changes
    assert (change.ref, change.before, change.after) == (THE_SETTINGS, ServerSettings(), ServerSettings(card_days=7))
    assert summary(revision) == "Ann changed the settings, revision 1: why not"
    assert await editor.store.history(THE_SETTINGS) == [revision]
    assert await editor.store.settings() == editor.now.overlay.settings == ServerSettings(card_days=7)


async def test_undo_and_its_undo_change_them_alone(editor):
    await changed(editor, card_days=7)
    await changed(editor, second_approval=True)
    await editor.save(edit_of(fact(), answer="Edited."), BOB)
    await editor.save(await editor.undo(2), BOB)
    assert await editor.store.settings() == ServerSettings(card_days=7)
    await editor.save(await editor.undo(4), BOB)
    assert await editor.store.settings() == ServerSettings(card_days=7, second_approval=True)
    assert editor.now.base.facts_by_id["population"].answer == "Edited."


async def test_a_reset_keeps_them_and_they_are_no_entry_of_the_base(editor):
    await changed(editor, moderator_role=5)
    assert (editor.now.base, status(editor.now).own) == (SMALL, 0)
    await editor.save(edit_of(fact(), answer="Edited."), BOB)
    assert status(editor.now).own == 1
    await editor.save(Reset(), BOB)
    assert (editor.now.base, await editor.store.settings()) == (SMALL, ServerSettings(moderator_role=5))
