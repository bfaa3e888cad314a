"""Payloads of every request, response and event (firmware-protocol.md §5 to §11)."""

import schema
from schema import Counted, Hex, Name, Numbers, Screen, Text, u8, u16, u32
from wire import Malformed, Unencodable, number_bytes

OPCODES = {
    "HELLO": 0x01, "GET_INFO": 0x02, "PING": 0x03, "CANCEL": 0x04, "GET_STATE": 0x05, "BYE": 0x06,
    "LAMP": 0x10, "RING": 0x11, "HOOK": 0x12, "VOLUME": 0x13, "GAIN": 0x14, "DISPLAY": 0x15,
    "SET_BUTTON": 0x16, "GET_BUTTON": 0x17, "BATCH": 0x18, "VENDOR": 0x19,
    "DL_BEGIN": 0x20, "DL_DATA": 0x21, "DL_END": 0x22, "DL_ABORT": 0x23, "UL_READ": 0x24,
}
EVENTS = {
    "BUTTON": 0x90, "HOOK_CHANGED": 0x91, "LEVEL_CHANGED": 0x92, "STATE_CHANGED": 0x93,
    "LOST": 0x94, "RESET": 0x95, "DATA_CHANGED": 0x96, "VENDOR_EVENT": 0x97, "TAKEN": 0x98,
}
STATUSES = {
    "OK": 0x00, "PENDING": 0x01, "BUSY": 0x02, "BAD_OPCODE": 0x03, "BAD_LENGTH": 0x04,
    "BAD_PARAMETER": 0x05, "BAD_PART": 0x06, "BAD_SESSION": 0x07, "UNSUPPORTED": 0x08,
    "TIMED_OUT": 0x09, "CANCELLED": 0x0A, "NO_SPACE": 0x0B, "BAD_STATE": 0x0C, "BAD_CRC": 0x0D,
    "HARDWARE_FAULT": 0x0E, "BAD_VERSION": 0x0F, "BAD_OFFSET": 0x10,
}
BATCH_OPCODES = ("LAMP", "RING", "HOOK", "VOLUME", "GAIN", "DISPLAY", "SET_BUTTON")
BATCH_MOST = 55
LABEL_MOST = 32
SHORT = 55  # one part: what an event and the answer to VENDOR may carry

BUTTON_INFO = [u8("button"), u8("mode"), u32("function"), Text("label", most=LABEL_MOST)]


class BatchItems:
    """Items up to the end: opcode u8, length u8, that opcode's payload (§9)."""

    name = "items"

    def read(self, reader, _):
        items = []
        while reader.left():
            code = reader.number(1, "item opcode")
            payload = reader.take(reader.number(1, "item length"), "item")
            name = name_of(OPCODES, code)
            if name not in BATCH_OPCODES:
                raise Malformed(f"opcode {code:02X} is not allowed in a batch")
            items.append({"opcode": name, "payload": schema.decode(REQUESTS[name], payload)})
        self._check(len(items), Malformed)
        return items

    def write(self, value, _):
        self._check(len(value), Unencodable)
        return b"".join(self._item(item) for item in value)

    @staticmethod
    def _item(item):
        if item.get("opcode") not in BATCH_OPCODES:
            raise Unencodable(f"opcode {item.get('opcode')!r} is not allowed in a batch")
        payload = schema.encode(REQUESTS[item["opcode"]], item["payload"])
        return (bytes([OPCODES[item["opcode"]]]) + number_bytes(len(payload), 1, "item length")
                + payload)

    @staticmethod
    def _check(count, error):
        if not 1 <= count <= BATCH_MOST:
            raise error(f"a batch of {count} items; 1 to {BATCH_MOST} are allowed")


class BatchStatuses:
    """One terminal status but BUSY for each item (§9)."""

    name = "statuses"

    def read(self, reader, _):
        codes = reader.rest()
        self._check(codes, Malformed)
        return [name_of(STATUSES, code) for code in codes]

    def write(self, value, _):
        codes = b"".join(bytes([code_of(STATUSES, status)]) for status in value)
        self._check(codes, Unencodable)
        return codes

    @staticmethod
    def _check(codes, error):
        if not 1 <= len(codes) <= BATCH_MOST:
            raise error(f"{len(codes)} statuses; 1 to {BATCH_MOST} are allowed")
        if STATUSES["PENDING"] in codes or STATUSES["BUSY"] in codes:
            raise error("PENDING and BUSY are no status of an item")


REQUESTS = {
    "HELLO": [Hex("nonce", size=8), u8("major"), u8("minor")],
    "GET_INFO": [u8("page"), u8("first")],
    "PING": [], "BYE": [], "GET_STATE": [],
    "CANCEL": [u8("seq")],
    "LAMP": [u8("lamp"), u8("mode")],
    "RING": [u8("mode"), u16("volume")],
    "HOOK": [u8("devices"), u8("mode")],
    "VOLUME": [u8("device"), u16("level")],
    "GAIN": [u8("device"), u16("level")],
    "DISPLAY": [u8("row"), u8("column"), Text("text", least=1, ends_at_zero=True)],
    "SET_BUTTON": BUTTON_INFO,
    "GET_BUTTON": [u8("button")],
    "BATCH": [BatchItems()],
    "VENDOR": [Hex("data")],
    "DL_BEGIN": [u8("area"), u32("size"), u32("crc")],
    "DL_DATA": [u8("area"), u32("offset"), Hex("data", least=1)],
    "DL_END": [u8("area")],
    "DL_ABORT": [u8("area")],
    "UL_READ": [u8("area"), u32("offset"), u16("length")],
}

INFO_PAGES = {
    0: [u8("page"), u8("rows"), u8("columns"), u8("ring_modes"), u8("buttons"), u8("areas"),
        u8("hook_devices"), u8("volume_devices"), u8("gain_devices"), Numbers("hook_modes", 1, 3),
        u16("vendor_max"), u8("audio")],
    1: [u8("page"), Name("maker"), Name("product"), Name("firmware"), Name("serial")],
    2: [u8("page"), u8("first"),
        Counted("buttons", [u8("mode"), u8("lamp_modes"), u32("function")])],
    3: [u8("page"), u8("first"), Counted("areas", [u32("size"), u8("flags")])],
}

OK_ANSWERS = {name: [] for name in OPCODES} | {
    "HELLO": [Hex("nonce", size=8), u8("session"), u8("major"), u8("minor"), u16("max_message"),
              u8("window"), u8("event_counter"), u32("firmware"), u32("capabilities"),
              u16("heartbeat_ms")],
    "PING": [u8("event_counter")],
    "GET_STATE": [u8("event_counter"), Numbers("hook", 1, 3), Numbers("volume", 2, 3),
                  Numbers("gain", 2, 3), u8("ring_mode"), u16("ring_volume"),
                  Counted("buttons", [u8("lamp"), u8("state")]), u8("rows"), u8("columns"),
                  Screen("display")],
    "GET_BUTTON": BUTTON_INFO,
    "BATCH": [BatchStatuses()],
    "VENDOR": [Hex("data", most=SHORT)],
    "DL_DATA": [u32("next")],
    "UL_READ": [u32("size"), u32("crc"), Hex("data")],
}
del OK_ANSWERS["GET_INFO"]  # its schema depends on the page

STATUS_ANSWERS = {name: [] for name in STATUSES} | {
    "PENDING": [u16("ms")],
    "BUSY": [u16("ms")],
    "BAD_PARAMETER": [u8("at")],
    "BAD_PART": [u16("expected")],
    "BAD_CRC": [u32("crc")],
    "HARDWARE_FAULT": [u8("code")],
    "BAD_VERSION": [u8("lowest_major"), u8("highest_major")],
    "BAD_OFFSET": [u32("expected")],
}
del STATUS_ANSWERS["OK"]

EVENT_PAYLOADS = {
    "BUTTON": [u8("button"), u8("state"), u32("time_ms")],
    "HOOK_CHANGED": [u8("device"), u8("mode")],
    "LEVEL_CHANGED": [u8("control"), u8("device"), u16("level")],
    "STATE_CHANGED": [u16("mask")],
    "LOST": [u8("count")],
    "RESET": [u8("reason")],
    "DATA_CHANGED": [u8("area")],
    "VENDOR_EVENT": [Hex("data", most=SHORT)],
    "TAKEN": [],
}


def name_of(table, code):
    """The code's name, or the number itself when the document has none."""
    return next((name for name, known in table.items() if known == code), code)


def code_of(table, name):
    """The code of a name; a number stands for itself when no name has it."""
    if isinstance(name, int) and not isinstance(name, bool):
        if name in table.values() or not 0 <= name <= 0xFF:
            raise Unencodable(f"{name} is no number of its own in {', '.join(table)}")
        return name
    if name not in table:
        raise Unencodable(f"{name!r} is none of {', '.join(table)}")
    return table[name]


def request_schema(opcode):
    if opcode not in REQUESTS:
        raise Malformed(f"unknown opcode {opcode!r}")
    return REQUESTS[opcode]


def answer_schema(opcode, status, page):
    """The fields of a response. `page` is the first byte of the payload, for GET_INFO only."""
    if status not in STATUSES:
        return []  # unknown: a terminal refusal, whatever it carries (§6)
    if status != "OK":
        return STATUS_ANSWERS[status]
    if opcode == "GET_INFO":
        if page not in INFO_PAGES:
            raise Malformed(f"info page {page!r} is unknown")
        return INFO_PAGES[page]
    if opcode not in OK_ANSWERS:
        raise Malformed(f"unknown opcode {opcode!r} with OK")
    return OK_ANSWERS[opcode]


def decode_request(opcode, payload):
    return schema.decode(request_schema(opcode), payload)


def encode_request(opcode, fields):
    return schema.encode(request_schema(opcode), fields)


def decode_answer(opcode, status, payload):
    page = payload[0] if payload else None
    return schema.decode(answer_schema(opcode, status, page), payload)


def encode_answer(opcode, status, fields):
    return schema.encode(answer_schema(opcode, status, fields.get("page")), fields)


def decode_event(opcode, payload):
    return schema.decode(EVENT_PAYLOADS.get(opcode, []), payload)


def encode_event(opcode, fields):
    return schema.encode(EVENT_PAYLOADS.get(opcode, []), fields)
