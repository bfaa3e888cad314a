#!/usr/bin/env python3
"""offhook-sim --uhid, --usb and --usbip in the guest: a device of Debian's own kernel."""

import os
import pathlib
import unittest

import rig

LINES = """\
--uhid: reports, features, replug, end
--usb: reports, features, replug, end
--usb --pace full-speed: reports, features, replug, end
full speed is 12 Mbit/s, gone when killed
high speed is 480 Mbit/s, gone when killed
usbip: list, attach, busy, detach and attach at once
usbip: unplug and replug
errors: no permission, no module
"""


class UsbTest(unittest.TestCase):
    maxDiff = None

    def test_is_a_device_of_the_kernel_on_every_way_in(self):
        probe = pathlib.Path(__file__).with_name("usb_probe.py")
        simulator = pathlib.Path(os.environ["OFFHOOK_BIN_DIR"], "offhook-sim")
        guest = rig.start("--timeout", "150", "--modules", "uhid,usbip", "--", "/usr/bin/python3", probe, simulator)
        output, errors = guest.communicate()
        self.assertEqual(output.decode(), LINES, errors.decode())
        self.assertEqual(guest.returncode, 0, errors.decode())


if __name__ == "__main__":
    rig.main()
