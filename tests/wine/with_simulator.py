#!/usr/bin/env python3
"""Runs a command beside a native offhook-sim. usage: with_simulator.py COMMAND [ARGUMENT...]

The command finds the handset in OFFHOOK_DEVICES and the operators' channel in OFFHOOK_OPERATOR; its
exit code is the exit code.
"""

import os
import subprocess
import sys

import wine

with wine.Simulator() as simulator:
    done = subprocess.run(sys.argv[1:], env={**os.environ, **simulator.environment})
sys.exit(done.returncode)
