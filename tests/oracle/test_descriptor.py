"""The descriptor block is what the document says; the codec puts bits where it does."""

import unittest

import codec
import descriptor
import extract
import standard

TEXT = extract.DOCUMENT.read_text(encoding="utf-8")
ITEMS = extract.read_document(TEXT)[1]
DATA = b"".join(item[1] for item in ITEMS)
INDICATORS = ("Off-Hook", "Ring", "Mute", "Message Waiting", "Hold", "Speaker", "Microphone",
              "On-Line", "Ringer")
ONE_SHOTS = ("Phone Mute", "Flash", "Redial", "Hold", "Transfer", "Drop", "Conference",
             "Voice Mail", "Feature", "Send")


class Document(unittest.TestCase):
    def test_has_no_faults(self):
        self.assertEqual(list(descriptor.faults(TEXT)), [])

    def test_table_of_reports_was_found_and_is_that_of_the_codec(self):
        table = descriptor.table_of(TEXT)
        self.assertEqual(len(table), 10)
        for kind, report in standard.REPORTS.items():
            direction = kind.partition("_")[0]
            self.assertEqual(table[report[0], direction], report[1])
        self.assertEqual((table[0x20, "output"], table[0x21, "input"]), (64, 64))

    def test_a_change_of_a_byte_a_comment_or_the_table_is_a_fault(self):
        for old, new, word in (
                ("95 1E            #", "95 1D            #", "Report Count (29)"),
                ("95 1E            #     Report Count (30)",
                 "95 1D            #     Report Count (29)", "report 07 output: 61 bytes"),
                ("Usage (Ringer)", "Usage (Ring)", "Usage (Ringer)"),
                ("#     Usage (Rows)", "#   Usage (Rows)", "Usage (Rows)"),
                ("| 08 | input | 2 |", "| 08 | input | 3 |", "report 08 input: 2 bytes"),
                ("| 08 | input | 2 |", "| 08 | output | 2 |", "report 08 output: none"),
                ("| 22 | feature | 17 |", "| 22 | feature | x |", "none in the table"),
                ("340 bytes.", "341 bytes.", "does not say 340"),
                ("09 EA            #   Usage (Volume Decrement)\n", "", "338 bytes, not 340")):
            with self.subTest(new):
                self.assertIn(old, TEXT)
                found = "\n".join(descriptor.faults(TEXT.replace(old, new, 1)))
                self.assertIn(word, found)

    def test_every_changed_byte_is_a_fault(self):
        whole = {key: descriptor.Parser(DATA).length(key) for key in descriptor.table_of(TEXT)}
        for at in range(len(DATA)):
            data = DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1:]
            with self.subTest(at=at):
                self.assertNotEqual(self._told(data), (whole, descriptor.Parser(DATA).lines))

    def _told(self, data):
        try:
            parser = descriptor.Parser(data)
            return {key: parser.length(key) for key in parser.bits}, parser.lines
        except descriptor.BadDescriptor as error:
            return error


class Parser(unittest.TestCase):
    def test_refuses_what_is_no_descriptor(self):
        for data, word in ((DATA[:1], "cut off"), (DATA[:-1], "without its end"),
                           (DATA + b"\xC0", "an end without"), (b"\xFE\0\0", "no item"),
                           (b"\x81\x02", "outside"),
                           (DATA.replace(b"\x15\0", b"", 1), "without Logical Minimum"),
                           (b"\x05\x0C\x29\x01", "without its Minimum"),
                           (b"\x05\x0C\x09\x77", "is unknown")):
            with self.subTest(data[:4].hex()):
                with self.assertRaisesRegex(descriptor.BadDescriptor, word):
                    descriptor.Parser(data)

    def test_refuses_a_report_that_is_no_whole_bytes(self):
        parser = descriptor.Parser(DATA.replace(b"\x95\x06\x81\x01", b"\x95\x05\x81\x01", 1))
        with self.assertRaisesRegex(descriptor.BadDescriptor, "7 bits"):
            parser.length((1, "input"))


class Layout(unittest.TestCase):
    """Sets a usage's bits as the descriptor places them and lets the codec read the report."""

    fields = descriptor.Parser(DATA).fields

    def decode(self, kind, *usages):
        report_id, length = standard.REPORTS[kind]
        direction = kind.partition("_")[0]
        body = 0
        for usage, value in usages:
            body |= value << self.place(report_id, direction, usage)
        return codec.decode(kind, [bytes([report_id]) + body.to_bytes(length - 1, "little")])

    def place(self, report_id, direction, usage):
        for field in self.fields[report_id, direction]:
            if usage in field.usages and not (field.constant and direction != "feature"):
                index = field.usages.index(usage) if field.variable else 0
                return field.at_bit + index * field.size
        self.fail(f"no usage {usage} in report {report_id:02X}")

    def test_of_keys_and_hook(self):
        keys = self.decode("input_volume_keys", ("Volume Increment", 1))
        self.assertEqual(keys, {"up": True, "down": False})
        self.assertTrue(self.decode("input_volume_keys", ("Volume Decrement", 1))["down"])
        self.assertTrue(self.decode("input_telephony", ("Hook Switch", 1))["hook"])
        self.assertTrue(self.decode("input_telephony", ("Speaker Phone", 1))["speaker_phone"])

    def test_of_one_shots_keypad_and_buttons(self):
        for bit, usage in enumerate(ONE_SHOTS):
            fields = self.decode("input_telephony", (usage, 1))
            self.assertEqual(fields["one_shots"], 1 << bit, usage)
        self.assertEqual(self.decode("input_telephony", ("Phone Key 5", 6))["keypad"], 6)
        for button in (1, 2, 8, 9, 32):
            fields = self.decode("input_telephony", (f"Button {button}", 1))
            self.assertEqual(fields["programmable"], 1 << (button - 1))

    def test_of_the_keypad_is_an_array_whose_value_1_is_digit_0(self):
        keypad = next(field for field in self.fields[2, "input"] if "Phone Key 0" in field.usages)
        keys = {key: keypad.low + index for index, key in enumerate(keypad.usages)}
        self.assertEqual((keypad.low, keypad.high, keypad.variable), (1, 16, False))
        self.assertEqual([keys[f"Phone Key {key}"] for key in "09*#AD"], [1, 10, 11, 12, 13, 16])

    def test_of_indicators(self):
        for bit, usage in enumerate(INDICATORS):
            fields = self.decode("output_indicators", (usage, 1))
            self.assertEqual(fields["indicators"], 1 << bit, usage)

    def test_of_the_display(self):
        shape = self.decode("feature_display", ("Rows", 2), ("Columns", 24),
                            ("Unicode Character Set", 1))
        self.assertEqual(shape, {"rows": 2, "columns": 24, "flags": 2})
        self.assertEqual(self.decode("feature_display", ("Data Read Back", 1))["flags"], 4)
        control = self.decode("output_display_control", ("Display Enable", 1),
                              ("Display Brightness", 80))
        self.assertEqual(control, {"enable": True, "clear": False, "brightness": 80})
        self.assertTrue(self.decode("output_display_control", ("Clear Display", 1))["clear"])
        text = self.decode("output_display_text", ("Row", 1), ("Column", 2), ("Display Data", 65))
        self.assertEqual(text, {"row": 1, "column": 2, "text": "A"})

    def test_of_the_display_status_counts_its_usages_from_1(self):
        status = self.fields[8, "input"][0]
        self.assertEqual(status.usages, ["Stat Not Ready", "Stat Ready",
                                         "Err Not a loadable character"])
        self.assertEqual((status.low, status.high, status.variable), (1, 3, False))


if __name__ == "__main__":
    unittest.main()
