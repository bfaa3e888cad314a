"""The demo's programs: each a process of its own, with a log, gone when the demo is gone."""

import contextlib
import ctypes
import pathlib
import queue
import signal
import subprocess
import threading

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
LOG_TAIL = 12


class Failure(Exception):
    """Something went wrong that a person should read about: one line, perhaps with a log's end."""


def _die_with_parent():
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Program:
    """A running program whose stdout is read line by line."""

    def __init__(self, name, command, log, environment=None, on_end=None):
        """on_end(program) is called from a thread of its own when the program has ended."""
        self.name = name
        self.log = pathlib.Path(log)
        self.lines = queue.Queue()  # what it prints; None at its end
        try:
            with open(self.log, "wb") as stderr:
                # A session of its own: Ctrl-C reaches the demo alone, which then ends it in good order.
                self.process = subprocess.Popen(
                    [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    stderr=stderr, env=environment, start_new_session=True,
                    preexec_fn=_die_with_parent)
        except OSError as error:
            raise Failure(f"{name} cannot be started: {error}") from error
        self.on_end = on_end or (lambda program: None)
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._wait, daemon=True).start()

    @property
    def pid(self):
        return self.process.pid

    def write(self, line):
        try:
            self.process.stdin.write(line.encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            raise self.failure("does not listen any more") from None

    def next_line(self, timeout, awaited):
        """The next line it prints; a Failure when it ends, or says nothing for `timeout` seconds."""
        try:
            line = self.lines.get(timeout=timeout)
        except queue.Empty:
            raise self.failure(f"has said nothing for {timeout} s; awaited: {awaited}") from None
        if line is None:
            raise self.failure(f"has ended; awaited: {awaited}")
        return line

    def failure(self, what):
        """A Failure that shows the end of the program's log."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.5)  # it may be about to end
        code = self.process.returncode
        text = f"{self.name} {what}" + ("" if code is None else f" (exit code {code})")
        tail = self.log.read_text(errors="replace").splitlines()[-LOG_TAIL:]
        if tail:
            text += "".join(f"\n    {line}" for line in [f"the end of {self.log}:", *tail])
        return Failure(text)

    def stop(self, patience=3.0):
        """Ends it: its input first, then SIGTERM, then SIGKILL."""
        try:
            self.process.stdin.close()
        except OSError:
            pass
        for last_word in (None, self.process.terminate, self.process.kill):
            if last_word:
                last_word()
            try:
                self.process.wait(patience)
                return
            except subprocess.TimeoutExpired:
                continue

    def _wait(self):
        self.process.wait()
        self.on_end(self)

    def _read(self):
        with self.process.stdout as output:
            for raw in output:
                self.lines.put(raw.decode(errors="replace").rstrip("\n"))
        self.lines.put(None)
