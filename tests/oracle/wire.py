"""What all parts of the oracle share: errors, a reader of bytes, numbers, UTF-16 text."""


class WireError(ValueError):
    """Base of everything the oracle refuses."""


class Malformed(WireError):
    """Bytes that firmware-protocol.md does not allow."""


class Unencodable(WireError):
    """Fields that have no encoding: one is missing, unknown, of the wrong type or out of range."""


class Reader:
    """Takes bytes from the front; raises Malformed when there are too few."""

    def __init__(self, data):
        self.data = bytes(data)
        self.at = 0

    def take(self, count, what):
        if self.left() < count:
            raise Malformed(f"{what}: needs {count} bytes at {self.at}, has {self.left()}")
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, size, what):
        return int.from_bytes(self.take(size, what), "little")

    def rest(self):
        return self.take(self.left(), "rest")

    def left(self):
        return len(self.data) - self.at


def number_bytes(value, size, what):
    """A little-endian unsigned number of `size` bytes."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unencodable(f"{what}: {value!r} is not a whole number")
    if not 0 <= value < 1 << (8 * size):
        raise Unencodable(f"{what}: {value} does not fit in {size} bytes")
    return value.to_bytes(size, "little")


def hex_bytes(value, what):
    """The bytes of a string of hex digits."""
    try:
        return bytes.fromhex(value)
    except (TypeError, ValueError):
        raise Unencodable(f"{what}: {value!r} is not hex") from None


def hex_text(data):
    return data.hex().upper()


def text_bytes(text, what):
    """UTF-16LE units; an unpaired surrogate stays what it is."""
    if not isinstance(text, str):
        raise Unencodable(f"{what}: {text!r} is not a text")
    return text.encode("utf-16-le", "surrogatepass")


def text_of(data, what):
    """The text of whole UTF-16LE units."""
    if len(data) % 2:
        raise Malformed(f"{what}: {len(data)} bytes are no whole number of UTF-16 units")
    return data.decode("utf-16-le", "surrogatepass")


def until_zero(text):
    """A unit 0000 ends the text (§2.6, §8.6)."""
    return text.partition("\0")[0]
