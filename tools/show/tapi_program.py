"""offhook-tapi as a child: commands in, results and phone messages out, one JSON object a line."""

import json
import queue
import threading

from processes import Failure, Program

PATIENCE = 30.0
# What makes phone 0 ready: it is open and tells everything it can.
SETUP = ["open 0 owner", "status-messages all all all"]


class TapiProgram:
    """Loads the service provider and does what it is told."""

    def __init__(self, words, provider, log, environment, on_event, on_end=None):
        """`words` run offhook-tapi: its path, and what comes in front of it."""
        self.program = Program("offhook-tapi", [*words, "--tsp", provider, "--json", "run", "-"], log,
                               environment, on_end)
        self.on_event = on_event
        self.results = queue.Queue()
        threading.Thread(target=self._sort, daemon=True).start()

    def call(self, command):
        """The result of one command; a Failure when there is none."""
        self.program.write(command)
        try:
            result = self.results.get(timeout=PATIENCE)
        except queue.Empty:
            raise self.program.failure(f"has not answered '{command}' for {PATIENCE} s") from None
        if result is None:
            raise self.program.failure(f"has ended at '{command}'")
        return result

    def must(self, command):
        """The same for a command that the rest depends on."""
        result = self.call(command)
        if result.get("result", 0) != 0:
            raise Failure(f"TAPI refused '{command}': {result.get('result_name') or result}")
        return result

    def _sort(self):
        while (line := self.program.lines.get()) is not None:
            try:
                message = json.loads(line)
            except ValueError:
                continue
            if "event" in message:
                self.on_event(message)
            else:
                self.results.put(message)
        self.results.put(None)
