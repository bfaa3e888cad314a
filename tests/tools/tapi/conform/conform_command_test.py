#!/usr/bin/env python3
"""The command line of `offhook-tapi conform`. usage: conform_command_test.py TAPI PROVIDER NO_PROVIDER"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

TAPI, PROVIDER, NO_PROVIDER = sys.argv[1:4]


def conform(*words, tsp=PROVIDER, as_json=True):
    command = [TAPI, *(["--json"] if as_json else []), "--tsp", tsp, "conform", *words]
    return subprocess.run(command, capture_output=True, text=True)


def lines(run):
    return [json.loads(line) for line in run.stdout.splitlines()]


class Command(unittest.TestCase):
    def test_runs_the_cases_that_are_asked_for_and_no_others(self):
        run = conform("--only", "201,101")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual([each.get("case") for each in lines(run)], [101, 201, None])
        self.assertEqual(lines(run)[-1]["passed"], 2)

    def test_a_broken_rule_is_exit_code_1_with_rule_and_source(self):
        run = conform("--only", "316", as_json=False)
        self.assertEqual(run.returncode, 1)
        self.assertIn("FAIL", run.stdout)
        self.assertIn("dwNumOwners was 7 and came back as 99", run.stdout)
        self.assertIn("TSPI_phoneGetStatus", run.stdout)
        self.assertIn("1 case: 0 passed, 1 failed, 0 not applicable", run.stdout)

    def test_lists_cases_without_a_provider_being_started(self):
        listed = lines(conform("--list", tsp="/nowhere.tsp"))
        numbers = [each["case"] for each in listed]
        self.assertGreaterEqual(len(numbers), 150)
        self.assertEqual(numbers, sorted(set(numbers)))
        for each in listed:
            self.assertTrue(each["title"] and each["rule"] and each["source"], each)

    def test_an_unknown_number_is_exit_code_2(self):
        run = conform("--only", "4711")
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertIn("there is no case 4711", run.stderr)

    def test_what_is_no_module_is_exit_code_2(self):
        for path in ("/nowhere.tsp", __file__):
            run = conform("--only", "101", tsp=path)
            self.assertEqual((run.returncode, run.stdout), (2, ""))
            self.assertIn(path, run.stderr)

    def test_a_module_without_the_provider_functions_does_not_pass(self):
        self.assertNotEqual(conform("--only", "101", tsp=NO_PROVIDER).returncode, 0)

    def test_writes_junit(self):
        with tempfile.TemporaryDirectory(prefix="offhook-") as folder:
            file = pathlib.Path(folder) / "report.xml"
            conform("--only", "101,316", "--junit", file)
            cases = list(xml.etree.ElementTree.parse(file).iter("testcase"))
        self.assertEqual([each.get("name").split()[0] for each in cases], ["101", "316"])
        self.assertIsNone(cases[0].find("failure"))
        self.assertIn("dwNumOwners", cases[1].find("failure").get("message"))

    def test_a_report_that_cannot_be_written_is_exit_code_2(self):
        run = conform("--only", "101", "--junit", "/nowhere/report.xml")
        self.assertEqual(run.returncode, 2)
        self.assertIn("/nowhere/report.xml", run.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
