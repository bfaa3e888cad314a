#!/usr/bin/env python3
"""Runs in the guest: everything that needs a kernel's HID and USB, one step after the other.

usage: suite.py BUILD-FOLDER [STEP...]

A step is a program, over one of three paths: UHID with hidapi's hidraw back end, USB/IP with hidraw,
USB/IP with libusb. What is no GoogleTest program gets result lines in GoogleTest's form, so that
tools/test counts its cases too.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

PATHS = {  # path: the option of offhook-sim, hidapi's back end
    "uhid-hidraw": ("uhid", "hidraw"),
    "usb-hidraw": ("usb", "hidraw"),
    "usb-libusb": ("usb", "libusb"),
}
HANDSET = "hid:1209:0001:SIM-0000"
HEAP = "glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1"  # tests/conformance/leak_test.cpp

# Of TSPI's rules those that the way to the handset can break: every operation takes effect and ends once,
# events come, the cable is pulled and plugged in, nobody is blocked, no thread stays. The 157 of them are
# judged over sockets by tests/tools/tapi.
CONFORM_CASES = "702,707,709,721,724,725,731,732,741,751,761,771,781,804,822,831,841,842,843,844,904,913"
# Over libusb a handset takes longer to open than EnumDevices waits on a busy computer, and these cases do not
# wait for it: there the session's rules are judged. The operations over libusb are in `operations`.
SESSION_CASES = "101,102,103,104,105,106,107,108,111,112,113,114"

# A case of `offhook-tapi conform`.
CONFORM_CASE = re.compile(r"^ +(\d+)  (pass|FAIL|n/a|blocked) ", re.MULTILINE)


class Suite:
    def __init__(self, build):
        self.bin = pathlib.Path(build, "bin")
        self.build = build
        self.failures = 0

    def run(self, command, **variables):
        """A program whose output goes to ours; its exit code."""
        environment = {**os.environ, "OFFHOOK_BIN_DIR": str(self.bin), "OFFHOOK_REQUIRE_ALL": "1", **variables}
        sys.stdout.flush()
        return subprocess.run(command, env=environment).returncode

    def google_test(self, name, *arguments, **variables):
        code = self.run([self.bin / "test" / name, *arguments], **variables)
        if code < 0:
            print(f"{name} was ended by {signal.Signals(-code).name}", flush=True)
        self.failures += code != 0

    def case(self, name, problem):
        """One result line of a case that is no GoogleTest's; `problem` is empty when all is well."""
        if problem:
            print(problem)
        print(f"[  FAILED  ] {name} (0 ms)" if problem else f"[       OK ] {name} (0 ms)")
        self.failures += bool(problem)
        return not problem

    def count(self, results):
        passed, failed = results.count(True), results.count(False)
        if passed:
            print(f"[  PASSED  ] {passed} tests.")
        if failed:
            print(f"[  FAILED  ] {failed} tests, listed above.")

    # The steps.

    def conformance(self):
        """The driver's public face."""
        self.google_test("conformance_test", OFFHOOK_PATHS=",".join(PATHS), GLIBC_TUNABLES=HEAP)

    def operations(self):
        """The TSPI operations, from the provider's exports to the handset and back."""
        for plug, backend in PATHS.values():
            self.google_test(
                "tsp_chain_test",
                "--gtest_filter=ChainOperations.*",
                OFFHOOK_CHAIN_PLUG=plug,
                OFFHOOK_HIDAPI=backend,
                OFFHOOK_LOG="off",
            )

    def conform(self):
        """TSPI's own rules, as offhook-tapi judges them."""
        results = []
        for path, (plug, backend) in PATHS.items():
            wanted = SESSION_CASES if backend == "libusb" else CONFORM_CASES
            with Simulator(self.bin, "--" + plug) as simulator:
                environment = {
                    **os.environ,
                    "OFFHOOK_DEVICES": HANDSET,
                    "OFFHOOK_CONFIG": "/dev/null",
                    "OFFHOOK_HIDAPI": backend,
                    "OFFHOOK_LOG": "off",
                }
                tapi = [self.bin / "offhook-tapi", "--tsp", self.bin / "offhook.tsp"]
                command = [*tapi, "conform", "--operator", simulator.control, "--only", wanted]
                judged = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
            results += self.judged_cases(judged, path)
        self.count(results)

    def judged_cases(self, judged, path):
        """The results of an `offhook-tapi conform` that has ended."""
        results = []
        cases = CONFORM_CASE.findall(judged.stdout)
        if judged.returncode != 0 or not cases:
            print(judged.stdout)
        for number, verdict in cases:
            problem = "" if verdict in ("pass", "n/a") else f"case {number}: {verdict}"
            results.append(self.case(f"Conform.Case{number}/{path}", problem))
        ended = judged.returncode == 0 and cases
        results.append(self.case(f"Conform.Ends/{path}", "" if ended else f"exit code {judged.returncode}"))
        return results

    def udev_rule(self):
        """The rule that cmake --install puts in place tags the devices for the user at the computer."""
        subprocess.run(
            ["cmake", "--install", self.build, "--component", "udev"], check=True, stdout=subprocess.DEVNULL
        )
        subprocess.run(["udevadm", "control", "--reload"], check=True)
        results = []
        for path, option in (("uhid", "--uhid"), ("usb", "--usb")):
            with Simulator(self.bin, option):
                nodes = await_nodes(usb=option == "--usb")
                for kind, node in nodes.items():
                    tags = properties_of(node).get("CURRENT_TAGS", "")
                    problem = "" if ":uaccess:" in tags else f"{node} has the tags '{tags}'"
                    results.append(self.case(f"UdevRule.TagsThe{kind}/{path}", problem))
        self.count(results)


class Simulator:
    """offhook-sim, from its `ready` to its end."""

    def __init__(self, folder, *options, control=None):
        self.scratch = tempfile.TemporaryDirectory()
        self.control = control or "unix:" + self.scratch.name + "/control"
        command = [folder / "offhook-sim", *options, "--control", self.control, "--log-level", "error"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        for line in self.process.stdout:
            if line == "ready\n":
                return self
        raise SystemExit("offhook-sim did not start")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.scratch.cleanup()


def await_nodes(usb, limit=30):
    """The handset's device nodes, as soon as udevd is through with them."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        subprocess.run(["udevadm", "settle"], check=False)
        found = {}
        for node in pathlib.Path("/sys/class/hidraw").glob("*"):
            found["Hidraw"] = f"/dev/{node.name}"
        for device in pathlib.Path("/sys/bus/usb/devices").glob("*/idVendor"):
            if device.read_text().strip() == "1209":
                numbers = [int((device.parent / name).read_text()) for name in ("busnum", "devnum")]
                found["UsbDevice"] = "/dev/bus/usb/{:03}/{:03}".format(*numbers)
        ready = len(found) == (2 if usb else 1) and all("TAGS" in properties_of(node) for node in found.values())
        if ready:
            return found
        time.sleep(0.1)
    return found


def properties_of(node):
    told = subprocess.run(["udevadm", "info", "-q", "property", "-n", node], stdout=subprocess.PIPE, text=True)
    return dict(line.split("=", 1) for line in told.stdout.splitlines() if "=" in line)


def main(build, *wanted):
    suite = Suite(build)
    steps = [suite.udev_rule, suite.operations, suite.conform, suite.conformance]
    for step in steps:
        if wanted and step.__name__ not in wanted:
            continue
        begin = time.monotonic()
        print(f"== {step.__name__}: {step.__doc__}", flush=True)
        step()
        print(f"== {step.__name__} took {time.monotonic() - begin:.0f} s", flush=True)
    return 1 if suite.failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
