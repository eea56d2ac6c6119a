"""Options that name an entry: they offer what comes nearest while somebody types, and take typed text as well."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterable

from discord import app_commands
from rapidfuzz import fuzz, process
from typing_extensions import override

from bot.app import Interaction
from bot.browsing.speakers import matching, named
from bot.cards.choices import LONGEST_VALUE, MOST_CHOICES, choice
from bot.platform.errors import UserError
from knowledge.history.state import ServerState
from knowledge.model.entries import Entry
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import Kind, entries_of, title
from knowledge.model.same_text import text_key

_ALIKE = 80  # of 100; what is less alike than this is taken for something else


class EntryChoice(app_commands.Transformer, ABC):
    """An option whose value is an entry's id. Typed text is accepted where it means one entry."""

    kind: Kind

    async def transform(self, interaction: Interaction, value: str) -> str:  # type: ignore[override]  # our own bot
        """Return the id that `value`, an id or what people call the entry, means. Raises `UserError`."""
        names = self.names(interaction)
        if value in names:
            return value
        wanted = text_key(value)
        ids = [id for id, name in names.items() if text_key(name) == wanted]
        found = ids or [
            id for _, _, id in process.extract(value, names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=1)
        ]
        if not found:
            raise UserError(f"I know no {self.kind} like that. Start typing, and pick one from the list.")
        return found[0]

    async def given(self, interaction: Interaction) -> str | None:
        """Return the id that stands so far in the command's option of this kind; None where it means no entry."""
        try:
            return await self.transform(interaction, str(getattr(interaction.namespace, self.kind)))
        except UserError:
            return None

    async def autocomplete(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:  # type: ignore[override]  # our own bot
        """Offer the entries that come nearest to what has been `typed`."""
        await interaction.client.bases.ensure_indexed(interaction.guild_id)
        names = self.names(interaction)
        return [choice(names[id], id) for id in list(self.nearest(interaction, typed, names))[:MOST_CHOICES]]

    def names(self, interaction: Interaction) -> dict[str, str]:
        """Return what the entries to choose from are called, by id."""
        base = _now(interaction).base
        return {ref.id: title(entry) for ref, entry in entries_of(base).items() if ref.kind is self.kind}

    def nearest(self, interaction: Interaction, typed: str, names: dict[str, str]) -> Iterable[str]:  # noqa: ARG002  # others need it
        """Return the ids that `typed` may mean, best first; all of them where nothing is typed."""
        if not typed.strip():
            return names
        return [
            id
            for _, _, id in process.extract(
                typed.casefold(),
                {id: n.casefold() for id, n in names.items()},
                scorer=fuzz.partial_ratio,
                limit=MOST_CHOICES,
            )
        ]


class FactChoice(EntryChoice):
    """A fact of the base, found as questions are."""

    kind = Kind.FACT

    @override
    def nearest(self, interaction: Interaction, typed: str, names: dict[str, str]) -> Iterable[str]:
        found = interaction.client.bases.search(interaction.guild_id).complete(typed, MOST_CHOICES)
        return [id for id in found if id in names]


class KnownFactChoice(EntryChoice):
    """A fact that the base has, or had until it was removed."""

    kind = Kind.FACT

    @override
    def names(self, interaction: Interaction) -> dict[str, str]:
        return super().names(interaction) | _removed(interaction)


class RemovedFactChoice(EntryChoice):
    """A fact that was removed."""

    kind = Kind.FACT

    @override
    def names(self, interaction: Interaction) -> dict[str, str]:
        return _removed(interaction)


class SpeakerChoice(EntryChoice):
    """A speaker, by name or any spelling of it."""

    kind = Kind.SPEAKER

    @override
    async def transform(self, interaction: Interaction, value: str) -> str:  # type: ignore[override]  # our own bot
        found = named(_now(interaction).base, value)
        return found or await super().transform(interaction, value)

    @override
    def nearest(self, interaction: Interaction, typed: str, names: dict[str, str]) -> Iterable[str]:
        base = _now(interaction).base
        return [id for id, _ in matching(base, typed) if id in names]


class VoiceChoice(SpeakerChoice):
    """A speaker, or the article itself."""

    @override
    def names(self, interaction: Interaction) -> dict[str, str]:
        return super().names(interaction) | {THE_ARTICLE_ITSELF: THE_ARTICLE_ITSELF}

    @override
    async def transform(self, interaction: Interaction, value: str) -> str:  # type: ignore[override]  # our own bot
        return (
            THE_ARTICLE_ITSELF if text_key(value) == THE_ARTICLE_ITSELF else await super().transform(interaction, value)
        )

    @override
    def nearest(self, interaction: Interaction, typed: str, names: dict[str, str]) -> Iterable[str]:
        """The article itself comes first."""
        meant = not typed.strip() or text_key(typed) in THE_ARTICLE_ITSELF
        return [*([THE_ARTICLE_ITSELF] if meant else []), *super().nearest(interaction, typed, names)]


class GapChoice(EntryChoice):
    """A gap of the base."""

    kind = Kind.GAP


class SourceChoice(EntryChoice):
    """A source of the base."""

    kind = Kind.SOURCE


def phrasing_choices(entry: Entry | None, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the other ways to ask for `entry`, if there is one, in which `typed` stands; too long ones are typed."""
    texts = [text for text in entry.phrasings if typed.casefold() in text.casefold()] if entry else []
    return [choice(text, text) for text in texts if len(text) <= LONGEST_VALUE][:MOST_CHOICES]


def _removed(interaction: Interaction) -> dict[str, str]:
    now = _now(interaction)
    removed = [(ref, each.upstream) for ref, each in now.overlay.overrides.items() if each.entry is None]
    return {ref.id: title(entry) if entry else ref.id for ref, entry in removed if ref.kind is Kind.FACT}


def _now(interaction: Interaction) -> ServerState:
    return interaction.client.bases.state(interaction.guild_id)
