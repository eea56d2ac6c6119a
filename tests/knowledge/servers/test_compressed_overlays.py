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
    _, content = overlays._kept[SERVER]
    assert sys.getsizeof(content) < 20 * 200
