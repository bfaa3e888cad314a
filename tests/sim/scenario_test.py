#!/usr/bin/env python3
"""Runs what ships in sim/scenarios, and holds `offhook-sim check` and `run` to what their README says."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

SKIPPED = 77
try:
    import jsonschema
    import yaml
except ImportError:
    print("python3-jsonschema or python3-yaml is not installed")
    sys.exit(1 if os.environ.get("OFFHOOK_REQUIRE_ALL") else SKIPPED)

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ["OFFHOOK_BIN_DIR"]) / "offhook-sim"
SHIPPED = sorted((ROOT / "sim/scenarios").glob("*.yaml"))

BAD = """offhook-scenario: 2
nmae: x
steps:
  - press: 99
  - dance: 1
  - hook: {device: phone, mode: up}
  - expect: {rnig: {mode: 1}, within: soon}
  - repeat: {times: 0}
  - pause: long
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)


class Scenarios(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, text, name="one.yaml"):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(text, encoding="utf-8")
        return path

    def steps(self, *steps):
        return self.file("offhook-scenario: 1\nsteps:\n" + "".join(f"  - {one}\n" for one in steps))

    def test_ten_and_more_ship_and_all_pass(self):
        self.assertGreaterEqual(len(SHIPPED), 10)
        report = self.file("", "report.xml")
        done = run("run", "--quiet", "--junit", report, *SHIPPED)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        suite = xml.etree.ElementTree.parse(report).getroot()
        self.assertEqual(suite.attrib["tests"], str(len(SHIPPED)))
        self.assertEqual(suite.attrib["failures"] + suite.attrib["errors"], "00")
        self.assertEqual(run("check", *SHIPPED).returncode, 0)

    def test_every_mistake_has_its_line_and_column(self):
        path = self.file(BAD)
        done = run("check", path)
        self.assertEqual(done.returncode, 2)
        places = [line.removeprefix(f"{path}:").split(": ")[0] for line in done.stderr.splitlines()]
        self.assertEqual(sorted(places), sorted(
            ["1:19", "2:1", "4:5", "5:5", "6:20", "6:33", "7:14", "7:39", "8:21", "8:13", "9:5"]), done.stderr)
        self.assertEqual(run("run", path).returncode, 2)

    def test_the_published_schema_and_check_agree(self):
        text = (ROOT / "sim/scenarios/scenario.schema.json").read_text(encoding="utf-8")
        schema = jsonschema.Draft202012Validator(json.loads(text))
        for path in SHIPPED:
            self.assertEqual(list(schema.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))), [], path)
        for step in ("dance: 1", "pause: long", "repeat: {times: 0, steps: []}", "repeat: {times: 1}", "expect: {rnig: 1}",
                     "wait-for: 5", "parallel: 5", "expect: {within: -1}"):
            with self.subTest(step=step):
                path = self.steps(step)
                self.assertFalse(schema.is_valid(yaml.safe_load(path.read_text(encoding="utf-8"))))
                self.assertEqual(run("check", path).returncode, 2)

    def test_exit_codes_say_how_it_went(self):
        self.assertEqual(run("run", self.steps("ring: 1", "expect: {ring: {mode: 1}}")).returncode, 0)
        failed = run("run", self.steps("expect: {ring: {mode: 1}, within: 50}"))
        self.assertEqual(failed.returncode, 1)
        self.assertIn("one.yaml:3:5: expect", failed.stderr)
        self.assertIn("ring.mode is 0, wanted 1", failed.stderr)
        self.assertEqual(run("run", self.steps("unplug", "press: 5")).returncode, 1)
        self.assertEqual(run("run", self.steps("wait-for: {ring: {mode: 1}}")).returncode, 3)
        self.assertEqual(run("run", "/no/such/file").returncode, 2)

    def test_virtual_time_is_refused_where_the_other_end_is_a_kernel(self):
        done = run("run", "--uhid", SHIPPED[0])
        self.assertEqual(done.returncode, 2)
        self.assertIn("cannot be virtual", done.stderr)

    def test_the_same_seed_gives_the_same_log_byte_for_byte(self):
        for path in SHIPPED:
            self.assertEqual(run("run", "--seed", "5", path).stdout, run("run", "--seed", "5", path).stdout)

    def test_real_time_passes_too(self):
        done = run("run", "--time", "real", self.steps("ring: 1", "pause: 20", "expect: {ring: {mode: 1}}"))
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_picture_is_svg(self):
        picture = self.file("", "picture.svg")
        run("run", "--quiet", "--svg", picture, SHIPPED[0])
        root = xml.etree.ElementTree.parse(picture).getroot()
        self.assertTrue(root.tag.endswith("svg"))
        self.assertGreater(len(list(root.iter("{http://www.w3.org/2000/svg}circle"))), 5)


if __name__ == "__main__":
    unittest.main()
