#!/usr/bin/env python3
"""The installed provider in a service, and the installer while it runs. usage: service_test.py INSTALLER OLDER PAYLOAD"""

import pathlib
import sys
import unittest

import prefix
import wine
from prefix import eight_bits

INSTALLER, OLDER, PAYLOAD = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
STAND_IN = wine.BIN / "test/service_stand_in.exe"
DONE, RESTART = 0, 3010
SETTINGS = "devices: []\ntimeouts_ms: {first_look: 10}\n"


def sc(*words):
    return wine.run(prefix.SYSTEM / "sc.exe", *words)


def state():
    """RUNNING, STOPPED ...; empty without such a service."""
    line = next((line for line in sc("query", "TapiSrv").stdout.splitlines() if "STATE" in line), "")
    return line.split()[-1] if line else ""


class ServiceTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(self.clean)
        self.setup(OLDER)
        done = sc("create", "TapiSrv", "binPath=", "Z:" + str(STAND_IN).replace("/", "\\"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def clean(self):
        self.stop()
        sc("delete", "TapiSrv")
        if (prefix.PROGRAMS / "uninstall.exe").exists():
            self.uninstall()
        prefix.set_providers([], 1)

    def setup(self, installer, *options, code=DONE):
        self.assertEqual(prefix.run_windowed(installer, "/S", *options), eight_bits(code))

    def uninstall(self):
        prefix.run_windowed(prefix.PROGRAMS / "uninstall.exe", "/S")
        prefix.wait_until(lambda: not prefix.values(prefix.ENTRY), "the end of uninstalling")

    def start(self, settings=SETTINGS):
        prefix.CONFIG.write_text(settings)
        sc("start", "TapiSrv")
        prefix.wait_until(lambda: state() == "RUNNING", "the start of the service")

    def stop(self):
        if state() == "RUNNING":
            sc("stop", "TapiSrv")
            prefix.wait_until(lambda: state() == "STOPPED", "the end of the service")

    def test_logs_where_the_services_account_may_write(self):
        self.start(SETTINGS + "nonsense: 1\n")

        line = prefix.LOG.read_text()
        self.assertIn(r"C:\ProgramData\Offhook\offhook.yaml:3:1: ", line)
        self.assertIn("nonsense", line)
        self.assertEqual(len(line.splitlines()), 1, line)

    def test_says_in_the_same_place_that_the_named_log_cannot_be_written(self):
        self.start(SETTINGS + r"log: {file: 'C:\ProgramData\Offhook\offhook.yaml\x.log'}" + "\n")

        self.assertIn("the log file cannot be used", prefix.LOG.read_text())

    def test_keeps_the_log_small(self):
        settings = SETTINGS + "log: {size_kib: 1, files: 2}\n" + "".join(f"x{i}: 1\n" for i in range(40))
        self.start(settings)

        logs = sorted(prefix.LOG.parent.glob("*.log"))
        self.assertEqual([each.name for each in logs], ["offhook.1.log", "offhook.2.log", "offhook.log"])
        for each in logs:
            self.assertLessEqual(each.stat().st_size, 1024, each.name)

    def test_lets_go_of_everything_when_the_service_stops(self):
        self.start()
        self.stop()

        self.setup(INSTALLER)
        self.assertEqual(list(prefix.SYSTEM.glob("offhook.tsp.*")), [])

    def test_an_upgrade_starts_the_service_again_with_the_new_file(self):
        self.start()

        self.setup(INSTALLER)

        self.assertEqual(list(prefix.SYSTEM.glob("offhook.tsp.*")), [], "nothing was in use")
        prefix.wait_until(lambda: state() == "RUNNING", "the service starting again")

    def test_an_upgrade_leaves_the_service_alone_when_told_to(self):
        self.start()

        self.setup(INSTALLER, "/NORESTART", code=RESTART)

        self.assertEqual(state(), "RUNNING")
        self.assertEqual(len(list(prefix.SYSTEM.glob("offhook.tsp.old-*"))), 1)
        self.assertEqual(prefix.PROVIDER.read_bytes(), (PAYLOAD / "offhook.tsp").read_bytes())
        self.stop()
        self.setup(INSTALLER)
        self.assertEqual(list(prefix.SYSTEM.glob("offhook.tsp.*")), [])

    def test_uninstalling_stops_a_service_that_has_it_loaded(self):
        self.start()

        self.uninstall()

        self.assertEqual(list(prefix.SYSTEM.glob("offhook*")), [])
        self.assertFalse(prefix.DATA.exists())
        self.assertFalse(prefix.PROGRAMS.exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
