#!/usr/bin/env python3
"""The show of tools/demo: a simulated handset, a TAPI host, and what passes between them.

usage: show.py --build FOLDER [--once] [--uhid]

FOLDER holds bin/ with offhook-sim, offhook-tapi and offhook.tsp. --uhid plugs the handset into this
computer's kernel and lets the driver reach it through hidapi; needs root and /dev/uhid.
"""

import argparse
import contextlib
import os
import pathlib
import queue
import signal
import sys
import time

import live
import picture
import words
from operations import operations
from operator_channel import OperatorChannel
from processes import Failure, Program
from style import paint
from tapi_program import SETUP, TapiProgram

ASYNCHRONOUS_OPERATIONS = 9
DIALLED = {"4": "4", "2": "2", "hash": "#"}  # the operator's name of a key, the label on it
EVENT_PATIENCE = 5.0


class Show:
    """The running programs and what they have said."""

    def __init__(self, build, uhid, cleanup):
        self.bin = build / "bin"
        self.logs = build / "demo"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.uhid = uhid
        self.cleanup = cleanup
        # ("tapi", event), ("handset", state), ("key", character), ("ended", program)
        self.news = queue.Queue()

    def start(self):
        """Starts both programs, opens the phone, and says so."""
        addresses = self.start_simulator()
        control = addresses["control"]
        self.operator = OperatorChannel(control, lambda state: self.news.put(("handset", state)))
        self.cleanup.callback(self.operator.close)
        device = "hid:" if self.uhid else f"sim:{addresses['listening']}"
        plug = "the kernel's UHID" if self.uhid else f"the socket {addresses['listening']}"
        if self.uhid:
            fact("kernel", f"Linux {os.uname().release}" + (", in QEMU" if "OFFHOOK_VM" in os.environ else ""))
        fact("handset", f"offhook-sim, process {self.simulator.pid}, plugged into {plug}")
        fact("operator", f"{control}: what the handset really shows is asked there")
        self.start_tapi(device)

    def start_simulator(self):
        plug = ["--uhid"] if self.uhid else ["--listen", "127.0.0.1:0"]
        command = [self.bin / "offhook-sim", *plug, "--control", "127.0.0.1:0"]
        self.simulator = Program("offhook-sim", command, self.logs / "offhook-sim.log",
                                 on_end=self.program_ended)
        self.cleanup.callback(self.simulator.stop)
        addresses = {}
        while (line := self.simulator.next_line(10, "its line 'ready'")) != "ready":
            name, _, value = line.partition(" ")
            addresses[name] = value
        return addresses

    def start_tapi(self, device):
        environment = {**os.environ, "OFFHOOK_DEVICES": device}
        module = self.bin / "offhook.tsp"
        self.tapi = TapiProgram([self.bin / "offhook-tapi"], module, self.logs / "offhook-tapi.log",
                                environment, lambda event: self.news.put(("tapi", event)),
                                self.program_ended)
        self.cleanup.callback(self.tapi.program.stop)
        for command in SETUP:
            self.tapi.must(command)
        fact("provider", f"{os.path.relpath(module)}, loaded by offhook-tapi, process "
                         f"{self.tapi.program.pid}")
        fact("phone", f"0, open; the driver reaches it as {device}")

    def program_ended(self, program):
        self.news.put(("ended", program))

    def run_operations(self):
        """Runs the nine, one line each; the number of those that the handset has carried out."""
        title = f"{'operation':15}{'request':>8}  {'result':14}{'time':>10}   what the handset now shows"
        print(f"\n  {paint(title, 'bold')}")
        return sum(map(self.run_operation, operations(self.operator.state())))

    def run_operation(self, operation):
        result = self.tapi.call(operation.command)
        seen = operation.look(self.operator.state())
        done = result.get("result") == 0 and seen == operation.asked
        print("  " + words.operation_line(operation, result, seen))
        return int(done)

    def show_events(self):
        """Lifts the handset, dials, and prints TAPI's messages as they come."""
        self.drop_news()
        print(f"\n  {paint('The handset is lifted, then 4 2 # are pressed; TAPI says:', 'bold')}")
        self.operator.ask("hook", device="handset", mode="micspeaker")
        for key in DIALLED:
            self.operator.ask("tap", key=key)
        buttons = self.operator.state()["buttons"]
        missing = self.print_events(expected_events(buttons), words.labels_of(buttons))
        if missing:
            names = ", ".join(" ".join(map(str, event)) for event in sorted(missing))
            raise Failure(f"within {EVENT_PATIENCE} s TAPI has not told: {names}")

    def print_events(self, expected, labels):
        """Prints what arrives until all that is expected has; what has not."""
        deadline = time.monotonic() + EVENT_PATIENCE
        while expected:
            try:
                kind, event = self.news.get(timeout=max(deadline - time.monotonic(), 0))
            except queue.Empty:
                break
            if kind == "ended":
                raise event.failure("has ended")
            if kind == "tapi":
                print(words.event_line(event, labels))
                expected = expected - {words.event_key(event)}
        return expected

    def drop_news(self):
        with contextlib.suppress(queue.Empty):
            while True:
                self.news.get_nowait()

    def print_picture(self):
        print("\n" + "\n".join("  " + line for line in picture.handset(self.operator.state())))


def expected_events(buttons):
    """What TAPI must tell when the handset is lifted and the keys are pressed."""
    ids = {button["label"]: button["id"] for button in buttons if button["mode"] == "keypad"}
    return {("PHONE_STATE", "HANDSETHOOKSWITCH")} | {
        ("PHONE_BUTTON", ids[label], state) for label in DIALLED.values() for state in ("DOWN", "UP")}


def fact(name, text):
    print(f"  {paint(f'{name:10}', 'dim')}{text}")


def run(options, cleanup):
    stay = not options.once
    if stay and not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("no terminal to press keys on: as with --once\n")
        stay = False
    show = Show(options.build, options.uhid, cleanup)
    print(paint("Offhook: from a TAPI call to a handset and back\n", "bold"))
    show.start()
    acknowledged = show.run_operations()
    show.print_picture()
    show.show_events()
    summary = f"{acknowledged} of {ASYNCHRONOUS_OPERATIONS} operations acknowledged by the handset"
    if stay:
        print(f"\n{summary}\n")
        live.stay(show)
    else:
        print(f"\n{summary}")
    return 0 if acknowledged == ASYNCHRONOUS_OPERATIONS else 1


def end_on_signal(number, _frame):
    raise SystemExit(128 + number)


def main():
    parser = argparse.ArgumentParser(description="The show of tools/demo.")
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--uhid", action="store_true")
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True, errors="replace")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end_on_signal)
    try:
        with contextlib.ExitStack() as cleanup:
            return run(options, cleanup)
    except Failure as failure:
        print(f"\ntools/demo: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ntools/demo: interrupted; everything is stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
