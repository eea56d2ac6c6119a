"""Small matrices are multiplied on one thread."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# How many threads a process has once it has multiplied matrices that are large enough to be shared out.
COUNT = """
import os, sys
from knowledge.search import Search
import numpy
numpy.ones((900, 900)) @ numpy.ones((900, 900))
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists a process's threads as files")
@pytest.mark.skipif(os.cpu_count() == 1, reason="one processor has one thread anyway")
@pytest.mark.parametrize(("wanted", "threads"), [(None, 1), ("2", 2)])
def test_a_search_stays_on_one_thread_unless_the_operator_wants_more(monkeypatch, wanted, threads):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    if wanted:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", wanted)
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True)
    assert int(done.stdout) == threads
