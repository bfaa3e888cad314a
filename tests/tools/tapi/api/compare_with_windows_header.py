#!/usr/bin/env python3
"""Compare tools/tapi/api/tapi*.h with mingw-w64's tapi.h, and compile them as C and C++.

usage: compare_with_windows_header.py ROOT

Constants, structure members and function signatures become static assertions, which the cross compiler
checks against the Windows header and the native one, in C and in C++, against ours. tapi32.def is
compared with the import library that mingw-w64 makes from the real DLL's names and numbers (tapi32_exports.py).
Exit code 77: no cross compiler here (skipped).
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import tapi32_exports

WINDOWS, C, CXX = "x86_64-w64-mingw32-g++", "gcc", "g++"
WINDOWS_HEADER = "#include <type_traits>\n#include <cstddef>\n#include <windows.h>\n#include <tapi.h>\n"
OURS = "#include <stddef.h>\n#include \"tapi.h\"\n"
SAME_WIDTH = {"uint32_t": "DWORD", "uint16_t": "WORD", "uint8_t": "BYTE"}
STANDARD = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]


def constants(text):
    for name, value in re.findall(r"^#define ([A-Z][A-Za-z0-9]*_?[A-Z0-9_]+) (0x[0-9A-F]+|\d+)u?$", text, re.M):
        yield name, value


def structures(text):
    """(name, [(type, member, count)]); a union of handles is one member."""
    for name, body in re.findall(r"^typedef struct (\w+) \{\n(.*?)^\} \1", text, re.S | re.M):
        body = re.sub(r"union \{\n.*?\} (\w+);", r"HANDLE \1;", body, flags=re.S)
        yield name, re.findall(r"^    (\w+) (\w+)(?:\[(\d+)\])?;", body, re.M)


def layout(text, check, type_of):
    for name, members in structures(text):
        offset = "0"
        for kind, member, count in members:
            yield f'{check}(offsetof({name}, {member}) == {offset}, "{name}.{member}");'
            offset += f" + sizeof({type_of(kind)}) * {count or 1}"
        yield f'{check}(sizeof({name}) == {offset}, "{name}");'


def functions(text):
    for name, arguments in re.findall(r"LONG WINAPI (\w+)\(([^)]*)\);", text):
        yield (name, f"static_assert(std::is_same_v<decltype(&({name})), "
                     f"LONG(WINAPI*)({' '.join(arguments.split())})>);")


def compiles(compiler, source, suffix, *options):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / f"compare{suffix}"
        path.write_text(source)
        return subprocess.run([compiler, *options, path], check=False).returncode == 0


def main(root):
    if shutil.which(WINDOWS) is None:
        print(f"skipped: {WINDOWS} is not installed (Debian: g++-mingw-w64-x86-64-posix)")
        return 77
    folder = root / "tools/tapi/api"
    text = "\n".join(path.read_text() for path in sorted(folder.glob("tapi_*.h")))
    values = list(constants(text))
    windows = [f"static_assert(static_cast<DWORD>({name}) == {value}u);" for name, value in values]
    windows += layout(text, "static_assert", lambda kind: SAME_WIDTH.get(kind, kind))
    # Parentheses and #undef keep the header's A/W macros away from a name.
    signatures = list(functions(text))
    windows += [f"#undef {name}\n{check}" for name, check in signatures]
    if len(values) < 200 or len(signatures) < 60:
        print("too little was found in the headers: this script does not read them any more")
        return 1
    ours = list(layout(text, "_Static_assert", lambda kind: kind))
    include = f"-I{folder}"
    listed = tapi32_exports.listed(folder / "tapi32.def")
    wrong = list(tapi32_exports.differences(listed, tapi32_exports.imported()))
    fine = [compiles(WINDOWS, WINDOWS_HEADER + "\n".join(windows), ".cpp", "-std=c++20", "-fsyntax-only",
                     "-Wno-invalid-offsetof", "-DTAPI_CURRENT_VERSION=0x00030001"),
            compiles(C, OURS + "\n".join(ours), ".c", "-std=c11", include, *STANDARD),
            compiles(CXX, OURS + "\n".join(ours).replace("_Static", "static"), ".cpp", "-std=c++11", include, *STANDARD),
            not wrong]
    for name in wrong:
        print(f"tapi32.def: {name}")
    print(f"{len(values)} values, {len(ours)} sizes and offsets, {len(signatures)} signatures, {len(listed)} exports: " +
          ("as on Windows" if all(fine) else "differ from Windows"))
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
