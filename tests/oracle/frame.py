"""The vendor frame: reports 20 and 21, messages in parts (firmware-protocol.md §3)."""

from wire import Malformed, Unencodable, number_bytes

REPORT_LENGTH = 64
PART = 55
MAX_MESSAGE = 1024
TO_DEVICE, TO_HOST = 0x20, 0x21


def split(report_id, header, payload):
    """The reports of a message; `header` is session, sequence, opcode, flags or status."""
    if len(payload) > MAX_MESSAGE:
        raise Unencodable(f"payload of {len(payload)} bytes; {MAX_MESSAGE} is the most")
    head = bytes([report_id]) + b"".join(number_bytes(value, 1, "header") for value in header)
    total = number_bytes(len(payload), 2, "total")
    reports = []
    for offset in range(0, max(len(payload), 1), PART):
        part = payload[offset:offset + PART]
        reports.append(head + number_bytes(offset, 2, "offset") + total + part.ljust(PART, b"\0"))
    return reports


def part_of(report, report_id):
    """(header, offset, total, data) of one report that may stand alone or among others."""
    if len(report) != REPORT_LENGTH:
        raise Malformed(f"report of {len(report)} bytes; a vendor frame has {REPORT_LENGTH}")
    if report[0] != report_id:
        raise Malformed(f"report {report[0]:02X}, expected {report_id:02X}")
    offset = int.from_bytes(report[5:7], "little")
    total = int.from_bytes(report[7:9], "little")
    if total > MAX_MESSAGE:
        raise Malformed(f"total {total} is above {MAX_MESSAGE}")
    if offset > total:
        raise Malformed(f"offset {offset} is above the total {total}")
    if offset % PART:
        raise Malformed(f"offset {offset} is not a multiple of {PART}")
    if offset == total > 0:
        raise Malformed(f"a part without data at the end of {total} bytes")
    return tuple(report[1:5]), offset, total, report[9:9 + min(PART, total - offset)]


def join(report_id, reports):
    """(header, payload) of one whole message; anything else is Malformed."""
    header, total, payload = None, None, b""
    for report in reports:
        part_header, offset, part_total, data = part_of(report, report_id)
        if header is None:
            header, total = part_header, part_total
        elif len(payload) == total:
            raise Malformed("a report behind the end of the message")
        if (part_header, part_total) != (header, total):
            raise Malformed("the header differs from that of the first part")
        if offset != len(payload):
            raise Malformed(f"part at {offset}, expected {len(payload)}")
        payload += data
    if header is None or len(payload) != total:
        raise Malformed(f"the message ends at {len(payload)} of {total} bytes")
    return header, payload
