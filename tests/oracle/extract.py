#!/usr/bin/env python3
"""Takes the vector and descriptor blocks out of firmware-protocol.md into tests/vectors/.

  extract.py                writes vectors.json and descriptor.hex
  extract.py --check        ends with 1 and one line a difference when they are not up to date
  extract.py --corpus DIR   writes fuzzing seeds: DIR/frame, DIR/payload, DIR/standard, DIR/stream
"""

import argparse
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "firmware-protocol.md"
VECTORS = ROOT / "tests" / "vectors"

FRAME_KINDS = ("request", "response", "event")
STANDARD_KINDS = ("feature_identity", "input_volume_keys", "input_telephony", "output_indicators",
                  "feature_display", "output_display_control", "output_display_text",
                  "input_display_status")
KINDS = FRAME_KINDS + STANDARD_KINDS + ("stream",)


class BadDocument(Exception):
    """A block that does not follow the syntax; the message begins with the line number."""

    def __init__(self, line, text):
        super().__init__(f"line {line}: {text}")


def blocks(text):
    """Yields (language, number of the first line inside, lines) of each fenced block."""
    opened = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("```"):
            if opened:
                opened[2].append(line)
            continue
        if not opened:
            opened = (line[3:].strip(), number + 1, [])
        elif line.strip() != "```":
            raise BadDocument(number, f"{line!r} inside the block of line {opened[1] - 1}")
        else:
            yield opened
            opened = None
    if opened:
        raise BadDocument(opened[1] - 1, "block without an end")


def byte_run(number, line):
    """The bytes of one line: hex pairs, or `XX * N`; `#` begins a comment."""
    words = line.partition("#")[0].split()
    run = bytearray()
    while words:
        word = words.pop(0)
        if not re.fullmatch(r"[0-9A-F]{2}", word):
            raise BadDocument(number, f"{word!r} is no byte (two digits, 0-9 A-F)")
        times = 1
        if words[:1] == ["*"]:
            if len(words) < 2 or not re.fullmatch(r"[1-9][0-9]*", words[1]):
                raise BadDocument(number, "'*' wants a count after it")
            times = int(words[1])
            del words[:2]
        run += bytes([int(word, 16)]) * times
    return bytes(run)


def reports_of(number, lines):
    """The reports of a `bytes:` part; `--` alone on a line begins the next one."""
    reports = [b""]
    for offset, line in enumerate(lines):
        if line.strip() == "--":
            reports.append(b"")
        else:
            reports[-1] += byte_run(number + offset, line)
    if not all(reports):
        raise BadDocument(number, "a report without bytes")
    return [report.hex().upper() for report in reports]


def no_doubles(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def value_of(number, line, key):
    if not line.startswith(key + ":"):
        raise BadDocument(number, f"expected '{key}:', found {line!r}")
    return line[len(key) + 1:].strip()


def vector_of(number, lines):
    """One vector block as {name, kind, fields, reports}."""
    if len(lines) < 5:
        raise BadDocument(number, "a vector wants name, kind, fields, bytes: and the bytes")
    name = value_of(number, lines[0], "name")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise BadDocument(number, f"{name!r} is no name (small letters, digits, '-')")
    kind = value_of(number + 1, lines[1], "kind")
    if kind not in KINDS:
        raise BadDocument(number + 1, f"unknown kind {kind!r}")
    try:
        fields = json.loads(value_of(number + 2, lines[2], "fields"),
                            object_pairs_hook=no_doubles)
    except ValueError as error:
        raise BadDocument(number + 2, f"fields: {error}") from None
    if not isinstance(fields, dict):
        raise BadDocument(number + 2, "fields are not an object")
    if value_of(number + 3, lines[3], "bytes"):
        raise BadDocument(number + 3, "the bytes begin on the next line")
    reports = reports_of(number + 4, lines[4:])
    if kind not in FRAME_KINDS and len(reports) != 1:
        raise BadDocument(number + 4, f"a {kind} is one report")
    return {"name": name, "kind": kind, "fields": fields, "reports": reports}


def descriptor_of(number, lines):
    """The bytes of the descriptor block, item by item: [(line number, bytes, comment)]."""
    items = []
    for offset, line in enumerate(lines):
        data = byte_run(number + offset, line)
        if not data or "#" not in line:
            raise BadDocument(number + offset, "a descriptor line is one item and its comment")
        items.append((number + offset, data, line.partition("#")[2][1:]))
    return items


def read_document(text):
    """(vectors, descriptor items); BadDocument at the first block that is malformed."""
    vectors, descriptor, seen = [], None, {}
    for language, number, lines in blocks(text):
        if language == "vector":
            vector = vector_of(number, lines)
            if vector["name"] in seen:
                raise BadDocument(number, f"{vector['name']!r} is already the vector of line "
                                          f"{seen[vector['name']]}")
            seen[vector["name"]] = number
            vectors.append(vector)
        elif language == "descriptor":
            if descriptor is not None:
                raise BadDocument(number, "a second descriptor block")
            descriptor = descriptor_of(number, lines)
        elif language not in ("", "text"):
            raise BadDocument(number - 1, f"block of unknown language {language!r}")
    if descriptor is None:
        raise BadDocument(1, "no descriptor block")
    if not vectors:
        raise BadDocument(1, "no vector block")
    return vectors, descriptor


def vectors_text(vectors):
    """vectors.json: a list, each vector on lines of its own."""
    def lines(vector):
        yield f'  "name": {json.dumps(vector["name"])},'
        yield f'  "kind": {json.dumps(vector["kind"])},'
        yield f'  "fields": {json.dumps(vector["fields"], ensure_ascii=False)},'
        yield '  "reports": [' + ",\n              ".join(map(json.dumps, vector["reports"])) + "]"
    return "[\n" + ",\n".join(" {\n" + "\n".join(lines(v)) + "\n }" for v in vectors) + "\n]\n"


def descriptor_text(items):
    """descriptor.hex: sixteen bytes a line."""
    data = b"".join(item[1] for item in items)
    return "".join(data[at:at + 16].hex(" ").upper() + "\n" for at in range(0, len(data), 16))


def vector_differences(committed, vectors):
    """One line for each vector that is not the same in both, or stands at another place."""
    try:
        have = {vector["name"]: vector for vector in json.loads(committed)}
    except (ValueError, TypeError, KeyError) as error:
        yield f"vectors.json: not a list of vectors ({error})"
        return
    for vector in vectors:
        if vector["name"] not in have:
            yield f"vectors.json: {vector['name']} is missing"
            continue
        for key, value in vector.items():
            if have[vector["name"]].get(key) != value:
                yield (f"vectors.json: {vector['name']}: {key} is "
                       f"{have[vector['name']].get(key)!r}, the document says {value!r}")
    for name in have.keys() - {vector["name"] for vector in vectors}:
        yield f"vectors.json: {name} is not in the document"


def differences(folder, vectors, items):
    """What is not up to date in `folder`, one line each."""
    wanted = {"vectors.json": vectors_text(vectors), "descriptor.hex": descriptor_text(items)}
    for name, text in wanted.items():
        path = folder / name
        if not path.is_file():
            yield f"{name}: missing"
            continue
        found = path.read_text(encoding="utf-8")
        if found == text:
            continue
        named = list(vector_differences(found, vectors)) if name == "vectors.json" else []
        yield from named or [f"{name}: not as extracted; run tests/oracle/extract.py"]


def payload_of(reports):
    """Opcode byte and the joined data of a message's reports (firmware-protocol.md §3)."""
    first = bytes.fromhex(reports[0])
    total = int.from_bytes(first[7:9], "little")
    return first[3:4] + b"".join(bytes.fromhex(report)[9:] for report in reports)[:total]


def write_corpus(folder, vectors):
    """Seeds for libFuzzer, each named after its vector."""
    def put(part, name, data):
        (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / part / name).write_bytes(data)

    for vector in vectors:
        whole = b"".join(map(bytes.fromhex, vector["reports"]))
        if vector["kind"] in FRAME_KINDS:
            put("frame", vector["name"], whole)
            put("payload", vector["name"], payload_of(vector["reports"]))
        else:
            put("stream" if vector["kind"] == "stream" else "standard", vector["name"], whole)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="write fuzzing seeds into DIR")
    parser.add_argument("--document", type=Path, default=DOCUMENT)
    parser.add_argument("--vectors", type=Path, default=VECTORS, help="folder of the result")
    options = parser.parse_args(arguments)
    try:
        vectors, items = read_document(options.document.read_text(encoding="utf-8"))
    except (BadDocument, OSError, UnicodeDecodeError) as error:
        print(f"{options.document}: {error}")
        return 1
    if options.check:
        found = list(differences(options.vectors, vectors, items))
        print("\n".join(found) or f"{len(vectors)} vectors and the descriptor are up to date")
        return 1 if found else 0
    if options.corpus:
        write_corpus(options.corpus, vectors)
        return 0
    options.vectors.mkdir(parents=True, exist_ok=True)
    (options.vectors / "vectors.json").write_text(vectors_text(vectors), encoding="utf-8")
    (options.vectors / "descriptor.hex").write_text(descriptor_text(items), encoding="utf-8")
    print(f"{len(vectors)} vectors, {sum(len(item[1]) for item in items)} descriptor bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
