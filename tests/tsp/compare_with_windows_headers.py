#!/usr/bin/env python3
"""Compare tsp/tspi_*.hpp with mingw-w64's tapi.h and tspi.h.

Our constants, types, structure members and function signatures become static_asserts, which the cross
compiler checks against the Windows headers. Whatever is declared in those files and turned into no
assert is a failure: this script takes them apart until nothing is left.
Exit code 77: no cross compiler here (skipped).
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
# Types that are the same bits under another name: Windows' long and wchar_t.
NUMBERS = {"std::uint32_t", "std::int32_t", "std::uintptr_t", "char16_t"}
# What is no declaration, or has nothing to compare: the calling conventions are nothing on Linux.
NOISE = [
    r"//[^\n]*", r"#\s*(?:pragma|include)[^\n]*", r"#define (?:CALLBACK|TSPIAPI)\n",
    r'extern "C" \{', r"^\} *$",
]

CONSTANT = re.compile(r"^inline constexpr DWORD (\w+) = ([^;]+);", re.M)
STRUCTURE = re.compile(r"^struct (\w+) \{\n(.*?)^\};", re.M | re.S)
MEMBER = re.compile(r"^    ([\w:]+) (\w+)(?:\[(\d+)\])?;", re.M)
ALIAS = re.compile(r"^using (\w+) =\s+([^;]+);", re.M)
FUNCTION = re.compile(r"^LONG TSPIAPI (\w+)\(([^)]*)\);", re.M)


def words(text):
    return " ".join(text.split())


def constant(found):
    """Its value."""
    return [f"static_assert(static_cast<DWORD>({found[1]}) == ({words(found[2])}));"]


def structure(found):
    """Alignment, offset of each member, and the size of the whole. None when a line is no member."""
    name, body = found[1], found[2]
    if MEMBER.sub("", body).strip():
        return None
    lines = [f"static_assert(alignof({name}) == {4 if name == 'GUID' else 1});"]
    offset = "0u"
    for kind, member, count in MEMBER.findall(body):
        kind = SAME_WIDTH.get(kind, kind)
        lines.append(f"static_assert(offsetof({name}, {member}) == {offset});")
        lines.append(f"static_assert(sizeof({name}::{member}) == sizeof({kind}) * {count or 1});")
        offset += f" + sizeof({kind}) * {count or 1}"
    lines.append(f"static_assert(sizeof({name}) == {offset});")
    return lines


def alias(found):
    """The same type, or for numbers the same bits."""
    name, own = found[1], words(found[2])
    if own not in NUMBERS:
        return [f"static_assert(std::is_same_v<{name}, {own}>);"]
    return [f"static_assert(sizeof({name}) == sizeof({own}));",
            f"static_assert(std::is_signed_v<{name}> == std::is_signed_v<{own}>);"]


def function(found):
    """Its type."""
    own = f"LONG(TSPIAPI*)({words(found[2])})"
    return [f"static_assert(std::is_same_v<decltype(&{found[1]}), {own}>);"]


KINDS = {"constant": (CONSTANT, constant), "structure": (STRUCTURE, structure),
         "type": (ALIAS, alias), "function": (FUNCTION, function)}


def take_apart(text):
    """The asserts of each kind of declaration, and what is left of the text."""
    for pattern in NOISE:
        text = re.sub(pattern, "", text, flags=re.M)
    asserts = {}
    for kind, (pattern, lines_of) in KINDS.items():
        asserts[kind] = []

        def take(found, into=asserts[kind], lines_of=lines_of):
            lines = lines_of(found)
            into.extend(lines or [])
            return found[0] if lines is None else ""

        text = pattern.sub(take, text)
    return asserts, text.strip()


def main():
    root = pathlib.Path(sys.argv[1])
    if shutil.which(COMPILER) is None:
        print(f"skipped: {COMPILER} is not installed (Debian: g++-mingw-w64-x86-64-posix)")
        return 77
    source = ["#include <cstdint>", "#include <type_traits>", '#include "tsp/tspi.hpp"']
    counts = dict.fromkeys(KINDS, 0)
    for path in sorted((root / "tsp").glob("tspi_*.hpp")):
        if path.name == "tspi_guard.hpp":  # ours alone
            continue
        asserts, left = take_apart(path.read_text(encoding="utf-8"))
        if left:
            print(f"{path.relative_to(root)}: is compared with nothing:\n{left}")
            return 1
        for kind, lines in asserts.items():
            counts[kind] += len(lines)
            source += lines
    if 0 in counts.values():
        print(f"found nothing of some kind in tsp/tspi_*.hpp: {counts}")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "compare.cpp"
        path.write_text("\n".join(source) + "\n", encoding="utf-8")
        command = [COMPILER, "-std=c++20", "-Wno-invalid-offsetof", "-fsyntax-only", f"-I{root}", path]
        code = subprocess.run(command, check=False).returncode
    shown = ", ".join(f"{count} of {kind}s" for kind, count in counts.items())
    print("differs from the Windows headers" if code
          else f"same as the Windows headers: {sum(counts.values())} checks ({shown})")
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(main())
