#!/usr/bin/env python3
"""The closing line of tools/test: what counts as what."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
from xml.sax.saxutils import escape

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))

import test_summary  # noqa: E402

PASSED = '<testcase name="{0}" status="run"><system-out>{1}</system-out></testcase>'
FAILED = '<testcase name="{0}" status="fail"><failure message="x"/><system-out>{1}</system-out></testcase>'
SKIPPED = ('<testcase name="{0}" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/>'
           '<system-out>{1}</system-out></testcase>')
NOT_RUN = '<testcase name="{0}" status="notrun"><skipped message="Unable to find executable"/></testcase>'
SKIP_OUTPUT = """[ RUN      ] Vm.Boots
a_test.cpp:3: Skipped
no /dev/uhid
[  SKIPPED ] Vm.Boots (0 ms)
[  PASSED  ] 4 tests.
[  SKIPPED ] 1 test, listed below:
"""


class Summary(unittest.TestCase):
    def sum_up(self, cases, problems=(), all_required=False):
        with tempfile.TemporaryDirectory() as folder:
            text = "".join(form.format(name, escape(output)) for form, name, output in cases)
            (pathlib.Path(folder) / "gcc.xml").write_text(f"<testsuite>{text}</testsuite>")
            test_summary.ALL_REQUIRED = all_required
            with contextlib.redirect_stdout(io.StringIO()) as out:
                code = test_summary.main(folder, list(problems))
        return code, out.getvalue().splitlines()

    def test_counts_each_case_of_a_test_program_and_each_other_entry_once(self):
        code, lines = self.sum_up([(PASSED, "a", "[  PASSED  ] 12 tests."), (PASSED, "script", "fine")])
        self.assertEqual((code, lines[-1]), (0, "13 passed, 0 failed, 0 skipped"))

    def test_counts_failed_cases_and_names_them(self):
        output = ("[  FAILED  ] A.Breaks (3 ms)\n[  PASSED  ] 2 tests.\n[  FAILED  ] 1 test, listed below:\n"
                  "[  FAILED  ] A.Breaks\n")
        code, lines = self.sum_up([(FAILED, "a", output)])
        self.assertEqual((code, lines), (1, ["FAILED   gcc: a A.Breaks", "2 passed, 1 failed, 0 skipped"]))

    def test_a_case_with_a_parameter_is_named_without_it(self):
        output = "[  FAILED  ] All/A.Breaks/2, where GetParam() = 3 (12 ms)\n[  FAILED  ] 1 test, listed below:\n"
        code, lines = self.sum_up([(FAILED, "a", output)])
        self.assertEqual((code, lines), (1, ["FAILED   gcc: a All/A.Breaks/2", "0 passed, 1 failed, 0 skipped"]))

    def test_a_program_that_died_is_one_failure(self):
        code, lines = self.sum_up([(FAILED, "a", "[ RUN      ] A.Dies\n")])
        self.assertEqual((code, lines[-1]), (1, "0 passed, 1 failed, 0 skipped"))

    def test_a_program_that_passed_and_then_died_is_a_failure(self):
        code, lines = self.sum_up([(FAILED, "a", "[  PASSED  ] 2 tests.\nLeakSanitizer: leaks\n")])
        self.assertEqual((code, lines[-1]), (1, "2 passed, 1 failed, 0 skipped"))

    def test_a_program_that_is_missing_is_a_failure(self):
        code, lines = self.sum_up([(NOT_RUN, "a", "")])
        self.assertEqual((code, lines[-1]), (1, "0 passed, 1 failed, 0 skipped"))

    def test_says_why_something_was_skipped(self):
        code, lines = self.sum_up([(SKIPPED, "vm", SKIP_OUTPUT), (SKIPPED, "script", "no QEMU\n")])
        self.assertEqual(code, 0)
        self.assertEqual(lines, ["skipped  gcc: vm: Vm.Boots: no /dev/uhid",
                                 "skipped  gcc: script: no QEMU", "4 passed, 0 failed, 2 skipped"])

    def test_a_skip_fails_where_all_are_required_and_counts_once(self):
        cases = [(FAILED, "vm", SKIP_OUTPUT + "1 skipped, but OFFHOOK_REQUIRE_ALL is set")]
        code, lines = self.sum_up(cases, all_required=True)
        self.assertEqual((code, lines[-1]), (1, "4 passed, 1 failed, 0 skipped"))
        code, lines = self.sum_up([(SKIPPED, "script", "no QEMU")], all_required=True)
        self.assertEqual((code, lines[-1]), (1, "0 passed, 1 failed, 0 skipped"))

    def test_a_build_that_failed_is_a_failure(self):
        code, lines = self.sum_up([(PASSED, "a", "")], ["clang: build failed"])
        self.assertEqual((code, lines), (1, ["FAILED   clang: build failed", "1 passed, 1 failed, 0 skipped"]))

    def test_nothing_at_all_is_no_success(self):
        code, lines = self.sum_up([])
        self.assertEqual((code, lines[-1]), (1, "0 passed, 0 failed, 0 skipped"))


if __name__ == "__main__":
    unittest.main()
