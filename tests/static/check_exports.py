#!/usr/bin/env python3
"""Does a module export what its .def file lists, and nothing else? usage: check_exports.py MODULE DEF

The list is sorted and holds names of one interface only: TSPI_* and TUISPI_*, or those of tapi32: phone*, line*,
tapi* and the few that only Windows' own programs call.
"""

import re
import subprocess
import sys

INTERFACES = (re.compile(r"^(TSPI|TUISPI)_[A-Za-z0-9]+$"), re.compile(
    r"^((phone|line|tapi|internal|MMC)[A-Z][A-Za-z0-9]+|GetTapi16CallbackMsg|LAddrParamsInited|LOpenDialAsst|"
    r"LocWizardDlgProc|NonAsyncEventThread|TAPIWndProc|TUISPIDLLCallback)$"))


def listed(path):
    """The names below EXPORTS, without comments and ordinals."""
    with open(path, encoding="utf-8") as file:
        lines = [line.split(";")[0].split() for line in file]
    words = [line for line in lines if line]
    heads = [index for index, line in enumerate(words) if line[0].upper() == "EXPORTS"]
    if len(heads) != 1:
        sys.exit(f"{path}: needs one line EXPORTS")
    return [line[0] for line in words[heads[0] + 1:]]


def exported(path):
    done = subprocess.run(["nm", "-D", "--defined-only", "--format=posix", path], capture_output=True,
                          text=True, check=True)
    return {line.split()[0].split("@")[0] for line in done.stdout.splitlines() if line}


def complaints(names, found):
    if names != sorted(names):
        yield "the list is not sorted"
    if len(set(names)) != len(names):
        yield "a name is listed twice"
    for name in sorted(found - set(names)):
        yield f"{name}: is exported but not listed"
    for name in sorted(set(names) - found):
        yield f"{name}: is listed but not exported"
    everything = sorted(found | set(names))
    interface = max(INTERFACES, key=lambda each: sum(bool(each.match(name)) for name in everything))
    for name in everything:
        if not interface.match(name):
            yield f"{name}: is no name of the interface"


def main(module, definition):
    names = listed(definition)
    found = list(complaints(names, exported(module)))
    for text in found:
        print(f"{definition}: {text}")
    if not names:
        print(f"{definition}: lists nothing")
    if not found and names:
        print(f"exports: {len(names)} names, as listed")
    return 1 if found or not names else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
