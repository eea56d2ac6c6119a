"""A server's own entries, laid over the operator's pack. Pure: pack and overlay in, base out.

An entry that a server changed is its own in the fields in which it differs from `upstream`, the pack's entry that it
was made from or last compared with; in all others it follows the pack. One that is equal to its upstream follows the
pack in everything, as if never changed; so does one that was undone. If both sides changed the same fields otherwise,
or what belongs together (see `merge.py`), the server's stay in force, and they're listed as a conflict for a moderator
to resolve. A server that only added ways to ask keeps no entry that the pack removed.

A server that removed `THE_PACK` has left the pack: its overlay is laid over nothing, whatever the pack says next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from knowledge.model.base import Base
from knowledge.model.entries import Dispute, Draft, DraftDispute, Fact, Gap, Source, Speaker, Statement
from knowledge.model.merge import Merge, changed_fields, merge, says_the_same
from knowledge.model.refs import THE_PACK, THE_SETTINGS, AnyEntry, Kind, Ref, entries_of, find, listed, ref_of
from knowledge.model.server_settings import DEFAULT_SETTINGS, ServerSettings
from knowledge.model.validation import BaseError


@dataclass(frozen=True, slots=True)
class Override:
    """An entry as the server's latest revision of it left it.

    entry: what it is since; None means removed
    upstream: the pack's entry that it was made from or last compared with; None if the pack had none
    revision: the number of that latest revision, 1 or more
    dependencies: the sources and speakers that a fact or draft needs to be shown, as they were then
    removed: what a removed entry was, if that isn't its upstream
    """

    entry: AnyEntry | None
    upstream: AnyEntry | None
    revision: int
    dependencies: tuple[Source | Speaker, ...] = ()
    removed: AnyEntry | None = None

    @property
    def is_upstream(self) -> bool:
        """Whether it is what the pack says, whatever the pack says next."""
        return self.entry == self.upstream

    def merged(self, latest: AnyEntry | None) -> Merge:
        """Merge it with the pack's entry of today, `latest`. What holds until a moderator decides is `undecided`."""
        if self.is_upstream:
            return Merge(latest, latest)
        # Ways to ask for something keep nothing on record, nor do they bring anything back.
        removed = self.entry if latest is None else latest if self.entry is None else self.upstream
        if None in (latest, self.entry) and says_the_same(self.upstream, removed):
            return Merge(None, None)
        return merge(self.upstream, self.entry, latest)

    def waiting_fields(self, latest: AnyEntry | None) -> tuple[str, ...]:
        """Return the fields in which a moderator has to decide between it and the pack's entry of today, if any.

        They're those that clash, and what else the pack changed that can't be shown before somebody has decided.
        """
        merged = self.merged(latest)
        if not merged.clashes:
            return ()
        if merged.undecided is None or latest is None:
            return changed_fields(merged.undecided, latest)
        held_back = {*changed_fields(self.upstream, latest)}.intersection(changed_fields(merged.undecided, latest))
        return tuple(name for name in type(latest).model_fields if name in held_back.union(merged.clashes))

    def upstream_of(self, entry: AnyEntry | None, latest: AnyEntry | None) -> AnyEntry | None:
        """Return the upstream of an override with the `entry` that replaces it: what was written is what holds.

        It's the pack's entry of today, `latest`. But in fields that wait for a decision it's what it was, so that they
        go on waiting, unless the new `entry` decides.
        """
        fields, waiting = self.waiting_fields(latest), self.upstream
        if not fields:
            return latest
        if latest is not None and waiting is not None and self.entry is not None:
            waiting = latest.model_copy(update={name: getattr(waiting, name) for name in fields})
        merged = Override(entry, waiting, self.revision).merged(latest)
        return waiting if merged.clashes and merged.undecided == entry else latest

    def intern(self, pack: Base, ref: Ref) -> Override:
        """Return an equal one that uses the pack's own objects for all that is as in the pack."""
        packed = find(pack, ref)
        entry, upstream = self.entry, self.upstream
        if isinstance(entry, Fact | Gap) and isinstance(packed, Fact | Gap) and entry.phrasings == packed.phrasings:
            entry = entry.model_copy(update={"phrasings": packed.phrasings})
        needed = (find(pack, ref_of(each)) for each in self.dependencies)
        return Override(
            packed if entry == packed else entry,
            packed if upstream == packed else upstream,
            self.revision,
            tuple(
                b if a == b and isinstance(b, Source | Speaker) else a
                for a, b in zip(self.dependencies, needed, strict=True)
            ),
            self.removed,
        )


@dataclass(frozen=True)
class UpstreamConflict:
    """An entry in which the pack and the server changed the same.

    upstream_before: the pack's entry that the server's was made from; None if the pack had none
    ours: the server's entry, as it holds until somebody decides; None if the server removed it
    upstream_now: the pack's entry as it is now; None if the pack removed it
    fields: what there is to decide on: as `Override.waiting_fields` has it
    theirs: the entry if the pack's version is taken in those fields
    """

    ref: Ref
    upstream_before: AnyEntry | None
    ours: AnyEntry | None
    upstream_now: AnyEntry | None
    fields: tuple[str, ...]
    theirs: AnyEntry | None


@dataclass(frozen=True)
class UpstreamMerge:
    """An entry that the pack and the server both changed, without a conflict.

    ours: as the server had it. now: with what the pack changed; None if the pack removed it
    """

    ref: Ref
    ours: AnyEntry | None
    now: AnyEntry | None


@dataclass(frozen=True)
class Overlay:
    """All that one server changed, as of `revision` (0: nothing yet)."""

    revision: int = 0
    overrides: Mapping[Ref, Override] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def follows_pack(self) -> bool:
        """Whether the server's base starts from the operator's pack; it does unless the server has left that."""
        pack = self.overrides.get(THE_PACK)
        return pack is None or pack.entry is not None

    @property
    def settings(self) -> ServerSettings:
        """What the server's admins set; the defaults if they set nothing."""
        override = self.overrides.get(THE_SETTINGS)
        return override.entry if override and isinstance(override.entry, ServerSettings) else DEFAULT_SETTINGS

    def removed(self, base: Base) -> dict[Ref, AnyEntry]:
        """Return what the server removed and `base`, its base, doesn't have, each as it was."""
        gone = {ref: each.removed or each.upstream for ref, each in self.overrides.items() if each.entry is None}
        return {ref: entry for ref, entry in gone.items() if entry is not None and find(base, ref) is None}

    def revision_of(self, ref: Ref) -> int:
        """The number of the latest revision that changed this entry; 0 where none did."""
        override = self.overrides.get(ref)
        return override.revision if override else 0

    def with_overrides(self, revision: int, overrides: Mapping[Ref, Override]) -> Overlay:
        """Return the overlay after one more revision, or after several of which `revision` is the last."""
        return Overlay(revision, MappingProxyType({**self.overrides, **overrides}))

    def intern(self, pack: Base) -> Overlay:
        """Return an equal overlay that holds nothing in memory a second time that is in the pack as well."""
        return Overlay(self.revision, MappingProxyType({r: each.intern(pack, r) for r, each in self.overrides.items()}))

    def over(self, pack: Base) -> Base:
        """Return the base that results: the pack's entries in the pack's order, then the server's own by id.

        Always sound: where a newer pack dropped what the server's facts need, that is kept or mended.
        """
        own = {ref: each for ref, each in self.overrides.items() if not each.is_upstream and ref != THE_SETTINGS}
        if not own:
            return pack
        packed = entries_of(pack)
        added = sorted(ref for ref in own if ref not in packed)
        laid = [own[ref].merged(entry).undecided if ref in own else entry for ref, entry in packed.items()]
        laid += [own[ref].merged(None).undecided for ref in added]
        result = [entry for entry in laid if entry is not None]
        try:
            return Base.model_validate(listed(result))
        except BaseError:
            return Base.model_validate(listed(_mended(result, pack, own.values())))

    def upstream_conflicts(self, pack: Base) -> tuple[UpstreamConflict, ...]:
        """Return what the pack and the server changed otherwise, each for a moderator to resolve."""
        return tuple(
            UpstreamConflict(
                ref,
                override.upstream,
                override.merged(latest).undecided,
                latest,
                fields,
                merge(override.upstream, latest, override.entry).entry,
            )
            for ref, override, latest in self._changed_by_both(pack)
            if (fields := override.waiting_fields(latest))
        )

    def upstream_merges(self, pack: Base) -> tuple[UpstreamMerge, ...]:
        """Return what the pack changed in entries that the server changed, too, where that's no conflict."""
        return tuple(
            UpstreamMerge(ref, override.entry, merged.entry)
            for ref, override, latest in self._changed_by_both(pack)
            if not (merged := override.merged(latest)).clashes and merged.entry != override.entry
        )

    def _changed_by_both(self, pack: Base) -> Iterator[tuple[Ref, Override, AnyEntry | None]]:
        for ref, override in sorted(self.overrides.items()):
            latest = find(pack, ref)
            unchanged = override.is_upstream or latest in (override.upstream, override.entry)
            if not unchanged and ref != THE_SETTINGS:
                yield ref, override, latest


def _mended(entries: Iterable[AnyEntry], pack: Base, own: Iterable[Override]) -> list[AnyEntry]:
    """Make entries of two packs' times fit together without changing who said what.

    Speakers and sources that a fact or draft needs are brought back, since it can't be shown without them;
    pointers to paragraphs and facts that are gone are dropped.
    """
    kept = {ref_of(entry): entry for entry in entries}
    spare = {ref_of(entry): entry for override in own for entry in override.dependencies}
    spare |= {ref: entry for ref, entry in entries_of(pack).items() if isinstance(entry, Source | Speaker)}
    claims = [entry for entry in kept.values() if isinstance(entry, Fact | Draft)]
    for claim in claims:
        for needed in required_refs(claim):
            kept.setdefault(needed, spare[needed])
    for claim in claims:
        source = _source(claim.source, kept)
        mended: dict[str, object] = {
            "paragraphs": _there(claim.paragraphs, source),
            "disputes": tuple(_mended_dispute(dispute, kept, claim) for dispute in claim.disputes),
        }
        if isinstance(claim, Fact):
            mended["statements"] = tuple(_mended_statement(each, kept, claim) for each in claim.statements)
            mended["also_in"] = tuple(
                each.model_copy(update={"paragraphs": _there(each.paragraphs, _source(each.source, kept))})
                for each in claim.also_in
            )
        kept[ref_of(claim)] = claim.model_copy(update=mended)
    facts = {ref.id for ref in kept if ref.kind is Kind.FACT}
    for gap in [entry for entry in kept.values() if isinstance(entry, Gap)]:
        kept[ref_of(gap)] = gap.seeing_only(facts)
    return list(kept.values())


def _source(id: str, kept: Mapping[Ref, AnyEntry]) -> Source:
    source = kept[Ref(Kind.SOURCE, id)]
    assert isinstance(source, Source)  # noqa: S101  # its key says so
    return source


def _there(paragraphs: Iterable[int], source: Source) -> tuple[int, ...]:
    return tuple(paragraph for paragraph in paragraphs if paragraph <= source.paragraphs)


def _mended_statement(statement: Statement, kept: Mapping[Ref, AnyEntry], fact: Fact) -> Statement:
    return statement.model_copy(
        update={"where": _there(statement.where, _source(statement.source or fact.source, kept))}
    )


def _mended_dispute(
    dispute: Dispute | DraftDispute, kept: Mapping[Ref, AnyEntry], claim: Fact | Draft
) -> Dispute | DraftDispute:
    if isinstance(dispute, DraftDispute):
        return dispute.model_copy(update={"where": _there(dispute.where, _source(claim.source, kept))})
    where = dispute.where
    if isinstance(where, tuple):
        where = _there(where, _source(dispute.source or claim.source, kept)) or None
    pointed = dispute.fact if dispute.fact and Ref(Kind.FACT, dispute.fact) in kept else None
    return dispute.model_copy(update={"where": where, "fact": pointed})


def required_refs(claim: Fact | Draft) -> tuple[Ref, ...]:
    """Return the sources and the speakers that `claim` can't be shown without."""
    sources = claim.sources if isinstance(claim, Fact) else (claim.source,)
    speakers = (*claim.speakers, *(dispute.speaker for dispute in claim.disputes))
    return (
        *(Ref(Kind.SOURCE, id) for id in sources),
        *(Ref(Kind.SPEAKER, id) for id in dict.fromkeys(speakers)),
    )


def dependencies_of(entry: AnyEntry | None, base: Base) -> tuple[Source | Speaker, ...]:
    """Return what `entry`, if it's a fact or a draft, needs to be shown, as `base` has it."""
    needed = [find(base, ref) for ref in required_refs(entry)] if isinstance(entry, Fact | Draft) else []
    return tuple(each for each in needed if isinstance(each, Source | Speaker))
