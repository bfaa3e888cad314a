#!/usr/bin/env python3
"""A program in another language drives a simulated handset through libtapi32.so and offhook.tsp.

usage: languages_test.py BIN c|python|csharp

The programs tell the same story, one line a step; what the handset really shows is asked at the
simulator's control socket, and the key is pressed there.
"""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
STORY = ["phones 1", "phone .+", "phoneSetLamp done", "phoneSetDisplay done", "ready"]
GREETING = {"c": "Hello from C", "python": "Hello from Python", "csharp": "Hello from C#"}
PATIENCE = 120.0


class Simulator:
    """offhook-sim with one handset, and its operator's channel."""

    def __init__(self, binaries, folder):
        self.process = subprocess.Popen(
            [binaries / "offhook-sim", "--listen", f"unix:{folder}/wire", "--control", f"unix:{folder}/operator"],
            stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if line.strip() == "ready":
                break
        else:
            sys.exit(f"offhook-sim ended with {self.process.wait()} before it was ready")
        self.channel = socket.socket(socket.AF_UNIX)
        self.channel.settimeout(PATIENCE)
        self.channel.connect(f"{folder}/operator")
        self.answers = self.channel.makefile("r")

    def ask(self, **request):
        self.channel.sendall(json.dumps(request).encode() + b"\n")
        answer = json.loads(self.answers.readline())
        if not answer.get("ok"):
            sys.exit(f"the simulator refused {request}: {answer}")
        return answer

    def stop(self):
        self.channel.close()
        self.process.kill()
        self.process.wait()


def command(language, binaries, folder):
    """The words that start the program, or None when its language is not installed."""
    if language == "c":
        return [binaries / "test" / "handset_c"]
    if language == "python":
        return [sys.executable, HERE / "handset.py", binaries / "libtapi32.so"]
    if shutil.which("mcs") is None or shutil.which("mono") is None:
        return None
    program = f"{folder}/handset.exe"
    subprocess.run(["mcs", "-warnaserror", f"-out:{program}", HERE / "handset.cs"], check=True)
    return ["mono", program]


def environment(binaries, folder):
    list_of_providers = pathlib.Path(folder) / "providers"
    list_of_providers.write_text("1 = offhook.tsp  # beside libtapi32.so\n")
    return {**os.environ, "OFFHOOK_DEVICES": f"sim:unix:{folder}/wire", "OFFHOOK_LOG": "warn",
            "OFFHOOK_TAPI_PROVIDERS": str(list_of_providers), "LD_LIBRARY_PATH": str(binaries),
            "LC_ALL": "C.UTF-8"}


def expect(program, patterns):
    """The next lines of a program, one for each pattern."""
    for pattern in patterns:
        line = program.stdout.readline()
        print("  " + line.rstrip("\n"))
        if not re.fullmatch(pattern + "\n", line):
            sys.exit(f"expected {pattern!r} and not {line!r}")


def tell(language, program, simulator):
    expect(program, STORY)
    state = simulator.ask(do="state")["state"]
    lamp = next(button["lamp"] for button in state["buttons"] if button["id"] == 12)
    shown = state["display"][0].rstrip()
    if lamp != "steady" or shown != GREETING[language]:
        sys.exit(f"the handset shows the lamp {lamp} and the text {shown!r}")
    simulator.ask(do="tap", key="5")
    expect(program, ["button 5 down", "button 5 up", "done"])
    code = program.wait(PATIENCE)
    if code != 0:
        sys.exit(f"the program ended with {code}")


def main(binaries, language):
    with tempfile.TemporaryDirectory(prefix="offhook-") as folder:
        words = command(language, binaries, folder)
        if words is None:
            print("skipped: Mono is not installed (Debian: mono-mcs, mono-runtime)")
            return SKIPPED if os.environ.get("OFFHOOK_REQUIRE_ALL", "0") in ("", "0") else 1
        simulator = Simulator(binaries, folder)
        program = subprocess.Popen([str(word) for word in words], env=environment(binaries, folder),
                                   stdout=subprocess.PIPE, text=True)
        try:
            tell(language, program, simulator)
        finally:
            program.kill()
            program.wait()
            simulator.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]))
