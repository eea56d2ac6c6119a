"""A server's own entries, laid over the operator's pack. Pure: pack and overlay in, base out.

An entry that a server touched is its own as long as it differs from `origin`, the pack's entry that it was
made from or last compared with. One that is equal to its origin follows the pack again, as if never touched;
so does one that was undone. Where the pack's entry is not the origin any more, both sides changed: the
server's stays in force, and the pair is listed as an update to settle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Fact, Gap, Source, Speaker
from knowledge.model.refs import AnyEntry, Kind, Ref, entries_of, find, listed, ref_of
from knowledge.model.validation import BaseError


@dataclass(frozen=True, slots=True)
class Override:
    """An entry as the server's latest revision of it left it.

    entry: what it is since; None means removed
    origin: the pack's entry that it was made from or last compared with; None where the pack had none
    revision: the number of that latest revision, 1 or more
    rests_on: the sources and speakers that a fact needs to be shown, as they were then
    """

    entry: AnyEntry | None
    origin: AnyEntry | None
    revision: int
    rests_on: tuple[Source | Speaker, ...] = ()

    @property
    def follows(self) -> bool:
        """Whether it is what the pack says, whatever the pack says next."""
        return self.entry == self.origin

    def sharing(self, pack: Base, ref: Ref) -> Override:
        """Return an equal one in which what is as in the pack is the pack's object."""
        theirs = find(pack, ref)
        entry, origin = self.entry, self.origin
        if isinstance(entry, Fact | Gap) and isinstance(theirs, Fact | Gap) and entry.phrasings == theirs.phrasings:
            entry = entry.model_copy(update={"phrasings": theirs.phrasings})
        needed = (find(pack, ref_of(each)) for each in self.rests_on)
        return Override(
            theirs if entry == theirs else entry,
            theirs if origin == theirs else origin,
            self.revision,
            tuple(
                b if a == b and isinstance(b, Source | Speaker) else a
                for a, b in zip(self.rests_on, needed, strict=True)
            ),
        )


@dataclass(frozen=True)
class Update:
    """An entry that the pack and the server both changed. None means removed (or, of `origin`, not there yet)."""

    ref: Ref
    origin: AnyEntry | None
    ours: AnyEntry | None
    theirs: AnyEntry | None


@dataclass(frozen=True)
class Overlay:
    """All that one server changed, as of `revision` (0: nothing yet)."""

    revision: int = 0
    touched: Mapping[Ref, Override] = field(default_factory=lambda: MappingProxyType({}))

    def revision_of(self, ref: Ref) -> int:
        """The number of the latest revision that changed this entry; 0 where none did."""
        touched = self.touched.get(ref)
        return touched.revision if touched else 0

    def with_touched(self, revision: int, touched: Mapping[Ref, Override]) -> Overlay:
        """Return the overlay after one more revision, or after several of which `revision` is the last."""
        return Overlay(revision, MappingProxyType({**self.touched, **touched}))

    def sharing(self, pack: Base) -> Overlay:
        """Return an equal overlay that holds nothing in memory a second time that is in the pack as well."""
        return Overlay(self.revision, MappingProxyType({r: each.sharing(pack, r) for r, each in self.touched.items()}))

    def over(self, pack: Base) -> Base:
        """Return the base that results: the pack's entries in the pack's order, then the server's own by id.

        Always sound: where a newer pack dropped what the server's facts need, that is kept or mended.
        """
        own = {ref: touched for ref, touched in self.touched.items() if not touched.follows}
        if not own:
            return pack
        entries = {ref: entry for ref, entry in entries_of(pack).items() if ref not in own}
        entries |= {ref: touched.entry for ref, touched in own.items() if touched.entry is not None}
        order = {ref: position for position, ref in enumerate(entries_of(pack))}
        ordered = sorted(entries, key=lambda ref: (order.get(ref, len(order)), ref))
        result = [entries[ref] for ref in ordered]
        try:
            return Base.model_validate(listed(result))
        except BaseError:
            return Base.model_validate(listed(_mended(result, pack, own.values())))

    def updates(self, pack: Base) -> tuple[Update, ...]:
        """Return what the pack changed since the server changed it too, each to be settled by a moderator."""
        return tuple(
            Update(ref, touched.origin, touched.entry, theirs)
            for ref, touched in sorted(self.touched.items())
            if not touched.follows and (theirs := find(pack, ref)) not in (touched.origin, touched.entry)
        )


def _mended(entries: Iterable[AnyEntry], pack: Base, own: Iterable[Override]) -> list[AnyEntry]:
    """Make entries of two packs' times fit together without changing who said what.

    Speakers and sources that a fact needs are brought back, since a fact without them cannot be shown;
    pointers to paragraphs and facts that are gone are dropped.
    """
    kept = {ref_of(entry): entry for entry in entries}
    spare = {ref_of(entry): entry for touched in own for entry in touched.rests_on}
    spare |= {ref: entry for ref, entry in entries_of(pack).items() if isinstance(entry, Source | Speaker)}
    facts = [entry for entry in kept.values() if isinstance(entry, Fact)]
    for fact in facts:
        for needed in needs(fact):
            kept.setdefault(needed, spare[needed])
    for fact in facts:
        source = kept[Ref(Kind.SOURCE, fact.source)]
        assert isinstance(source, Source)  # noqa: S101  # its key says so
        kept[ref_of(fact)] = fact.model_copy(
            update={
                "paragraphs": tuple(p for p in fact.paragraphs if p <= source.paragraphs),
                "disputes": tuple(_mended_dispute(dispute, kept, source) for dispute in fact.disputes),
            }
        )
    return list(kept.values())


def _mended_dispute(dispute: Dispute, kept: Mapping[Ref, AnyEntry], source: Source) -> Dispute:
    where = dispute.where
    if isinstance(where, tuple):
        where = tuple(p for p in where if p <= source.paragraphs) or None
    pointed = dispute.fact if dispute.fact and Ref(Kind.FACT, dispute.fact) in kept else None
    return dispute.model_copy(update={"where": where, "fact": pointed})


def needs(fact: Fact) -> tuple[Ref, ...]:
    """Return the source and the speakers that `fact` cannot be shown without."""
    speakers = (*fact.speakers, *(dispute.speaker for dispute in fact.disputes))
    return (Ref(Kind.SOURCE, fact.source), *(Ref(Kind.SPEAKER, id) for id in dict.fromkeys(speakers)))


def rests_on(entry: AnyEntry | None, base: Base) -> tuple[Source | Speaker, ...]:
    """Return what `entry`, if it is a fact, needs to be shown, as `base` has it."""
    needed = [find(base, ref) for ref in needs(entry)] if isinstance(entry, Fact) else []
    return tuple(each for each in needed if isinstance(each, Source | Speaker))
