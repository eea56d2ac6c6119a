"""What is looked after every second, and how that ends."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.living_answers.worker import LivingAnswers
from bot.platform.external_changes import ExternalChanges
from bot.platform.periodic import PeriodicCog
from knowledge.search import Search
from knowledge.servers.bases import open_bases
from knowledge.store.errors import UnavailableError
from tests.entries import SMALL


class Bot:
    """All that those who look know of the bot."""

    def __init__(self, bases):
        self.bases = bases


async def test_it_ends_whatever_it_is_doing_with_the_database_at_that_moment(database_url):
    async with asyncio.timeout(20):
        for thousandths in range(30):
            async with open_bases(Search(SMALL), database_url) as bases:
                cogs = ExternalChanges(Bot(bases)), LivingAnswers(Bot(bases))
                for cog in cogs:
                    await cog.cog_load()
                await asyncio.sleep(thousandths / 1000)
                for cog in cogs:
                    await cog.cog_unload()


class Failing(PeriodicCog):
    job = "test"
    outage = "database_away"

    def __init__(self, *errors):
        super().__init__()
        self.errors = list(errors)
        self.looked = asyncio.Event()

    async def tick(self):
        if self.errors:
            raise self.errors.pop(0)
        self.looked.set()


@pytest.mark.parametrize("error", [UnavailableError("away"), KeyError("a mistake of ours")])
async def test_an_error_does_not_end_it(error, monkeypatch):
    monkeypatch.setattr(PeriodicCog._loop, "_sleep", 0.0)
    cog = Failing(error)
    await looked(cog)


@pytest.mark.parametrize("error", [UnavailableError("away"), KeyError("a mistake of ours")])
async def test_an_error_that_lasts_is_logged_once_and_again_when_it_comes_back(error, monkeypatch):
    monkeypatch.setattr(PeriodicCog._loop, "_sleep", 0.0)
    cog = Failing(error, error, error)
    with capture_logs() as logs:
        await looked(cog)
        cog.errors.append(error)
        cog.looked.clear()
        await looked(cog)
    assert len(logs) == 2


async def looked(cog):
    """Have `cog` look until it goes well."""
    await cog.cog_load()
    async with asyncio.timeout(5):
        await cog.looked.wait()
    await cog.cog_unload()
