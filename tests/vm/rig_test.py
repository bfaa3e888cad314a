#!/usr/bin/env python3
"""tools/vm/run: exit codes, exact output, and nothing left behind. All guests boot side by side."""

import os
import pathlib
import tempfile
import time
import unittest

import rig

TIMED_OUT = 124  # tools/vm/run --help
RIG_FAILED = 125
NOT_FOUND = 127

# Each byte value, lines that a terminal would change, UTF-8, and no line end at the end.
AWKWARD = bytes(range(256)) + b"cr\r\ncrlf\n\tbell\a\n" + "Hörer abgehoben ☎\nno end".encode()

INSIDE = r"""
cat "$1"
printf '\n%s\n%s\n%s\n' "$PWD" "$2" "$GREETING"
echo complaint >&2
ls /dev/uhid
date +%s
head -c 32 /dev/random | wc -c
echo written > "$OFFHOOK_VM_OUT/from guest"
echo spoilt > "$1"
sleep 1000 &
exit 7
"""


class Guest:
    """One run with a temporary folder of its own."""

    def __init__(self, *arguments):
        self.scratch = tempfile.TemporaryDirectory()
        self.process = rig.start(*arguments, environment={"TMPDIR": self.scratch.name})
        self.result = None

    def finish(self):
        """Exit code, output, lines of ours on stderr; waits for the run's end."""
        if self.result is None:
            output, errors = self.process.communicate()
            ours = [line for line in errors.decode().splitlines() if line.startswith("tools/vm/run:")]
            self.result = self.process.returncode, output, ours
        return self.result


class RigTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = tempfile.TemporaryDirectory(prefix="offhook, it's a ")
        cls.awkward = pathlib.Path(cls.files.name, "awkward")
        cls.awkward.write_bytes(AWKWARD)
        cls.out = pathlib.Path(cls.files.name, "out")
        inside = ["sh", "-c", INSIDE, "sh", cls.awkward, "two  words, 'quoted' $HOME"]
        greeting = 'GREETING=it\'s "here" = $PATH'
        cls.guests = {
            "job": Guest("--out", cls.out, "--env", greeting, "--", *inside),
            "endless": Guest("--timeout", "0.5", "sleep", "1000"),
            "missing": Guest("--no-udev", "offhook-no-such-command"),
            "panic": Guest("--no-udev", "sh", "-c", "echo c > /proc/sysrq-trigger; sleep 1000"),
        }

    @classmethod
    def tearDownClass(cls):
        for guest in cls.guests.values():
            guest.finish()
            guest.scratch.cleanup()
        cls.files.cleanup()

    def test_passes_output_and_exit_code_through_unchanged(self):
        code, output, errors = self.guests["job"].finish()
        self.assertEqual(errors, [])
        self.assertEqual(code, 7)
        self.assertEqual(output[: len(AWKWARD)], AWKWARD)
        lines = output[len(AWKWARD) :].decode().split("\n")
        expected = ["", os.fspath(rig.ROOT), "two  words, 'quoted' $HOME", 'it\'s "here" = $PATH']
        self.assertEqual(lines[:6], [*expected, "complaint", "/dev/uhid"])
        self.assertAlmostEqual(int(lines[6]), time.time(), delta=120)
        self.assertEqual(lines[7:], ["32", ""])

    def test_shares_one_folder_and_protects_the_others(self):
        self.guests["job"].finish()
        self.assertEqual((self.out / "from guest").read_text(), "written\n")
        self.assertEqual(self.awkward.read_bytes(), AWKWARD)

    def test_ends_a_command_whose_time_is_up(self):
        code, output, errors = self.guests["endless"].finish()
        self.assertEqual((code, output), (TIMED_OUT, b""))
        self.assertEqual(errors, ["tools/vm/run: sleep was still running after 0.5 s"])

    def test_reports_a_missing_command_as_a_shell_does(self):
        code, output, errors = self.guests["missing"].finish()
        self.assertEqual((code, errors), (NOT_FOUND, []))
        self.assertIn(b"offhook-no-such-command: not found", output)

    def test_reports_a_guest_that_panics(self):
        code, output, errors = self.guests["panic"].finish()
        self.assertEqual((code, output), (RIG_FAILED, b""))
        self.assertEqual(len(errors), 1)
        self.assertIn("Kernel panic", errors[0])

    def test_leaves_no_temporary_files(self):
        for name, guest in self.guests.items():
            guest.finish()
            self.assertEqual(os.listdir(guest.scratch.name), [], name)

    def test_refuses_wrong_usage_in_one_line(self):
        for wrong in ["--mem 5 true", "--timeout x true", "--modules nvme true", "--env 1=2 true", "--odd", ""]:
            guest = Guest(*wrong.split())
            code, output, errors = guest.finish()
            guest.scratch.cleanup()
            self.assertEqual((code, output, len(errors)), (RIG_FAILED, b"", 1), wrong)


if __name__ == "__main__":
    rig.main()
