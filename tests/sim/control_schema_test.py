#!/usr/bin/env python3
"""Holds sim/control/control.schema.json against real traffic of offhook-sim, in both directions.

Every kind of request is sent and must be valid; every answer and event must be valid too. Requests with a
mistake of form must be refused by the simulator and by the schema alike, or one of them is wrong.
"""

import copy
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import unittest

SKIPPED = 77
try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(1 if os.environ.get("OFFHOOK_REQUIRE_ALL") else SKIPPED)

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "sim/control/control.schema.json").read_text(encoding="utf-8"))

# At least one of each kind, with every field.
GOOD = [
    {"do": "hello", "version": 2, "id": 1},
    {"do": "list", "id": "a"},
    {"do": "describe", "handset": 1},
    {"do": "subscribe", "handset": "all", "to": ["changes", "reports", "faults"], "deltas": True},
    {"do": "state"},
    {"do": "state", "handset": [0, 1]},
    {"do": "state", "handset": "all"},
    {"do": "press", "key": "star"},
    {"do": "release", "key": 10},
    {"do": "tap", "key": "hash", "handset": 1},
    {"do": "mute"},
    {"do": "hook", "device": "headset", "mode": "micspeaker"},
    {"do": "volume", "device": "handset", "level": 65535},
    {"do": "gain", "device": "speaker", "level": 0},
    {"do": "wheel", "device": "handset", "notches": -3},
    {"do": "lamp", "lamp": 12, "mode": "brokenflutter"},
    {"do": "ring", "mode": 2, "volume": 100},
    {"do": "display", "row": 1, "column": 3, "text": "Grüezi"},
    {"do": "label", "key": 12, "label": "Anna", "function": 30},
    {"do": "area", "area": 0, "data": "00ff"},
    {"do": "vendor", "data": "BEEF"},
    {"do": "set", "state": {"ring": {"mode": 0}, "display": ["x"], "buttons": [{"id": 12, "lamp": "off"}]}},
    {"do": "wait", "until": {"plugged": True}, "within_ms": 10},
    {"do": "fault", "what": "drop", "at": "answer", "of": ["LAMP"], "nth": 2, "handset": "all"},
    {"do": "fault", "what": "late", "ms": 20, "jitter_ms": 5, "chance": 0.5, "seed": 7, "every": 2, "times": 9},
    {"do": "fault", "what": "refuse", "status": "BUSY", "detail": 30, "while": {"ring": {"mode": 1}}},
    {"do": "fault", "what": "stuck", "key": "star"},
    {"do": "fault", "what": "flood", "now": True, "count": 10},
    {"do": "faults"},
    {"do": "clear", "fault": 1},
    {"do": "clear"},
    {"do": "reboot", "reason": "watchdog"},
    {"do": "power", "off_ms": 1},
    {"do": "plug"},
    {"do": "replug", "serial": "X-1", "product": "X", "after_ms": 0},
    {"do": "unplug"},
    {"do": "unsubscribe", "handset": 0, "to": ["reports"]},
]

# The form is good, the handset cannot: the schema knows nothing of that.
IMPOSSIBLE = [
    {"do": "press", "key": 200, "handset": 1},
    {"do": "lamp", "lamp": 3, "mode": "flash", "handset": 1},
    {"do": "area", "area": 7, "data": "", "handset": 1},
    {"do": "state", "handset": 9},
    {"do": "wait", "until": {"ring": {"mode": 4}}, "within_ms": 1, "handset": 1},
]

BAD = [
    {},
    {"do": "dance"},
    {"do": 5},
    {"do": "press"},
    {"do": "press", "key": "#"},
    {"do": "press", "key": "10"},
    {"do": "hook", "device": "handset"},
    {"do": "hook", "device": "phone", "mode": "mic"},
    {"do": "volume", "device": "handset", "level": 65536},
    {"do": "wheel", "device": "handset", "notches": 1.5},
    {"do": "lamp", "lamp": 12, "mode": "dummy"},
    {"do": "display", "text": ""},
    {"do": "area", "area": 0, "data": "0"},
    {"do": "vendor", "data": "00" * 56},
    {"do": "set", "state": {"rnig": {}}},
    {"do": "wait"},
    {"do": "wait", "until": 5},
    {"do": "hello", "version": 3},
    {"do": "subscribe", "to": []},
    {"do": "subscribe", "to": ["everything"]},
    {"do": "subscribe", "deltas": 1},
    {"do": "state", "handset": "some"},
    {"do": "reboot", "reason": "boredom"},
    {"do": "replug", "serial": ""},
    {"do": "power", "off_ms": -1},
    {"do": "fault"},
    {"do": "fault", "what": "boredom"},
    {"do": "fault", "what": "drop", "at": "dinner"},
    {"do": "fault", "what": "drop", "chance": 2},
    {"do": "clear", "fault": "all"},
]


def validator(part=None):
    schema = SCHEMA if part is None else {**SCHEMA, "oneOf": [{"$ref": f"#/$defs/{part}"}]}
    return jsonschema.Draft202012Validator(schema)


class Operator:
    """A connection that keeps all that came."""

    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self.lines = socket.create_connection((host, int(port))).makefile("rw", encoding="utf-8", newline="\n")
        self.events = []

    def ask(self, request):
        print(json.dumps(request), file=self.lines, flush=True)
        while "event" in (message := json.loads(self.lines.readline())):
            self.events.append(message)
        return message


class ControlSchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        program = pathlib.Path(os.environ["OFFHOOK_BIN_DIR"]) / "offhook-sim"
        cls.process = subprocess.Popen(
            [program, "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--handsets", "2"],
            stdout=subprocess.PIPE, text=True)
        lines = iter(cls.process.stdout.readline, "ready\n")
        cls.address = dict(line.split() for line in lines)["control"]

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        cls.process.wait()
        cls.process.stdout.close()

    def setUp(self):
        self.operator = Operator(self.address)
        for number in (0, 1):
            self.operator.ask({"do": "plug", "handset": number})

    def assert_valid(self, message, part):
        problems = [error.message for error in validator(part).iter_errors(message)]
        self.assertEqual(problems, [], message)
        self.assertTrue(validator().is_valid(message), message)  # it is one kind of message, not two

    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_real_traffic_is_valid_both_ways(self):
        for request in GOOD:
            with self.subTest(request=request):
                self.assert_valid(request, "request")
                answer = self.operator.ask(request)
                self.assertTrue(answer["ok"], answer)
                self.assert_valid(answer, "answer")
        for event in self.operator.events:
            self.assert_valid(event, "event")
        self.assertEqual({event["event"] for event in self.operator.events}, {"changed", "report", "faults", "fault"})

    def test_what_the_handset_cannot_do_is_refused_validly(self):
        for request in IMPOSSIBLE:
            with self.subTest(request=request):
                self.assert_valid(request, "request")
                answer = self.operator.ask(request)
                self.assertFalse(answer["ok"], answer)
                self.assert_valid(answer, "answer")

    def test_mistakes_of_form_are_refused_by_both(self):
        slips = [{**copy.deepcopy(request), "slip": 1} for request in GOOD]
        for request in BAD + slips:
            with self.subTest(request=request):
                answer = self.operator.ask(request)
                self.assertFalse(answer["ok"], answer)
                self.assert_valid(answer, "answer")
                self.assertFalse(validator("request").is_valid(request))

    def test_every_request_of_the_simulator_is_in_the_schema_and_was_sent(self):
        words = re.search(r"allowed: (.*)", self.operator.ask({})["error"])[1].split(", ")
        self.assertEqual(sorted(words), sorted({request["do"] for request in GOOD}))


if __name__ == "__main__":
    unittest.main()
