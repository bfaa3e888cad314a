#!/usr/bin/env python3
"""Runs what tools/examples shows: the Python program and the pytest suite, as a reader would."""

import importlib.util
import os
import pathlib
import subprocess
import sys
import unittest

SKIPPED = 77
if importlib.util.find_spec("pytest") is None:
    print("python3-pytest is not installed")
    sys.exit(1 if os.environ.get("OFFHOOK_REQUIRE_ALL") else SKIPPED)

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "tools/examples"


class Examples(unittest.TestCase):
    def test_the_pytest_suite_passes(self):
        done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", EXAMPLES],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("5 passed", done.stdout)

    def test_the_program_says_what_the_handset_shows(self):
        simulator = pathlib.Path(os.environ["OFFHOOK_BIN_DIR"]) / "offhook-sim"
        with subprocess.Popen([simulator, "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"],
                              stdout=subprocess.PIPE, text=True) as process:
            address = dict(line.split() for line in iter(process.stdout.readline, "ready\n"))["control"]
            done = subprocess.run([sys.executable, EXAMPLES / "handset.py", address],
                                  capture_output=True, text=True, check=False)
            process.terminate()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.startswith("Desk SIM-0000: handset micspeaker, display ["), done.stdout)


if __name__ == "__main__":
    unittest.main()
