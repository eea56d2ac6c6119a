"""How often the shipped pack answers what has nothing to do with it: `python -m tests.benchmarks.far_off FILE...`.

Each FILE has a question a line, as text or as the public intents have it, a JSON object with `text`. The last two lines
of the table are made up: random characters of all of Unicode, and random Latin letters in words of everyday length.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from string import ascii_lowercase

from knowledge import pack
from knowledge.evaluation.statistics import Share
from knowledge.model.outcome import Answered
from knowledge.search import Search

_LINES, _SEED = 4000, 1


def asked_in(path: Path) -> list[str]:
    """Return the questions of a file."""
    lines = filter(None, path.read_text("utf-8").splitlines())
    return [str(json.loads(line)["text"]) if line.startswith("{") else line for line in lines]


def random_unicode(random: Random) -> str:
    """Return 5 to 40 characters out of all that can be assigned, spaces among them."""
    length, text = random.randint(5, 40), ""
    while len(text) < length:
        character = chr(random.randrange(sys.maxunicode + 1))
        if unicodedata.category(character)[0] != "C":
            text += character if random.random() < 0.85 else " "
    return text


def random_letters(random: Random) -> str:
    """Return 3 to 9 words of 2 to 9 Latin letters."""
    words = ("".join(random.choices(ascii_lowercase, k=random.randint(2, 9))) for _ in range(random.randint(3, 9)))
    return " ".join(words)


def main(argv: Sequence[str] | None = None) -> None:
    """Print how much of each file, and of what's made up, is answered, in percent with 95 % intervals."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.far_off", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--show", action="store_true", help="list what was answered")
    args = parser.parse_args(argv)
    search, random = Search(pack.read(pack.default_pack())), Random(_SEED)
    made_up = {"random Unicode": random_unicode, "random letters": random_letters}
    asked: list[tuple[str, Iterable[str]]] = [(path.name, asked_in(path)) for path in args.files]
    asked += [(name, [make(random) for _ in range(_LINES)]) for name, make in made_up.items()]
    for name, texts in asked:
        outcomes = [search.ask(text) for text in texts]
        answered = [each for each in outcomes if isinstance(each, Answered)]
        share = Share(len(answered), len(outcomes))
        low, high = share.interval
        print(f"{name:<32}{len(outcomes):>7}  {share.percent:>5.2f} [{low:.2f}–{high:.2f}]", flush=True)
        if args.show:
            print(
                *(f"  {each.confidence:.2f}  {each.question}  →  {each.record.fact.question}" for each in answered),
                sep="\n",
            )


if __name__ == "__main__":
    main()
