#!/usr/bin/env python3
"""The dialogs of offhook.tsp at a resolution, with pictures of them. usage: dialogs_test.py DPI [OPTION...]

Runs offhook_dialogs_test.exe (OPTION: of GoogleTest) beside a native simulator. Where that asks for a
picture, the screen is saved as build/mingw/screenshots/dialogs-NAME-DPI.png.
"""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import registry  # noqa: E402
import screen  # noqa: E402
import wine  # noqa: E402

FEWEST_COLOURS = 3  # a blank screen has one
TRIES = 10


def is_shown(name):
    """Takes the picture; the display may need a moment until there is something to see."""
    return any(screen.save(name)[1] >= FEWEST_COLOURS for _ in range(TRIES))


def serve_pictures(child, dpi):
    """Passes on what the program says, and takes the pictures that it asks for. Its exit code."""
    empty = []
    for line in child.stdout:
        word, _, name = line.strip().partition(" ")
        if word != "picture":
            print(line, end="", flush=True)
            continue
        if not is_shown(f"dialogs-{name}-{dpi}"):
            empty.append(name)
        child.stdin.write("done\n")
        child.stdin.flush()
    if empty:
        print("the screen is empty where these should be:", ", ".join(empty))
    return child.wait() or len(empty)


def main(dpi, *options):
    registry.draw_captions(True)
    registry.set_resolution(int(dpi))
    try:
        with wine.Simulator() as simulator:
            environment = {**os.environ, "OFFHOOK_SIMULATOR": simulator.address, "OFFHOOK_PICTURES": "1",
                           "OFFHOOK_OPERATOR": simulator.operator}
            command = wine.command("test/offhook_dialogs_test.exe", *options)
            with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  text=True) as child:
                try:
                    return serve_pictures(child, dpi)
                finally:
                    child.kill()
    finally:
        registry.set_resolution(96)
        registry.draw_captions(False)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
