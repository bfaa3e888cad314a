#!/usr/bin/env python3
"""In the guest, a device made through /dev/uhid is a /dev/hidraw node that carries reports."""

import pathlib
import unittest

import rig


class UhidTest(unittest.TestCase):
    def test_carries_reports_between_hidraw_and_a_uhid_device(self):
        probe = pathlib.Path(__file__).with_name("uhid_probe.py")
        guest = rig.start("--timeout", "60", "--", "/usr/bin/python3", probe)
        output, errors = guest.communicate()
        said = output.decode() + errors.decode()
        self.assertEqual(guest.returncode, 0, said)
        expected = ["plugged hidraw0", "output report arrived", "input report arrived", "unplugged hidraw0"]
        self.assertEqual(output.decode().splitlines(), expected, said)


if __name__ == "__main__":
    rig.main()
