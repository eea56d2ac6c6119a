"""SIGTERM and SIGINT, as an event to wait for."""

from __future__ import annotations

import asyncio
import contextlib
import signal


def stop_event() -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set from now on, for as long as the running loop runs."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl-C cancels the main task instead
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped
