#!/usr/bin/env python3
"""A parser of HID report descriptors (HID 1.11, section 6.2.2), and what ours must be.

Run as a program it checks the descriptor block of firmware-protocol.md: its length, each report's
direction and length against the table of §1.2, and every comment against its bytes.
"""

import argparse
import re
import sys
from pathlib import Path

import extract

LENGTH = 340
MAIN = {0x8: "Input", 0x9: "Output", 0xA: "Collection", 0xB: "Feature", 0xC: "End Collection"}
GLOBAL = {0x0: "Usage Page", 0x1: "Logical Minimum", 0x2: "Logical Maximum", 0x7: "Report Size",
          0x8: "Report ID", 0x9: "Report Count"}
LOCAL = {0x0: "Usage", 0x1: "Usage Minimum", 0x2: "Usage Maximum"}
TAGS = {0: MAIN, 1: GLOBAL, 2: LOCAL}
REPORTS = ("Input", "Output", "Feature")
FIELD_NEEDS = ("Report Size", "Report Count", "Logical Minimum", "Logical Maximum")
COLLECTIONS = {0: "Physical", 1: "Application", 2: "Logical"}
# Main item bits: name when clear, name when set (HID 1.11, 6.2.2.5); None is not written.
FLAGS = (("Data", "Constant"), ("Array", "Variable"), ("Absolute", "Relative"), (None, "Wrap"),
         (None, "Non Linear"), (None, "No Preferred"), (None, "Null State"), (None, "Volatile"),
         (None, "Buffered Bytes"))
PAGES = {0x08: "LED", 0x09: "Button", 0x0B: "Telephony Device", 0x0C: "Consumer",
         0x14: "Auxiliary Display", 0xFF55: "vendor FF55"}
# HID Usage Tables; the vendor page is §1.2.
USAGES = {
    0x08: {0x09: "Mute", 0x17: "Off-Hook", 0x18: "Ring", 0x19: "Message Waiting", 0x1E: "Speaker",
           0x20: "Hold", 0x21: "Microphone", 0x2A: "On-Line"},
    0x09: {number: f"Button {number}" for number in range(1, 33)},
    0x0B: {0x01: "Phone", 0x06: "Telephony Key Pad", 0x07: "Programmable Button",
           0x20: "Hook Switch", 0x21: "Flash", 0x22: "Feature", 0x23: "Hold", 0x24: "Redial",
           0x25: "Transfer", 0x26: "Drop", 0x2B: "Speaker Phone", 0x2C: "Conference",
           0x2F: "Phone Mute", 0x31: "Send", 0x70: "Voice Mail", 0x9E: "Ringer"}
          | {0xB0 + key: f"Phone Key {'0123456789*#ABCD'[key]}" for key in range(16)},
    0x0C: {0x01: "Consumer Control", 0xE9: "Volume Increment", 0xEA: "Volume Decrement"},
    0x14: {0x01: "Alphanumeric Display", 0x20: "Display Attributes Report",
           0x21: "ASCII Character Set", 0x22: "Data Read Back", 0x24: "Display Control Report",
           0x25: "Clear Display", 0x26: "Display Enable", 0x2B: "Character Report",
           0x2C: "Display Data", 0x2D: "Display Status", 0x2E: "Stat Not Ready",
           0x2F: "Stat Ready", 0x30: "Err Not a loadable character", 0x33: "Row",
           0x34: "Column", 0x35: "Rows", 0x36: "Columns", 0x41: "Unicode Character Set",
           0x46: "Display Brightness"},
    0xFF55: {0x01: "handset pipe", 0x20: "frame to device", 0x21: "frame to host",
             0x22: "identity"},
}


class BadDescriptor(ValueError):
    """Bytes that are no report descriptor, or not the one that the document wants."""


class Item:
    """One short item: its kind of TAGS, its tag's name, its data as unsigned and signed number."""

    def __init__(self, data, at):
        prefix = data[at]
        size = (0, 1, 2, 4)[prefix & 3]
        self.kind, tag, self.at, self.size = prefix >> 2 & 3, prefix >> 4, at, 1 + size
        if prefix == 0xFE or tag not in TAGS.get(self.kind, {}):
            raise BadDescriptor(f"byte {at}: no item that we know begins with {prefix:02X}")
        if at + 1 + size > len(data):
            raise BadDescriptor(f"byte {at}: the item is cut off")
        self.name = TAGS[self.kind][tag]
        body = data[at + 1:at + 1 + size]
        self.value = int.from_bytes(body, "little")
        self.signed = int.from_bytes(body, "little", signed=True)


class Field:
    """A stretch of bits in a report: where it is and what stands there."""

    def __init__(self, item, state, at_bit):
        self.constant, self.variable = bool(item.value & 1), bool(item.value & 2)
        self.at_bit, self.size, self.count = at_bit, state["Report Size"], state["Report Count"]
        self.low, self.high = state["Logical Minimum"], state["Logical Maximum"]
        self.usages = state["usages"]


class Parser:
    """Reads a descriptor: `fields` by (report ID, direction), and each item as a line of text."""

    def __init__(self, data):
        self.fields, self.lines, self.bits = {}, [], {}
        self._state, self._depth, self._usages, self._range = {}, 0, [], None
        at = 0
        while at < len(data):
            item = Item(data, at)
            at += item.size
            self._take(item)
        if self._depth:
            raise BadDescriptor("a collection without its end")

    def length(self, key):
        """Bytes of a report, its ID included."""
        if self.bits[key] % 8:
            raise BadDescriptor(f"report {key[0]:02X} has {self.bits[key]} bits: no whole bytes")
        return 1 + self.bits[key] // 8

    def _take(self, item):
        if item.name == "End Collection":
            self._depth -= 1
            if self._depth < 0:
                raise BadDescriptor(f"byte {item.at}: an end without its collection")
        self.lines.append((item.at, "  " * self._depth + self._text(item)))
        if item.kind == 1:
            signed = item.name.startswith("Logical")
            self._state[item.name] = item.signed if signed else item.value
        elif item.kind == 2:
            self._local(item)
        else:
            self._main(item)

    def _local(self, item):
        if item.name == "Usage":
            self._usages.append(self._usage(item.value))
        elif item.name == "Usage Minimum":
            self._range = item.value
        elif self._range is None:
            raise BadDescriptor(f"byte {item.at}: a Usage Maximum without its Minimum")
        else:
            self._usages += map(self._usage, range(self._range, item.value + 1))

    def _main(self, item):
        if item.name in REPORTS:
            self._field(item)
        elif item.name == "Collection":
            self._depth += 1
        self._usages, self._range = [], None

    def _field(self, item):
        if not self._depth or "Report ID" not in self._state:
            raise BadDescriptor(f"byte {item.at}: {item.name} outside of a collection or report")
        missing = [name for name in FIELD_NEEDS if name not in self._state]
        if missing:
            raise BadDescriptor(f"byte {item.at}: {item.name} without {', '.join(missing)}")
        key = (self._state["Report ID"], item.name.lower())
        field = Field(item, self._state | {"usages": self._usages}, self.bits.get(key, 0))
        self.fields.setdefault(key, []).append(field)
        self.bits[key] = field.at_bit + field.size * field.count

    def _usage(self, value):
        page = self._state.get("Usage Page")
        try:
            return USAGES[page][value]
        except KeyError:
            raise BadDescriptor(f"usage {value:02X} of page {page} is unknown") from None

    def _text(self, item):
        if item.name == "End Collection":
            return item.name
        return f"{item.name} ({self._value_text(item)})"

    def _value_text(self, item):
        if item.name == "Usage Page":
            return PAGES.get(item.value, f"{item.value:04X}")
        if item.name == "Collection":
            return COLLECTIONS.get(item.value, f"{item.value:02X}")
        if item.kind == 2:
            return self._usage(item.value)
        if item.name in REPORTS:
            names = [pair[item.value >> bit & 1] for bit, pair in enumerate(FLAGS)]
            return ", ".join(name for name in names if name)
        return f"{item.value:02X}" if item.name == "Report ID" else str(item.signed)


def table_of(document):
    """{(report ID, direction): length} of the table in §1.2."""
    section = document.partition("### 1.2 ")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| ([0-9A-F]{2}) \| (input|output|feature) \| (\d+) \|", section, re.M)
    return {(int(report_id, 16), direction): int(length) for report_id, direction, length in rows}


def faults(document):
    """One line for everything that is wrong with the descriptor block of the document."""
    items = extract.read_document(document)[1]
    data = b"".join(item[1] for item in items)
    if len(data) != LENGTH:
        yield f"the descriptor has {len(data)} bytes, not {LENGTH}"
    if f"{len(data)} bytes." not in document.partition("## Appendix A")[2].partition("```")[0]:
        yield f"appendix A does not say {len(data)} bytes"
    parser = Parser(data)
    yield from comment_faults(items, parser)
    table = table_of(document)
    for key in sorted(parser.bits.keys() | table.keys()):
        has = parser.length(key) if key in parser.bits else "none"
        if has != table.get(key, "none"):
            yield (f"report {key[0]:02X} {key[1]}: {has} bytes in the descriptor, "
                   f"{table.get(key, 'none')} in the table of §1.2")


def comment_faults(items, parser):
    """Each line of the block is one item, and its comment says what the item is."""
    at, told = 0, dict(parser.lines)
    for number, data, comment in items:
        if at not in told:
            yield f"line {number}: does not begin with an item"
        elif comment.rstrip() != told[at]:
            yield f"line {number}: {data.hex(' ').upper()} is '{told[at]}', not '{comment}'"
        at += len(data)
    if len(items) != len(told):
        yield f"{len(items)} lines for {len(told)} items"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--document", type=Path, default=extract.DOCUMENT)
    options = parser.parse_args()
    try:
        found = list(faults(options.document.read_text(encoding="utf-8")))
    except (BadDescriptor, extract.BadDocument, OSError) as error:
        found = [str(error)]
    print("\n".join(found) or f"{options.document.name}: the descriptor is what the text says")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
