"""A simulated handset from Python: the control protocol of sim/control/README.md in forty lines.

usage: handset.py ADDRESS     # what `offhook-sim --control 127.0.0.1:0` printed behind `control`

Copy it into your own project; it needs nothing but Python. One connection does everything: answers are
told from events by their fields.
"""

import json
import socket
import sys


class Handset:
    """Handset `number` behind the simulator's control address ("127.0.0.1:43212" or "unix:PATH")."""

    def __init__(self, address, number=0):
        if address.startswith("unix:"):
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.connect(address.removeprefix("unix:"))
        else:
            host, _, port = address.rpartition(":")
            self.socket = socket.create_connection((host.strip("[]"), int(port)))
        self.lines = self.socket.makefile("rw", encoding="utf-8", newline="\n")
        self.number = number
        self.events = []  # those that came while an answer was awaited

    def ask(self, do, **fields):
        """Sends one request and returns its answer; ValueError with the simulator's own words if it refuses."""
        print(json.dumps({"do": do, "handset": self.number, **fields}), file=self.lines, flush=True)
        while "event" in (message := json.loads(self.lines.readline())):
            self.events.append(message)
        if not message["ok"]:
            raise ValueError(message["error"])
        return message

    def state(self):
        return self.ask("state")["state"]

    def wait_for(self, within_ms=5000, **condition):
        """Returns once the state is so, e.g. wait_for(ring={"mode": 1}); ValueError says what differs."""
        self.ask("wait", until=condition, within_ms=within_ms)

    def dial(self, digits):
        for digit in digits:
            self.ask("tap", key={"*": "star", "#": "hash"}.get(digit, digit))

    def lift(self):
        self.ask("hook", device="handset", mode="micspeaker")

    def hang_up(self):
        self.ask("hook", device="handset", mode="onhook")

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


def main(address):
    phone = Handset(address)
    phone.lift()
    phone.dial("117#")
    state = phone.state()
    print(f"{state['product']} {state['serial']}: handset {state['hook']['handset']}, display {state['display']}")
    phone.hang_up()
    phone.close()


if __name__ == "__main__":
    main(sys.argv[1])
