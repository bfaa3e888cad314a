#!/usr/bin/env python3
"""Runs in the guest: a Windows TAPI host and provider over Wine's own HID (winebus, hidclass) on hidraw.

usage: wine_suite.py NATIVE-BIN WINDOWS-BUILD-FOLDER WINE-PREFIX
"""

import contextlib
import os
import pathlib
import queue
import subprocess
import sys
import time

import suite

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools/show"))

from operations import operations  # noqa: E402
from operator_channel import OperatorChannel  # noqa: E402
from processes import Failure  # noqa: E402
from tapi_program import SETUP, TapiProgram  # noqa: E402

WINE = pathlib.Path("/usr/lib/wine")
OPERATOR = "127.0.0.1:7312"
PATIENCE = 60  # seconds; emulated, and without notifications the driver looks for devices every 2 s
LOG = pathlib.Path("/tmp/offhook-tapi.log")
CONFIG = pathlib.Path("/tmp/offhook.yaml")

# As Wine 8 names the handset. It makes one device of the whole interface, with the usage of its first
# collection, so a handset cannot be found by its usage there: it is given by its path.
HID = "{4d1e55b2-f16f-11cf-88cb-001111000030}"
PATHS = {
    "uhid-winebus": rf"\\?\hid#vid_1209&pid_0001#0&sim-0000&0&0#{HID}",
    "usb-winebus": rf"\\?\hid#vid_1209&pid_0001&mi_00#256&sim-0000&0&0#{HID}",
}

# Of those of suite.py, but for what plugs the handset in again. Each takes seconds here, so they are shared out.
CONFORM_CASES = {"uhid-winebus": "702,771,831", "usb-winebus": "709,751,904"}


class WineSuite(suite.Suite):
    def __init__(self, native_bin, build, prefix):
        super().__init__(pathlib.Path(native_bin).parent)
        self.provider = pathlib.Path(build, "bin/offhook.tsp")
        self.environment = {
            **os.environ,
            "WINEPREFIX": prefix,
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d;cfgmgr32=n,b",
            "OFFHOOK_CONFIG": f"Z:{CONFIG}",
            "OFFHOOK_LOG": "info",
        }
        # TSPI_providerEnumDevices waits for the handsets that are there: here they are slower than a desk's.
        CONFIG.write_text("timeouts_ms: {first_look: 20000}\n")
        # Beside this link to the program lies the cfgmgr32.dll that Wine 8 lacks.
        self.words = [WINE / "wine64", pathlib.Path(build, "winebus/offhook-tapi.exe")]

    def over_uhid(self):
        """Operations, events, TSPI's own rules, and the cable pulled out as the end."""
        self.over("uhid-winebus", "--uhid")

    def over_usb(self):
        """The same over USB/IP."""
        self.over("usb-winebus", "--usb")

    def over(self, name, plug):
        environment = {**self.environment, "OFFHOOK_DEVICES": f"hid:{PATHS[name]}"}
        with self.wine(), suite.Simulator(self.bin, plug, control=OPERATOR):
            operator = OperatorChannel(OPERATOR)
            results = self.with_host(name, environment, lambda host: host.work(operator))
            if results[0]:  # connected; without that nothing that follows would say more
                results += self.conform(name, environment)
                results += self.with_host(name, environment, lambda host: host.pull_out(operator))
            operator.close()
        self.count(results)

    @contextlib.contextmanager
    def wine(self):
        """Wine's server and services: they take longest to start, so they stay until a cable was pulled out.

        After that Wine 8 keeps the device and reads no reports any more, of others neither.
        """
        quiet = {"env": self.environment, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        server = [WINE / "wineserver64"]
        subprocess.run([*server, "-p"], check=True, **quiet)
        subprocess.run([*self.words, "--help"], check=True, stderr=subprocess.DEVNULL, **quiet)
        yield
        subprocess.run([*server, "-k"], check=True, **quiet)
        subprocess.run([*server, "-w"], check=True, **quiet)

    def with_host(self, name, environment, work):
        """The results of the cases that `work` tells of."""
        host = Host(self.words, self.provider, environment)
        results = []
        try:
            for case, problem in work(host):
                results.append(self.case(f"Winebus.{case}/{name}", problem))
        except Failure as failure:
            results.append(self.case(f"Winebus.Goes/{name}", str(failure)))
        host.stop()
        return results

    def conform(self, name, environment):
        command = [*self.words, "--tsp", self.provider, "conform", "--operator", OPERATOR]
        command += ["--only", CONFORM_CASES[name]]
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "text": True}
        judged = subprocess.run(command, env=environment, **streams)
        return self.judged_cases(judged, name)


class Host:
    """offhook-tapi.exe with the handset's phone. Its cases are pairs of a name and a problem, empty when all is well."""

    def __init__(self, words, provider, environment):
        self.events = queue.Queue()
        self.program = TapiProgram(words, provider, LOG, environment, self.events.put)

    def work(self, operator):
        problem = self.connect()
        yield "Connects", problem
        if problem:
            return
        for operation in operations(operator.state()):
            yield operation.name, self.carry_out(operation, operator)
        operator.ask("tap", key="5")
        yield "AKeyIsTold", self.await_event("PHONE_BUTTON", button=5, mode="KEYPAD", state="DOWN")
        operator.ask("hook", device="handset", mode="micspeaker")
        yield "LiftingIsTold", self.await_event("PHONE_STATE", states=["HANDSETHOOKSWITCH"], hook_mode="MICSPEAKER")
        operator.ask("hook", device="handset", mode="onhook")

    def pull_out(self, operator):
        yield "ConnectsAgain", self.connect()
        operator.ask("fault", what="unplug", at="answer", of=["RING"], nth=1)
        cut = self.program.call("set-ring 2 20000")
        yield "ACutOperationFails", "" if cut["result"] else str(cut)
        yield "UnplugIsTold", self.await_event("PHONE_STATE", states=["DISCONNECTED"], device=0)
        flags = self.program.must("get-status")["status"]
        yield "StatusIsDisconnected", "" if "CONNECTED" not in flags else str(flags)
        refused = self.program.call("set-ring 3 30000")
        yield "WithoutAHandsetNothingIsTaken", "" if refused["result"] else str(refused)

    def connect(self):
        """Opens the phone; what is asked of it before it is connected is refused."""
        try:
            for command in SETUP:
                self.program.must(command)
            connected = "CONNECTED" in self.program.must("get-status")["status"]
        except Failure as failure:
            return str(failure)
        return "" if connected else self.await_event("PHONE_STATE", states=["CONNECTED"], device=0)

    def carry_out(self, operation, operator):
        result = self.program.call(operation.command)
        seen = operation.look(operator.state())
        if result.get("result") == 0 and seen == operation.asked:
            return ""
        return f"{operation.command}: {result}; seen: {seen}"

    def await_event(self, name, **fields):
        """Others are passed over."""
        end = time.monotonic() + PATIENCE
        while (left := end - time.monotonic()) > 0:
            try:
                event = self.events.get(timeout=left)
            except queue.Empty:
                break
            if event["event"] == name and all(event.get(key) == fields[key] for key in fields):
                return ""
        return f"no {name} {fields} in {PATIENCE} s; the log:\n{LOG.read_text(errors='replace')}"

    def stop(self):
        self.program.program.stop(patience=PATIENCE)


def main(native_bin, build, prefix):
    guest = WineSuite(native_bin, build, prefix)
    for step in (guest.over_uhid, guest.over_usb):
        begin = time.monotonic()
        print(f"== {step.__name__}: {step.__doc__}", flush=True)
        step()
        print(f"== {step.__name__} took {time.monotonic() - begin:.0f} s", flush=True)
    return 1 if guest.failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
