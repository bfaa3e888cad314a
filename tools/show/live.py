"""The demo's second half: the handset stays in the picture, a person operates it."""

import collections
import shutil

import picture
import words
from keyboard import single_keys
from style import Block, paint

HELP = "0-9 * #  press a key    h  lift, hang up    u  unplug, plug in    q  quit"
KEYS = {"*": "star", "#": "hash", **{digit: digit for digit in "0123456789"}}
MOST_EVENTS, FEWEST_EVENTS = 8, 2


class Screen:
    """Picture, the last events, help; drawn again after each change."""

    def __init__(self):
        self.block = Block()
        self.events = collections.deque([""] * MOST_EVENTS, maxlen=MOST_EVENTS)

    def draw(self, state):
        lines = ["  " + line for line in picture.handset(state)] + [paint("  TAPI says:", "bold")]
        # Two more lines: the help, and the one that the cursor stands on.
        room = shutil.get_terminal_size().lines - len(lines) - 2
        shown = min(max(room, FEWEST_EVENTS), MOST_EVENTS)
        lines += list(self.events)[-shown:]
        self.block.draw(lines + [paint(f"  {HELP}", "dim")])


def operate(operator, state, key):
    """Does with the handset what the key stands for."""
    if key in KEYS and state["plugged"]:
        operator.ask("tap", key=KEYS[key])
    elif key == "h" and state["plugged"]:
        mode = "micspeaker" if state["hook"]["handset"] == "onhook" else "onhook"
        operator.ask("hook", device="handset", mode=mode)
    elif key == "u":
        operator.ask("unplug" if state["plugged"] else "plug")


def stay(show):
    """Returns when the person has pressed q."""
    operator, news = show.operator, show.news
    operator.ask("subscribe")
    state = operator.state()
    screen = Screen()
    with single_keys(lambda key: news.put(("key", key))):
        screen.draw(state)
        while True:
            kind, what = news.get()
            if kind == "tapi":
                screen.events.append(words.event_line(what, words.labels_of(state["buttons"])))
            elif kind == "handset":
                state = what
            elif kind == "ended":
                raise what.failure("has ended")
            elif what in ("q", "Q", "", "\x04"):
                return
            else:
                operate(operator, state, what)
            screen.draw(state)
