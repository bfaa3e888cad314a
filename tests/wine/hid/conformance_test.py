#!/usr/bin/env python3
"""The conformance suite as a Windows program, its driver on hidapi's Windows back end over the stand-ins.

The simulated handset is in the program itself (its tests look into it) and is reached over TCP.
"""

import os
import subprocess
import sys

from stand_in import FOLDER, OVERRIDES, wine

variables = {**os.environ, "OFFHOOK_PATHS": "stand-in-windows", "WINEDLLOVERRIDES": OVERRIDES}
sys.exit(subprocess.run([wine.RUN, FOLDER / "conformance_test.exe", *sys.argv[1:]], env=variables).returncode)
