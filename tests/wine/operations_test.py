#!/usr/bin/env python3
"""The nine asynchronous phone operations through the Windows host and provider: the handset shows each.

What it shows is asked of the native simulator, never of the driver.
"""

import json
import os
import subprocess
import sys

import wine

sys.path.insert(0, str(wine.ROOT / "tools/show"))

import operations  # noqa: E402
from operator_channel import OperatorChannel  # noqa: E402
from tapi_program import SETUP  # noqa: E402


class Host:
    """offhook-tapi.exe, a command at a time."""

    def __init__(self):
        words = wine.command("offhook-tapi.exe", "--tsp", wine.BIN / "offhook.tsp", "--json", "run", "-")
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def call(self, command):
        """The result of a command; messages of the phone are passed over."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            message = json.loads(line)
            if "op" in message:
                return message
        sys.exit(f"offhook-tapi.exe ended with {self.process.wait()} at '{command}'")

    def end(self):
        self.process.stdin.close()
        self.process.stdout.read()
        return self.process.wait()


def main():
    operator = OperatorChannel(os.environ["OFFHOOK_OPERATOR"])
    host = Host()
    for command in SETUP:
        host.call(command)
    nine = operations.operations(operator.state())
    wrong = 0
    for each in nine:
        result, seen = host.call(each.command), each.look(operator.state())
        good = result["result"] == 0 and result["op"] == each.name and seen == each.asked
        wrong += not good
        print(f"{each.name:14} {result['result_name']} after {result['us']} us: {seen}"
              + ("" if good else f"; wanted: {each.asked}"))
    operator.close()
    code = host.end()
    if wrong or len(nine) != 9 or code:
        sys.exit(f"{wrong} of {len(nine)} operations did not reach the handset; exit code {code}")


if __name__ == "__main__":
    main()
