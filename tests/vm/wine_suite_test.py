#!/usr/bin/env python3
"""Makes a Wine prefix, boots Debian's kernel and runs wine_suite.py in it.

usage: wine_suite_test.py WINDOWS-BUILD-FOLDER
ctest gives the environment as for tests under Wine (cmake/wine.cmake).
"""

import os
import pathlib
import subprocess
import sys

import rig

HERE = pathlib.Path(__file__).parent
sys.path.append(str(HERE.parent / "wine"))

import wine  # noqa: E402

NEEDED = {  # what has to be there: how to get it
    "/usr/lib/wine/wine64": "tools/setup wine",
    "/usr/bin/Xvfb": "tools/setup wine",
    wine.NATIVE_BIN / "offhook-sim": "cmake --preset gcc && cmake --build build/gcc --target offhook-sim",
}


def require_programs():
    for program, remedy in NEEDED.items():
        if not os.path.exists(program):
            wine.skip(f"{program} is missing: {remedy}")


def quietly(*words, **variables):
    streams = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
    done = subprocess.run(words, env={**os.environ, **variables}, **streams)
    if done.returncode != 0:
        sys.exit(f"{words} ended with {done.returncode}\n{done.stdout}{done.stderr}")


def make_prefix(prefix):
    """A whole one: winebus is a driver, which the registry says how to start. With SDL it would not look at hidraw."""
    key = r"HKLM\System\CurrentControlSet\Services\winebus"
    try:
        quietly(wine.ROOT / "tests/wine/up", "--full", prefix)
        value = ["/v", "Enable SDL", "/t", "REG_DWORD", "/d", "0", "/f"]
        quietly(wine.RUN, "reg", "add", key, *value, WINEPREFIX=prefix)
    finally:
        quietly(wine.ROOT / "tests/wine/down", prefix)


def main(build):
    rig.require_rig()
    require_programs()
    prefix = str(pathlib.Path(build, "wine-vm").resolve())
    make_prefix(prefix)
    guest = [rig.RUN, "--timeout", "480", "--modules", "uhid,usbip", "--mem", "1500", "--"]
    script = ["/usr/bin/python3", HERE / "wine_suite.py", wine.NATIVE_BIN, build, prefix]
    return subprocess.run([*guest, *script], cwd=rig.ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
