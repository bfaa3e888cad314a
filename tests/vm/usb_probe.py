#!/usr/bin/env python3
"""Runs in the guest: offhook-sim as a device of the real kernel, over UHID, vhci and usbip.

usage: usb_probe.py OFFHOOK_SIM. Prints one line for each thing that came out as it must; the first one that does
not ends it.
"""

import contextlib
import fcntl
import glob
import json
import os
import pathlib
import select
import signal
import socket
import subprocess
import sys
import time

SIM = sys.argv[1]
PATIENCE = 60  # seconds; a busy machine that emulates another one
FEATURE_IDENTITY, FEATURE_ATTRIBUTES = 0x22, 0x05
BLANK_DISPLAY = bytes.fromhex("060150")  # display control; answered by a display status
DISPLAY_STATUS = bytes.fromhex("0802")


def expect(what, actual, wanted):
    if actual != wanted:
        raise SystemExit(f"{what}: {actual!r} instead of {wanted!r}")


def wait_for(what, condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"waited in vain for: {what}")
        time.sleep(0.01)


def nodes():
    return glob.glob("/dev/hidraw*")


def await_node():
    wait_for("a hidraw node", lambda: len(nodes()) == 1)
    return nodes()[0]


def await_no_node():
    wait_for("no hidraw node", lambda: not nodes())


@contextlib.contextmanager
def simulator(*options):
    """A running offhook-sim, its operator channel, and what it said before it was ready."""
    command = [SIM, *options, "--control", "127.0.0.1:0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = []
    for line in process.stdout:
        said.append(line.strip())
        if said[-1] == "ready":
            break
    address = next(line.split()[1] for line in said if line.startswith("control "))
    host, port = address.rsplit(":", 1)
    try:
        with socket.create_connection((host, int(port))) as channel:
            yield process, channel.makefile("rw"), said
    finally:
        process.kill()
        process.wait()


def ask(operator, do):
    print(json.dumps({"do": do}), file=operator, flush=True)
    while True:
        answer = json.loads(operator.readline())
        if "ok" in answer:
            return expect(do, answer["ok"], True)


def feature_request(number, size):
    return 3 << 30 | size << 16 | ord("H") << 8 | number  # _IOC(read and write, 'H', number, size)


def get_feature(node, report_id, size):
    report = bytearray(size)
    report[0] = report_id
    fcntl.ioctl(node, feature_request(0x07, size), report)
    return report


def refused(call):
    try:
        call()
    except OSError as problem:
        return problem.strerror
    return "done"


def exchange(path):
    """Features, an order and its answer, over hidraw."""
    node = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    expect("identity", bytes(get_feature(node, FEATURE_IDENTITY, 17)[:7]), b"\x22PHON\x01\x00")
    attributes = bytearray([FEATURE_ATTRIBUTES, 1, 1, 1])
    outcome = refused(lambda: fcntl.ioctl(node, feature_request(0x06, 4), attributes))
    expect("writing a feature", outcome in ("Input/output error", "Broken pipe"), True)
    outcome = refused(lambda: get_feature(node, 0x44, 17))
    expect("an unknown feature", outcome in ("Input/output error", "Broken pipe"), True)
    wait_for("an answer", lambda: answers(node))
    os.close(node)


def answers(node):
    """usbhid drops what comes in the first 50 ms after a device was opened, so one order may not be enough."""
    os.write(node, BLANK_DISPLAY)
    while select.select([node], [], [], 0.5)[0]:
        if os.read(node, 64) == DISPLAY_STATUS:
            return True
    return False


def plug_cycle(operator):
    """Pulled out while it is open, plugged in again, and both quicker than anybody can look."""
    node = os.open(await_node(), os.O_RDWR)
    ask(operator, "unplug")
    await_no_node()
    expect("a read after an unplug", refused(lambda: os.read(node, 64)), "Input/output error")
    os.close(node)
    ask(operator, "plug")
    exchange(await_node())
    for _ in range(10):
        ask(operator, "unplug")
        ask(operator, "plug")
    wait_for("the last of ten lives", lambda: len(nodes()) == 1 and refused(lambda: exchange(nodes()[0])) == "done")


def kernel_plug(name, *options):
    with simulator(*options) as (process, operator, said):
        expect("the line on stdout", f"{name} 0 plugged" in said, True)
        exchange(await_node())
        plug_cycle(operator)
        process.send_signal(signal.SIGTERM)
        expect("exit code", process.wait(), 0)
    await_no_node()
    print(f"{' '.join(options)}: reports, features, replug, end", flush=True)


def usb_attribute(name):
    (device,) = (p.parent for p in pathlib.Path("/sys/bus/usb/devices").glob("*/idVendor") if p.read_text() == "1209\n")
    return (device / name).read_text().strip()


def speeds():
    for speed, wanted in (("full", "12"), ("high", "480")):
        with simulator("--usb", "--usb-speed", speed):
            await_node()
            expect("speed", usb_attribute("speed"), wanted)
            expect("serial number", usb_attribute("serial"), "SIM-0000")
        await_no_node()  # killed: the kernel notices by itself
        print(f"{speed} speed is {wanted} Mbit/s, gone when killed", flush=True)


def usbip(*arguments):
    return subprocess.run(["usbip", *arguments], capture_output=True, text=True, timeout=PATIENCE)


def attach(bus_id):
    return usbip("attach", "-r", "127.0.0.1", "-b", bus_id)


def attached_port():
    words = usbip("port").stdout.split()
    return words[words.index("Port") + 1].strip(":") if "Port" in words else ""


def over_usbip():
    with simulator("--usbip", "--handsets", "3") as (_, operator, said):
        expect("the address", "usbip 127.0.0.1:3240" in said, True)
        listed = usbip("list", "-r", "127.0.0.1").stdout
        expect("bus IDs", [f"1-{i}:" in listed for i in (1, 2, 3, 4)], [True, True, True, False])
        expect("attach", attach("1-2").returncode, 0)
        exchange(await_node())
        expect("serial number", usb_attribute("serial"), "SIM-0001")
        expect("a second attach", "busy" in attach("1-2").stderr, True)
        expect("attach of nothing", "not found" in attach("1-9").stderr, True)
        for _ in range(5):
            expect("detach", usbip("detach", "-p", attached_port()).returncode, 0)
            expect("attach at once", attach("1-2").returncode, 0)
            wait_for("the port", lambda: attached_port() != "")
        exchange(await_node())
        print("usbip: list, attach, busy, detach and attach at once", flush=True)
        expect("detach", usbip("detach", "-p", attached_port()).returncode, 0)
        await_no_node()
        expect("attach", attach("1-1").returncode, 0)
        plug_out_of_usbip(operator)


def plug_out_of_usbip(operator):
    await_node()
    ask(operator, "unplug")
    await_no_node()
    expect("attach while unplugged", "not found" in attach("1-1").stderr, True)
    ask(operator, "plug")
    expect("attach after a replug", attach("1-1").returncode, 0)
    exchange(await_node())
    print("usbip: unplug and replug", flush=True)


def complaint(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    expect("exit code", done.returncode, 2)
    return done.stderr


def errors():
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    expect("as nobody", "run as root" in complaint(*nobody, SIM, "--usb"), True)
    expect("as nobody", "no permission" in complaint(*nobody, SIM, "--uhid"), True)
    wait_for("the controller is idle", lambda: subprocess.run(["rmmod", "vhci_hcd"], capture_output=True).returncode == 0)
    expect("without the module", "modprobe vhci-hcd" in complaint(SIM, "--usb"), True)
    print("errors: no permission, no module", flush=True)


kernel_plug("uhid", "--uhid")
kernel_plug("usb", "--usb")
kernel_plug("usb", "--usb", "--pace", "full-speed")
speeds()
over_usbip()
errors()
