"""`/base`: the whole base as a file, out and in; its state; what waits to be decided; and the way back to the pack."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import aiohttp
import discord
from discord import app_commands

from bot.app import Interaction
from bot.cards import actions
from bot.cards.actions import ListConflicts, Version, conflict_key
from bot.cards.base_status import status_card
from bot.cards.upstream_conflicts import upstream_conflict_card
from bot.moderating.edit_flow import EditFlow
from bot.moderating.entries import REASON, Reason
from bot.moderating.form import Field, Form
from bot.moderating.group import ModeratorGroup
from bot.moderating.proposals import Proposals
from bot.moderating.rights import NOT_HERE, check_admin
from bot.platform.delivery import replace, respond, think
from bot.platform.errors import UserError
from bot.platform.router import Handlers
from bot.text.escape import escape, label
from knowledge import pack
from knowledge.editing.edit import Edit
from knowledge.editing.errors import RefusedError
from knowledge.editing.imports import LARGEST_FILE, Import, Mode, check_size, read_file
from knowledge.editing.status import status
from knowledge.editing.undo import Reset
from knowledge.editing.upstream_conflicts import ResolveConflict
from knowledge.pack import Format

NOT_FETCHED = "Discord did not give me the file. Please send it again."
NOT_THE_NAME = "That is not this server's name, so nothing was changed."
STALE = "That is settled already, or the pack has changed again. `/base updates` shows what there is to settle now."


class BaseCommands(ModeratorGroup):
    """Commands about the base as a whole."""

    def __init__(self, edit_flow: EditFlow, proposals: Proposals) -> None:
        super().__init__("base", "The whole base: files, state, updates, reset", edit_flow)
        self._proposals = proposals

    @property
    def handlers(self) -> Handlers:
        """What the buttons on cards about the whole base do."""
        return {
            ListConflicts: lambda interaction, wanted: self.open_conflicts(interaction, wanted.page, turn=True),
            actions.ResolveConflict: self.resolve,
        }

    @app_commands.command(description="The whole base as a file")
    @app_commands.describe(format="Which kind of file")
    async def export(self, interaction: Interaction, format: Format = "toml") -> None:
        """Give the effective base as a file that can be imported."""
        await think(interaction)
        now = self.edit_flow.editor(interaction).now
        content = (await asyncio.to_thread(pack.dump, now.base, format)).encode()
        text = f"The whole base as it stands at revision {now.revision}."
        if len(content) > LARGEST_FILE:
            text += " It is larger than what `/base import` takes at once: import it in parts."
        document = (f"base-revision-{now.revision}.{format}", content)
        await respond(interaction, text=text, document=document, private=True)

    @app_commands.command(name="import", description="Take a file into the base: TOML, JSON or CSV, up to 1 MB")
    @app_commands.describe(
        file="A pack as TOML or JSON, or a table as CSV: question, answer, speaker, phrasings, paragraphs, as_of",
        mode="add: new entries only; update: changes others too; replace: also removes what the file has not",
        reason=REASON,
    )
    async def import_(
        self, interaction: Interaction, file: discord.Attachment, mode: Mode, reason: Reason = ""
    ) -> None:
        """Show what a file would change, or every problem that it has, and ask."""
        if mode == "replace":
            await check_admin(interaction)
        try:
            check_size(file.size)
        except RefusedError as error:
            raise UserError(str(error)) from error
        await think(interaction)
        opened = self.opened(interaction)
        try:
            content = await file.read()
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            raise UserError(NOT_FETCHED) from error
        try:
            imported = await asyncio.to_thread(read_file, content)
        except RefusedError as error:
            await self.edit_flow.refuse(interaction, error, reason)
            return
        question = f"**Import {escape(file.filename, 200)}?** Mode: {mode}"
        edit = Import(file=imported, mode=mode, opened=opened)
        await self.edit_flow.confirm(interaction, edit, reason, question, listed=True)

    @app_commands.command(name="status", description="What there is, how much of the sources, what could be better")
    async def status_(self, interaction: Interaction) -> None:
        """Show counts, coverage and problems."""
        view, document = status_card(status(self.edit_flow.editor(interaction).now))
        await respond(interaction, view=view, document=document, private=True)

    @app_commands.command(description="What the pack and this server have both changed, for you to settle")
    async def updates(self, interaction: Interaction) -> None:
        """Show the first conflict that waits."""
        await self.open_conflicts(interaction, 0, turn=False)

    @app_commands.command(description="Changes of disputed facts that wait for another moderator")
    async def proposals(self, interaction: Interaction) -> None:
        """Show the first change that waits."""
        await self._proposals.open_list(interaction, 0, turn=False)

    @app_commands.command(description="Throw away all changes of this server: back to the pack")
    @app_commands.describe(reason=REASON)
    async def reset(self, interaction: Interaction, reason: Reason = "") -> None:
        """Ask for the server's name to be typed."""
        await check_admin(interaction)
        if interaction.guild is None:
            raise UserError(NOT_HERE)
        name, opened = interaction.guild.name, self.opened(interaction)

        def edit(typed: Mapping[str, str]) -> Edit:
            if typed["name"].strip() != name.strip():
                raise UserError(NOT_THE_NAME)
            return Reset(opened=opened)

        field = Field("name", "The server's name, to confirm", label(name, 100))
        await self.edit_flow.open(interaction, Form("Back to the pack", [field], edit, reason))

    async def open_conflicts(self, interaction: Interaction, page: int, *, turn: bool) -> None:
        """Show conflict number `page`, from 0; `turn` puts it in the place of the one at hand."""
        now = self.edit_flow.editor(interaction).now
        view = upstream_conflict_card(now.upstream_conflicts, page, now.base, now.revision)
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))

    async def resolve(self, interaction: Interaction, wanted: actions.ResolveConflict) -> None:
        """Resolve a conflict, as it was shown."""
        conflicts = self.edit_flow.editor(interaction).now.upstream_conflicts
        conflict = next((each for each in conflicts if conflict_key(each) == wanted.conflict), None)
        if conflict is None:
            raise UserError(STALE)
        await self.edit_flow.save(
            interaction,
            ResolveConflict(entry=conflict.ref, take_upstream=wanted.keep is Version.UPSTREAM, opened=wanted.opened),
        )
