#!/usr/bin/env python3
"""The exports of tapi32, as names with their numbers. usage: tapi32_exports.py DLL

Compares a built DLL (objdump) with mingw-w64's import library for tapi32, which was made from Windows' own
DLL: no name may be missing or have another number, and there is no other name.
"""

import pathlib
import re
import struct
import subprocess
import sys
import tempfile

TOOLS = "x86_64-w64-mingw32-"


def output(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=True, **more).stdout


def listed(definition):
    """Of a .def file."""
    return {name: int(number) for name, number in re.findall(r"^    (\w+) @(\d+)$", definition.read_text(), re.M)}


def exported(dll):
    """Of a DLL, as objdump sees it."""
    text = output(TOOLS + "objdump", "-p", dll)
    base = int(re.search(r"^Ordinal Base\s+(\d+)$", text, re.M)[1])
    # objdump gives the index into the table of addresses and, in newer versions, the ordinal beside it.
    table = text[text.index("[Ordinal/Name Pointer] Table"):].split("\n\n")[0]
    return {name: base + int(index) for index, name in re.findall(r"\[\s*(\d+)\].*?(\w+)$", table, re.M)}


def hint_name(member):
    """The name that a member of an import library imports and its hint, which is the number here."""
    data = member.read_bytes()
    sections, optional = struct.unpack_from("<H", data, 2)[0], struct.unpack_from("<H", data, 16)[0]
    for index in range(sections):
        at = 20 + optional + 40 * index
        if data[at:at + 8].rstrip(b"\0") == b".idata$6":
            size, start = struct.unpack_from("<II", data, at + 16)
            raw = data[start:start + size]
            return raw[2:].split(b"\0")[0].decode(), struct.unpack_from("<H", raw)[0]
    return None


def imported():
    """Of the import library of the cross compiler."""
    library = output(TOOLS + "gcc", "-print-file-name=libtapi32.a").strip()
    with tempfile.TemporaryDirectory(prefix="offhook-") as folder:
        output(TOOLS + "ar", "x", library, cwd=folder)
        found = dict(filter(None, map(hint_name, sorted(pathlib.Path(folder).glob("*.o")))))
    if len(found) < 250:
        sys.exit(f"{library}: only {len(found)} names were found")
    return found


def differences(ours, theirs):
    """One line for each name that is not in both with the same number."""
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            yield f"{name} has the number {ours.get(name)} here and {theirs.get(name)} on Windows"


def main(dll):
    found = exported(dll)
    wrong = list(differences(found, imported()))
    print("\n".join(wrong) or f"{len(found)} exports: as on Windows")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
