"""Fixtures for tests against a simulated handset: one simulator a test, on ports of its own."""

import os
import pathlib
import subprocess

import pytest
from handset import Handset

PROGRAM = pathlib.Path(os.environ.get("OFFHOOK_BIN_DIR", "build/gcc/bin")) / "offhook-sim"


@pytest.fixture
def simulator():
    """A running offhook-sim: a map of what it printed, `listening` for hosts and `control` for operators."""
    with subprocess.Popen([PROGRAM, "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"],
                          stdout=subprocess.PIPE, text=True) as process:
        addresses = {}
        for line in process.stdout:
            if line == "ready\n":
                break
            name, address = line.split()
            addresses[name] = address
        yield addresses
        process.terminate()


@pytest.fixture
def phone(simulator):
    one = Handset(simulator["control"])
    yield one
    one.close()
