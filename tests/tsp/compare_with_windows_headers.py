#!/usr/bin/env python3
"""Compare tsp/tspi_*.hpp with mingw-w64's tapi.h and tspi.h.

Our constants, structure members and function signatures become static_asserts, which the cross
compiler checks against the Windows headers. Exit code 77: no cross compiler here (skipped).
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

COMPILER = "x86_64-w64-mingw32-g++"
# Members whose Windows type has another name but the same width.
SAME_WIDTH = {"std::uint32_t": "DWORD", "std::uint16_t": "WORD", "std::uint8_t": "BYTE"}


def constants(text):
    """Name and value of each constant."""
    found = re.findall(r"constexpr DWORD (\w+) = ([^;]+);", text)
    for name, value in found:
        yield f"static_assert(static_cast<DWORD>({name}) == ({value}));"


def structures(text):
    """Offset and size of each member of each structure, and the size of the whole."""
    for name, body in re.findall(r"^struct (\w+) \{\n(.*?)^\};", text, re.S | re.M):
        yield f"static_assert(alignof({name}) == {4 if name == 'GUID' else 1});"
        offset = "0u"
        for kind, member, count in re.findall(r"^    ([\w:]+) (\w+)(?:\[(\d+)\])?;", body, re.M):
            kind = SAME_WIDTH.get(kind, kind)
            yield f"static_assert(offsetof({name}, {member}) == {offset});"
            offset += f" + sizeof({kind}) * {count or 1}"
        yield f"static_assert(sizeof({name}) == {offset});"


def functions(text):
    """The type of each function."""
    text = text[text.index('extern "C" {') : text.index("}  // extern")]
    for name, arguments in re.findall(r"LONG TSPIAPI (\w+)\(([^)]*)\);", text):
        own = f"LONG(TSPIAPI*)({' '.join(arguments.split())})"
        yield f"static_assert(std::is_same_v<decltype(&{name}), {own}>);"


def main():
    root = pathlib.Path(sys.argv[1])
    if shutil.which(COMPILER) is None:
        print(f"skipped: {COMPILER} is not installed (Debian: g++-mingw-w64-x86-64)")
        return 77
    parts = {
        "constants": list(constants((root / "tsp/tspi_constants.hpp").read_text())),
        "structures": list(structures((root / "tsp/tspi_types.hpp").read_text())),
        "functions": list(functions((root / "tsp/tspi_functions.hpp").read_text())),
    }
    source = ["#include <type_traits>", '#include "tsp/tspi.hpp"']
    for kind, lines in parts.items():
        if len(lines) < 40:
            print(f"only {len(lines)} {kind} found in tsp/: this script does not read them any more")
            return 1
        source += lines
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "compare.cpp"
        path.write_text("\n".join(source) + "\n")
        command = [COMPILER, "-std=c++20", "-Wno-invalid-offsetof", "-fsyntax-only", f"-I{root}", path]
        code = subprocess.run(command, check=False).returncode
    counts = ", ".join(f"{len(lines)} {kind} checks" for kind, lines in parts.items())
    print("differs from the Windows headers" if code else f"same as the Windows headers: {counts}")
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(main())
