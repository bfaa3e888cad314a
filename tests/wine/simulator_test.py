#!/usr/bin/env python3
"""offhook-sim.exe: its channel answers, a native host reaches its handset, and what Windows cannot is said."""

import os
import subprocess
import sys

import wine

sys.path.insert(0, str(wine.ROOT / "tools/show"))

from operator_channel import OperatorChannel  # noqa: E402


def serve():
    process = subprocess.Popen(wine.command("offhook-sim.exe", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"),
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    said = {}
    for line in process.stdout:
        word, _, rest = line.strip().partition(" ")
        said[word] = rest
        if word == "ready":
            return process, said
    sys.exit(f"offhook-sim.exe ended with {process.wait()} before it was ready: {said}")


def lamp_is_lit():
    process, said = serve()
    try:
        host = wine.NATIVE_BIN / "offhook-tapi"
        if not host.exists():
            wine.skip(f"{host} is missing: cmake --preset gcc && cmake --build build/gcc")
        done = subprocess.run([host, "--tsp", wine.NATIVE_BIN / "offhook.tsp", "set", "lamp", "12", "steady"],
                              env={**os.environ, "OFFHOOK_DEVICES": "sim:" + said["listening"]}, timeout=30,
                              capture_output=True, text=True)
        operator = OperatorChannel(said["control"])
        lamp = next(one["lamp"] for one in operator.state()["buttons"] if one["id"] == 12)
        operator.close()
        if done.returncode or lamp != "steady":
            sys.exit(f"the lamp is {lamp}; {host} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    finally:
        process.kill()
        process.wait()


def refusals():
    for option, words in {"--uhid": "only Linux has /dev/uhid", "--usb": "only Linux has a virtual host"}.items():
        said = wine.run("offhook-sim.exe", option)
        if said.returncode != 2 or words not in said.stderr:
            sys.exit(f"offhook-sim.exe {option} ended with {said.returncode}: {said.stderr}")


def scenarios():
    found = sorted(str(path.relative_to(wine.ROOT)) for path in (wine.ROOT / "sim/scenarios").glob("*.yaml"))
    print(wine.check(wine.run("offhook-sim.exe", "check", *found, cwd=wine.ROOT)))


lamp_is_lit()
refusals()
scenarios()
