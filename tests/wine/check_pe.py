#!/usr/bin/env python3
"""Is a Windows program or DLL as it is to be shipped? usage: check_pe.py FILE VERSION [DEF]

It imports Windows' own DLLs only, has address randomisation and no executable data, a version resource
with VERSION and its own name, and exports exactly what DEF lists: nothing without one.
"""

import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "static"))

from check_exports import listed  # noqa: E402

SYSTEM_DLLS = set("""advapi32 cfgmgr32 comctl32 comdlg32 gdi32 hid kernel32 msvcrt mswsock ole32 rpcrt4
                     setupapi shell32 shlwapi tapi32 user32 uxtheme version winmm ws2_32""".split())
TRAITS = ("HIGH_ENTROPY_VA", "DYNAMIC_BASE", "NX_COMPAT")
NAMES = re.compile(r"^\[Ordinal/Name Pointer\] Table\n(.*?)\n\n", re.MULTILINE | re.DOTALL)


def exported(dump):
    table = NAMES.search(dump)
    return {line.split()[-1] for line in table[1].splitlines()} if table else set()


def version_strings(data):
    """The text values of the version resource."""
    found = {}
    for key in ("FileVersion", "ProductVersion", "FileDescription", "OriginalFilename"):
        at = data.find((key + "\0").encode("utf-16le"))
        text = data[at + 2 * len(key):at + 2 * len(key) + 256].decode("utf-16le", "replace") if at >= 0 else ""
        found[key] = text.lstrip("\0").split("\0")[0]
    return found


def complaints(file, version, definition):
    dump = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", file], capture_output=True, text=True,
                          check=True).stdout
    if "(PE32+)" not in dump:
        yield "is no 64-bit Windows program"
    for dll in re.findall(r"DLL Name: (\S+)", dump):
        if dll.lower().removesuffix(".dll") not in SYSTEM_DLLS:
            yield f"imports {dll}; if that is a part of Windows, add it to {pathlib.Path(__file__).name}"
    for trait in TRAITS:
        if not re.search(rf"^\s+{trait}$", dump, re.MULTILINE):
            yield f"lacks {trait}"
    listed_names, found_names = set(listed(definition) if definition else ()), exported(dump)
    for name in sorted(listed_names ^ found_names):
        yield f"{name} is {'not exported' if name in listed_names else 'exported but not listed'}"
    strings = version_strings(file.read_bytes())
    for key, wanted in {"FileVersion": version, "ProductVersion": version, "OriginalFilename": file.name}.items():
        if strings[key] != wanted:
            yield f"its version resource says {key} '{strings[key]}', not '{wanted}'"
    if not strings["FileDescription"]:
        yield "its version resource has no FileDescription"


def main(file, version, definition=None):
    found = list(complaints(pathlib.Path(file), version, definition))
    for text in found:
        print(f"{file}: {text}")
    if not found:
        print(f"{file}: as it is to be")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
