"""What the tests in this folder share: the rig's programs, and when a test is skipped."""

import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PREPARE = ROOT / "tools/vm/prepare"
RUN = ROOT / "tools/vm/run"

SOMETHING_MISSING = 3  # tools/vm/prepare --help
SKIPPED = 77  # ctest's SKIP_RETURN_CODE


def require_rig():
    """Ends the program as skipped when the guest cannot be had here; failed with OFFHOOK_REQUIRE_ALL."""
    prepared = subprocess.run([PREPARE], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if prepared.returncode == 0:
        return
    print(prepared.stderr.strip())
    required = os.environ.get("OFFHOOK_REQUIRE_ALL", "0")[:1] not in ("", "0")
    sys.exit(SKIPPED if prepared.returncode == SOMETHING_MISSING and not required else 1)


def start(*arguments, environment=None):
    """A running tools/vm/run, its output in pipes."""
    return subprocess.Popen(
        [RUN, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )


def main():
    require_rig()
    unittest.main(module="__main__", verbosity=2)
