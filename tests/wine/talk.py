"""Conversations with what runs beside a test: a Windows program over its pipes, the simulator's operator."""

import atexit
import json
import os
import queue
import re
import socket
import subprocess
import sys
import threading

import wine

PATIENCE = 40.0


class Program:
    """A Windows program that is told lines and says lines."""

    def __init__(self, program, *arguments, environment=None):
        self.name = str(program)
        self.process = subprocess.Popen(wine.command(program, *arguments), env={**os.environ, **(environment or {})},
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        encoding="utf-8", bufsize=1)
        self.heard = queue.Queue()
        self.crash = None
        atexit.register(self.kill)  # nothing stays, whatever becomes of the test
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self):
        for line in self.process.stdout:
            if line.startswith("wine: Unhandled"):
                self.crash = line
            self.heard.put(line.rstrip("\r\n"))
        self.heard.put(None)

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def next_line(self):
        """None when it has ended."""
        try:
            return self.heard.get(timeout=PATIENCE)
        except queue.Empty:
            sys.exit(f"{self.name} has said nothing for {PATIENCE:g} s")

    def expect(self, *patterns):
        """Its next lines have to match all of these, in any order, with others between; the matches."""
        missing, found, others = list(patterns), {}, []
        while missing:
            line = self.next_line()
            if line is None:
                sys.exit(f"{self.name} ended with {self.process.wait()}; expected {missing}, heard {others}")
            print(f"  {line}")
            hit = next((each for each in missing if re.fullmatch(each, line)), None)
            if hit is None:
                others.append(line)
                if len(others) > 200 or re.search(r"error 0x|^error ", line):
                    sys.exit(f"{self.name}: expected {missing}, heard {others}")
                continue
            found[hit] = re.fullmatch(hit, line)
            missing.remove(hit)
        return [found[each] for each in patterns]

    def ask(self, line, *patterns):
        print(f"> {line}")
        self.tell(line)
        return self.expect(*patterns)

    def end(self, code=0):
        """It ends by itself once nobody tells it anything more."""
        self.process.stdin.close()
        ended = self.process.wait(PATIENCE)
        self.listener.join(PATIENCE)
        # A thread may crash while the program ends well.
        if ended != code or self.crash:
            sys.exit(f"{self.name} ended with {ended}, wanted {code}; {self.crash or 'no crash'}")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


class Operator:
    """The simulator's control protocol (sim/control/README.md) at OFFHOOK_OPERATOR."""

    def __init__(self):
        host, port = os.environ["OFFHOOK_OPERATOR"].rsplit(":", 1)
        self.channel = socket.create_connection((host, int(port)), 2 * PATIENCE)
        self.answers = self.channel.makefile("r", encoding="utf-8")

    def ask(self, **request):
        self.channel.sendall(json.dumps(request).encode() + b"\n")
        answer = json.loads(self.answers.readline())
        if not answer.get("ok"):
            sys.exit(f"the simulator: {request}: {answer}")
        return answer

    def wait_until(self, **condition):
        """The handset comes to look like this."""
        self.ask(do="wait", until=condition, within_ms=int(PATIENCE * 1000))
        print(f"  (the handset: {condition})")

    def hand(self, **request):
        print(f"  (a hand at the handset: {request})")
        self.ask(**request)
