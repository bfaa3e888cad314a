#!/usr/bin/env python3
"""Runs in the guest: plugs a small HID device in through UHID and exchanges a report with it.

Structures: include/uapi/linux/uhid.h; all packed, little-endian on this machine.
"""

import os
import socket
import struct

DESTROY, OUTPUT, CREATE2, INPUT2 = 1, 6, 11, 12
EVENT_SIZE = 4 + 4376  # type, and the largest member of the union
DATA_MAX = 4096
BUS_USB = 3

NETLINK_KOBJECT_UEVENT = 15
FROM_KERNEL, FROM_UDEVD = 1, 2  # multicast groups
UDEVD = "/lib/systemd/systemd-udevd"

# 64 bytes each way on a vendor page, no report IDs (HID 1.11 §6.2.2).
DESCRIPTOR = bytes.fromhex("06 00 FF 09 01 A1 01 15 00 26 FF 00 75 08 95 40 09 02 81 02 09 03 91 02 C0")
REPORT_SIZE = 64


def create2():
    names = struct.pack("<128s64s64s", b"Offhook probe", b"offhook/probe", b"0")
    numbers = struct.pack("<HHIIII", len(DESCRIPTOR), BUS_USB, 0x1209, 0x0001, 0, 0)
    return struct.pack("<I", CREATE2) + names + numbers + DESCRIPTOR.ljust(DATA_MAX, b"\0")


def listen_for_devices():
    """With udevd, its own broadcasts: they are what libusb goes by."""
    events = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
    events.bind((0, FROM_UDEVD if os.path.exists(UDEVD) else FROM_KERNEL))
    return events


def await_hidraw(events, action):
    """The name of the hidraw node that came or went."""
    while True:
        fields = events.recv(65536).split(b"\0")
        if b"ACTION=" + action in fields and b"SUBSYSTEM=hidraw" in fields:
            path = next(field for field in fields if field.startswith(b"DEVPATH="))
            return os.path.basename(path).decode()


def await_output(uhid):
    """The bytes of the next output report, with their report ID in front."""
    while True:
        event = os.read(uhid, EVENT_SIZE)
        if struct.unpack_from("<I", event)[0] == OUTPUT:
            size = struct.unpack_from("<H", event, 4 + DATA_MAX)[0]
            return event[4 : 4 + size]


def expect(what, actual, wanted):
    if actual != wanted:
        raise SystemExit(f"{what}: {actual.hex()} instead of {wanted.hex()}")
    print(f"{what} arrived", flush=True)


def main():
    events = listen_for_devices()
    uhid = os.open("/dev/uhid", os.O_RDWR)
    os.write(uhid, create2())
    name = await_hidraw(events, b"add")
    print(f"plugged {name}", flush=True)

    hidraw = os.open(f"/dev/{name}", os.O_RDWR)
    report = bytes(range(REPORT_SIZE))
    os.write(hidraw, b"\0" + report)
    expect("output report", await_output(uhid), b"\0" + report)
    os.write(uhid, struct.pack("<IH", INPUT2, REPORT_SIZE) + report[::-1])
    expect("input report", os.read(hidraw, 2 * REPORT_SIZE), report[::-1])

    os.write(uhid, struct.pack("<I", DESTROY).ljust(EVENT_SIZE, b"\0"))
    print(f"unplugged {await_hidraw(events, b'remove')}", flush=True)


main()
