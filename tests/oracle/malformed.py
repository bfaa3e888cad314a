"""Messages that a correct decoder must refuse: one entry for each way to be wrong."""

import frame
import messages
import standard
import stream
from messages import EVENTS, OPCODES, STATUSES
from wire import Malformed, number_bytes

SESSION, SEQUENCE = 0x5C, 0x0B


def request_of(name, payload):
    code = OPCODES[name] if isinstance(name, str) else name
    return frame.split(frame.TO_DEVICE, (SESSION, SEQUENCE, code, 0), payload)


def response_of(name, payload, status="OK"):
    return frame.split(frame.TO_HOST, (SESSION, SEQUENCE, OPCODES[name], STATUSES[status]),
                       payload)


def event_of(name, payload):
    return frame.split(frame.TO_HOST, (SESSION, SEQUENCE, EVENTS[name], 0), payload)


def patched(report, at, *data):
    return report[:at] + bytes(data) + report[at + len(data):]


def refused(decode, payload):
    try:
        decode(payload)
    except Malformed:
        return True
    return False


class Malformer:
    """Draws its raw material from Values; each generator yields (name, kind, reports, why)."""

    def __init__(self, values):
        self.values = values

    def all(self):
        for part in (self.frames, self.requests, self.responses, self.events, self.standard,
                     self.stream_lengths, self.stream_bodies):
            yield from part()

    # The frame (§1.2, §3)

    def frames(self):
        for kind in ("request", "response", "event"):
            for name, reports, why in self._frames(kind):
                yield f"{kind}-{name}", kind, reports, why

    def _frames(self, kind):
        one, long = self._one(kind)[0], self._long(kind)
        for length in (0, 1, 5, 8, 9, 63, 65, 128):
            report = one.ljust(length, b"\0")[:length]
            yield f"report-of-{length}", [report], "§1.2 a vendor report has exactly 64 bytes"
        for report_id in (0x00, 0x01, 0x1F, 0x20, 0x21, 0x22, 0xFF):
            if report_id != one[0]:
                yield (f"report-id-{report_id:02x}", [patched(one, 0, report_id)],
                       "§1.2 the report ID is that of the other direction, or unknown")
        wrong = OPCODES["PING"] if kind == "event" else EVENTS["BUTTON"]
        yield "opcode-bit-7", [patched(one, 3, wrong)], "§3 bit 7 of the opcode marks an event"
        yield from self._headers(one)
        if kind != "event":
            yield from self._parts(long)

    def _headers(self, one):
        for offset in (1, 54, 56, 109, 111):
            yield (f"offset-{offset}", [patched(one, 5, *number_bytes(offset, 2, ""), 0, 4)],
                   "§3.1 the offset is not a multiple of 55")
        for offset, total in ((55, 0), (55, 54), (110, 109), (65505, 1024)):
            head = number_bytes(offset, 2, "") + number_bytes(total, 2, "")
            yield (f"offset-{offset}-of-{total}", [patched(one, 5, *head)],
                   "§3.1 the offset is above the total")
        for total in (55, 110, 550):
            head = number_bytes(total, 2, "") * 2
            yield (f"no-data-at-{total}", [patched(one, 5, *head)],
                   "§3.1 a part without data in a message that has some")
        for total in (1025, 4096, 65535):
            yield (f"total-{total}", [patched(one, 7, *number_bytes(total, 2, ""))],
                   "§3.1 the total is above 1024")

    def _parts(self, long):
        parts = len(long)
        yield "last-part-missing", long[:-1], "§3.1 the message is not complete"
        yield "first-part-only", long[:1], "§3.1 the message is not complete"
        yield "first-part-missing", long[1:], "§3.1 parts come in order, from offset 0"
        yield "last-part-alone", long[-1:], "§3.1 parts come in order, from offset 0"
        yield "parts-reversed", long[::-1], "§3.1 parts come in order, from offset 0"
        for index in range(1, parts - 1):
            yield (f"part-{index}-missing", long[:index] + long[index + 1:],
                   "§3.1 a part was left out")
            yield (f"part-{index}-twice", long[:index + 1] + long[index:],
                   "§3.1 a part came twice")
            yield (f"parts-{index}-swapped",
                   long[:index] + [long[index + 1], long[index]] + long[index + 2:],
                   "§3.1 parts come in order")
        for at, what in ((1, "session"), (2, "sequence"), (3, "opcode"), (4, "flags-or-status")):
            other = patched(long[1], at, long[1][at] ^ 0x80)
            if at == 3:
                other = patched(long[1], at, long[1][at] ^ 0x01)
            yield (f"other-{what}", [long[0], other] + long[2:],
                   "§3.1 all other header fields are equal in each part")
        total = int.from_bytes(long[0][7:9], "little")
        yield ("other-total", [long[0], patched(long[1], 7, *number_bytes(total - 1, 2, ""))]
               + long[2:], "§3.1 all other header fields are equal in each part")

    def _one(self, kind):
        return {"request": request_of("LAMP", bytes.fromhex("0E04")),
                "response": response_of("VENDOR", bytes.fromhex("CAFE")),
                "event": event_of("VENDOR_EVENT", bytes.fromhex("BEEF"))}[kind]

    def _long(self, kind):
        data = self.values.random.randbytes(self.values.random.randint(166, 400))
        if kind == "request":
            return request_of("VENDOR", data)
        return response_of("UL_READ", data)

    # Payloads

    def requests(self):
        for opcode in OPCODES:
            fields = self.values.request_payload(opcode, 60)
            payload = messages.encode_request(opcode, fields)
            decode = lambda data, opcode=opcode: messages.decode_request(opcode, data)
            if opcode != "BATCH":
                yield from self._cut("request", opcode, payload, decode, request_of)
        for code in (0x00, 0x07, 0x0F, 0x1A, 0x1F, 0x25, 0x7F):
            yield (f"request-opcode-{code:02x}", "request", request_of(code, b""),
                   "§13 unknown opcode")
        yield ("request-display-no-text", "request", request_of("DISPLAY", bytes(2)),
               "§8.6 at least one unit")
        yield ("request-display-odd", "request", request_of("DISPLAY", b"\0\0A\0B"),
               "§13 odd number of bytes in a UTF-16 text")
        yield ("request-set_button-odd", "request", request_of("SET_BUTTON", bytes(6) + b"A\0B"),
               "§13 odd number of bytes in a UTF-16 text")
        for units in (33, 100):
            yield (f"request-set_button-label-{units}", "request",
                   request_of("SET_BUTTON", bytes([12, 4]) + bytes(4) + b"A\0" * units),
                   "§8.7 at most 32 units")
        yield ("request-dl_data-no-data", "request", request_of("DL_DATA", bytes(5)),
               "§10.2 1 byte or more")
        yield from self._batches()

    def _batches(self):
        lamp, ring = bytes.fromhex("10020C04"), bytes.fromhex("11030200C0")
        cases = [("empty", b"", "§9 a batch that has no items")]
        cases += [(f"of-{count}", lamp * count, "§9 more than 55 items") for count in (56, 100)]
        whole = lamp + ring
        cases += [(f"cut-at-{length}", whole[:length], "§9 items do not add up to the length")
                  for length in range(1, len(whole)) if length != len(lamp)]
        cases += [("item-too-long", lamp + bytes.fromhex("10030C04"),
                   "§9 items do not add up to the length"),
                  ("item-of-255", bytes.fromhex("15FF0000") + b"A\0" * 126,
                   "§9 items do not add up to the length")]
        for code in [code for name, code in OPCODES.items() if name not in messages.BATCH_OPCODES]:
            cases.append((f"opcode-{code:02x}", lamp + bytes([code, 1, 0]),
                          "§9 an opcode that is not allowed in a batch"))
        for code in (0x00, 0x0F, 0x1A, 0x7F, 0x90, 0xFF):
            cases.append((f"opcode-{code:02x}", lamp + bytes([code, 1, 0]),
                          "§9 an opcode that is unknown"))
        for name, payload, why in cases:
            yield f"request-batch-{name}", "request", request_of("BATCH", payload), why

    def responses(self):
        answers = [(opcode, self.values.response(opcode, "OK")["payload"]) for opcode in OPCODES
                   if opcode not in ("GET_INFO", "GET_STATE", "BATCH")]
        for opcode, fields in answers:
            yield from self._answer(opcode, "OK", fields, opcode.lower())
        for page in (self.values.info_limits(), self._short_names(), self._short_table(2),
                     self._short_table(3)):
            yield from self._answer("GET_INFO", "OK", page, f"get_info-page-{page['page']}")
        yield from self._answer("GET_STATE", "OK", self._short_state(), "get_state")
        yield ("response-get_button-odd", "response",
               response_of("GET_BUTTON", bytes(6) + b"A\0B"),
               "§13, §14 odd number of bytes in a UTF-16 text")
        for status in STATUSES:
            if status not in ("OK", "BAD_PARAMETER"):
                fields = self.values.status_payload(status)
                yield from self._answer("LAMP", status, fields, status.lower())

    def _short_names(self):
        return {"page": 1, "maker": "Offhook", "product": "Desk", "firmware": "1.2",
                "serial": self.values.name(8) + "7"}

    def _short_table(self, page):
        fields = self.values.info_buttons() if page == 2 else self.values.info_areas()
        name = "buttons" if page == 2 else "areas"
        record = {2: {"mode": 4, "lamp_modes": 126, "function": 4},
                  3: {"size": 256, "flags": 2}}[page]
        return fields | {"first": 0, name: (fields[name] + [record] * 11)[:11]}

    def _short_state(self):
        state = self.values.answer_get_state()
        return state | {"buttons": [{"lamp": 4, "state": 1}] * 4, "rows": 2, "columns": 4,
                        "display": self.values.text(8)}

    def _answer(self, opcode, status, fields, name):
        payload = messages.encode_answer(opcode, status, fields)
        decode = lambda data: messages.decode_answer(opcode, status, data)
        make = lambda _, data: response_of(opcode, data, status)
        yield from self._cut("response", name, payload, decode, make)

    def events(self):
        for opcode in EVENTS:
            payload = messages.encode_event(opcode, self.values.event(opcode)["payload"])
            decode = lambda data, opcode=opcode: messages.decode_event(opcode, data)
            yield from self._cut("event", opcode, payload, decode, event_of)
        yield ("event-two-parts", "event", event_of("VENDOR_EVENT", bytes(56)),
               "§3.1 events always fit in one part")

    def _cut(self, kind, name, payload, decode, make):
        """Each length at which the payload is too short for its opcode, page or status."""
        for length in range(len(payload)):
            if refused(decode, payload[:length]):
                yield (f"{kind}-{name.lower()}-cut-at-{length}", kind, make(name, payload[:length]),
                       "§6, §13 the payload is too short")

    # Standard reports (§1.2, §2)

    def standard(self):
        for kind, (report_id, length) in standard.REPORTS.items():
            good = standard.encode(kind, self.values.standard(kind))
            for wrong in sorted({0, 1, length - 1, length + 1, 64} - {length}):
                yield (f"{kind}-of-{wrong}", kind, [good.ljust(wrong, b"\0")[:wrong]],
                       f"§1.2 the report has exactly {length} bytes")
            for other in (0x00, 0x04, 0x20, 0x21, 0x23):
                yield (f"{kind}-id-{other:02x}", kind, [patched(good, 0, other)],
                       f"§1.2 the report ID is {report_id:02X}")
        identity = standard.encode("feature_identity", self.values.feature_identity())
        for at in range(1, 5):
            yield (f"feature_identity-magic-{at}", "feature_identity",
                   [patched(identity, at, identity[at] ^ 0x20)], "§1.3 another magic")

    # Streams (appendix B)

    def stream_lengths(self):
        plug = bytes([stream.VERBS["PLUG"]]) + self._body("PLUG")
        for length in (0, 4609, 32768, 65535):
            # Nothing but its length is wrong: the rest would be a descriptor.
            data = number_bytes(length, 2, "") + plug.ljust(length, b"\0")[:length]
            yield (f"stream-length-{length}", "stream", [data],
                   "§B.1 a frame of length 0 or above 4608")
        for verb in (0x00, 0x06, 0x7F, 0x80, 0x88, 0xFF):
            yield (f"stream-verb-{verb:02x}", "stream", [self._stream(verb, bytes(8))],
                   "§B.1 unknown verb")
        for verb in ("OUTPUT", "INPUT", "SET_FEATURE", "FEATURE"):
            head = {"SET_FEATURE": bytes(2), "FEATURE": bytes(3)}.get(verb, b"")
            for size in (0, 1025, 4096):
                yield (f"stream-{verb.lower()}-report-of-{size}", "stream",
                       [self._stream(verb, head + bytes(size))],
                       "§B.1 a report of 0 or more than 1024 bytes")

    def stream_bodies(self):
        for verb in stream.VERBS:
            body = self._body(verb)
            for length in range(len(body)):
                data = self._stream(verb, body[:length])
                if refused(stream.decode, data):
                    yield (f"stream-{verb.lower()}-cut-at-{length}", "stream", [data],
                           "§B.1 the body is too short for its verb")
        for verb in stream.WITH_MAGIC:
            good = stream.encode(self.values.stream(verb))
            for at in range(3, 6):
                yield (f"stream-{verb.lower()}-magic-{at}", "stream",
                       [patched(good, at, good[at] ^ 0x20)], "§B.1 another magic")

    def _body(self, verb):
        if verb == "PLUG":
            return bytes.fromhex("0100 0912 534F 0001 04 4465736B 02 5331")
        if verb == "REFUSED":  # a text that may be cut anywhere
            return bytes([2]) + b"no such handset"
        fields = self.values.stream(verb)
        if "report" in fields:
            fields["report"] = self.values.hex(1, 8)
        return stream.encode(fields | ({"error": 0} if verb == "FEATURE" else {}))[3:]

    @staticmethod
    def _stream(verb, body):
        code = stream.VERBS[verb] if isinstance(verb, str) else verb
        return number_bytes(1 + len(body), 2, "") + bytes([code]) + body
