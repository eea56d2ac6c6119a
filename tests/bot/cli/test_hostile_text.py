"""Whatever is thrown at `ask --json`, every line gets a valid object."""

import json
import random
import subprocess
import sys

from bot.text.outcome_json import NAMES

LINES = 5_000
BLOCK = 256  # characters; most Unicode blocks are as large, or two of them


def hostile_lines():
    """Yield 5,000 lines: every Unicode block, random bytes that decode, and lines of 100 kB."""
    chance = random.Random(20230113)
    blocks = [
        "".join(chr(c) for c in range(start, start + BLOCK) if c != 0x0A and not 0xD800 <= c <= 0xDFFF)
        for start in range(0, 0x110000, BLOCK)
    ]
    yield from blocks[:2000]  # the planes that have characters
    yield from chance.sample(blocks[2000:], 500)  # private use and the unassigned rest
    whole = [
        "a" * 100_000,
        "who controls soledar? " * 4_545,
        "e" + "\u0301" * 50_000,  # zalgo
        "\u202e" * 33_000,  # right-to-left overrides
        "(" * 100_000,
        "".join(chance.choices(blocks[3], k=100_000 // 2)),
        " ".join(chance.choices("abcdefghij", k=50_000)),
        "```" * 33_000,
        "<@1234567890>" * 7_692,
        "",
    ]
    yield from whole
    for _ in range(LINES - 2500 - len(whole)):
        yield chance.randbytes(chance.randrange(120)).decode("utf-8", "ignore").replace("\n", " ")


def test_five_thousand_lines_of_hostile_text_get_an_object_each():
    questions = list(hostile_lines())
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--json"],
        input="".join(question + "\n" for question in questions).encode(),
        capture_output=True,
        check=False,
        timeout=240,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    replies = [json.loads(line) for line in done.stdout.split(b"\n")[:-1]]
    assert [reply["question"] for reply in replies] == questions
    assert {reply["outcome"] for reply in replies} <= set(NAMES.values())
    assert all(0 <= reply["confidence"] <= 1 and len(reply["suggestions"]) <= 5 for reply in replies)
