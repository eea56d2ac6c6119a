"""The bot on Discord: what it listens to and which conversations it takes part in."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, AsyncExitStack

import aiohttp
import discord
from discord.ext import commands

from bot.app import App, Interaction
from bot.asking.commands import AskCommands
from bot.asking.conversation import Asking
from bot.asking.messages import AskMessages
from bot.browsing.commands import Browsing
from bot.cards.moderator_actions import ListEntries
from bot.living_answers.worker import LivingAnswers
from bot.moderating.audit import Audit
from bot.moderating.base import BaseCommands
from bot.moderating.drafts import Drafts
from bot.moderating.edit_flow import EditFlow
from bot.moderating.expired_forms import ExpiredForms
from bot.moderating.facts import FactCommands
from bot.moderating.gaps import GapCommands
from bot.moderating.pack_updates import PackUpdates
from bot.moderating.proposals import Proposals
from bot.moderating.question_explanation import Testing
from bot.moderating.rights import moderators_only
from bot.moderating.settings_command import SettingsCommand
from bot.moderating.sources import SourceCommands
from bot.moderating.speakers import SpeakerCommands
from bot.moderating.starting import Starting
from bot.moderating.suggesting import Suggesting
from bot.platform.command_sync import publish_if_changed
from bot.platform.errors import CommandTree, log_error
from bot.platform.external_changes import ExternalChanges
from bot.platform.router import Actions, Handlers
from bot.platform.welcome import Welcome
from bot.settings import Settings
from knowledge.servers.bases import ServerBases

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody here expects voice to work

# Mentions, direct messages, commands and menus bring their text along: no privileged intent is asked for.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class OnRecord(App):
    """One bot over `bases`, which it opens when it starts and closes at its end.

    Several can live in one process: nothing of it is global.
    """

    def __init__(self, settings: Settings, bases: AbstractAsyncContextManager[ServerBases]) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=CommandTree,
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),  # nothing pings anyone, ever
            allowed_contexts=discord.app_commands.AppCommandContext(guild=True, dm_channel=True),
            allowed_installs=discord.app_commands.AppInstallationType(guild=True),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.settings = settings
        self._opening = bases
        self._opened = AsyncExitStack()

    async def setup_hook(self) -> None:
        """Put everything in place between the log-in and the first event. Raises the store's `DatabaseError`."""
        self.bases = await self._opened.enter_async_context(self._opening)
        await self.bases.corrections.enqueue_changed(self.bases.state(None).base, discord.utils.utcnow())
        asking, browsing, welcome = Asking(self.bases), Browsing(self), Welcome(self)
        edit_flow = EditFlow(self.bases)
        proposals, suggesting, drafts = Proposals(edit_flow), Suggesting(edit_flow), Drafts(edit_flow)
        base = BaseCommands(edit_flow, proposals, suggesting, Starting(edit_flow, drafts))
        facts = FactCommands(edit_flow)
        entries = (SpeakerCommands(edit_flow), SourceCommands(edit_flow), GapCommands(edit_flow))
        for command in (facts, *entries, base):
            self.tree.add_command(command)
        by_kind = {group.kind: group for group in entries}

        async def list_entries(interaction: Interaction, wanted: ListEntries) -> None:
            await by_kind[wanted.kind].open_list(interaction, wanted.page, turn=True)

        moderating: Handlers = {
            **edit_flow.handlers,
            **proposals.handlers,
            **drafts.handlers,
            **suggesting.handlers,
            **facts.handlers,
            **base.handlers,
            ListEntries: list_entries,
        }
        handlers = {**asking.handlers, **browsing.handlers, **welcome.handlers}
        handlers |= {action: moderators_only(handler) for action, handler in moderating.items()}
        for cog in (
            Actions(handlers),
            AskCommands(self, asking),
            AskMessages(self, asking),
            browsing,
            Testing(self),
            SettingsCommand(self, edit_flow),
            Audit(self),
            ExpiredForms(),
            welcome,
            ExternalChanges(self),
            PackUpdates(self),
            LivingAnswers(self),
        ):
            await self.add_cog(cog)
        try:
            await publish_if_changed(self)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log_error("command_sync_failed", error)  # mentions and messages are answered all the same

    async def on_message(self, message: discord.Message, /) -> None:
        """Take no message for a command with a prefix: there are none."""

    async def close(self) -> None:
        """Leave Discord, then close the bases."""
        try:
            await super().close()
        finally:
            await self._opened.aclose()
