"""Asks which entry is meant by text that was typed into an option, not picked; the command goes on with the answer."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cachetools import TTLCache
from discord import app_commands

from bot.app import Interaction
from bot.cards.actions import key
from bot.cards.moderator_actions import PickEntry
from bot.cards.which_entry import which_entry_card
from bot.platform.errors import UserError
from bot.strings import commands as strings

_MOST = 2000  # commands that wait, of a few hundred bytes each
_KEPT_SECONDS = 24 * 60 * 60
_GOES_ON = "command"  # in the extras of the interaction that a command goes on in

_Call = tuple["app_commands.Command[Any, ..., Any]", app_commands.Namespace]


@dataclass(frozen=True)
class _Waiting:
    """A command that one person called on one server. option: its option with the unclear text. ids: what it may be."""

    server: int | None
    person: int
    call: _Call
    option: str
    ids: tuple[str, ...]


class UnclearCommands:
    """Commands that wait until whoever called them says which entry they meant. In memory: a restart forgets them."""

    def __init__(self) -> None:
        self._waiting: TTLCache[str, _Waiting] = TTLCache(_MOST, _KEPT_SECONDS)

    def ask(self, interaction: Interaction, option: str, question: str, choices: Mapping[str, str]) -> UserError:
        """Return the error that ends the command and asks `question` (Markdown) about its `option`.

        choices: what to call each entry that may be meant, by id
        """
        waits = secrets.token_hex(8)
        self._waiting[waits] = _Waiting(
            interaction.guild_id, interaction.user.id, call_of(interaction), option, tuple(choices)
        )
        picks = [PickEntry(waits, key(id)).button(text) for id, text in choices.items()]
        return UserError(question, which_entry_card(question, picks))

    async def go_on(self, interaction: Interaction, wanted: PickEntry) -> None:
        """Go on with the command, as if the entry that was pressed had been picked from the list."""
        waiting = self._waiting.get(wanted.key)
        if waiting is None or (waiting.server, waiting.person) != (interaction.guild_id, interaction.user.id):
            raise UserError(strings.WHICH_ENTRY_EXPIRED)
        command, namespace = waiting.call
        options = app_commands.Namespace(interaction, {}, [])
        picked = next(id for id in waiting.ids if key(id) == wanted.entry)
        vars(options).update(vars(namespace), **{waiting.option: picked})
        interaction.extras[_GOES_ON] = (command, options)
        try:
            # discord.py has no other way to call a command with all its checks and options.
            await command._invoke_with_namespace(interaction, options)  # noqa: SLF001
        except app_commands.CommandInvokeError as error:
            raise error.original from error


def call_of(interaction: Interaction) -> _Call:
    """Return the command that `interaction` calls, or goes on with, and its options."""
    goes_on: _Call | None = interaction.extras.get(_GOES_ON)
    if goes_on is not None:
        return goes_on
    command = interaction.command
    assert isinstance(command, app_commands.Command)  # noqa: S101  # a message's menu has no options
    return command, interaction.namespace
