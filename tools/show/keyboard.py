"""Single keys from a terminal, which is as before afterwards."""

import contextlib
import os
import sys
import termios
import threading
import tty


@contextlib.contextmanager
def single_keys(on_key):
    """Calls on_key(character) for each key, from a thread of its own, until the block ends."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)  # Ctrl-C stays Ctrl-C

    def read():
        while raw := os.read(terminal, 1):
            on_key(raw.decode(errors="replace"))
        on_key("")

    try:
        threading.Thread(target=read, daemon=True).start()
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
