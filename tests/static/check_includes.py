#!/usr/bin/env python3
"""Who may include whom. usage: check_includes.py [ROOT]

Each room of the tree has a list of what it may include, of ours and from outside; the longest folder
name wins. Includes of ours are written from the project root, in quotes. Pure rooms also do without
threads, files, logs and clocks: time and bytes are passed in.
"""

import dataclasses
import pathlib
import re
import sys

import tree

ASIO = ("boost/asio.hpp", "boost/asio/")
SYSTEM = ("boost/system/", "boost/assert/source_location.hpp")
LOG = ("spdlog/", "fmt/")


@dataclasses.dataclass(frozen=True)
class Room:
    folder: str
    ours: tuple          # prefixes from the project root; a trailing / means a folder
    outside: tuple = ()  # prefixes of <...>, beside the C++ standard library
    pure: bool = False   # neither I/O, thread, clock nor log
    native: bool = False  # may include headers of the operating system
    but_never: tuple = ()  # of ours, although a prefix in `ours` fits


ROOMS = (
    Room("yaml/", ("yaml/",), ("yaml-cpp/",), pure=True),
    Room("driver/protocol/", ("driver/protocol/",),
         (*SYSTEM, "boost/endian", "boost/crc.hpp"), pure=True),
    # What the values of the wire are called: for logs, operators and command lines.
    Room("driver/words/", ("driver/words/", "driver/protocol/"), (*SYSTEM, "spdlog/fmt/"), pure=True),
    # The socket's byte stream has frames of its own (firmware-protocol.md, appendix B); what is in
    # the reports is nothing to a transport.
    Room("driver/transport/", ("driver/transport/", "driver/protocol/stream_frame.hpp"), (*ASIO, *SYSTEM, *LOG, "hidapi"), native=True),
    Room("driver/engine/", ("driver/engine/", "driver/protocol/"),
         (*SYSTEM, "boost/asio/error.hpp"), pure=True),
    # Windows has to be asked where the computer's settings lie.
    Room("driver/", ("driver/", "yaml/"), (*ASIO, *SYSTEM, *LOG, "yaml-cpp/", "windows.h", "objbase.h", "shlobj.h")),
    Room("tsp/", ("tsp/", "driver/"), (*ASIO, *SYSTEM, *LOG), native=True,
         but_never=("driver/transport/", "driver/engine/")),
    Room("sim/handset/", ("sim/handset/", "driver/protocol/"), (*SYSTEM, "boost/endian", "boost/crc.hpp"),
         pure=True),
    Room("sim/fault/", ("sim/fault/", "driver/protocol/"), SYSTEM, pure=True),
    Room("sim/", ("sim/", "driver/protocol/", "driver/words/", "yaml/"),
         (*ASIO, *SYSTEM, *LOG, "boost/endian", "boost/beast", "boost/json", "yaml-cpp/", "CLI/"), native=True),
    # Beside the driver's public face: the errors that it returns, and how modules are loaded.
    Room("tools/offhook/", ("tools/offhook/", "driver/", "tools/tapi/provider_exports.hpp"),
         (*ASIO, *SYSTEM, *LOG, "boost/json", "CLI/"), native=True),
    Room("tools/tapi/", ("tools/tapi/", "tsp/tspi.hpp"),
         (*ASIO, *SYSTEM, *LOG, "boost/json", "CLI/"), native=True),
    Room("packaging/", ("packaging/", "driver/config.hpp"), ("CLI/",), native=True),
    Room("tools/", ("",), ("",), native=True),
    Room("tests/", ("",), ("",), native=True),
)

IMPURE_HEADERS = {"thread", "mutex", "shared_mutex", "condition_variable", "future", "stop_token",
                  "semaphore", "latch", "barrier", "fstream", "iostream", "cstdio", "filesystem",
                  "ctime"}
CLOCK = re.compile(r"\b(steady_clock|system_clock|high_resolution_clock)::now\b|\brandom_device\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
STANDARD = re.compile(r"^[a-z_]+$")
NATIVE = re.compile(r"^([A-Za-z0-9_]+\.h|(sys|linux|netinet|arpa|net)/[A-Za-z0-9_./-]+\.h)$")


def room_of(path):
    fitting = [room for room in ROOMS if path.as_posix().startswith(room.folder)]
    return max(fitting, key=lambda room: len(room.folder), default=None)


def complaint(room, quote, name, root):
    """What is wrong with this include, or None."""
    if quote == '"':
        if not (root / name).is_file():
            return f'"{name}" is no file of the project; write it from the project root'
        if not name.startswith(room.ours) or name.startswith(room.but_never):
            never = f', never {", ".join(room.but_never)}' if room.but_never else ""
            return f'{room.folder} may not include "{name}"; it may include {", ".join(room.ours)}{never}'
        return None
    if STANDARD.match(name):
        if room.pure and name in IMPURE_HEADERS:
            return f"{room.folder} is pure (no I/O, thread, clock or log): <{name}> may not be in it"
        return None
    if (root / name).is_file():
        return f'<{name}> is ours: write it as "{name}"'
    if name.startswith(room.outside):
        return None
    if room.native and NATIVE.match(name):
        return None
    return f"{room.folder} may not include <{name}>; see `Who may include whom` in CONTRIBUTING.md"


def complaints(root):
    for path in tree.cpp_files(root):
        room = room_of(path)
        if room is None:
            yield f"{path}:1: belongs to no room of tests/static/check_includes.py; add one"
            continue
        text = (root / path).read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            found = INCLUDE.match(line)
            problem = complaint(room, *found.groups(), root) if found else None
            if problem is None and room.pure and CLOCK.search(line):
                problem = f"{room.folder} is pure: it reads no clock and rolls no dice; time and seeds are passed in"
            if problem:
                yield f"{path}:{number}: {problem}"


def main(root):
    found = list(complaints(root))
    print("\n".join(found) or f"includes: {len(tree.cpp_files(root))} files, all as they may be")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else tree.ROOT))
