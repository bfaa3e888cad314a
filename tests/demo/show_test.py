#!/usr/bin/env python3
"""What the demo counts, writes and cleans up."""

import contextlib
import io
import pathlib
import queue
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools/show"))

import operations  # noqa: E402
import picture  # noqa: E402
import show  # noqa: E402
import style  # noqa: E402
from processes import Failure, Program  # noqa: E402


def example_state():
    keys = [{"id": number, "label": label, "mode": "keypad", "function": 0, "state": "up", "lamp": "none"}
            for number, label in enumerate("0123456789*#")]
    lines = [{"id": number, "label": f"Line {number - 11}", "mode": "feature", "function": 0,
              "state": "up", "lamp": "off"} for number in range(12, 16)]
    devices = ("handset", "speaker", "headset")
    return {"handset": 0, "plugged": True, "session": True, "display": [" " * 24] * 2,
            "ring": {"mode": 0, "volume": 0}, "hook": dict.fromkeys(devices, "onhook"),
            "volume": dict.fromkeys(devices, 0), "gain": dict.fromkeys(devices, 0),
            "buttons": keys + lines, "areas": [{"id": 0, "size": 65536, "used": 0, "crc32": "00000000"}],
            "vendor": ""}


class FakeHandset:
    """Answers as the simulator does."""

    def __init__(self):
        self.now = example_state()

    def state(self):
        return self.now


class FakeTapi:
    """Completes everything with the result it is given."""

    def __init__(self, result=0):
        self.result = result

    def call(self, command):
        return {"request": 7, "result": self.result, "result_name": "X", "us": 10.0}


class Counting(unittest.TestCase):
    def run_ring(self, result, ring):
        one = show.Show.__new__(show.Show)
        one.operator, one.tapi, one.news = FakeHandset(), FakeTapi(result), queue.Queue()
        one.operator.now["ring"] = ring
        wanted = next(each for each in operations.operations(example_state()) if each.name == "SetRing")
        with contextlib.redirect_stdout(io.StringIO()) as out:
            return one.run_operation(wanted), out.getvalue()

    def test_counts_what_the_handset_shows(self):
        asked = {"mode": operations.RING_MODE, "volume": operations.RING_VOLUME}
        self.assertEqual(self.run_ring(0, asked)[0], 1)

    def test_does_not_count_a_success_that_the_handset_does_not_show(self):
        count, text = self.run_ring(0, {"mode": 0, "volume": 0})
        self.assertEqual(count, 0)
        self.assertIn("asked: rings: mode 2", text)

    def test_does_not_count_a_failure_even_if_the_handset_shows_it(self):
        asked = {"mode": operations.RING_MODE, "volume": operations.RING_VOLUME}
        self.assertEqual(self.run_ring(-5, asked)[0], 0)

    def test_has_nine_operations_and_an_untouched_handset_shows_none_of_them(self):
        state = example_state()
        nine = operations.operations(state)
        self.assertEqual(len({each.name for each in nine}), show.ASYNCHRONOUS_OPERATIONS)
        self.assertEqual([each.name for each in nine if each.look(state) == each.asked], [])


class Picture(unittest.TestCase):
    def test_all_lines_are_equally_wide_and_fit_into_eighty_columns(self):
        widths = {style.seen(line) for line in picture.handset(example_state())}
        self.assertEqual(len(widths), 1)
        self.assertLessEqual(widths.pop(), 80)

    def test_shows_display_lamp_ring_and_a_missing_plug(self):
        state = example_state()
        state["display"][0] = "Hello".ljust(24)
        state["buttons"][12]["lamp"] = "flutter"
        state["ring"]["mode"] = 3
        state["plugged"] = False
        text = "\n".join(picture.handset(state))
        for expected in ("Hello", "flutter", "mode 3", "unplugged"):
            self.assertIn(expected, text)

    def test_clips_what_is_seen_and_leaves_colours_whole(self):
        self.assertEqual(style.clip("\x1b[31mabcdef\x1b[0m", 3), "\x1b[31mabc\x1b[0m")


class Programs(unittest.TestCase):
    def start(self, script):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        program = Program("child", ["bash", "-c", script], pathlib.Path(folder.name) / "log")
        self.addCleanup(program.stop, 0.1)
        return program

    def test_a_program_that_ends_early_shows_its_log_and_its_code(self):
        program = self.start("echo 'address in use' >&2; exit 4")
        with self.assertRaisesRegex(Failure, r"(?s)child has ended.*exit code 4.*address in use"):
            program.next_line(10, "ready")

    def test_a_program_that_cannot_be_started_is_a_failure(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(Failure, "cannot be started"):
            Program("child", ["/nowhere/to/be/found"], pathlib.Path(folder) / "log")

    def test_stops_a_program_that_ignores_both_its_input_and_sigterm(self):
        program = self.start("trap '' TERM; echo up; while :; do read -r -t 60 <> <(:) || :; done")
        self.assertEqual(program.next_line(10, "up"), "up")
        program.stop(0.1)
        self.assertIsNotNone(program.process.returncode)


if __name__ == "__main__":
    unittest.main()
