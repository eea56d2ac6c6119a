"""The README is true: what it shows runs, and its tables list what's there."""

import re
from datetime import date
from itertools import chain
from pathlib import Path

import discord
import pytest
from simcord import Env

from bot.__main__ import COMMANDS
from bot.cli.run import make_bot
from bot.settings import Settings, read_settings
from bot.strings import asking, cards
from bot.text.outcome_json import NAMES, outcome_data
from knowledge import pack
from knowledge.editing.parsing import Ids
from knowledge.editing.table import read_table
from knowledge.editing.table_rows import COLUMNS, read_rows
from knowledge.model.outcome import Unanswered
from knowledge.model.server_settings import ServerSettings
from knowledge.store.database import default_url
from tests.markdown import table as table_in

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks():
    """Return every fenced block as its language and its text."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def table(section, header):
    """Return the rows, as lists of cells, of the table in `section` whose first column is headed `header`."""
    return table_in(README.split(f"\n## {section}\n")[1].split("\n## ")[0], header)


def test_each_of_the_first_two_blocks_is_one_command():
    assert blocks()[:2] == [("sh", "python3 .ci/start.py preview\n"), ("sh", "python3 .ci/start.py tests\n")]


def test_a_picture_of_an_answer_comes_before_anything_to_type():
    picture = re.search(r'<img src="([^"]+)"', README)
    assert picture is not None
    assert picture.start() < README.index("```")
    assert (ROOT / picture[1]).is_file()


@pytest.mark.parametrize(
    "path",
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))],
    ids=lambda path: path.name,
)
def test_every_file_that_it_links_to_or_shows_is_there(path):
    links = re.findall(r'(?:\]\(|src=")(?!https?:)([^)#"]+)', path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_picture_says_what_it_shows():
    assert len(re.findall(r'<img [^>]*alt="[^"]{20,}"', README)) == README.count("<img ")


def test_the_table_of_facts_that_the_documentation_shows_can_be_imported():
    document = (ROOT / "docs" / "files.md").read_text("utf-8")
    shown = re.search(r"```csv\n(.*?)```", document, re.DOTALL)[1]
    base = pack.read(pack.default_pack())
    read = read_table(read_rows(shown), base, lambda kind: Ids(kind, ()), date(2024, 1, 1))
    assert read.problems == []
    assert [fact["speakers"] for fact in read.facts] == [(), ("pavlo-kyrylenko",)]
    listed = document.split("| column | holds |\n")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", listed, re.MULTILINE) == list(COLUMNS)


def test_the_documentation_names_the_file_to_back_up():
    name = default_url(Path()).rpartition("/")[2]
    assert f"`{name}`" in (ROOT / "docs" / "operating.md").read_text("utf-8")


def test_the_table_of_settings_lists_each_with_its_description():
    described = [[f"`{name.upper()}`", field.description] for name, field in Settings.model_fields.items()]
    assert [[name, what] for name, what, _ in table("Settings", "setting")] == [
        [name, what.partition("; without it")[0]] for name, what in described
    ]


def test_the_defaults_of_the_settings_are_those_that_it_names():
    without = {name.strip("`"): default for name, _, default in table("Settings", "setting")}
    settings = read_settings(_env_file=None)
    assert without["LOG_LEVEL"] == f"`{settings.log_level}`"
    assert without["LOG_FORMAT"] == f"`{settings.log_format}`"


def test_an_answer_says_what_the_readme_quotes():
    text = README.split("\n## What an answer looks like\n")[1].split("\n## ")[0]
    quoted = re.findall(r"(?<!\w)\*(.+?)\*(?!\w)", " ".join(text.split()))
    said = {re.sub("{.*?}", "…", string) for module in (asking, cards) for string in _strings(module)}
    assert len(quoted) == 8
    assert [words for words in quoted if words.replace("the article itself", "…") not in said] == []


def _strings(module):
    return [value for name, value in vars(module).items() if name.isupper()]


def test_the_cards_that_living_answers_cover_are_the_defaults():
    defaults = ServerSettings()
    living = f"latest {defaults.card_number:,} cards of the last {defaults.card_days} days"
    assert living in " ".join(README.split())


async def test_the_table_of_commands_lists_all_that_the_bot_registers(tmp_path):
    bot = make_bot(read_settings(_env_file=None, data_dir=tmp_path))
    env = Env(bot, shard_count=1)
    await env.start()
    slash = {
        f"/{command.qualified_name}"
        for command in bot.tree.walk_commands()
        if not isinstance(command, discord.app_commands.Group)
    }
    menus = {command.name for command in bot.tree.get_commands(type=discord.AppCommandType.message)}
    await env.shutdown()
    await bot.close()
    sections = ("Commands", "Moderators keep the facts right")
    listed = [first for section in sections for first, _ in table(section, "command")]
    assert {name for cell in listed for name in re.findall(r"`(/[\w ]+)`", cell)} == slash
    assert {name for cell in listed for name in re.findall(r"\*\*(.+)\*\*", cell)} == menus


def test_the_table_of_terminal_commands_lists_them_all():
    listed = [re.findall(r"`python -m bot (\w+)", first) for first, _ in table("The terminal", "command")]
    assert sorted(chain.from_iterable(listed)) == sorted(COMMANDS)


def test_the_table_of_json_lists_every_key_and_every_outcome():
    rows = table("The terminal", "key")
    keys = outcome_data(Unanswered("who?", 0.0, None, ())).keys()
    assert [key.strip("`") for key, _ in rows] == [key for key in keys if key != "question"]
    assert re.findall("`(.+?)`", rows[0][1]) == list(NAMES.values())


@pytest.mark.parametrize("scope", ["bot", "applications.commands"])
def test_the_invitation_asks_for_the_scopes_that_it_names(scope):
    assert scope in re.search(r"scope=([\w+.]+)", README)[1].split("+")
    assert f"`{scope}`" in README


def test_the_invitation_asks_for_the_permissions_of_the_table():
    listed = [name.lower().replace(" ", "_") for name, _ in table("Add it to a server", "permission")]
    names = [{"view_channels": "view_channel"}.get(name, name) for name in listed]  # discord.py's word for it
    permissions = discord.Permissions(**dict.fromkeys(names, True))
    assert re.search(r"permissions=(\d+)", README)[1] == str(permissions.value)
