"""Sums up ctest's JUnit reports: python3 tools/test_summary.py FOLDER [PROBLEM...]

Every GoogleTest case counts; any other ctest entry counts as one. Each PROBLEM (a build that failed,
say) counts as one failure. Lists what failed and what was skipped and why, then closes with the line
"N passed, N failed, N skipped". Exit code 1 when anything failed, when nothing ran at all, or when
something was skipped although OFFHOOK_REQUIRE_ALL is set.
"""

import collections
import os
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

GTEST_COUNT = re.compile(r"^\[  (PASSED|FAILED|SKIPPED)\s*\] (\d+) tests?[.,]", re.MULTILINE)
GTEST_FAILED = re.compile(r"^\[  FAILED  \] (\S+?)(?:, where .*)? \(\d+ ms\)$", re.MULTILINE)
# GTEST_SKIP() prints its place, its message, then a line with the test's name.
GTEST_SKIPPED = re.compile(r"Skipped\n(.*?)\n*\[  SKIPPED \] (\S+) \(\d+ ms\)", re.DOTALL)
ALL_REQUIRED = os.environ.get("OFFHOOK_REQUIRE_ALL", "0") not in ("", "0")


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.failures = []
        self.skips = []

    def add(self, preset, case):
        name = f"{preset}: {case.get('name')}"
        output = (case.findtext("system-out") or "").replace("\r", "")  # Windows programs end lines so
        counts = collections.Counter()  # of several programs, where one entry runs them
        for word, number in GTEST_COUNT.findall(output):
            counts[word] += int(number)
        status = self.status(case)
        self.passed += counts.get("PASSED", int(status == "passed"))
        self.skipped += counts.get("SKIPPED", int(status == "skipped"))
        if status == "failed" and not self.only_skips(counts):
            # A program that died half way has counted nothing itself.
            self.failed += max(counts.get("FAILED", 0), 1)
            self.failures += [f"{name} {test}".rstrip() for test in GTEST_FAILED.findall(output) or [""]]
        if status == "skipped" or "SKIPPED" in counts:
            self.skips += [f"{name}: {reason}" for reason in self.reasons(output)]

    @staticmethod
    def only_skips(counts):
        """Did tests/test_main.cpp fail the program just because something was skipped?"""
        return ALL_REQUIRED and counts.get("SKIPPED", 0) > 0 and "FAILED" not in counts

    @staticmethod
    def status(case):
        if case.get("status") == "run":
            return "passed"
        skipped = case.find("skipped")
        if skipped is not None and "SKIP_RETURN_CODE" in skipped.get("message", ""):
            return "skipped"
        return "failed"

    @staticmethod
    def reasons(output):
        cases = GTEST_SKIPPED.findall(output)
        if cases:
            return [f"{test}: {' '.join(reason.split())}" for reason, test in cases]
        lines = [line for line in output.splitlines() if line.strip()]
        return [lines[-1].strip() if lines else "no reason given"]


def main(folder, problems):
    tally = Tally()
    for report in sorted(pathlib.Path(folder).glob("*.xml")):
        for case in xml.parse(report).getroot().iter("testcase"):
            tally.add(report.stem, case)
    tally.failed += len(problems)
    tally.failures += problems

    for text in tally.skips:
        print(f"skipped  {text}")
    for text in tally.failures:
        print(f"FAILED   {text}")
    ran = tally.passed + tally.failed + tally.skipped
    if ran == 0:
        print("no test was selected")
    if ALL_REQUIRED and tally.skipped > 0:
        print("OFFHOOK_REQUIRE_ALL is set: what was skipped counts as failed")
        tally.failed, tally.skipped = tally.failed + tally.skipped, 0
    print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped")
    return 1 if tally.failed or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
