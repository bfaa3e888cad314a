"""What tests under Wine share: Windows programs as child processes, and the native simulator.

ctest gives the environment: OFFHOOK_BIN_DIR (the Windows programs), OFFHOOK_NATIVE_BIN_DIR, WINEPREFIX.
"""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("OFFHOOK_BIN_DIR", ROOT / "build/mingw/bin"))
NATIVE_BIN = pathlib.Path(os.environ.get("OFFHOOK_NATIVE_BIN_DIR", ROOT / "build/gcc/bin"))
RUN = ROOT / "cmake/wine-run"


def skip(reason):
    """Ends the test as skipped; as failed when nothing may be (OFFHOOK_REQUIRE_ALL)."""
    print(reason)
    sys.exit(1 if os.environ.get("OFFHOOK_REQUIRE_ALL", "0") not in ("", "0") else 77)


def command(program, *arguments):
    """The words that run PROGRAM.exe of the build folder (or a path) under Wine."""
    return [str(word) for word in (RUN, BIN / program, *arguments)]


def run(program, *arguments, timeout=50, environment=None, **more):
    """Runs a Windows program to its end; its streams are text, as subprocess.run gives them."""
    return subprocess.run(command(program, *arguments), env={**os.environ, **(environment or {})},
                          stdin=more.pop("stdin", None if "input" in more else subprocess.DEVNULL),
                          capture_output=True, encoding="utf-8", timeout=timeout, **more)


def check(done, code=0):
    """The output of a finished program; the test ends when its exit code is not as wanted."""
    if done.returncode != code:
        sys.exit(f"{done.args[1:]} ended with {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    return done.stdout


class Simulator:
    """A native offhook-sim with a handset at `address` and its operators' channel at `operator`."""

    def __init__(self, *options):
        program = NATIVE_BIN / "offhook-sim"
        if not program.exists():
            skip(f"{program} is missing: cmake --preset gcc && cmake --build build/gcc --target offhook-sim")
        words = [program, "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", *options]
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        said = {}
        for line in self.process.stdout:
            word, _, rest = line.strip().partition(" ")
            said[word] = rest
            if word == "ready":
                break
        else:
            sys.exit(f"offhook-sim ended with {self.process.wait()} before it was ready")
        self.address, self.operator = "sim:" + said["listening"], said["control"]

    @property
    def environment(self):
        return {"OFFHOOK_DEVICES": self.address, "OFFHOOK_OPERATOR": self.operator}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
