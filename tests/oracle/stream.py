"""Reports over a byte stream (firmware-protocol.md, appendix B)."""

import schema
from schema import Hex, Name, u8, u16
from wire import Malformed, Reader, Unencodable, number_bytes

MAGIC = bytes.fromhex("4F484B")
LENGTH_MOST = 4608
REPORT_MOST = 1024


class Line:
    """UTF-8 up to the end of the frame."""

    def __init__(self, name):
        self.name = name

    def read(self, reader, _):
        try:
            return reader.rest().decode("utf-8")
        except UnicodeDecodeError as error:
            raise Malformed(f"{self.name}: {error}") from None

    def write(self, value, _):
        if "\n" in value:
            raise Unencodable(f"{self.name}: one line is wanted")
        return value.encode("utf-8")


class FeatureReport(Hex):
    """A feature report; none when the error before it is not 0."""

    def read(self, reader, fields):
        return "" if fields["error"] else super().read(reader, fields)

    def write(self, value, fields):
        if not fields["error"]:
            return super().write(value, fields)
        if value:
            raise Unencodable(f"{self.name}: none goes with an error")
        return b""


def report(name="report", of=Hex):
    return of(name, least=1, most=REPORT_MOST)


VERBS = {
    "SELECT": 0x01, "OUTPUT": 0x02, "GET_FEATURE": 0x03, "SET_FEATURE": 0x04, "LIST": 0x05,
    "PLUG": 0x81, "UNPLUG": 0x82, "INPUT": 0x83, "FEATURE": 0x84, "FEATURE_SET": 0x85,
    "HANDSETS": 0x86, "REFUSED": 0x87,
}
BODIES = {
    "SELECT": [u8("version"), u16("handset")],
    "LIST": [u8("version")],
    "OUTPUT": [report()],
    "GET_FEATURE": [u16("tag"), u8("report_id")],
    "SET_FEATURE": [u16("tag"), report()],
    "PLUG": [u16("handset"), u16("vendor"), u16("product"), u16("release"), Name("name"),
             Name("serial"), Hex("descriptor")],
    "UNPLUG": [],
    "INPUT": [report()],
    "FEATURE": [u16("tag"), u8("error"), report(of=FeatureReport)],
    "FEATURE_SET": [u16("tag"), u8("error")],
    "HANDSETS": [u16("count")],
    "REFUSED": [u8("code"), Line("text")],
}
WITH_MAGIC = ("SELECT", "LIST")


def decode(data):
    """The fields of exactly one frame."""
    reader = Reader(data)
    length = reader.number(2, "length")
    if not 1 <= length <= LENGTH_MOST:
        raise Malformed(f"frame of length {length}; 1 to {LENGTH_MOST} are allowed")
    body = Reader(reader.take(length, "frame"))
    if reader.left():
        raise Malformed(f"{reader.left()} bytes behind the frame")
    code = body.number(1, "verb")
    verb = next((name for name, known in VERBS.items() if known == code), None)
    if verb is None:
        raise Malformed(f"unknown verb {code:02X}")
    if verb in WITH_MAGIC and body.take(len(MAGIC), "magic") != MAGIC:
        raise Malformed(f"{verb} with another magic")
    return {"verb": verb} | schema.read_fields(BODIES[verb], body)


def encode(fields):
    verb = fields.get("verb")
    if verb not in VERBS:
        raise Unencodable(f"unknown verb {verb!r}")
    body = bytes([VERBS[verb]]) + (MAGIC if verb in WITH_MAGIC else b"")
    body += schema.encode(BODIES[verb], {key: fields[key] for key in fields if key != "verb"})
    if len(body) > LENGTH_MOST:
        raise Unencodable(f"frame of {len(body)} bytes; {LENGTH_MOST} is the most")
    return number_bytes(len(body), 2, "length") + body
