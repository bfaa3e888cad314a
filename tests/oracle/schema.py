"""Small field types. A payload is a list of them; both directions come from the same list."""

from wire import (Malformed, Reader, Unencodable, hex_bytes, hex_text, number_bytes, text_bytes,
                  text_of, until_zero)


class Number:
    """An unsigned little-endian number."""

    def __init__(self, name, size):
        self.name, self.size = name, size

    def read(self, reader, _):
        return reader.number(self.size, self.name)

    def write(self, value, _):
        return number_bytes(value, self.size, self.name)


def u8(name):
    return Number(name, 1)


def u16(name):
    return Number(name, 2)


def u32(name):
    return Number(name, 4)


class Numbers:
    """A fixed count of numbers of one size, as a JSON array."""

    def __init__(self, name, size, count):
        self.name, self.size, self.count = name, size, count

    def read(self, reader, _):
        return [reader.number(self.size, self.name) for _ in range(self.count)]

    def write(self, value, _):
        if not isinstance(value, list) or len(value) != self.count:
            raise Unencodable(f"{self.name}: {self.count} numbers are wanted")
        return b"".join(number_bytes(number, self.size, self.name) for number in value)


class Hex:
    """Bytes up to the end of the payload, or exactly `size`, as hex digits."""

    def __init__(self, name, size=None, least=0, most=None):
        self.name, self.size, self.least, self.most = name, size, least, most

    def read(self, reader, _):
        data = reader.rest() if self.size is None else reader.take(self.size, self.name)
        return hex_text(self._checked(data, Malformed))

    def write(self, value, _):
        return self._checked(hex_bytes(value, self.name), Unencodable)

    def _checked(self, data, error):
        if self.size is not None and len(data) != self.size:
            raise error(f"{self.name}: {len(data)} bytes, {self.size} are wanted")
        if len(data) < self.least:
            raise error(f"{self.name}: {len(data)} bytes are too few")
        if self.most is not None and len(data) > self.most:
            raise error(f"{self.name}: {len(data)} bytes; {self.most} is the most")
        return data


class Text:
    """UTF-16 units up to the end of the payload; `ends_at_zero`: a unit 0000 ends it (§8.6)."""

    def __init__(self, name, least=0, most=None, ends_at_zero=False):
        self.name, self.least, self.most, self.ends_at_zero = name, least, most, ends_at_zero

    def read(self, reader, _):
        data = reader.rest()
        text = text_of(data, self.name)
        self._check(len(data) // 2, Malformed)
        return until_zero(text) if self.ends_at_zero else text

    def write(self, value, _):
        data = text_bytes(value, self.name)
        self._check(len(data) // 2, Unencodable)
        if self.ends_at_zero and "\0" in value:
            raise Unencodable(f"{self.name}: a unit 0000 ends the text")
        return data

    def _check(self, units, error):
        if units < self.least:
            raise error(f"{self.name}: {units} units are too few")
        if self.most is not None and units > self.most:
            raise error(f"{self.name}: {units} units; {self.most} is the most")


class Name:
    """Length u8, then that many bytes of UTF-8 (§7.2 page 1, §B.1)."""

    def __init__(self, name):
        self.name = name

    def read(self, reader, _):
        data = reader.take(reader.number(1, self.name), self.name)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Malformed(f"{self.name}: {error}") from None

    def write(self, value, _):
        try:
            data = value.encode("utf-8")
        except (AttributeError, UnicodeEncodeError) as error:
            raise Unencodable(f"{self.name}: {error}") from None
        return number_bytes(len(data), 1, self.name) + data


class Counted:
    """Count u8, then that many records."""

    def __init__(self, name, record):
        self.name, self.record = name, record

    def read(self, reader, _):
        return [read_fields(self.record, reader) for _ in range(reader.number(1, self.name))]

    def write(self, value, _):
        if not isinstance(value, list):
            raise Unencodable(f"{self.name}: an array is wanted")
        return number_bytes(len(value), 1, self.name) + b"".join(
            write_fields(self.record, record) for record in value)


class Screen:
    """rows * columns UTF-16 units; a display has no unit 0000 (§7.4)."""

    def __init__(self, name):
        self.name = name

    def read(self, reader, fields):
        text = text_of(reader.take(2 * fields["rows"] * fields["columns"], self.name), self.name)
        if "\0" in text:
            raise Malformed(f"{self.name}: a unit 0000")
        return text

    def write(self, value, fields):
        data = text_bytes(value, self.name)
        if len(data) != 2 * fields["rows"] * fields["columns"] or "\0" in value:
            raise Unencodable(f"{self.name}: does not fill {fields['rows']} rows of "
                              f"{fields['columns']}")
        return data


def read_fields(schema, reader):
    fields = {}
    for part in schema:
        fields[part.name] = part.read(reader, fields)
    return fields


def write_fields(schema, fields):
    names = [part.name for part in schema]
    if not isinstance(fields, dict) or sorted(fields) != sorted(names):
        raise Unencodable(f"fields {fields!r}; wanted are {', '.join(names) or 'none'}")
    return b"".join(part.write(fields[part.name], fields) for part in schema)


def decode(schema, payload):
    """Bytes behind those that the schema knows are ignored (§13, §15)."""
    return read_fields(schema, Reader(payload))


def encode(schema, fields):
    return write_fields(schema, fields)
