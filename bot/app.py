"""The bot as every conversation knows it: a client with the bases of its servers. `client.py` builds the real one."""

from __future__ import annotations

from typing import TypeAlias

import discord
from discord.ext import commands

from bot.settings import Settings
from knowledge.servers.bases import ServerBases


class App(commands.AutoShardedBot):
    """A client over `bases`, which are there from `setup_hook` on."""

    settings: Settings
    bases: ServerBases


Interaction: TypeAlias = discord.Interaction[App]
