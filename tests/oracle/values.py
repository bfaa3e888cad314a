"""Seeded random fields for every kind of message, within the document's ranges."""

import messages
import standard
import stream
from messages import OPCODES, STATUSES

LAMP_MODES = (0x02, 0x04, 0x08, 0x10, 0x20, 0x40)
ANY_LAMP_MODES = (0x01,) + LAMP_MODES + (0x80,)
BUTTON_MODES = (0x01, 0x02, 0x04, 0x08, 0x10, 0x20)
HOOK_MODES = (1, 2, 4, 8)
DEVICES = (1, 2, 4)
# One to four UTF-8 bytes; the last is two UTF-16 units.
LETTERS = "ABC abc 0123 #*" + "äöüßéñ" + "€→語電話" + "\U0001F4DE\U0001F642"
MAX_MESSAGE = 1024


class Values:
    """Draws fields; the same seed gives the same ones."""

    def __init__(self, random):
        self.random = random

    def number(self, size, least=0, most=None):
        """Small, large and edge values of a number of `size` bytes."""
        most = (1 << (8 * size)) - 1 if most is None else most
        return self.random.choice((least, most, self.random.randint(least, most),
                                   self.random.randint(least, most)))

    def size(self, least, most):
        return self.number(2, least, most)

    def hex(self, least, most):
        return self.random.randbytes(self.size(least, most)).hex().upper()

    def text(self, units):
        """Exactly `units` UTF-16 units."""
        text = ""
        while units:
            letter = self.random.choice(LETTERS)
            width = len(letter.encode("utf-16-le")) // 2
            if width <= units:
                text, units = text + letter, units - width
        return text

    def name(self, most):
        """At most `most` bytes of UTF-8."""
        text = self.text(self.size(0, most))
        while len(text.encode()) > most:
            text = text[:-1]
        return text

    def bit(self):
        return self.random.random() < 0.5

    # Requests

    def request(self, opcode):
        hello = opcode == "HELLO"
        return {"session": 0 if hello else self.number(1, 1),
                "seq": 8 if hello else self.number(1, 8), "opcode": opcode,
                "retry": False if hello else self.bit(), "payload": self.request_payload(opcode)}

    def request_payload(self, opcode, room=MAX_MESSAGE):
        """Fields whose payload takes at most `room` bytes."""
        draw = getattr(self, "request_" + opcode.lower(), None)
        return draw(room) if draw else {}

    def request_hello(self, _):
        return {"nonce": self.hex(8, 8), "major": self.number(1), "minor": self.number(1)}

    def request_get_info(self, _):
        page = self.random.randrange(4)
        return {"page": page, "first": self.number(1) if page > 1 else 0}

    def request_cancel(self, _):
        return {"seq": self.number(1)}

    def request_lamp(self, _):
        return {"lamp": self.number(1), "mode": self.random.choice(LAMP_MODES)}

    def request_ring(self, _):
        return {"mode": self.number(1), "volume": self.number(2)}

    def request_hook(self, _):
        return {"devices": self.number(1, 1, 7), "mode": self.random.choice(HOOK_MODES)}

    def request_volume(self, _):
        return {"device": self.random.choice(DEVICES), "level": self.number(2)}

    request_gain = request_volume

    def request_display(self, room):
        return {"row": self.number(1), "column": self.number(1),
                "text": self.text(self.size(1, (room - 2) // 2))}

    def request_set_button(self, room=MAX_MESSAGE):
        most = min(messages.LABEL_MOST, (room - 6) // 2)
        return {"button": self.number(1), "mode": self.random.choice(BUTTON_MODES),
                "function": self.number(4), "label": self.text(self.size(0, most))}

    def request_get_button(self, _):
        return {"button": self.number(1)}

    def request_batch(self, room):
        return {"items": self.batch_items(self.size(1, messages.BATCH_MOST), room)}

    def batch_items(self, count, room=MAX_MESSAGE):
        """`count` items; long ones only where the rest still has room for its own."""
        items, longest = [], 5  # a RING item
        for left in range(count - 1, -1, -1):
            free = min(room - left * longest - 2, 255)
            names = messages.BATCH_OPCODES if free >= 6 else messages.BATCH_OPCODES[:5]
            opcode = self.random.choice(names)
            payload = self.request_payload(opcode, free)
            items.append({"opcode": opcode, "payload": payload})
            room -= 2 + len(messages.encode_request(opcode, payload))
        return items

    def request_vendor(self, room):
        return {"data": self.hex(0, room)}

    def request_dl_begin(self, _):
        return {"area": self.number(1, 0, 254), "size": self.number(4, 0, 65536),
                "crc": self.number(4)}

    def request_dl_data(self, room):
        return {"area": self.number(1, 0, 254), "offset": self.number(4, 0, 65535),
                "data": self.hex(1, room - 5)}

    def request_dl_end(self, _):
        return {"area": self.number(1, 0, 254)}

    request_dl_abort = request_dl_end

    def request_ul_read(self, _):
        return {"area": self.number(1, 0, 254), "offset": self.number(4),
                "length": self.number(2, 1, MAX_MESSAGE - 8)}

    # Responses

    def response(self, opcode, status):
        if status == "OK":
            draw = getattr(self, "answer_" + opcode.lower(), dict)
            payload = draw()
        else:
            payload = self.status_payload(status)
        hello = opcode == "HELLO"
        return {"session": 0 if hello else self.number(1, 1),
                "seq": 8 if hello else self.number(1, 8), "opcode": opcode, "status": status,
                "payload": payload}

    def status_payload(self, status):
        """Every field of a refusal is one plain number."""
        fields = messages.STATUS_ANSWERS.get(status, [])
        return {field.name: self.number(field.size) for field in fields}

    def answer_hello(self):
        return {"nonce": self.hex(8, 8), "session": self.number(1, 1), "major": self.number(1),
                "minor": self.number(1), "max_message": self.number(2, 64, MAX_MESSAGE),
                "window": self.number(1, 1, 8), "event_counter": self.number(1),
                "firmware": self.number(4), "capabilities": self.number(4, 0, 0x7FF),
                "heartbeat_ms": self.number(2, 1)}

    def answer_ping(self):
        return {"event_counter": self.number(1)}

    def answer_get_info(self):
        return self.random.choice((self.info_limits, self.info_names, self.info_buttons,
                                   self.info_areas))()

    def info_limits(self):
        return {"page": 0, "rows": self.number(1), "columns": self.number(1),
                "ring_modes": self.number(1), "buttons": self.number(1), "areas": self.number(1),
                "hook_devices": self.number(1, 0, 7), "volume_devices": self.number(1, 0, 7),
                "gain_devices": self.number(1, 0, 7),
                "hook_modes": [self.number(1, 0, 15) for _ in range(3)],
                "vendor_max": self.number(2, 0, MAX_MESSAGE), "audio": self.number(1, 0, 3)}

    def info_names(self):
        return {"page": 1, "maker": self.name(255), "product": self.name(255),
                "firmware": self.name(255), "serial": self.name(254)}

    def info_buttons(self):
        first = self.number(1)
        count = self.size(0, min(255 - first, (MAX_MESSAGE - 3) // 6))
        return {"page": 2, "first": first, "buttons": [
            {"mode": self.random.choice(BUTTON_MODES), "lamp_modes": self.number(1, 1),
             "function": self.number(4)} for _ in range(count)]}

    def info_areas(self):
        first = self.number(1)
        count = self.size(0, min(255 - first, (MAX_MESSAGE - 3) // 5))
        return {"page": 3, "first": first, "areas": [
            {"size": self.number(4, 0, 65536), "flags": self.number(1, 0, 3)}
            for _ in range(count)]}

    def answer_get_state(self):
        pairs = self.size(0, 255)
        columns = self.size(0, min(255, (MAX_MESSAGE - 22 - 2 * pairs) // 2))
        rows = self.size(1, (MAX_MESSAGE - 22 - 2 * pairs) // 2 // columns) if columns else 0
        rows = min(rows, 255)
        return {"event_counter": self.number(1),
                "hook": [self.random.choice(HOOK_MODES + (16,)) for _ in range(3)],
                "volume": [self.number(2) for _ in range(3)],
                "gain": [self.number(2) for _ in range(3)],
                "ring_mode": self.number(1), "ring_volume": self.number(2),
                "buttons": [{"lamp": self.random.choice(ANY_LAMP_MODES),
                             "state": self.random.choice((1, 2))} for _ in range(pairs)],
                "rows": rows, "columns": columns, "display": self.text(rows * columns)}

    answer_get_button = request_set_button

    def answer_batch(self):
        known = [name for name in STATUSES if name not in ("PENDING", "BUSY")]
        return {"statuses": [self.random.choice(known + [self.unknown_status()])
                             for _ in range(self.size(1, messages.BATCH_MOST))]}

    def answer_vendor(self):
        return {"data": self.hex(0, messages.SHORT)}

    def answer_dl_data(self):
        return {"next": self.number(4, 0, 65536)}

    def answer_ul_read(self):
        return {"size": self.number(4, 0, 65536), "crc": self.number(4),
                "data": self.hex(0, MAX_MESSAGE - 8)}

    def unknown_status(self):
        return self.number(1, 0x11)

    # Events

    def event(self, opcode):
        reset = opcode == "RESET"
        draw = getattr(self, "event_" + opcode.lower(), dict)
        return {"session": 0 if reset else self.number(1, 1),
                "counter": 0 if reset else self.number(1, 1), "opcode": opcode, "payload": draw()}

    def event_button(self):
        return {"button": self.number(1), "state": self.random.choice((1, 2)),
                "time_ms": self.number(4)}

    def event_hook_changed(self):
        return {"device": self.random.choice(DEVICES),
                "mode": self.random.choice(HOOK_MODES + (16,))}

    def event_level_changed(self):
        return {"control": self.random.choice((0x13, 0x14)),
                "device": self.random.choice(DEVICES), "level": self.number(2)}

    def event_state_changed(self):
        return {"mask": self.number(2, 0, 0x3F)}

    def event_lost(self):
        return {"count": self.number(1, 1)}

    def event_reset(self):
        return {"reason": self.random.randrange(4)}

    def event_data_changed(self):
        return {"area": self.number(1, 0, 254)}

    event_vendor_event = answer_vendor

    # Standard reports

    def standard(self, kind):
        return getattr(self, kind)()

    def input_volume_keys(self):
        return {"up": self.bit(), "down": self.bit()}

    def input_telephony(self):
        return {"hook": self.bit(), "speaker_phone": self.bit(),
                "one_shots": self.number(2, 0, 0x3FF), "keypad": self.number(1, 0, 16),
                "programmable": self.number(4)}

    def output_indicators(self):
        return {"indicators": self.number(2, 0, 0x1FF)}

    def feature_display(self):
        return {"rows": self.number(1), "columns": self.number(1), "flags": self.number(1, 0, 7)}

    def output_display_control(self):
        return {"enable": self.bit(), "clear": self.bit(), "brightness": self.number(1, 0, 100)}

    def output_display_text(self):
        return {"row": self.number(1), "column": self.number(1),
                "text": self.text(self.size(0, standard.TEXT_UNITS))}

    def input_display_status(self):
        return {"status": self.random.randint(1, 3)}

    def feature_identity(self):
        return {"major": self.number(1), "minor": self.number(1), "firmware": self.number(4),
                "capabilities": self.number(4, 0, 0x7FF)}

    # Streams

    def stream(self, verb):
        draw = getattr(self, "stream_" + verb.lower(), dict)
        return {"verb": verb} | draw()

    def report(self):
        return self.hex(1, stream.REPORT_MOST)

    def stream_select(self):
        return {"version": 1, "handset": self.number(2)}

    def stream_list(self):
        return {"version": 1}

    def stream_output(self):
        return {"report": self.report()}

    stream_input = stream_output

    def stream_get_feature(self):
        return {"tag": self.number(2), "report_id": self.number(1)}

    def stream_set_feature(self):
        return {"tag": self.number(2), "report": self.report()}

    def stream_plug(self):
        return {"handset": self.number(2), "vendor": self.number(2), "product": self.number(2),
                "release": self.number(2), "name": self.name(255), "serial": self.name(255),
                "descriptor": self.hex(1, 4087)}

    def stream_feature(self):
        error = self.random.randrange(3)
        return {"tag": self.number(2), "error": error, "report": "" if error else self.report()}

    def stream_feature_set(self):
        return {"tag": self.number(2), "error": self.random.randrange(3)}

    def stream_handsets(self):
        return {"count": self.number(2)}

    def stream_refused(self):
        return {"code": self.random.randint(1, 3), "text": self.name(200)}


def shapes():
    """Every (kind, what of that kind) that the document has; one of each makes a full round."""
    yield from (("request", opcode) for opcode in OPCODES)
    yield from (("response", (opcode, "OK")) for opcode in OPCODES)
    yield from (("response", (None, status)) for status in STATUSES if status != "OK")
    yield "response", (None, None)
    yield from (("event", opcode) for opcode in messages.EVENTS)
    yield from ((kind, kind) for kind in standard.REPORTS)
    yield from (("stream", verb) for verb in stream.VERBS)
