"""Options that name an entry: they offer the nearest ones while somebody types, and take typed text as well."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence

from discord import app_commands
from typing_extensions import override

from bot.app import Interaction
from bot.cards.choices import LONGEST_VALUE, MOST_CHOICES, choice
from bot.platform.errors import UserError
from bot.strings import commands as strings
from bot.text.escape import escape
from knowledge.history.state import ServerState
from knowledge.model.entries import Entry
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import Kind, entries_of, title
from knowledge.model.same_text import text_key
from knowledge.search.names import Names, meant, nearest, speaker_names


class EntryChoice(app_commands.Transformer, ABC):
    """An option whose value is an entry's id. Typed text is taken if it means one entry."""

    kind: Kind

    async def transform(self, interaction: Interaction, value: str) -> str:  # type: ignore[override]  # our own bot
        """Return the id that `value`, an id or what people call the entry, means. Raises `UserError`."""
        id = meant(value, self.names(interaction))
        if id is None:
            raise UserError(strings.UNKNOWN_ENTRY.format(kind=self.kind))
        return id

    async def given(self, interaction: Interaction) -> str | None:
        """Return the id that the command's option of this kind means so far; None if it means no entry."""
        try:
            return await self.transform(interaction, str(getattr(interaction.namespace, self.kind)))
        except UserError:
            return None

    async def autocomplete(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:  # type: ignore[override]  # our own bot
        """Offer the entries nearest to what has been `typed`."""
        await interaction.client.bases.ensure_indexed(interaction.guild_id)
        names = self.names(interaction)
        return [choice(names[id][0], id) for id in self.nearest(interaction, typed, names)[:MOST_CHOICES]]

    def names(self, interaction: Interaction) -> Names:
        """Return what each entry to choose from is called, by id."""
        base = _now(interaction).base
        return {ref.id: (title(entry),) for ref, entry in entries_of(base).items() if ref.kind is self.kind}

    def nearest(self, interaction: Interaction, typed: str, names: Names) -> Sequence[str]:  # noqa: ARG002  # `FactChoice` needs it
        """Return the ids `typed` may mean, best first; all of them if nothing is typed."""
        return nearest(typed, names)


class FactChoice(EntryChoice):
    """A fact of the base, found as questions are. An introduction isn't one: it's told what it's made from."""

    kind = Kind.FACT

    @override
    async def transform(self, interaction: Interaction, value: str) -> str:  # type: ignore[override]  # our own bot
        introductions = _now(interaction).base.introductions_by_id
        if meant(value, self.names(interaction)) is None:
            asked = {id: (each.question,) for id, each in introductions.items()}
            introduction = meant(value, asked)
            if introduction is not None:
                question = escape(introductions[introduction].question)
                raise UserError(strings.MADE_FROM_SPEAKER.format(question=question))
        return await super().transform(interaction, value)

    @override
    def nearest(self, interaction: Interaction, typed: str, names: Names) -> Sequence[str]:
        found = interaction.client.bases.search(interaction.guild_id).complete(typed, MOST_CHOICES)
        return [id for id in found if id in names]


class KnownFactChoice(EntryChoice):
    """A fact the base has, or had until it was removed."""

    kind = Kind.FACT

    @override
    def names(self, interaction: Interaction) -> Names:
        return {**super().names(interaction), **_removed(interaction)}


class RemovedFactChoice(EntryChoice):
    """A fact that was removed."""

    kind = Kind.FACT

    @override
    def names(self, interaction: Interaction) -> Names:
        return _removed(interaction)


class SpeakerChoice(EntryChoice):
    """A speaker, by name or another spelling of it."""

    kind = Kind.SPEAKER

    @override
    def names(self, interaction: Interaction) -> Names:
        return speaker_names(_now(interaction).base)


class VoiceChoice(SpeakerChoice):
    """The article itself, or a speaker."""

    @override
    def names(self, interaction: Interaction) -> Names:
        return {THE_ARTICLE_ITSELF: (THE_ARTICLE_ITSELF,), **super().names(interaction)}


class GapChoice(EntryChoice):
    """A gap of the base."""

    kind = Kind.GAP


class SourceChoice(EntryChoice):
    """A source of the base."""

    kind = Kind.SOURCE


def phrasing_choices(entry: Entry | None, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the phrasings of `entry`, if there is one, that contain `typed`; too long ones have to be typed."""
    texts = [text for text in entry.phrasings if text_key(typed) in text_key(text)] if entry else []
    return [choice(text, text) for text in texts if len(text) <= LONGEST_VALUE][:MOST_CHOICES]


def _removed(interaction: Interaction) -> Names:
    now = _now(interaction)
    removed = [(ref, each.upstream) for ref, each in now.overlay.overrides.items() if each.entry is None]
    return {ref.id: (title(entry) if entry else ref.id,) for ref, entry in removed if ref.kind is Kind.FACT}


def _now(interaction: Interaction) -> ServerState:
    return interaction.client.bases.state(interaction.guild_id)
