"""Says in one sentence why pip failed and what to do: nobody should have to read a hundred lines to find the one."""

from __future__ import annotations

import platform
import re

# What pip prints, and what it means. The first that's found counts, because one failure leads to others.
_MEANINGS = (
    (
        r"No space left on device|Errno 28\b|not enough space on the disk",
        "The disk is full: free about 1 GB and start this again.",
    ),
    (
        r"DO NOT MATCH THE HASHES.*\n\s*(?P<package>\S+)",
        "The file that the package index sent for {package} isn't the one that constraints.txt pins, so nothing was "
        "installed: check the index if you've set one for pip, else start this again.",
    ),
    (
        r"[Cc]onnection broken|NewConnectionError|ConnectTimeout|ReadTimeout|timed out|SSLError|\b5\d\d Server Error",
        "The package index {index} can't be reached: check this machine's network, and the proxy or index if you've "
        "set one for pip, then start this again.",
    ),
    (
        r"No matching distribution found for (?P<package>\S+)",
        "The package index {index} has no {package} for {python}: check the index if you've set one for pip, else "
        "start this again with Python 3.11, 3.12 or 3.13.",
    ),
)


def reason(output: str) -> str:
    """Return a sentence on the failure that `output`, of pip or venv, is about."""
    index = re.search(r"Looking in indexes: ([^\s,]+)", output)
    known = {
        "index": index[1] if index else "https://pypi.org/simple",
        "python": f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
    }
    for sign, sentence in _MEANINGS:
        found = re.search(sign, output)
        if found:
            return sentence.format(**known, **found.groupdict())
    last = next((line for line in reversed(output.splitlines()) if line.strip()), "it printed nothing")
    return f"It failed: {last.strip().removeprefix('ERROR: ')}"
