"""The second codec of the wire, written from firmware-protocol.md alone.

encode(kind, fields) gives the reports, decode(kind, reports) the fields, in the shape of the
document's vectors. What the document does not allow raises wire.Malformed or wire.Unencodable.
"""

import frame
import messages
import standard
import stream
from messages import EVENTS, OPCODES, STATUSES, code_of, name_of
from wire import Malformed, Unencodable

RETRY = 0x80
EVENT_BIT = 0x80
HEADS = {
    "request": ("session", "seq", "opcode", "retry", "payload"),
    "response": ("session", "seq", "opcode", "status", "payload"),
    "event": ("session", "counter", "opcode", "payload"),
}


def decode_request(reports):
    (session, seq, code, flags), payload = frame.join(frame.TO_DEVICE, reports)
    if code & EVENT_BIT:
        raise Malformed(f"a request with the opcode {code:02X} of an event")
    opcode = name_of(OPCODES, code)
    return {"session": session, "seq": seq, "opcode": opcode, "retry": bool(flags & RETRY),
            "payload": messages.decode_request(opcode, payload)}


def encode_request(fields):
    payload = messages.encode_request(fields["opcode"], fields["payload"])
    if not isinstance(fields["retry"], bool):
        raise Unencodable(f"retry: {fields['retry']!r} is neither true nor false")
    header = (fields["session"], fields["seq"], OPCODES[fields["opcode"]],
              RETRY if fields["retry"] else 0)
    return frame.split(frame.TO_DEVICE, header, payload)


def decode_response(reports):
    (session, seq, code, status_code), payload = frame.join(frame.TO_HOST, reports)
    if code & EVENT_BIT:
        raise Malformed(f"opcode {code:02X} is that of an event")
    opcode, status = name_of(OPCODES, code), name_of(STATUSES, status_code)
    return {"session": session, "seq": seq, "opcode": opcode, "status": status,
            "payload": messages.decode_answer(opcode, status, payload)}


def encode_response(fields):
    opcode, status = fields["opcode"], fields["status"]
    header = (fields["session"], fields["seq"], code_of(OPCODES, opcode),
              code_of(STATUSES, status))
    return frame.split(frame.TO_HOST, header,
                       messages.encode_answer(opcode, status, fields["payload"]))


def decode_event(reports):
    (session, counter, code, _), payload = frame.join(frame.TO_HOST, reports)
    if not code & EVENT_BIT:
        raise Malformed(f"opcode {code:02X} is not that of an event")
    if len(payload) > frame.PART:
        raise Malformed(f"an event of {len(payload)} bytes; it fits in one part")
    opcode = name_of(EVENTS, code)
    return {"session": session, "counter": counter, "opcode": opcode,
            "payload": messages.decode_event(opcode, payload)}


def encode_event(fields):
    header = (fields["session"], fields["counter"], code_of(EVENTS, fields["opcode"]), 0)
    if not header[2] & EVENT_BIT:
        raise Unencodable(f"opcode {header[2]:02X} is not that of an event")
    return frame.split(frame.TO_HOST, header,
                       messages.encode_event(fields["opcode"], fields["payload"]))


FRAMES = {
    "request": (decode_request, encode_request),
    "response": (decode_response, encode_response),
    "event": (decode_event, encode_event),
}


def decode(kind, reports):
    """The fields of one whole message; `reports` is a list of bytes."""
    if kind in FRAMES:
        return FRAMES[kind][0](reports)
    if len(reports) != 1:
        raise Malformed(f"{len(reports)} reports; a {kind} is one")
    return stream.decode(reports[0]) if kind == "stream" else standard.decode(kind, reports[0])


def encode(kind, fields):
    """The reports of one message, as a list of bytes."""
    if kind in FRAMES:
        if sorted(fields) != sorted(HEADS[kind]):
            raise Unencodable(f"fields {sorted(fields)}; wanted are {sorted(HEADS[kind])}")
        return FRAMES[kind][1](fields)
    return [stream.encode(fields) if kind == "stream" else standard.encode(kind, fields)]
