"""How long a question takes the preview as its page gets longer: `python -m tests.benchmarks.preview`.

Times are processor time. The page is asked as a browser asks it: send a message, then read what the page shows. The
bot, the simulated Discord and the page share the process; the browser itself isn't there. The figures are medians
over several previews, each in a process of its own, so that nothing is warm when the first question comes.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from simcord import Env

from bot.cli.run import make_bot
from bot.platform.log import configure_logging
from bot.preview.server import build_server, open_page
from bot.settings import read_settings
from tests.benchmarks.process import in_new_process
from tests.bot.preview.visitor import Visitor

SHOWN = (1, 2, 5, 10, 25, 50, 100)
_PAUSE = 3  # simulated seconds between two questions: faster, and the bot would ask the person to slow down


def milliseconds(questions: int) -> list[float]:
    """Ask that many questions in a new preview and return the processor time of each."""
    return asyncio.run(_in_a_preview(questions))


async def _in_a_preview(questions: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(_env_file=None, data_dir=Path(folder), log_level="warning")
        configure_logging(settings)
        bot = make_bot(settings)
        env = Env(bot, shard_count=1)
        server = build_server(env)
        await env.start()
        try:
            with env.time_context():
                asked = [fact.question for fact in bot.bases.state(None).base.facts]
                async with open_page(env, server) as (page, _):
                    visitor = Visitor(page)
                    return [await _ask(env, visitor, question) for question in islice(cycle(asked), questions)]
        finally:
            await env.shutdown()
            await bot.close()


async def _ask(env: Env, visitor: Visitor, question: str) -> float:
    await env.advance_time(_PAUSE)
    gc.collect()  # what earlier questions left behind isn't this one's
    before = time.process_time()
    receipt = await visitor.send(f"@OnRecord {question}")
    visitor.read()
    taken = 1000 * (time.process_time() - before)
    if receipt["settlement"] != "settled":
        raise RuntimeError(f"the preview refused a question: {receipt['diagnostics']}")
    return taken


def print_growth(runs: Sequence[Sequence[float]]) -> None:
    """Print the medians of some of the questions in `runs`, each beside the first one's."""
    medians = [statistics.median(times) for times in zip(*runs, strict=True)]
    print("question      ms   × the 1st")
    for number in SHOWN:
        if number <= len(medians):
            print(f"{number:8}{medians[number - 1]:8.0f}{medians[number - 1] / medians[0]:12.2f}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=50, help="how many to ask in each preview (default: 50)")
    parser.add_argument("--runs", type=int, default=5, help="how many previews (default: 5)")
    args = parser.parse_args()
    print_growth([in_new_process(milliseconds, args.questions) for _ in range(args.runs)])


if __name__ == "__main__":
    sys.exit(main())
