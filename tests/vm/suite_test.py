#!/usr/bin/env python3
"""Boots Debian's kernel once and runs suite.py in it. usage: suite_test.py BUILD-FOLDER"""

import pathlib
import subprocess
import sys

import rig

HERE = pathlib.Path(__file__).parent


def main(build):
    rig.require_rig()
    # Far above what it takes, as the machine may do other things: ctest's limit is the one that counts.
    guest = [rig.RUN, "--timeout", "1440", "--modules", "uhid,usbip", "--mem", "1500", "--"]
    return subprocess.run([*guest, "/usr/bin/python3", HERE / "suite.py", build], cwd=rig.ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
