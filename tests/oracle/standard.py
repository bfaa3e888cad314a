"""Standard reports and the identity (firmware-protocol.md §1.3 and §2)."""

import schema
from schema import u8, u32
from wire import Malformed, Unencodable, number_bytes, text_bytes, text_of, until_zero

MAGIC = b"PHON"
TEXT_UNITS = 30
# Report ID and length, the ID included (§1.2).
REPORTS = {
    "input_volume_keys": (0x01, 2), "input_telephony": (0x02, 8), "output_indicators": (0x03, 3),
    "feature_display": (0x05, 4), "output_display_control": (0x06, 3),
    "output_display_text": (0x07, 63), "input_display_status": (0x08, 2),
    "feature_identity": (0x22, 17),
}
IDENTITY = [u8("major"), u8("minor"), u32("firmware"), u32("capabilities")]
DISPLAY = [u8("rows"), u8("columns"), u8("flags")]


def bits(value, count, what):
    """A number of at most `count` bits."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << count:
        raise Unencodable(f"{what}: {value!r} does not fit in {count} bits")
    return value


def flag(value, what):
    if not isinstance(value, bool):
        raise Unencodable(f"{what}: {value!r} is neither true nor false")
    return int(value)


def pick(fields, *names):
    if sorted(fields) != sorted(names):
        raise Unencodable(f"fields {fields!r}; wanted are {', '.join(names)}")
    return [fields[name] for name in names]


def decode_volume_keys(body):
    return {"up": bool(body[0] & 1), "down": bool(body[0] & 2)}


def encode_volume_keys(fields):
    up, down = pick(fields, "up", "down")
    return bytes([flag(up, "up") | flag(down, "down") << 1])


def decode_telephony(body):
    return {"hook": bool(body[0] & 1), "speaker_phone": bool(body[0] & 2),
            "one_shots": body[0] >> 2 | (body[1] & 0x0F) << 6, "keypad": body[2],
            "programmable": int.from_bytes(body[3:7], "little")}


def encode_telephony(fields):
    hook, speaker, shots, keypad, buttons = pick(fields, "hook", "speaker_phone", "one_shots",
                                                 "keypad", "programmable")
    shots = bits(shots, 10, "one_shots")
    first = flag(hook, "hook") | flag(speaker, "speaker_phone") << 1 | (shots & 0x3F) << 2
    return (bytes([first, shots >> 6]) + number_bytes(keypad, 1, "keypad")
            + number_bytes(buttons, 4, "programmable"))


def decode_indicators(body):
    return {"indicators": body[0] | (body[1] & 1) << 8}


def encode_indicators(fields):
    return number_bytes(bits(*pick(fields, "indicators"), 9, "indicators"), 2, "indicators")


def decode_display(body):
    fields = schema.decode(DISPLAY, body)
    return fields | {"flags": fields["flags"] & 7}


def encode_display(fields):
    bits(fields.get("flags"), 3, "flags")
    return schema.encode(DISPLAY, fields)


def decode_display_control(body):
    return {"enable": bool(body[0] & 1), "clear": bool(body[0] & 2), "brightness": body[1]}


def encode_display_control(fields):
    enable, clear, brightness = pick(fields, "enable", "clear", "brightness")
    return (bytes([flag(enable, "enable") | flag(clear, "clear") << 1])
            + number_bytes(brightness, 1, "brightness"))


def decode_display_text(body):
    return {"row": body[0], "column": body[1], "text": until_zero(text_of(body[2:], "text"))}


def encode_display_text(fields):
    row, column, text = pick(fields, "row", "column", "text")
    units = text_bytes(text, "text")
    if len(units) > 2 * TEXT_UNITS or "\0" in text:
        raise Unencodable(f"text: {TEXT_UNITS} units without 0000 are the most")
    return (number_bytes(row, 1, "row") + number_bytes(column, 1, "column")
            + units.ljust(2 * TEXT_UNITS, b"\0"))


def decode_display_status(body):
    return {"status": body[0]}


def encode_display_status(fields):
    return number_bytes(*pick(fields, "status"), 1, "status")


def decode_identity(body):
    if body[:4] != MAGIC:
        raise Malformed(f"identity with the magic {body[:4].hex(' ').upper()}")
    return schema.decode(IDENTITY, body[4:])


def encode_identity(fields):
    return MAGIC + schema.encode(IDENTITY, fields) + bytes(2)


CODECS = {
    "input_volume_keys": (decode_volume_keys, encode_volume_keys),
    "input_telephony": (decode_telephony, encode_telephony),
    "output_indicators": (decode_indicators, encode_indicators),
    "feature_display": (decode_display, encode_display),
    "output_display_control": (decode_display_control, encode_display_control),
    "output_display_text": (decode_display_text, encode_display_text),
    "input_display_status": (decode_display_status, encode_display_status),
    "feature_identity": (decode_identity, encode_identity),
}


def decode(kind, report):
    report_id, length = REPORTS[kind]
    if len(report) != length:
        raise Malformed(f"{kind} of {len(report)} bytes; it has {length}")
    if report[0] != report_id:
        raise Malformed(f"report {report[0]:02X}; {kind} is {report_id:02X}")
    return CODECS[kind][0](report[1:])


def encode(kind, fields):
    return bytes([REPORTS[kind][0]]) + CODECS[kind][1](fields)
