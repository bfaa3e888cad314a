#!/usr/bin/env python3
"""offhook.tsp over a socket keeps every rule of `offhook-tapi conform`. usage: conform_socket_test.py BIN

A person's hands are the simulator's operator channel, so no case has to say that nobody pressed a key.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile


def start_simulator(binaries, folder):
    words = [binaries / "offhook-sim", "--listen", f"unix:{folder}/wire", "--control", f"unix:{folder}/operator"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.strip() == "ready":
            return process
    sys.exit(f"offhook-sim ended with {process.wait()} before it was ready")


def conform(binaries, folder):
    """One object a case, and the summary last."""
    words = [binaries / "offhook-tapi", "--json", "--tsp", binaries / "offhook.tsp", "conform",
             "--operator", f"unix:{folder}/operator"]
    environment = {**os.environ, "OFFHOOK_DEVICES": f"sim:unix:{folder}/wire"}
    run = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True)
    return run.returncode, [json.loads(line) for line in run.stdout.splitlines()]


def main(binaries):
    with tempfile.TemporaryDirectory(prefix="offhook-") as folder:
        simulator = start_simulator(binaries, folder)
        try:
            code, lines = conform(binaries, folder)
        finally:
            simulator.kill()
            simulator.wait()
    for each in lines[:-1]:
        if each["verdict"] != "pass" or each["reason"]:
            print(f'{each["case"]} {each["verdict"]}: {each["title"]}: {each["reason"]}')
    print(lines[-1]["summary"])
    if code != 0 or lines[-1]["passed"] < 140:
        sys.exit(f"offhook-tapi conform ended with {code}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
