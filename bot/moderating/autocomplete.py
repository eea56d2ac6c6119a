"""Options that name an entry: they offer the nearest ones while somebody types, and ask about text that's none."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence

from discord import app_commands
from typing_extensions import override

from bot.app import Interaction
from bot.cards.choices import LONGEST_VALUE, MOST_CHOICES, choice
from bot.cards.layout import NAME
from bot.moderating.group import ModeratorGroup
from bot.moderating.history import known_entries
from bot.moderating.unclear import call_of
from bot.platform.errors import UserError
from bot.strings import commands as strings
from bot.strings.moderating import TIME
from bot.text.escape import escape
from knowledge.history.revisions import Revision
from knowledge.history.state import ServerState
from knowledge.model.entries import Entry, Speaker
from knowledge.model.record import THE_ARTICLE_ITSELF
from knowledge.model.refs import AnyEntry, Kind, Ref, entries_of, title
from knowledge.model.same_text import text_key
from knowledge.search.names import Names, exactly, nearest, speaker_names

_MOST_OFFERED = 3  # entries to pick from, if the text is none exactly


class EntryChoice(app_commands.Transformer, ABC):
    """An option named like its `kind`, whose value is an entry's id.

    Typed text is taken if it's exactly what one entry is called. Of any other, the nearest are offered as buttons: it
    may be nearly the question of one fact, and mean another one.
    """

    kind: Kind

    @property
    def option(self) -> str:
        """What the option is called, and what people call what it takes."""
        return str(self.kind)

    async def transform(self, interaction: Interaction, value: str) -> str:  # type: ignore[override]  # our own bot
        """Return the id that `value`, an id or what people call the entry, means. Raises `UserError`."""
        found = self.called(interaction, value)
        if len(found) == 1:
            return found[0]
        await interaction.client.bases.ensure_indexed(interaction.guild_id)
        names = self.names(interaction)
        near = (found or self.nearest(interaction, value, names))[:_MOST_OFFERED]
        if not near:
            raise UserError(strings.UNKNOWN_ENTRY.format(kind=self.option))
        told = strings.WHICH_OF_SEVERAL if found else strings.WHICH_ENTRY
        question = told.format(typed=escape(value, NAME), kind=self.option)
        choices = {
            id: strings.WHICH_WITH_ID.format(title=names[id][0], id=id) if found else names[id][0] for id in near
        }
        command, _ = call_of(interaction)
        assert isinstance(command.binding, ModeratorGroup)  # noqa: S101  # all commands with such options are of one
        raise command.binding.edit_flow.unclear.ask(interaction, self.option, question, choices)

    async def given(self, interaction: Interaction) -> str | None:
        """Return the id that the command's option of this kind means so far; None if it means no entry."""
        found = self.called(interaction, str(getattr(interaction.namespace, self.option)))
        return found[0] if len(found) == 1 else None

    def called(self, interaction: Interaction, text: str) -> Sequence[str]:
        """Return the ids of the entries that are called exactly `text`: by id, by title or name, by a phrasing."""
        entries = entries_of(_now(interaction).base)
        own = {
            entry.id: entry.phrasings
            for ref, entry in entries.items()
            if isinstance(entry, Entry) and ref.kind == self.option
        }
        spellings = {id: (*names, *own.get(id, ())) for id, names in self.names(interaction).items()}
        return exactly(text, spellings)

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
        if not self.called(interaction, value):
            for id in exactly(value, {id: (each.question,) for id, each in introductions.items()}):
                raise UserError(strings.MADE_FROM_SPEAKER.format(question=escape(introductions[id].question)))
        return await super().transform(interaction, value)

    @override
    def nearest(self, interaction: Interaction, typed: str, names: Names) -> Sequence[str]:
        found = interaction.client.bases.search(interaction.guild_id).complete(typed, MOST_CHOICES)
        return [id for id in found if id in names]


class RemovedChoice(EntryChoice, ABC):
    """An entry that was removed, found as if it was still there."""

    @override
    def names(self, interaction: Interaction) -> Names:
        return _removed(interaction, self.kind)


class KnownFactChoice(EntryChoice):
    """A fact the base has, or had until it was removed."""

    kind = Kind.FACT

    @override
    def names(self, interaction: Interaction) -> Names:
        return {**super().names(interaction), **_removed(interaction, self.kind)}


class RemovedFactChoice(RemovedChoice):
    """A fact that was removed."""

    kind = Kind.FACT


class RemovedGapChoice(RemovedChoice):
    """A gap that was removed."""

    kind = Kind.GAP


class RemovedSpeakerChoice(RemovedChoice):
    """A speaker who was removed."""

    kind = Kind.SPEAKER


class RemovedSourceChoice(RemovedChoice):
    """A source that was removed."""

    kind = Kind.SOURCE


class AnyEntryChoice(EntryChoice):
    """Anything that a revision may have changed: entries of all kinds, also removed ones, and the settings."""

    @property
    @override
    def option(self) -> str:
        return "entry"

    @override
    def names(self, interaction: Interaction) -> Names:
        entries = known_entries(_now(interaction))
        return {f"{ref.kind}/{ref.id}": (title(entry),) for ref, entry in entries.items()}

    @staticmethod
    def ref(value: str) -> Ref:
        """Return the entry that a value of the option stands for."""
        kind, _, id = value.partition("/")
        return Ref(Kind(kind), id)


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
    """A gap of the base, found as questions are."""

    kind = Kind.GAP

    @override
    def nearest(self, interaction: Interaction, typed: str, names: Names) -> Sequence[str]:
        found = interaction.client.bases.search(interaction.guild_id).complete_gap(typed, MOST_CHOICES)
        return [id for id in found if id in names]


class SourceChoice(EntryChoice):
    """A source of the base."""

    kind = Kind.SOURCE


def phrasing_choices(entry: Entry | None, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the phrasings of `entry`, if there is one, that contain `typed`; too long ones have to be typed."""
    texts = [text for text in entry.phrasings if text_key(typed) in text_key(text)] if entry else []
    return [choice(text, text) for text in texts if len(text) <= LONGEST_VALUE][:MOST_CHOICES]


def revision_choice(revision: Revision) -> app_commands.Choice[int]:
    """Return a revision as a choice: its number, with who did what and when."""
    time = revision.at.strftime(TIME)
    text = strings.REVISION_CHOICE.format(
        number=revision.number, author=revision.author.name, action=revision.action, time=time
    )
    return choice(text, revision.number)


def _removed(interaction: Interaction, kind: Kind) -> Names:
    now = _now(interaction)
    return {ref.id: _spelt(entry) for ref, entry in now.overlay.removed(now.base).items() if ref.kind is kind}


def _spelt(entry: AnyEntry) -> tuple[str, ...]:
    """Return everything that people call the entry by, its title first."""
    match entry:
        case Entry():
            return entry.asked_as
        case Speaker():
            return (entry.name, *entry.variants)
        case _:
            return (title(entry),)


def _now(interaction: Interaction) -> ServerState:
    return interaction.client.bases.state(interaction.guild_id)
