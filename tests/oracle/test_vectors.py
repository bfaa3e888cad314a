"""Every vector of the document in both directions; and proof that a wrong one would be seen."""

import copy
import json
import unittest

import codec
import extract
import messages
import standard
import stream
from wire import Unencodable, WireError

VECTORS = json.loads((extract.VECTORS / "vectors.json").read_text(encoding="utf-8"))
NAMED = {vector["name"]: vector for vector in VECTORS}


def faults(vector):
    """What the codec says against a vector, one line each."""
    kind, reports = vector["kind"], [bytes.fromhex(report) for report in vector["reports"]]
    try:
        decoded = codec.decode(kind, reports)
        if decoded != vector["fields"] or repr(decoded) != repr(vector["fields"]):
            yield f"decodes to {decoded}"
    except WireError as error:
        yield f"does not decode: {error}"
    try:
        if codec.encode(kind, vector["fields"]) != reports:
            yield "encodes to other bytes"
    except WireError as error:
        yield f"does not encode: {error}"


def changed_fields(value):
    """Copies of a JSON value, each with one leaf changed."""
    if isinstance(value, dict) or isinstance(value, list):
        for key in value if isinstance(value, dict) else range(len(value)):
            for other in changed_fields(value[key]):
                whole = copy.deepcopy(value)
                whole[key] = other
                yield whole
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value ^ 1
    elif value and set(value) <= set("0123456789ABCDEF"):
        yield value[:-1] + ("0" if value[-1] != "0" else "1")
    else:
        yield value + "x"


class Vectors(unittest.TestCase):
    def test_all_hold_in_both_directions(self):
        for vector in VECTORS:
            with self.subTest(vector["name"]):
                self.assertEqual(list(faults(vector)), [])

    def test_cover_every_kind_request_event_and_verb(self):
        seen = {(v["kind"], v["fields"].get("opcode") or v["fields"].get("verb")) for v in VECTORS}
        self.assertEqual({kind for kind, _ in seen}, set(extract.KINDS))
        self.assertEqual({name for kind, name in seen if kind == "request"},
                         set(messages.REQUESTS))
        self.assertEqual({name for kind, name in seen if kind == "event"}, set(messages.EVENTS))
        self.assertEqual({name for kind, name in seen if kind == "stream"}, set(stream.VERBS))

    def test_cover_every_answer_with_a_payload(self):
        seen = {(v["fields"]["opcode"], v["fields"]["status"]) for v in VECTORS
                if v["kind"] == "response"}
        for opcode, schema in messages.OK_ANSWERS.items():
            if schema:
                self.assertIn((opcode, "OK"), seen)
        statuses = {status for _, status in seen}
        for status, schema in messages.STATUS_ANSWERS.items():
            if schema:
                self.assertIn(status, statuses)

    def test_table_of_statuses_is_that_of_the_document(self):
        section = extract.DOCUMENT.read_text(encoding="utf-8").partition("## 6. ")[2]
        rows = [line.split("|") for line in section.partition("### 6.1")[0].splitlines()
                if line.startswith("| ") and "code" not in line.split("|")[1]]
        table = {row[2].strip(): int(row[1], 16) for row in rows}
        self.assertEqual(table, messages.STATUSES)


class WrongVectors(unittest.TestCase):
    def test_a_changed_field_is_seen(self):
        for vector in VECTORS:
            for fields in changed_fields(vector["fields"]):
                with self.subTest(vector["name"], fields=fields):
                    self.assertNotEqual(list(faults(vector | {"fields": fields})), [])

    def test_a_missing_and_a_surplus_field_are_seen(self):
        for vector in VECTORS:
            with self.subTest(vector["name"]):
                surplus = vector["fields"] | {"surplus": 1}
                with self.assertRaises(Unencodable):
                    codec.encode(vector["kind"], surplus)
                fields = dict(list(vector["fields"].items())[:-1])
                self.assertNotEqual(list(faults(vector | {"fields": fields})), [])

    def test_a_changed_byte_is_seen(self):
        for vector in VECTORS:
            for index, report in enumerate(vector["reports"]):
                for at in range(0, len(report), 2):
                    byte = f"{int(report[at:at + 2], 16) ^ 0x01:02X}"
                    reports = list(vector["reports"])
                    reports[index] = report[:at] + byte + report[at + 2:]
                    with self.subTest(vector["name"], report=index, byte=at // 2):
                        self.assertNotEqual(list(faults(vector | {"reports": reports})), [])

    def test_a_byte_too_few_and_one_too_many_are_seen(self):
        for vector in VECTORS:
            for report in (vector["reports"][0][:-2], vector["reports"][0] + "00"):
                with self.subTest(vector["name"], report=report):
                    reports = [report] + vector["reports"][1:]
                    self.assertNotEqual(list(faults(vector | {"reports": reports})), [])


class Fields(unittest.TestCase):
    def test_out_of_range_or_of_another_type_have_no_encoding(self):
        for name, change in (("lamp-steady", {"lamp": 256}), ("lamp-steady", {"lamp": -1}),
                             ("lamp-steady", {"lamp": True}), ("lamp-steady", {"lamp": "1"}),
                             ("ring", {"volume": 65536}), ("vendor", {"data": "0"}),
                             ("vendor", {"data": "00" * 1025}), ("display-text", {"text": ""}),
                             ("display-text", {"text": "a\0b"}),
                             ("set-button", {"label": "x" * 33}),
                             ("batch", {"items": []}), ("dl-data", {"data": ""})):
            fields = NAMED[name]["fields"]
            with self.subTest(name, change=change), self.assertRaises(Unencodable):
                codec.encode("request", fields | {"payload": fields["payload"] | change})

    def test_text_is_utf_16_little_endian_with_surrogate_pairs(self):
        fields = {"row": 0, "column": 0, "text": "ü\U0001F4DE"}
        report = standard.encode("output_display_text", fields)
        self.assertEqual(report[3:11].hex(" "), "fc 00 3d d8 de dc 00 00")
        self.assertEqual(standard.decode("output_display_text", report), fields)

    def test_an_unknown_status_is_a_number_and_a_known_one_is_not(self):
        fields = NAMED["lamp-ok"]["fields"]
        report = codec.encode("response", fields | {"status": 0x11})
        self.assertEqual(codec.decode("response", report)["status"], 0x11)
        for status in (0x10, 0x100, "NO_SUCH"):
            with self.subTest(status), self.assertRaises(Unencodable):
                codec.encode("response", fields | {"status": status})


if __name__ == "__main__":
    unittest.main()
