"""The operator's side of a simulated handset: JSON lines over the simulator's control socket."""

import json
import queue
import socket
import threading

from processes import Failure

PATIENCE = 5.0


class OperatorChannel:
    """Asks what a handset really shows, and does to it what a person would do."""

    def __init__(self, address, on_change=None):
        host, _, port = address.rpartition(":")
        try:
            self.socket = socket.create_connection((host, int(port)), timeout=PATIENCE)
        except OSError as error:
            raise Failure(f"the operator's channel {address} cannot be reached: {error}") from error
        self.socket.settimeout(None)
        self.on_change = on_change or (lambda state: None)
        self.replies = queue.Queue()
        self.last_id = 0
        threading.Thread(target=self._read, daemon=True).start()

    def ask(self, action, **arguments):
        """The reply to one request; a Failure when the simulator refuses it."""
        self.last_id += 1
        request = {"id": self.last_id, "do": action, **arguments}
        try:
            self.socket.sendall(json.dumps(request).encode() + b"\n")
            reply = self.replies.get(timeout=PATIENCE)
        except (OSError, queue.Empty):
            reply = None
        if reply is None:
            raise Failure(f"the simulator has not answered the operator's request '{action}'")
        if not reply.get("ok"):
            raise Failure(f"the simulator refused '{action}': {reply.get('error')}")
        return reply

    def state(self):
        return self.ask("state")["state"]

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()

    def _read(self):
        try:
            with self.socket.makefile("rb") as lines:
                for line in lines:
                    message = json.loads(line)
                    if message.get("event") == "changed":
                        self.on_change(message["state"])
                    elif "event" not in message:
                        self.replies.put(message)
        except (OSError, ValueError):
            pass
        self.replies.put(None)
