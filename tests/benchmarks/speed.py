"""How long one question takes, and how long a base takes to be ready: `python -m tests.benchmarks.speed`.

A question's time is the processor time of the one thread that answers it, so that other programs disturb little.
Questions are the labelled ones of tests/evaluation, each asked once after others have warmed things up. Other bases are
made of the Soledar pack: see `bases.Stories`. Ready means: a first question has been answered.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

for library in ("OMP", "OPENBLAS", "MKL"):  # one thread: these are read when numpy is imported
    os.environ[f"{library}_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402

from knowledge import pack  # noqa: E402
from knowledge.model.base import Base  # noqa: E402
from knowledge.search import Search  # noqa: E402
from tests.benchmarks.bases import Stories, base_of, stories_of  # noqa: E402
from tests.benchmarks.methods import METHODS  # noqa: E402
from tests.benchmarks.process import in_new_process, peak_resident, resident  # noqa: E402

QUESTIONS = Path(__file__).parents[1] / "evaluation" / "heldout.jsonl"
COMPARED = ("WRatio", "token_sort_ratio", "BM25")
SECONDS_A_METHOD = 8.0
WARM_UP = 20


def questions() -> list[str]:
    """Return the labelled questions' texts in a seeded order."""
    with QUESTIONS.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["question"] for line in lines]
    return Random(1).sample(texts, len(texts))


def percentiles(ask: Callable[[str], object], asked: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 95th percentile of a question's time in ms; stops after `SECONDS_A_METHOD`."""
    for question in asked[:WARM_UP]:
        ask(question)
    times: list[float] = []
    for question in asked[WARM_UP:]:
        start = time.thread_time()
        ask(question)
        times.append(1000 * (time.thread_time() - start))
        if sum(times) > 1000 * SECONDS_A_METHOD:
            break
    p50, p95 = np.percentile(times, [50, 95])
    return float(p50), float(p95)


def print_one_question(name: str, phrasings: dict[str, list[str]], search: Search, asked: Sequence[str]) -> None:
    """Print a line for a base: OnRecord's times, and how many times as long the others take over the same strings."""
    p50, p95 = percentiles(search.ask, asked)
    line = f"{name:<22}{p50:7.2f}{p95:8.2f}"
    for method in COMPARED:
        other, _ = percentiles(METHODS[method](phrasings), asked)
        line += f"{other:10.2f} ({other / p50:.2f}×)"
    print(line, flush=True)


def edited(base: Base) -> Base:
    """Return `base` with one more phrasing of one fact, as an editor leaves it."""
    first, *others = base.facts
    more = first.model_copy(update={"phrasings": (*first.phrasings, "Is there anything newer to say about that?")})
    return base.model_copy(update={"facts": (more, *others)})


def print_ready(stories: Stories) -> None:
    """Print how long bases take to be ready. Each is built in a process of its own, so that nothing is warm."""
    small = base_of(stories.phrasings(2_000))
    after = edited(small)
    old = Search(small)
    old.ask("who controls it")
    start = time.perf_counter()
    Search(after, shared=old).ask("who controls it")
    print("2,000 phrasings after one edit".ljust(44) + f"{time.perf_counter() - start:8.3f} s")
    for total in (15_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pack.json"
            path.write_text(pack.dump(base_of(stories.phrasings(total)), "json"), "utf-8")
            for name in ("new", "seen before"):
                seconds, megabytes = in_new_process(_from_disk, path, cache=folder)
                print(
                    f"{total:,} phrasings from disk, {name}".ljust(44)
                    + f"{seconds:8.3f} s, {megabytes:.0f} MB at most above the imports",
                    flush=True,
                )


def _from_disk(path: Path, cache: str) -> tuple[float, float]:
    """Return the seconds until a first question is answered, and how many MB that took; indexes lie in `cache`."""
    os.environ["XDG_CACHE_HOME"] = cache
    before = resident()
    start = time.perf_counter()
    Search(pack.read(path)).ask("who controls it")
    seconds = time.perf_counter() - start
    return seconds, peak_resident() - before


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000], help="how many phrasings")
    parser.add_argument("--ready", action=argparse.BooleanOptionalAction, default=True, help="time building, too")
    args = parser.parse_args()
    stories, asked = Stories(), questions()
    print("one question, ms       p50     p95" + "".join(f"{method:>18}" for method in COMPARED))
    base = pack.read(pack.default_pack())
    soledar = {entry.id: list(entry.asked_as) for entry in (*base.facts, *base.gaps)}
    print_one_question(f"Soledar ({sum(map(len, soledar.values())):,})", soledar, Search(base), asked)
    for size in args.sizes:
        phrasings = stories.phrasings(size)
        told = [stories.retold(question, n % stories_of(phrasings)) for n, question in enumerate(asked)]
        print_one_question(f"{size:,} phrasings", phrasings, Search(base_of(phrasings)), told)
    if args.ready:
        print()
        print_ready(stories)


if __name__ == "__main__":
    sys.exit(main())
