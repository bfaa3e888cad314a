"""Random messages go round; what must be refused is refused; one seed gives one result."""

import contextlib
import io
import json
import os
import random
import tempfile
import unittest
from pathlib import Path

import codec
import frame
import generate
from messages import EVENTS, OPCODES
from wire import Malformed

SEED = int(os.environ.get("OFFHOOK_ORACLE_SEED") or random.SystemRandom().getrandbits(32))
COUNT = 2000
TOTAL = 7  # one more or less is surplus or shortness, which has tests of its own


def setUpModule():
    print(f"OFFHOOK_ORACLE_SEED={SEED}")


def reports_of(message):
    return [bytes.fromhex(report) for report in message["reports"]]


class GoodMessages(unittest.TestCase):
    def test_go_round_in_both_directions(self):
        for message in generate.good_messages(SEED, COUNT):
            with self.subTest(message["name"], seed=SEED):
                kind, reports = message["kind"], reports_of(message)
                self.assertEqual(codec.decode(kind, reports), message["fields"])
                self.assertEqual(codec.encode(kind, message["fields"]), reports)

    def test_have_unique_names(self):
        names = [message["name"] for message in generate.good_messages(SEED, COUNT)]
        self.assertEqual(len(names), len(set(names)))

    def test_cover_every_opcode_as_request_and_ok_answer_and_every_event(self):
        seen = {(m["kind"], m["fields"].get("opcode"), m["fields"].get("status"))
                for m in generate.good_messages(SEED, 200)}
        wanted = {("request", name, None) for name in OPCODES}
        wanted |= {("response", name, "OK") for name in OPCODES}
        wanted |= {("event", name, None) for name in EVENTS}
        self.assertEqual(wanted - seen, set())

    def test_a_changed_byte_of_a_message_is_noticed(self):
        """Every byte of header and data means something: a flip is refused or read differently."""
        places = random.Random(SEED)
        for message in list(generate.good_messages(SEED, 300))[-300:]:
            kind, reports = message["kind"], reports_of(message)
            if kind in ("request", "response", "event"):
                total = int.from_bytes(reports[0][7:9], "little")
                at = places.choice([at for at in range(9 + min(55, total)) if at != TOTAL])
                with self.subTest(message["name"], seed=SEED, at=at):
                    self._assert_noticed(message, reports, at)

    def _assert_noticed(self, message, reports, at):
        bit = 0x80 if at == 4 and message["kind"] == "request" else 0x01
        reports[0] = reports[0][:at] + bytes([reports[0][at] ^ bit]) + reports[0][at + 1:]
        try:
            fields = codec.decode(message["kind"], reports)
        except Malformed:
            return
        ignored = at == 4 and message["kind"] == "event"
        unknown = message["fields"].get("status") is not None and \
            not isinstance(message["fields"]["status"], str)
        if not ignored and not (unknown and at >= 9):
            self.assertNotEqual(fields, message["fields"])


class BadMessages(unittest.TestCase):
    def test_are_all_refused(self):
        for message in generate.bad_messages(SEED):
            with self.subTest(message["name"], why=message["why"], seed=SEED):
                with self.assertRaises(Malformed):
                    codec.decode(message["kind"], reports_of(message))

    def test_have_unique_names_and_a_reason_with_its_section(self):
        names = set()
        for message in generate.bad_messages(SEED):
            self.assertNotIn(message["name"], names)
            names.add(message["name"])
            self.assertRegex(message["why"], r"^§(\d+(\.\d+)?|B\.1)")
        self.assertGreater(len(names), 600)


class Parts(unittest.TestCase):
    """The rules of §3.1 one by one, where join() would find a second fault behind the first."""

    def test_are_refused_for_their_own_reason(self):
        good = frame.split(frame.TO_DEVICE, (92, 11, 0x19, 0), bytes(110))[1]
        self.assertEqual(frame.part_of(good, frame.TO_DEVICE)[1:3], (55, 110))
        for offset, total, why in ((54, 110, "multiple"), (56, 110, "multiple"), (55, 54, "above"),
                                   (110, 110, "without data"), (0, 1025, "above 1024")):
            head = offset.to_bytes(2, "little") + total.to_bytes(2, "little")
            with self.subTest(why), self.assertRaisesRegex(Malformed, why):
                frame.part_of(good[:5] + head + good[9:], frame.TO_DEVICE)


class LaxMessages(unittest.TestCase):
    def test_decode_to_the_fields_that_count(self):
        changed = 0
        for message in generate.lax_messages(SEED, COUNT):
            with self.subTest(message["name"], seed=SEED):
                kind, reports = message["kind"], reports_of(message)
                self.assertEqual(codec.decode(kind, reports), message["fields"])
                changed += codec.encode(kind, message["fields"]) != reports
        self.assertGreater(changed, COUNT // 2)


class TheProgram(unittest.TestCase):
    def test_writes_the_same_for_the_same_seed_and_prints_it(self):
        with tempfile.TemporaryDirectory() as folder:
            first, second, other = (self._run(Path(folder) / name, seed)
                                    for name, seed in (("a", 7), ("b", 7), ("c", 8)))
        self.assertEqual(first, second)
        self.assertNotEqual(first, other)

    def _run(self, folder, seed):
        folder.mkdir()
        names = ("out", "bad-out", "lax-out")
        arguments = [f"--{name}={folder / name}" for name in names]
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            generate.main([f"--seed={seed}", "--count=150", *arguments])
        self.assertIn(f"seed {seed}\n", output.getvalue())
        for name in names:
            for line in (folder / name).read_text().splitlines():
                self.assertIn("reports", json.loads(line))
        return [(folder / name).read_text() for name in names]


if __name__ == "__main__":
    unittest.main()
