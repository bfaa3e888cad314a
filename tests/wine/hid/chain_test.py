#!/usr/bin/env python3
"""Windows TAPI host and provider reach simulated handsets through hidapi's Windows back end."""

import subprocess
import unittest

from stand_in import SETUP, OperatorChannel, TapiHost, environment, operations, tapi_words, wine

ONE = "hid:1209:0001:SIM-0000"
ALL = "hid:*"
SOON = 1.0  # seconds in which a plug or an unplug must be noticed; looking every 2 s would not do


def state_is(word, device=0):
    return lambda event: (event["event"] == "PHONE_STATE" and word in event["states"]
                          and event["device"] == device)


class ChainTest(unittest.TestCase):
    def begin(self, devices, *options):
        simulator = wine.Simulator(*options)
        self.addCleanup(simulator.__exit__)
        self.operator = OperatorChannel(simulator.operator)
        self.addCleanup(self.operator.close)
        self.variables = environment(simulator, devices)
        self.simulator = simulator

    def host(self, devices=ONE, *options):
        self.begin(devices, *options)
        host = TapiHost(self.variables)
        self.addCleanup(host.__exit__)
        host.must(*SETUP)
        return host

    def test_carries_out_the_nine_operations(self):
        host = self.host()
        for operation in operations(self.operator.state()):
            with self.subTest(operation.name):
                host.must(operation.command)
                self.assertEqual(operation.look(self.operator.state()), operation.asked)

    def test_finds_a_handset_by_its_usage_page_and_its_identity_report(self):
        self.begin("hid:")
        done = subprocess.run([*tapi_words(), "--tsp", str(wine.BIN / "offhook.tsp"), "caps"], env=self.variables,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=50)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("Desk", done.stdout)

    def test_notices_plug_and_unplug_within_a_second(self):
        host = self.host()
        for _ in range(5):
            self.operator.ask("unplug")
            _, seconds = host.await_event(state_is("DISCONNECTED"))
            self.assertLess(seconds, SOON)
            self.operator.ask("plug")
            _, seconds = host.await_event(state_is("CONNECTED"))
            self.assertLess(seconds, SOON)
        self.assertNotIn("instead", host.text())  # "... looking every 2 s instead"

    def test_a_cable_pulled_out_in_the_middle_ends_the_operation_and_the_replug_brings_all_back(self):
        host = self.host()
        host.must("set-lamp 14 flash", 'set-display 0 0 "on hold"')
        self.operator.ask("fault", what="unplug", at="answer", of=["RING"], nth=1)

        self.assertNotEqual(host.call("set-ring 2 40000")["result"], 0)

        host.await_event(state_is("DISCONNECTED"))
        self.assertNotEqual(host.call("set-ring 2 40000")["result"], 0)
        self.operator.ask("plug")
        host.await_event(state_is("CONNECTED", device=0))  # the same phone
        host.must("set-ring 3 30000")
        shown = self.operator.state()
        self.assertEqual(shown["ring"], {"mode": 3, "volume": 30000})
        self.assertEqual(shown["display"][0].rstrip(), "on hold")

    def test_several_handsets_each_are_a_phone_and_a_new_one_is_announced(self):
        self.begin(ALL, "--handsets", "3")
        self.operator.ask("unplug", handset=2)
        host = TapiHost(self.variables)
        self.addCleanup(host.__exit__)
        host.must(*SETUP, "open 1 owner", "status-messages all all all")
        self.assertEqual(host.must("devices")["phones"], 2)

        self.operator.ask("plug", handset=2)

        host.await_event(lambda event: event["event"] == "PHONE_CREATE")
        host.must("open 2 owner", "set-ring 1 1000", "use phone2", "set-ring 2 2000", "use phone1", "set-ring 3 3000")
        rings = [self.operator.ask("state", handset=i)["state"]["ring"]["mode"] for i in range(3)]
        self.assertEqual(rings, [3, 2, 1])

    def test_is_a_service_provider_by_the_rules(self):
        self.begin(ONE)
        words = [*tapi_words(), "--tsp", str(wine.BIN / "offhook.tsp"), "conform", "--operator", self.simulator.operator]
        done = subprocess.run(words, env=self.variables, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        print(done.stdout[-600:])


if __name__ == "__main__":
    unittest.main(verbosity=2)
