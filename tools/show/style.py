"""How the demo writes: colours only on a terminal, columns by what is seen, a fixed block redrawn."""

import os
import re
import shutil
import sys

CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36",
         "reverse": "7"}
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal():
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def colours():
    return on_terminal() and not os.environ.get("NO_COLOR")


def paint(text, *names):
    """The text in these colours, or as it is where colours are not wanted."""
    if not names or not colours():
        return text
    return f"\x1b[{';'.join(CODES[name] for name in names)}m{text}\x1b[0m"


def seen(text):
    """How many columns the text takes on the screen."""
    return len(ESCAPE.sub("", text))


def pad(text, width):
    return text + " " * (width - seen(text))


def clip(text, width):
    """The text without what lies beyond the width; its colours are closed."""
    if seen(text) <= width:
        return text
    kept, columns, position = "", 0, 0
    while columns < width:
        escape = ESCAPE.match(text, position)
        if escape:
            kept += escape.group()
            position = escape.end()
        else:
            kept += text[position]
            columns, position = columns + 1, position + 1
    return kept + ("\x1b[0m" if ESCAPE.search(kept) else "")


def can_draw_lines():
    return "utf" in (sys.stdout.encoding or "").lower()


class Block:
    """Some lines that are drawn again in the same place."""

    def __init__(self):
        self.height = 0

    def draw(self, lines):
        width = shutil.get_terminal_size().columns - 1
        out = f"\x1b[{self.height}F\x1b[J" if self.height else ""
        out += "".join(clip(line, width) + "\r\n" for line in lines)
        sys.stdout.write(out)
        sys.stdout.flush()
        self.height = len(lines)
