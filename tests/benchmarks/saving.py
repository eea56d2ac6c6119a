"""How much processor time an edit takes, from the form to the first answer: `python -m tests.benchmarks.saving`.

That is: saying what it would affect, saving it, and answering a question with it; of an import, reading the file, too.
Beside each time stands how many times as long as reading the shipped pack it is, which compares between machines: both
are of the same run, and of all threads, so that other programs disturb little. The database is SQLite, on disk.

Imports are of facts made of the Soledar pack (see `bases.Stories`), each asked in `PHRASINGS` ways, into an empty base.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import chain
from pathlib import Path

for library in ("OMP", "OPENBLAS", "MKL"):  # one thread: these are read when numpy is imported
    os.environ[f"{library}_NUM_THREADS"] = "1"

from knowledge import pack  # noqa: E402
from knowledge.editing.edit import Edit  # noqa: E402
from knowledge.editing.editor import Editor  # noqa: E402
from knowledge.editing.facts import ChangePhrasings, EditFact  # noqa: E402
from knowledge.editing.imports import Import, read_file  # noqa: E402
from knowledge.history.revisions import Moderator  # noqa: E402
from knowledge.model.base import Base  # noqa: E402
from knowledge.model.entries import Fact, Speaker  # noqa: E402
from knowledge.model.refs import Kind, Ref  # noqa: E402
from knowledge.model.same_text import text_key  # noqa: E402
from knowledge.search import Search  # noqa: E402
from knowledge.servers.bases import ServerBases, open_bases  # noqa: E402
from knowledge.store.database import default_url  # noqa: E402
from tests.benchmarks.bases import SOURCE, Stories  # noqa: E402

PHRASINGS = 6  # of each imported fact, its question among them
MODERATORS = 5
MANY = 60  # edits
FACTS_A_SPEAKER = 5
REPEATS = 5

ANN = Moderator(1, "Ann")


def base_to_import(facts: int, stories: Stories) -> Base:
    """Return a base of `facts` facts in the words of the stories, each asked in `PHRASINGS` ways."""
    needed = facts * PHRASINGS
    texts = chain.from_iterable(stories.phrasings(2 * needed, first_story=1).values())
    ways = list({text_key(text): text for text in texts if re.search(r"[^\W\d_]{2}", text)}.values())[:needed]
    speakers = tuple(
        Speaker(
            id=f"speaker-{n}",
            name="Ann B" + "".join("aeoukstvdz"[int(digit)] for digit in str(n)),
            role="councillor",
            side=f"side {n % 5}",
        )
        for n in range(facts // FACTS_A_SPEAKER)
    )
    listed = tuple(
        Fact(
            id=f"fact-{n}",
            question=ways[n * PHRASINGS],
            phrasings=tuple(ways[n * PHRASINGS + 1 : (n + 1) * PHRASINGS]),
            answer=f"{ways[n * PHRASINGS]}: so it is, says number {n}.",
            speakers=(speakers[n % len(speakers)].id,),
            source=SOURCE.id,
        )
        for n in range(facts)
    )
    return Base(sources=(SOURCE,), speakers=speakers, facts=listed)


async def from_form_to_live(bases: ServerBases, server: int, edit: Edit) -> float:
    """Return the processor time in seconds until a question is answered with `edit`."""
    editor = Editor(bases, server)
    start = time.process_time()
    await editor.consider(edit)
    await editor.save(edit, ANN)
    await bases.ensure_indexed(server)
    bases.search(server).ask("Who controls it?")
    return time.process_time() - start


def phrasing_of(fact: Fact, n: int) -> Edit:
    """Return the edit that gives `fact` one more way to ask for it."""
    return ChangePhrasings(entry=Ref(Kind.FACT, fact.id), add=f"Is there anything newer to say about that, take {n}?")


def answer_of(fact: Fact, n: int) -> Edit:
    """Return the edit that gives `fact` another answer."""
    where = ", ".join(map(str, fact.paragraphs))
    return EditFact(fact=fact.id, question=fact.question, answer=f"{fact.answer} Take {n}.", where=where, as_of="")


async def median(measure: Callable[[int], Awaitable[float]]) -> float:
    """Return the median of `REPEATS` measurements after one that warms things up."""
    times = []
    for n in range(REPEATS + 1):
        gc.collect()
        times.append(await measure(n))
    return sorted(times[1:])[REPEATS // 2]


async def on_the_shipped_base(unit: float, url: str) -> None:
    """Print a line for each kind of edit of the shipped base. unit: seconds; url: the database's."""
    shipped = pack.read(pack.default_pack())
    facts = shipped.facts
    async with open_bases(Search(shipped), url) as bases:
        tell("one more phrasing", unit, await median(lambda n: from_form_to_live(bases, 1, phrasing_of(facts[n], n))))
        tell("another answer", unit, await median(lambda n: from_form_to_live(bases, 2, answer_of(facts[n], n))))

        async def together(n: int) -> float:
            start = time.process_time()
            edits = (phrasing_of(fact, n) for fact in facts[:MODERATORS])
            await asyncio.gather(*(from_form_to_live(bases, 3, edit) for edit in edits))
            return (time.process_time() - start) / MODERATORS

        tell(f"one more phrasing, {MODERATORS} moderators at once, each", unit, await median(together))
        for n in range(MANY):
            await from_form_to_live(bases, 4, phrasing_of(facts[n], n))
        after = await median(lambda n: from_form_to_live(bases, 4, phrasing_of(facts[MANY + n], n)))
        tell(f"one more phrasing, after {MANY} others", unit, after)


async def on_an_own_base(unit: float, url: str, size: int) -> None:
    """Print how long an import of `size` facts takes, and then an edit of one. Other arguments as above."""
    content = pack.dump(base_to_import(size, Stories())).encode()
    async with open_bases(Search(Base()), url) as bases:
        start = time.process_time()
        edit = Import(file=read_file(content, "pack.toml"), mode="add")
        reading = time.process_time() - start
        tell(f"an import of {size:,} facts", unit, reading + await from_form_to_live(bases, size, edit))
        own = bases.state(size).base.facts
        one_more = await median(lambda n: from_form_to_live(bases, size, phrasing_of(own[n], n)))
        tell(f"one more phrasing, in a base of {size:,} facts", unit, one_more)


def tell(what: str, unit: float, seconds: float) -> None:
    """Print how long something took, in seconds and beside the `unit`."""
    print(f"{what:<56}{seconds:7.3f} s{seconds / unit:7.2f}×", flush=True)


def seconds_of_reading_a_pack() -> float:
    """Return the processor time of reading the shipped pack, the least of a few."""
    content = pack.default_pack().read_bytes()
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        pack.parse(content)
        times.append(time.process_time() - start)
    return min(times)


async def measure(sizes: list[int]) -> None:
    """Print a line for each kind of edit."""
    unit = seconds_of_reading_a_pack()
    tell("reading the shipped pack", unit, unit)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder  # nothing was indexed before
        url = default_url(Path(folder))
        await on_the_shipped_base(unit, url)
        for size in sizes:
            await on_an_own_base(unit, url, size)


def main() -> None:
    """Print a line for each kind of edit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="*", type=int, default=[1_000, 5_000], help="how many facts are imported")
    asyncio.run(measure(parser.parse_args().sizes))


if __name__ == "__main__":
    sys.exit(main())
