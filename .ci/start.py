"""Makes `.venv` with what OnRecord needs, unless it's there already, and starts what you name.

    python3 .ci/start.py preview    the bot in a local page, without Discord
    python3 .ci/start.py run        the bot on Discord; it needs DISCORD_TOKEN
    python3 .ci/start.py tests      everything a change has to pass

Further arguments go to what it starts. Every Python since 2.7 can read this file, so that it can say which one is
too old; the rest is for new ones.
"""

from __future__ import print_function

import os
import sys

OLDEST = (3, 11)
HERE = os.path.dirname(os.path.abspath(__file__))

# What can be started: the extra of pyproject.toml it needs, and its command.
STARTS = {
    "preview": ("preview", ["python", "-m", "bot", "preview"]),
    "run": ("postgres", ["python", "-m", "bot", "run"]),
    "tests": ("dev", ["sh", os.path.join(HERE, "check")]),
}

TOO_OLD = (
    "OnRecord needs Python %d.%d or newer and this is Python %d.%d.%d: install a newer one from "
    "https://www.python.org/downloads/ and use it to start this again."
)


def main(arguments):
    """Start what `arguments` say. Exits with its code, or with another one than 0 and a sentence on what's wrong."""
    if sys.version_info < OLDEST:
        sys.exit(TOO_OLD % (OLDEST + sys.version_info[:3]))
    if set(arguments) & {"-h", "--help"} and arguments[:1] != ["tests"]:
        print(__doc__)
        return
    if not arguments or arguments[0] not in STARTS:
        sys.exit("Say what to start:\n\n" + __doc__.split("\n\n")[1])
    sys.path.insert(0, HERE)
    import environment  # old Pythons can't read it

    extra, command = STARTS[arguments[0]]
    try:
        environment.make_ready(["run", "build", extra])
        sys.exit(environment.start(command + arguments[1:]))
    except environment.SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print("\nStopped. Give the same command to go on.", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
