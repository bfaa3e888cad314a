"""A Windows TAPI host over the stand-ins for Windows' HID (README.md), beside a native simulator."""

import os
import pathlib
import queue
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve()
sys.path += [str(HERE.parents[1]), str(HERE.parents[3] / "tools/show")]

import wine  # noqa: E402
from operations import operations  # noqa: E402
from operator_channel import OperatorChannel  # noqa: E402
from tapi_program import SETUP, TapiProgram  # noqa: E402

FOLDER = wine.BIN.parent / "hid"  # the stand-ins, and links to the programs
OVERRIDES = "mscoree,mshtml=;winemenubuilder.exe=d;hid,cfgmgr32=n,b"  # Wine's own otherwise
PATIENCE = 30.0


def environment(simulator, devices):
    """What makes a Windows program find the handsets of a simulator as HID devices."""
    return {
        **os.environ,
        "OFFHOOK_HID_STAND_IN": simulator.address.removeprefix("sim:"),
        "OFFHOOK_DEVICES": devices,
        "OFFHOOK_CONFIG": "NUL",
        "WINEDLLOVERRIDES": OVERRIDES,
    }


def tapi_words():
    return [str(wine.RUN), str(FOLDER / "offhook-tapi.exe")]


class TapiHost:
    """offhook-tapi.exe with offhook.tsp, driven line by line."""

    def __init__(self, variables):
        self.events = queue.Queue()
        self.log = tempfile.NamedTemporaryFile(prefix="offhook-tapi.", suffix=".log")
        self.program = TapiProgram(tapi_words(), wine.BIN / "offhook.tsp", self.log.name, variables,
                                   self.events.put)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.program.stop(patience=10.0)
        self.log.close()

    def must(self, *commands):
        for command in commands:
            result = self.program.must(command)
        return result

    def call(self, command):
        return self.program.call(command)

    def await_event(self, fits, patience=PATIENCE):
        """The first event that fits, and the seconds that it took; others are skipped."""
        begin = time.monotonic()
        while True:
            left = begin + patience - time.monotonic()
            try:
                event = self.events.get(timeout=max(left, 0))
            except queue.Empty:
                raise AssertionError(f"no such event in {patience} s; the log:\n{self.text()}") from None
            if fits(event):
                return event, time.monotonic() - begin

    def text(self):
        return pathlib.Path(self.log.name).read_text(errors="replace")
