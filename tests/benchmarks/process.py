"""Measuring memory: each thing in a process of its own, so that nothing before it is counted. Linux only."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def in_new_process(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `function` (of a module's top level) returns in a fresh interpreter."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, args, kwargs)


def resident() -> float:
    """Return how many MB of this process are in memory now."""
    return _status("self", "VmRSS")


def peak_resident() -> float:
    """Return how many MB of this process were in memory at most.

    Not `getrusage`: its figure begins with that of the process which started this one.
    """
    return _status("self", "VmHWM")


def peak_resident_of(process: int) -> float:
    """Return how many MB of the process with this id were in memory at most."""
    return _status(str(process), "VmHWM")


def _status(process: str, field: str) -> float:
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    raise OSError(f"/proc/{process}/status has no {field}")
