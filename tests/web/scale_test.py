#!/usr/bin/env python3
"""A thousand handsets in one process: how many threads, how much memory, and does it rest?

Each handset has a host on its socket, lamps blink, and a browser looks on. Then nothing happens, and
nothing may wake the process: a cadence is a state, and there is no clock that ticks. What is counted
are the voluntary context switches of all its threads; a span of exactly none must come. However busy
the machine is, a process that sleeps has one; a process with a timer never does.
"""

import base64
import json
import os
import pathlib
import resource
import socket
import subprocess
import sys
import time
import unittest
import urllib.parse

HANDSETS = 1000
MOST_THREADS = 4
SPAN = 2.0      # seconds without any wake-up; shorter than a host's heartbeat would be no proof
PATIENCE = 60.0
PROGRAM = pathlib.Path(os.environ["OFFHOOK_BIN_DIR"]) / "offhook-sim"
PLUG, HANDSETS_KEY = 0x81, b"OHK\x01"  # firmware-protocol.md, appendix B.1


class Simulator:
    def __init__(self):
        words = ["--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--web", "127.0.0.1:0"]
        begin = time.monotonic()
        self.process = subprocess.Popen([PROGRAM, *words, "--handsets", str(HANDSETS)],
                                        stdout=subprocess.PIPE, text=True)
        self.where = {}
        for line in self.process.stdout:
            if line == "ready\n":
                break
            what, where = line.split()
            self.where[what] = where
        self.start_seconds = time.monotonic() - begin

    def connect(self, what):
        host, port = self.where[what].removeprefix("http://").rstrip("/").split(":")
        return socket.create_connection((host, int(port)), timeout=PATIENCE)

    def status(self, name, thread=None):
        of = f"/proc/{self.process.pid}" + (f"/task/{thread}" if thread else "")
        for line in pathlib.Path(of, "status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
        raise AssertionError(f"{of}/status has no {name}")

    def wake_ups(self):
        threads = os.listdir(f"/proc/{self.process.pid}/task")
        return sum(self.status("voluntary_ctxt_switches", thread) for thread in threads)

    def stop(self):
        self.process.terminate()
        code = self.process.wait()
        self.process.stdout.close()
        return code


def exactly(stream, count):
    data = b""
    while len(data) < count:
        more = stream.recv(count - len(data))
        if not more:
            raise AssertionError("the simulator has closed a connection")
        data += more
    return data


def select(simulator, number):
    """A host that holds a handset and is told that it is plugged in."""
    host = simulator.connect("listening")
    host.sendall(b"\x07\x00\x01" + HANDSETS_KEY + number.to_bytes(2, "little"))
    length = int.from_bytes(exactly(host, 2), "little")
    assert exactly(host, length)[0] == PLUG
    return host


def look_on(simulator):
    """A browser that has subscribed to everything."""
    browser = simulator.connect("web")
    authority = urllib.parse.urlparse(simulator.where["web"]).netloc
    key = base64.b64encode(bytes(16)).decode()
    browser.sendall((f"GET /control HTTP/1.1\r\nHost: {authority}\r\nUpgrade: websocket\r\n"
                     f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n").encode())
    while not browser.recv(65536).endswith(b"\r\n\r\n"):
        pass
    text = json.dumps({"do": "subscribe", "to": ["changes", "reports"], "handset": "all"}).encode()
    browser.sendall(bytes([0x81, 0x80 | len(text)]) + bytes(4) + text)
    assert b'"ok":true' in browser.recv(65536)
    return browser


class Scale(unittest.TestCase):
    def setUp(self):
        wanted = 2 * HANDSETS + 200
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY and hard < wanted:
            self.skip(f"only {hard} files may be open, {wanted} are needed")
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
        self.simulator = Simulator()

    def skip(self, why):
        if os.environ.get("OFFHOOK_REQUIRE_ALL", "0") not in ("", "0"):
            self.fail(why)
        print(why)
        sys.exit(77)

    def tearDown(self):
        self.assertEqual(self.simulator.stop(), 0)

    def test_a_thousand_handsets_on_few_threads_rest_when_nothing_happens(self):
        simulator = self.simulator
        empty = simulator.status("VmRSS")
        hosts = [select(simulator, number) for number in range(HANDSETS)]
        browser = look_on(simulator)  # and reads nothing for now
        with simulator.connect("control") as line, line.makefile("rw") as operator:
            for number in range(HANDSETS):
                mode = ("flutter", "brokenflutter", "wink", "flash")[number % 4]
                print(json.dumps({"do": "lamp", "handset": number, "lamp": 12, "mode": mode}), file=operator)
            operator.flush()
            for _ in range(HANDSETS):
                self.assertTrue(json.loads(operator.readline())["ok"])
            threads = simulator.status("Threads")
            self.assertLessEqual(threads, MOST_THREADS)
            self.rest()
            # It was asleep, not gone.
            print(json.dumps({"do": "tap", "key": "5", "handset": HANDSETS - 1}), file=operator, flush=True)
            self.assertTrue(json.loads(operator.readline())["ok"])
            self.assertTrue(browser.recv(65536))
            browser.close()
        with_hosts = simulator.status("VmRSS")
        print(f"{HANDSETS} handsets: ready after {simulator.start_seconds * 1000:.0f} ms, {threads} thread(s), "
              f"{empty / HANDSETS:.1f} KiB each, {with_hosts / HANDSETS:.1f} KiB each with a host and a lamp")
        for host in hosts:
            host.close()

    def rest(self):
        """A span without any wake-up, within patience."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            before = self.simulator.wake_ups()
            time.sleep(SPAN)
            woken = self.simulator.wake_ups() - before
            if woken == 0:
                return
        self.fail(f"{woken} wake-ups in the last {SPAN} s of {PATIENCE} s in which nothing happened")


if __name__ == "__main__":
    unittest.main(verbosity=2)
