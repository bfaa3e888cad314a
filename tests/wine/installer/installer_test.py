#!/usr/bin/env python3
"""The installer, run, used and removed. usage: installer_test.py INSTALLER OLDER-INSTALLER PAYLOAD"""

import os
import pathlib
import shutil
import sys
import unittest

import prefix
import wine
from prefix import eight_bits

sys.path.insert(0, str(wine.ROOT / "tools/show"))
from operations import operations
from operator_channel import OperatorChannel

INSTALLER, OLDER, PAYLOAD = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
VERSION = INSTALLER.rsplit("-", 2)[1]
OLD_VERSION = OLDER.rsplit("-", 2)[1]
FILES = ["offhook.exe", "offhook-sim.exe", "offhook-tapi.exe", "offhook-setup.exe", "LICENSE.txt"]
OTHERS = [(1, "unimdm.tsp"), (4, "kmddsp.tsp")]
DONE, RESTART, NO_RIGHTS = 0, 3010, 5


class InstallerTest(unittest.TestCase):
    def setUp(self):
        prefix.set_providers(OTHERS, 7)
        self.addCleanup(self.clean)

    def clean(self):
        self.uninstall()
        prefix.set_providers([], 1)

    def install(self, installer=INSTALLER, *options, code=DONE):
        self.assertEqual(prefix.run_windowed(installer, "/S", *options), eight_bits(code))

    def uninstall(self, *options):
        """The uninstaller copies itself, so its end is seen by what it removes last."""
        program = prefix.PROGRAMS / "uninstall.exe"
        if program.exists():
            prefix.run_windowed(program, "/S", *options)
            prefix.wait_until(lambda: not prefix.values(prefix.ENTRY), "the end of uninstalling")

    def assertInstalled(self, version=VERSION):
        self.assertEqual(prefix.PROVIDER.read_bytes(), (PAYLOAD / "offhook.tsp").read_bytes())
        for name in FILES:
            self.assertEqual((prefix.PROGRAMS / name).read_bytes(), (PAYLOAD / name).read_bytes(), name)
        self.assertEqual(prefix.values(prefix.ENTRY)["displayversion"], ("REG_SZ", version))

    def test_puts_everything_in_its_place(self):
        self.install()

        self.assertInstalled()
        self.assertEqual(prefix.providers(), ([*OTHERS, (7, "offhook.tsp")], 8))
        self.assertEqual(prefix.CONFIG.read_bytes(), (PAYLOAD / "offhook.yaml").read_bytes())
        self.assertTrue(prefix.LOG.parent.is_dir())
        entry = prefix.values(prefix.ENTRY)
        self.assertEqual(entry["displayname"], ("REG_SZ", "Offhook"))
        self.assertEqual(entry["quietuninstallstring"][1], r'"C:\Program Files\Offhook\uninstall.exe" /S')

    def test_notes_what_it_does(self):
        log = prefix.DRIVE / "windows/temp/offhook-setup.log"
        self.addCleanup(lambda: log.unlink(missing_ok=True))

        self.install(INSTALLER, r"/LOG=C:\windows\temp\offhook-setup.log")

        self.assertIn("offhook.tsp is telephony provider 7", log.read_text())

    def test_leaves_no_trace(self):
        before = prefix.files(), prefix.registry()

        self.install()
        prefix.LOG.write_text("a line\n")
        (prefix.DATA / "log/offhook.1.log").write_text("more\n")
        self.uninstall()

        self.assertEqual(prefix.files(), before[0])
        self.assertEqual(prefix.registry(), before[1])

    def test_keeps_the_data_when_told_to(self):
        self.install()
        prefix.CONFIG.write_text("devices: []\n")

        self.uninstall("/KEEPDATA")

        self.assertEqual(prefix.CONFIG.read_text(), "devices: []\n")
        self.assertFalse(prefix.PROVIDER.exists())
        self.install()
        self.assertEqual(prefix.CONFIG.read_text(), "devices: []\n")

    def test_installs_twice_as_once(self):
        self.install()
        files, registry = prefix.files(), prefix.registry()

        self.install()

        self.assertEqual(prefix.files(), files)
        self.assertEqual(prefix.registry(), registry)

    def test_replaces_an_older_version_and_keeps_its_settings(self):
        self.install(OLDER)
        self.assertEqual(prefix.values(prefix.ENTRY)["displayversion"][1], OLD_VERSION)
        prefix.PROVIDER.write_bytes(b"the older one")
        (prefix.PROGRAMS / "offhook-sim.exe").write_bytes(b"the older one")
        settings = "# mine\ndevices:\n  - hid:1209:4F53\nold_key: 1\n"
        prefix.CONFIG.write_text(settings)

        self.install()

        self.assertInstalled()
        self.assertEqual(prefix.CONFIG.read_text(), settings)
        self.assertEqual(prefix.providers(), ([*OTHERS, (7, "offhook.tsp")], 8), "the ID stays")

    def test_asks_tapi_where_it_does_so(self):
        tapi, log = prefix.SYSTEM / "tapi32.dll", prefix.DRIVE / "windows/temp/offhook-setup.log"
        wines = tapi.rename(prefix.SYSTEM / "tapi32.dll.wine")
        self.addCleanup(lambda: log.unlink(missing_ok=True))
        self.addCleanup(lambda: wines.rename(tapi))
        shutil.copy(wine.BIN / "tapi32.dll", tapi)
        environment = {"WINEDLLOVERRIDES": os.environ.get("WINEDLLOVERRIDES", "mscoree,mshtml=") + ";tapi32=n"}
        option = r"/LOG=C:\windows\temp\offhook-setup.log"

        prefix.run_windowed(INSTALLER, "/S", option, environment=environment)

        self.assertIn("offhook.tsp is telephony provider 7\n", log.read_text(), "and nothing else")
        self.assertEqual(prefix.providers(), ([*OTHERS, (7, "offhook.tsp")], 8))
        prefix.run_windowed(prefix.PROGRAMS / "uninstall.exe", "/S", option, environment=environment)
        prefix.wait_until(lambda: not prefix.values(prefix.ENTRY), "the end of uninstalling")
        self.assertIn("TAPI has removed offhook.tsp, provider 7\n", log.read_text())
        self.assertEqual(prefix.providers(), (OTHERS, 8))

    def test_takes_over_an_entry_that_was_made_by_hand(self):
        prefix.set_providers([(2, r"C:\mine\OFFHOOK.TSP"), *OTHERS], 7)

        self.install()

        self.assertEqual(prefix.providers(), ([(2, "offhook.tsp"), *OTHERS], 7))

    def test_keeps_the_others_right_when_somebody_has_changed_the_list(self):
        self.install()
        others = [(1, "unimdm.tsp"), (9, "ndptsp.tsp"), (4, "kmddsp.tsp")]
        prefix.set_providers([others[0], (7, "Offhook.tsp"), others[1], (8, "offhook.tsp"), others[2]], 12)
        prefix.set_value(prefix.PROVIDERS, "TraceLevel", "REG_DWORD", 3)

        self.uninstall()

        self.assertEqual(prefix.providers(), (others, 12))
        left = prefix.values(prefix.PROVIDERS)
        self.assertEqual(len(left), 3 + 2 * len(others), left)
        self.assertEqual(left["tracelevel"], ("REG_DWORD", "0x3"))

    def test_uninstalls_although_somebody_has_removed_the_entry(self):
        self.install()
        prefix.set_providers(OTHERS, 8)
        prefix.PROVIDER.unlink()

        self.uninstall()

        self.assertEqual(prefix.providers(), (OTHERS, 8))
        self.assertFalse(prefix.PROGRAMS.exists())

    def test_replaces_a_provider_that_is_in_use(self):
        self.install(OLDER)
        with prefix.Host():
            self.install(code=RESTART)
            self.assertInstalled()
            old = list(prefix.SYSTEM.glob("offhook.tsp.old-*"))
            self.assertEqual(len(old), 1, "the one in use goes when Windows starts again")

        self.install()

        self.assertEqual(list(prefix.SYSTEM.glob("offhook.tsp.old-*")), [])
        self.assertEqual(list(prefix.PROGRAMS.glob("*.old-*")), [])

    def test_removes_a_provider_that_is_in_use(self):
        self.install()
        with prefix.Host():
            self.uninstall()
            self.assertFalse(prefix.PROVIDER.exists())
            self.assertEqual(prefix.providers(), (OTHERS, 8))
        for left in [*prefix.SYSTEM.glob("offhook.tsp.old-*"), *prefix.PROGRAMS.glob("*")]:
            left.unlink()
        prefix.PROGRAMS.rmdir()

    def test_refuses_without_an_administrators_rights(self):
        before = prefix.files(), prefix.registry()

        code = prefix.run_windowed(wine.BIN / "test/without_rights.exe", INSTALLER, "/S")

        self.assertEqual(code, NO_RIGHTS)
        self.assertEqual(prefix.files(), before[0])
        self.assertEqual(prefix.registry(), before[1])

    def test_says_why_it_refuses(self):
        setup = wine.BIN / "offhook-setup.exe"

        done = wine.run(wine.BIN / "test/without_rights.exe", setup, "check")

        self.assertEqual(done.returncode, NO_RIGHTS)
        self.assertIn("takes an administrator", done.stdout)
        self.assertEqual(wine.run(setup, "check").returncode, DONE)

    def test_what_is_installed_does_the_nine_operations(self):
        self.install()
        self.assertEqual(dict(prefix.providers()[0])[7], prefix.PROVIDER.name)
        with wine.Simulator() as simulator:
            prefix.CONFIG.write_text(f"devices: ['{simulator.address}']\n")
            channel = OperatorChannel(simulator.operator)
            self.addCleanup(channel.close)
            with prefix.Host() as host:
                self.assertEqual(host.call("open 0 owner").get("result", 0), 0)
                for each in operations(channel.state()):
                    answer = host.call(each.command)
                    self.assertEqual(answer.get("result"), 0, f"{each.command}: {answer}")
                    self.assertEqual(each.look(channel.state()), each.asked)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
