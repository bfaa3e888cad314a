#!/usr/bin/env python3
"""cmake --install puts the udev rule where udev reads it. usage: install_test.py CMAKE BUILD-FOLDER"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

RULE = pathlib.Path(__file__).parents[2] / "packaging/udev/70-offhook.rules"
SEAT_RULE = "73-seat-late.rules"  # of systemd; carries TAG+="uaccess" out
CMAKE, BUILD = sys.argv[1:3]


class InstallTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def install(self, prefix):
        subprocess.run(
            [CMAKE, "--install", BUILD, "--component", "udev", "--prefix", prefix],
            env={**os.environ, "DESTDIR": str(self.root)},
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def test_puts_the_rule_below_the_prefix(self):
        for prefix in ("/usr", "/usr/local"):
            self.install(prefix)
            installed = self.root / prefix[1:] / "lib/udev/rules.d" / RULE.name
            self.assertEqual(installed.read_bytes(), RULE.read_bytes())

    def test_installs_nothing_else_with_that_component(self):
        self.install("/usr")
        files = [path for path in self.root.rglob("*") if path.is_file()]
        self.assertEqual(len(files), 1, files)

    def test_names_the_rule_so_that_it_is_read_before_the_seats(self):
        self.assertLess(RULE.name, SEAT_RULE)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
