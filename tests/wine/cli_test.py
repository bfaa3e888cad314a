#!/usr/bin/env python3
"""offhook.exe drives the handset of the native simulator, and says how Windows stands."""

import json
import os
import unittest

import wine

ADDRESS = os.environ["OFFHOOK_DEVICES"]

# The cfgmgr32 of Wine 8 has not all that hidapi needs, and doctor says so.
NO_USB = "no USB handset is plugged in|hidapi cannot be initialised"


def offhook(*words, code=0):
    """The output of `offhook.exe`, which has to end with this code."""
    return wine.check(wine.run("offhook.exe", *words), code)


def objects(*words, code=0):
    return [json.loads(line) for line in offhook("--json", *words, code=code).splitlines()]


class CliTest(unittest.TestCase):
    def test_lists_the_handset(self):
        (handset,) = objects("list", "--device", ADDRESS)
        self.assertEqual(handset["state"], "ready")
        self.assertEqual(handset["serial"], "SIM-0000")

    def test_tells_what_the_handset_is(self):
        (handset,) = objects("info")
        self.assertEqual((handset["product"], handset["protocol"], handset["columns"]), ("Desk", "1.0", 24))

    def test_sets_and_is_acknowledged_in_any_language(self):
        self.assertIn("lamp 12 steady: acknowledged", offhook("set", "lamp", "12", "steady"))
        text = "Grüße, Ωmega"
        self.assertIn(f'"{text} ', offhook("set", "display", text, "--clear"))
        self.assertEqual(offhook("get", "display").splitlines()[0].rstrip(), text)
        self.assertEqual(offhook("get", "lamp", "12").strip(), "steady")

    def test_tells_a_refusal_and_a_wrong_call_apart(self):
        offhook("set", "lamp", "3", "steady", code=1)
        offhook("set", "lamp", "3", "blue", code=2)
        offhook("get", "lamp", "--device", "sim:127.0.0.1:1", code=3)

    def test_sees_that_no_usb_handset_is_there(self):
        done = wine.run("offhook.exe", "list", "--device", "hid:*")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertRegex(done.stderr, NO_USB)

    def test_watches_for_a_moment(self):
        self.assertIn("connected: Desk SIM-0000", offhook("watch", "--for", "2"))

    def test_doctor_goes_through_windows(self):
        found = objects("doctor", "--tsp", wine.BIN / "offhook.tsp", code=1)
        result = {line["check"]: line["result"] for line in found if "check" in line}
        for check in ("configuration", "environment", "handset", "protocol", "session", "round trip", "provider"):
            self.assertEqual(result.get(check), "ok", (check, found))
        self.assertIn(result["hidapi"], ("ok", "problem"), found)
        # The prefix is fresh: nothing is installed in it.
        self.assertEqual(result["provider list"], "problem", found)
        self.assertIn("telephony service", result)

    def test_doctor_misses_the_provider_in_system32(self):
        found = objects("doctor", code=1)
        (provider,) = [line for line in found if line.get("check") == "provider"]
        self.assertEqual(provider["result"], "problem")
        self.assertIn("system32\\offhook.tsp", provider["text"].lower())
        self.assertIn("installer", provider["advice"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
