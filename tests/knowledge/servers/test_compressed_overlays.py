"""Overlays are kept in few bytes, and come back as they were."""

import sys

from knowledge.history.overlay import Overlay, Override
from knowledge.model.refs import entries_of, find, ref_of
from knowledge.servers.compressed_overlays import CompressedOverlays
from tests.entries import CONTROL, DENIAL, base, fact, gap

SERVER = 1
PACK = base(CONTROL, DENIAL, fact(phrasings=["how many people"]), gap())
OWN = fact(answer="About 9,000.", phrasings=["how many people"])
OVERLAY = Overlay(
    7,
    {
        ref_of(OWN): Override(OWN, find(PACK, ref_of(OWN)), 6, (PACK.sources[0],)),
        ref_of(DENIAL): Override(None, DENIAL, 7),
    },
)


def test_a_server_that_changed_nothing_has_an_empty_overlay():
    overlays = CompressedOverlays(PACK)
    assert overlays.get(SERVER) == Overlay()
    assert overlays.revision(SERVER) == 0


def test_what_is_put_comes_back():
    overlays = CompressedOverlays(PACK)
    put = overlays.put(SERVER, OVERLAY)
    assert put == overlays.get(SERVER) == OVERLAY
    assert overlays.revision(SERVER) == 7


def test_what_is_as_in_the_pack_is_the_packs():
    overlays = CompressedOverlays(PACK)
    overlays.put(SERVER, OVERLAY)
    overrides = overlays.get(SERVER).overrides
    assert overrides[ref_of(DENIAL)].upstream is find(PACK, ref_of(DENIAL))
    assert overrides[ref_of(OWN)].entry.phrasings is find(PACK, ref_of(OWN)).phrasings
    assert overrides[ref_of(OWN)].dependencies[0] is PACK.sources[0]


def test_a_removed_pack_takes_a_few_bytes_an_entry():
    pack = base(*(fact(id=f"fact-{n}", question=f"Question {n}?", answer="x" * 400) for n in range(200)))
    overlays = CompressedOverlays(pack)
    overlays.put(SERVER, Overlay(1, {ref: Override(None, entry, 1) for ref, entry in entries_of(pack).items()}))
    assert bytes_kept(overlays) < 20 * 200


def bytes_kept(overlays):
    _, parts = overlays._kept[SERVER]
    return sum(sys.getsizeof(part.content) for part in parts)


def test_any_number_of_revisions_come_back_from_a_few_parts():
    pack = base(*(fact(id=f"fact-{n}", question=f"Question {n}?") for n in range(100)))
    overlays, overlay = CompressedOverlays(pack), Overlay()
    for number in range(1, 301):
        old = pack.facts[number * 7 % 100]
        new = Override(old.model_copy(update={"answer": f"Answer {number}."}), old, number)
        overlay = overlays.put(SERVER, overlay.with_overrides(number, {ref_of(old): new}))
        assert overlays.get(SERVER) == overlay
    _, parts = overlays._kept[SERVER]
    assert len(parts) <= 8
    assert sum(part.size for part in parts) < 200


def test_one_more_revision_of_many_entries_leaves_the_others_as_they_are():
    pack = base(*(fact(id=f"fact-{n}", question=f"Question {n}?") for n in range(100)))
    overlays = CompressedOverlays(pack)
    first = overlays.put(SERVER, Overlay(1, {ref_of(each): Override(None, each, 1) for each in pack.facts}))
    _, (kept,) = overlays._kept[SERVER]
    overlays.put(SERVER, first.with_overrides(2, {ref_of(OWN): Override(OWN, None, 2)}))
    assert overlays._kept[SERVER][1][0] is kept
