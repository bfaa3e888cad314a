#!/usr/bin/env python3
"""tools/demo --once as a stranger runs it. usage: demo_test.py [--kernel]"""

import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
KERNEL = "--kernel" in sys.argv
OPERATIONS = ("DevSpecific", "SetButtonInfo", "SetData", "SetDisplay", "SetGain", "SetHookSwitch",
              "SetLamp", "SetRing", "SetVolume")


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        command = ["bash", "tools/demo", "--once"] + (["--kernel"] if KERNEL else [])
        cls.done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        cls.lines = cls.done.stdout.splitlines()

    def test_succeeds_and_closes_with_the_count(self):
        self.assertEqual(self.done.returncode, 0, self.done.stdout + self.done.stderr)
        self.assertEqual(self.lines[-1], "9 of 9 operations acknowledged by the handset")

    def test_prints_one_line_for_each_operation(self):
        for name in OPERATIONS:
            found = [line for line in self.lines if re.match(rf"  {name} +\d+ +OK +\d+ µs   \S", line)]
            self.assertEqual(len(found), 1, self.done.stdout + self.done.stderr)

    def test_shows_the_handset_and_the_phone_events(self):
        self.assertEqual(sum("┌─ handset 0" in line for line in self.lines), 1)
        self.assertTrue(any("PHONE_STATE" in line for line in self.lines))
        self.assertGreaterEqual(sum("PHONE_BUTTON" in line for line in self.lines), 6)

    def test_writes_no_colours_where_there_is_no_terminal(self):
        self.assertNotIn("\x1b", self.done.stdout)

    @unittest.skipIf(KERNEL, "the guest is gone with everything in it")
    def test_leaves_no_program_behind(self):
        numbers = re.findall(r"process (\d+)", self.done.stdout)
        self.assertEqual(len(numbers), 2, self.done.stdout)
        self.assertEqual([number for number in numbers if os.path.exists(f"/proc/{number}")], [])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
