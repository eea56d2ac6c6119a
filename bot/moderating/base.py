"""`/base`: the whole base as a file, out and in; its state; proposals; conflicts with the pack; reset."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Annotated

import discord
from discord import app_commands

from bot.app import Interaction
from bot.cards.base_status import status_card
from bot.cards.choices import MOST_CHOICES
from bot.cards.layout import NAME
from bot.cards.moderator_actions import KeepVersion, ListConflicts, Version, conflict_key
from bot.cards.upstream_conflicts import upstream_conflict_card
from bot.moderating.attachments import content_of
from bot.moderating.autocomplete import AnyEntryChoice, revision_choice
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import Reason
from bot.moderating.findability import Findability
from bot.moderating.form import Fields, Form, Look
from bot.moderating.group import ModeratorGroup
from bot.moderating.history import History
from bot.moderating.proposals import Proposals
from bot.moderating.rights import check_admin
from bot.moderating.starting import Starting
from bot.moderating.suggesting import Suggesting
from bot.platform.delivery import replace, respond, think
from bot.platform.errors import UserError
from bot.platform.router import Handlers
from bot.strings import commands as strings
from bot.strings import editing, forms
from bot.strings.moderating import NOT_HERE
from bot.text.escape import escape
from knowledge import pack
from knowledge.editing.edit import Edit
from knowledge.editing.errors import RefusedError
from knowledge.editing.imports import LARGEST_FILE, Import, ImportFile, Mode, read_file
from knowledge.editing.status import status
from knowledge.editing.undo import Reset
from knowledge.editing.upstream_conflicts import ResolveConflict
from knowledge.files.examples import Format
from knowledge.model.same_text import text_key

AnyEntry = app_commands.Transform[str, AnyEntryChoice]


@dataclass(frozen=True)
class ResetFields(Fields):
    """The form that confirms a reset."""

    server_name: Annotated[str, Look()] = ""


class BaseCommands(ModeratorGroup):
    """Commands about the base as a whole."""

    def __init__(self, edit_flow: EditFlow, proposals: Proposals, suggesting: Suggesting, starting: Starting) -> None:
        super().__init__("base", strings.BASE, edit_flow)
        self._proposals = proposals
        self._suggesting = suggesting
        self._starting = starting
        self._history = History(edit_flow)
        self._findability = Findability()

    @property
    def handlers(self) -> Handlers:
        """What the buttons on cards about the whole base do."""
        return {
            ListConflicts: lambda interaction, wanted: self.open_conflicts(interaction, wanted.page, turn=True),
            KeepVersion: self.resolve,
            **self._history.handlers,
        }

    @app_commands.command(description=strings.BASE_START)
    @app_commands.describe(file=strings.BASE_START_FILE)
    async def start(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Go on with drafts, or take in an article."""
        await self._starting.open(interaction, file)

    @app_commands.command(description=strings.BASE_EXPORT)
    @app_commands.describe(format=strings.BASE_EXPORT_FORMAT)
    async def export(self, interaction: Interaction, format: Format = "toml") -> None:
        """Send the server's base as a file that can be imported."""
        await think(interaction)
        now = self.edit_flow.editor(interaction).now
        content = (await asyncio.to_thread(pack.dump, now.base, format)).encode()
        text = [editing.EXPORTED.format(revision=now.revision)]
        text += [editing.TOO_LARGE_TO_IMPORT] if len(content) > LARGEST_FILE else []
        document = (editing.EXPORT_FILE.format(revision=now.revision, format=format), content)
        await respond(interaction, text=" ".join(text), document=document, private=True)

    @app_commands.command(name="import", description=strings.BASE_IMPORT)
    @app_commands.describe(file=strings.BASE_IMPORT_FILE, mode=strings.BASE_IMPORT_MODE, reason=strings.REASON)
    async def import_(
        self, interaction: Interaction, file: discord.Attachment, mode: Mode, reason: Reason = ""
    ) -> None:
        """Show what a file would change and ask, or list every problem with it."""
        if mode == "replace":
            await check_admin(interaction)
        await think(interaction)
        opened = self.opened(interaction)
        try:
            imported = await _read(file)
        except RefusedError as error:
            await self.edit_flow.refuse(interaction, error, reason)
            return
        question = editing.IMPORT.format(file=escape(file.filename, NAME), mode=mode)
        edit = Import(file=imported, mode=mode, opened=opened)
        await self.edit_flow.confirm(interaction, edit, reason, question, editing.CONFIRM_IMPORT)

    @app_commands.command(name="status", description=strings.BASE_STATUS)
    async def status_(self, interaction: Interaction) -> None:
        """Show counts, coverage, which facts people won't find, and suggestions."""
        await think(interaction)
        assert interaction.guild_id is not None  # noqa: S101  # the group is for servers alone
        found = await self._findability.of(interaction.client.bases, interaction.guild_id)
        view, document = status_card(status(self.edit_flow.editor(interaction).now), found)
        await respond(interaction, view=view, document=document, private=True)

    @app_commands.command(description=strings.BASE_UPDATES)
    async def updates(self, interaction: Interaction) -> None:
        """Show the first conflict between the pack and the server."""
        await self.open_conflicts(interaction, 0, turn=False)

    @app_commands.command(description=strings.BASE_PROPOSALS)
    async def proposals(self, interaction: Interaction) -> None:
        """Show the first proposal that waits."""
        await self._proposals.open_list(interaction, 0, turn=False)

    @app_commands.command(description=strings.BASE_SUGGEST)
    async def suggest(self, interaction: Interaction) -> None:
        """Show how to get ways to ask suggested, and what waits for a review."""
        await self._suggesting.open(interaction)

    @app_commands.command(description=strings.BASE_HISTORY)
    @app_commands.describe(person=strings.BASE_HISTORY_PERSON, entry=strings.BASE_HISTORY_ENTRY)
    async def history(
        self, interaction: Interaction, person: discord.User | None = None, entry: AnyEntry | None = None
    ) -> None:
        """Show who changed what, when and why."""
        ref = AnyEntryChoice.ref(entry) if entry else None
        await self._history.open(interaction, person.id if person else None, ref)

    @app_commands.command(description=strings.BASE_UNDO)
    @app_commands.describe(revision=strings.BASE_UNDO_REVISION, reason=strings.REASON)
    async def undo(
        self, interaction: Interaction, revision: app_commands.Range[int, 1, 10**9], reason: Reason = ""
    ) -> None:
        """Undo a revision."""
        await self.edit_flow.undo(interaction, revision, reason)

    @undo.autocomplete("revision")
    async def revisions(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        """Offer the latest revisions, or those before the number that's typed."""
        before = int(typed) + 1 if typed.isdecimal() and len(typed) < 10 else None  # digits
        found = await self.edit_flow.editor(interaction).store.history(before=before, limit=MOST_CHOICES)
        return [revision_choice(each) for each in found]

    @app_commands.command(description=strings.BASE_RESET)
    @app_commands.describe(reason=strings.REASON)
    async def reset(self, interaction: Interaction, reason: Reason = "") -> None:
        """Ask for the server's name as a confirmation."""
        await check_admin(interaction)
        if interaction.guild is None:
            raise UserError(NOT_HERE)
        name, opened = interaction.guild.name, self.opened(interaction)

        def edit(typed: ResetFields) -> Edit:
            if text_key(typed.server_name) != text_key(name):
                raise UserError(forms.WRONG_SERVER_NAME)
            return Reset(opened=opened)

        about = forms.WHAT_RESET_DOES.format(server=name)
        await self.edit_flow.open(interaction, Form(forms.RESET, ResetFields(), edit, reason, about))

    async def open_conflicts(self, interaction: Interaction, page: int, *, turn: bool) -> None:
        """Show conflict number `page`, from 0; `turn`: instead of the one that's shown."""
        now = self.edit_flow.editor(interaction).now
        view = upstream_conflict_card(now.upstream_conflicts, page, now.base, now.revision)
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))

    async def resolve(self, interaction: Interaction, wanted: KeepVersion) -> None:
        """Resolve a conflict, if it's still as it was shown."""
        conflicts = self.edit_flow.editor(interaction).now.upstream_conflicts
        conflict = next((each for each in conflicts if conflict_key(each) == wanted.conflict), None)
        if conflict is None:
            raise UserError(editing.CONFLICT_GONE)
        await self.edit_flow.save(
            interaction,
            ResolveConflict(entry=conflict.ref, take_upstream=wanted.keep is Version.UPSTREAM, opened=wanted.opened),
        )


async def _read(file: discord.Attachment) -> ImportFile:
    """Return what `file` holds. Raises `RefusedError` if it can't be had or imported."""
    return await asyncio.to_thread(read_file, await content_of(file), file.filename)
