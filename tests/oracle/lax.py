"""Sets what a receiver ignores: reserved bits and bytes, padding, surplus payload."""

import frame

# Bits of each standard report (ID excluded) that are reserved, as masks of its bytes (§2).
RESERVED = {
    "input_volume_keys": {0: 0xFC}, "input_telephony": {1: 0xF0}, "output_indicators": {1: 0xFE},
    "feature_display": {2: 0xF8}, "output_display_control": {0: 0xFC},
    "feature_identity": {14: 0xFF, 15: 0xFF}, "input_display_status": {},
    "output_display_text": {},
}
# HELLO is here because §13 wants BAD_LENGTH for any wrong length of it.
FREE_REQUESTS = ("HELLO", "DISPLAY", "SET_BUTTON", "BATCH", "VENDOR", "DL_DATA")
FREE_ANSWERS = ("GET_BUTTON", "BATCH", "VENDOR", "UL_READ")


class Laxer:
    """The random source is that of the caller, so one seed gives one result."""

    def __init__(self, random):
        self.random = random

    def loosen(self, kind, fields, reports):
        if kind in RESERVED:
            return [self._standard(kind, reports[0])]
        if not self._length_is_free(kind, fields):
            reports = self._surplus(reports)
        return [self._frame(kind, report) for report in reports]

    def _standard(self, kind, report):
        data = bytearray(report)
        for at, mask in RESERVED[kind].items():
            data[1 + at] |= mask & self.random.randrange(256)
        if kind == "output_display_text" and data[-2:] == b"\0\0":
            self._behind_the_end(data)
        return bytes(data)

    def _behind_the_end(self, data):
        """Units behind the first 0000 do not count (§2.6)."""
        units = [data[at:at + 2] for at in range(3, len(data), 2)]
        begin = 3 + 2 * (units.index(b"\0\0") + 1)
        data[begin:] = self.random.randbytes(len(data) - begin)

    def _surplus(self, reports):
        report_id, header = reports[0][0], tuple(reports[0][1:5])
        payload = frame.join(report_id, reports)[1]
        last = len(payload) % frame.PART if payload else 0
        # Stays within the last part and the longest message.
        room = min(frame.PART - last, frame.MAX_MESSAGE - len(payload) + 1)
        return frame.split(report_id, header,
                           payload + self.random.randbytes(self.random.randrange(room)))

    def _frame(self, kind, report):
        data = bytearray(report)
        offset, total = (int.from_bytes(data[at:at + 2], "little") for at in (5, 7))
        begin = 9 + min(frame.PART, total - offset)
        data[begin:] = self.random.randbytes(len(data) - begin)
        if kind == "request":
            data[4] |= 0x7F if not offset and total <= frame.PART else 0
        elif kind == "event":
            data[4] = self.random.randrange(256)
        return bytes(data)

    @staticmethod
    def _length_is_free(kind, fields):
        if kind == "request":
            return fields["opcode"] in FREE_REQUESTS
        if kind == "event":
            return fields["opcode"] == "VENDOR_EVENT"
        return fields["status"] == "OK" and fields["opcode"] in FREE_ANSWERS
