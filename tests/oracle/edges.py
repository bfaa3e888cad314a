"""Messages at the edges of what the document allows: none, one, the most, just around a part."""

from messages import OPCODES, STATUSES
from values import LETTERS, MAX_MESSAGE

# Lengths around one part, two parts and the longest message.
AROUND_PARTS = (1, 54, 55, 56, 109, 110, 111, 165, 990, 991, MAX_MESSAGE)
HEAD = {"session": 255, "seq": 255}


def request(opcode, payload):
    return HEAD | {"opcode": opcode, "retry": False, "payload": payload}


def response(opcode, payload, status="OK"):
    return HEAD | {"opcode": opcode, "status": status, "payload": payload}


def event(opcode, payload):
    return {"session": 1, "counter": 255, "opcode": opcode, "payload": payload}


def messages_of_length(values):
    """Payloads of exactly each length, for the opcodes whose length is free."""
    def data(length):
        return values.hex(length, length)

    for length in (0,) + AROUND_PARTS:
        yield f"vendor-{length}", "request", request("VENDOR", {"data": data(length)})
        if length >= 6:
            yield (f"dl-data-{length}", "request",
                   request("DL_DATA", {"area": 254, "offset": 65535, "data": data(length - 5)}))
        if length >= 8:
            yield (f"ul-read-{length}", "response",
                   response("UL_READ", {"size": 65536, "crc": 0, "data": data(length - 8)}))
        if length >= 4 and length % 2 == 0:
            yield (f"display-{length}", "request",
                   request("DISPLAY", {"row": 255, "column": 0,
                                       "text": values.text((length - 2) // 2)}))
    for length in (0, 1, 54, 55):
        yield f"vendor-event-{length}", "event", event("VENDOR_EVENT", {"data": data(length)})
        yield f"vendor-answer-{length}", "response", response("VENDOR", {"data": data(length)})


def labels(values):
    for units in (0, 1, 24, 25, 31, 32):
        fields = {"button": 255, "mode": 32, "function": 0xFFFFFFFF, "label": values.text(units)}
        yield f"set-button-{units}", "request", request("SET_BUTTON", fields)
        yield f"get-button-{units}", "response", response("GET_BUTTON", fields)


def batches(values):
    lamp = {"opcode": "LAMP", "payload": {"lamp": 255, "mode": 64}}
    for count in (1, 13, 14, 55):
        yield f"batch-{count}-lamps", "request", request("BATCH", {"items": [lamp] * count})
        yield (f"batch-answer-{count}", "response",
               response("BATCH", {"statuses": ["OK"] * (count - 1) + [255]}))
    longest = {"opcode": "DISPLAY", "payload": {"row": 0, "column": 0, "text": values.text(126)}}
    yield "batch-longest-item", "request", request("BATCH", {"items": [longest]})
    yield "batch-mixed-55", "request", request("BATCH", {"items": values.batch_items(55)})


def statuses():
    for code in range(len(STATUSES), 0x100):
        yield f"status-{code:02x}", "response", response("LAMP", {}, code)
    for opcode in OPCODES:
        yield (f"unsupported-{opcode.lower()}", "response", response(opcode, {}, "UNSUPPORTED"))


def pages(values):
    empty = {"page": 1, "maker": "", "product": "", "firmware": "", "serial": ""}
    yield "info-names-empty", "response", response("GET_INFO", empty)
    full = {"page": 1, "maker": "M" * 255, "product": "P" * 255, "firmware": "F" * 255,
            "serial": "S" * 254}
    yield "info-names-full", "response", response("GET_INFO", full)
    button = {"mode": 32, "lamp_modes": 255, "function": 0x80000000}
    area = {"size": 65536, "flags": 3}
    for count in (0, 1, 8, 9, 170):
        yield (f"info-buttons-{count}", "response",
               response("GET_INFO", {"page": 2, "first": 0, "buttons": [button] * count}))
        yield (f"info-areas-{count}", "response",
               response("GET_INFO", {"page": 3, "first": 0, "areas": [area] * count}))
    yield from states(values)


def states(values):
    base = values.answer_get_state() | {"buttons": [], "rows": 0, "columns": 0, "display": ""}
    yield "state-empty", "response", response("GET_STATE", base)
    pairs = [{"lamp": 128, "state": 2}] * 255
    yield "state-255-pairs", "response", response("GET_STATE", base | {"buttons": pairs})
    for rows, columns in ((1, 255), (255, 1), (2, 24), (3, 167)):
        yield (f"state-{rows}x{columns}", "response",
               response("GET_STATE", base | {"rows": rows, "columns": columns,
                                             "display": values.text(rows * columns)}))


def texts():
    """Every letter of the generator alone, so that a failure names it."""
    for letter in LETTERS:
        yield (f"letter-{ord(letter):x}", "output_display_text",
               {"row": 0, "column": 0, "text": letter})
    for text in ("", "A" * 30, "\U0001F4DE" * 15):
        yield (f"text-{len(text)}", "output_display_text", {"row": 0, "column": 0, "text": text})


def streams(values):
    for size in (1, 1023, 1024):
        report = values.hex(size, size)
        yield f"stream-output-{size}", "stream", {"verb": "OUTPUT", "report": report}
        yield f"stream-input-{size}", "stream", {"verb": "INPUT", "report": report}
    for error in (1, 2, 255):
        yield (f"stream-feature-error-{error}", "stream",
               {"verb": "FEATURE", "tag": 65535, "error": error, "report": ""})
    plug = {"verb": "PLUG", "handset": 0, "vendor": 0, "product": 0, "release": 0, "name": "",
            "serial": "", "descriptor": "050C"}
    yield "stream-plug-nameless", "stream", plug
    yield ("stream-plug-full", "stream",
           plug | {"name": "N" * 255, "serial": "S" * 255, "descriptor": values.hex(4087, 4087)})
    yield ("stream-plug-longest", "stream",
           plug | {"name": "N", "serial": "S", "descriptor": values.hex(4595, 4595)})
    yield "stream-refused-wordless", "stream", {"verb": "REFUSED", "code": 3, "text": ""}


def messages_of(parts):
    seen = set()
    for part in parts:
        for name, kind, fields in part:
            if name not in seen:
                seen.add(name)
                yield name, kind, fields


def messages(values):
    """Yields (name, kind, fields)."""
    yield from messages_of((messages_of_length(values), labels(values), batches(values), statuses(),
                            pages(values), texts(), streams(values)))
