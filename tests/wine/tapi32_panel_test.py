#!/usr/bin/env python3
"""A program with a window that knows only tapi.h works through tapi32.dll, offhook.tsp and the simulator.

It is used as a person would: pressed, typed at, made bigger, worked by keys alone, shown on a finer screen.
Pictures of it go to build/mingw/screenshots.
"""

import sys

import registry
import screen
import talk

ENVIRONMENT = {"WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d;tapi32=n"}
WINDOW = "Phone panel"
# tests/samples/phone_panel/controls.hpp
PHONE, SETTINGS, DISPLAY, WRITE, HANDSET, SPEAKER, HEADSET, RING, STATUS = 101, 102, 104, 105, 106, 107, 108, 109, 110
FIRST_LAMP = 200
LAMPS = [f"{label}: off" for label in (
    "Line 1", "Line 2", "Line 3", "Line 4", "Hold", "Transfer", "Conference", "Redial", "Mute", "Speaker", "Message",
    "Directory", "Forward", "Pickup", "Do not disturb", "Drop")]
TAB, SPACE, RIGHT, H, R, ESCAPE = "09", "20", "27", "48", "52", "1B"


class Panel:
    """The program, and the hands at its window."""

    def __init__(self, probe):
        self.probe = probe
        self.program = talk.Program("phone_panel.exe", environment=ENVIRONMENT)
        self.probe.ask(f"wait {WINDOW}", "ok")
        self.text(STATUS, "Ready")

    def press(self, control):
        self.probe.ask(f"press {WINDOW}|{control}", "ok")

    def text(self, control, wanted):
        self.probe.ask(f"wait-text {WINDOW}|{control}|{wanted}", "ok")

    def checked(self, control, wanted):
        self.probe.ask(f"wait-check {WINDOW}|{control}|{wanted}", "ok")

    def keys(self, *keys):
        self.probe.ask(f"keys {WINDOW}|{' '.join(keys)}", "ok")

    def focused(self, control):
        self.probe.ask(f"wait-focus {WINDOW}|{control}", "ok")

    def size(self, width, height):
        self.probe.ask(f"size {WINDOW}|{width}|{height}", "ok")

    def controls(self):
        """Number: (kind, left, top, width, height, the rest of the line)."""
        self.probe.tell(f"controls {WINDOW}")
        found = {}
        while (line := self.probe.next_line()) != "end":
            number, kind, left, top, width, height, rest = (line + " ").split(" ", 6)
            found[int(number)] = (kind, int(left), int(top), int(width), int(height), rest.strip())
        return found

    def ended(self):
        self.probe.ask(f"gone {WINDOW}", "ok")
        self.program.end()


def use_provider():
    """As an installer leaves it."""
    registry.forget_providers()
    registry.set_provider("ProviderID0", 1)
    registry.set_provider("ProviderFilename0", "offhook.tsp")
    registry.set_provider("NumProviders", 1)
    registry.set_provider("NextProviderID", 2)


def look(panel):
    found = panel.controls()
    shown = [rest for number, (*_, rest) in sorted(found.items()) if number >= FIRST_LAMP]
    if shown != LAMPS:
        sys.exit(f"the lamps are {shown}")
    if any("disabled" in found[each][-1] for each in (DISPLAY, WRITE, HANDSET, SPEAKER, HEADSET, RING)):
        sys.exit(f"a part of this handset cannot be used: {found}")
    lie_well(found)


def lie_well(found):
    """No control covers another, and none is empty. (A combo box tells its height without its list.)"""
    places = sorted((left, top, left + width, top + height, number)
                    for number, (_, left, top, width, height, _) in found.items() if number >= 100)
    for index, (left, top, right, bottom, number) in enumerate(places):
        if right - left < 8 or bottom - top < 8 or left < 0 or top < 0:
            sys.exit(f"control {number} has no room: {found[number]}")
        for other in places[index + 1:]:
            if other[0] < right and left < other[2] and other[1] < bottom and top < other[3]:
                sys.exit(f"control {number} covers {other[4]}: {found[number]} {found[other[4]]}")


def to_the_handset(panel, operator):
    panel.press(FIRST_LAMP + 12)
    operator.wait_until(buttons=[{"id": 12, "lamp": "steady"}])
    panel.text(FIRST_LAMP + 12, "Line 1: steady")
    panel.probe.ask(f"set {WINDOW}|{DISPLAY}|Grüße, Jürgen\\nfrom the panel", "ok")
    panel.press(WRITE)
    operator.wait_until(display=["Grüße, Jürgen", "from the panel"])
    panel.press(HANDSET)
    operator.wait_until(hook={"handset": "micspeaker"})
    panel.checked(HANDSET, 1)
    panel.press(RING)
    operator.wait_until(ring={"mode": 1})
    panel.checked(RING, 1)


def from_the_handset(panel, operator):
    operator.hand(do="lamp", lamp=13, mode="flash")
    panel.text(FIRST_LAMP + 13, "Line 2: flash")
    operator.hand(do="lamp", lamp=22, mode="steady")
    panel.text(FIRST_LAMP + 22, "Message: steady")
    operator.hand(do="display", row=1, text="Anna is calling         ")
    panel.text(DISPLAY, "Grüße, Jürgen\\nAnna is calling")
    operator.hand(do="hook", device="speaker", mode="micspeaker")
    panel.checked(SPEAKER, 1)
    operator.hand(do="tap", key="5")
    panel.text(STATUS, "Button 5 up")
    panel.probe.ask(f"painted {WINDOW}", "ok")
    _, colours = screen.save("phone_panel")
    if colours < 8:
        sys.exit("the screenshot shows nothing")
    operator.hand(do="hook", device="handset", mode="onhook")
    panel.checked(HANDSET, 0)
    operator.hand(do="ring", mode=0)
    panel.checked(RING, 0)
    operator.hand(do="unplug")
    panel.text(STATUS, "The phone is not connected")
    operator.hand(do="plug")
    panel.text(STATUS, "Ready")


def by_keys_alone(panel, operator):
    panel.focused(PHONE)
    for control in (SETTINGS, DISPLAY, WRITE, HANDSET, SPEAKER, HEADSET, RING, FIRST_LAMP + 12, PHONE):
        panel.keys(TAB)
        panel.focused(control)
    panel.keys("+" + H)
    operator.wait_until(hook={"handset": "micspeaker"})
    panel.checked(HANDSET, 1)
    panel.keys("+" + R)
    operator.wait_until(ring={"mode": 1})
    panel.keys(TAB, RIGHT, RIGHT)
    panel.focused(FIRST_LAMP + 14)
    panel.keys(SPACE)
    operator.wait_until(buttons=[{"id": 14, "lamp": "steady"}])


def resize(panel):
    before = panel.controls()
    panel.size(1000, 800)
    after = panel.controls()
    lie_well(after)
    if after[DISPLAY][3] <= before[DISPLAY][3] or after[STATUS][2] <= before[STATUS][2]:
        sys.exit(f"the panel does not fill its window: {after}")
    panel.probe.ask(f"painted {WINDOW}", "ok")
    screen.save("phone_panel_big")
    panel.size(10, 10)
    lie_well(panel.controls())


def on_a_finer_screen(probe):
    """Half as many pixels again an inch: everything is as much bigger."""
    panel = Panel(probe)
    before = panel.controls()[WRITE]
    panel.probe.ask(f"close {WINDOW}", "ok")
    panel.ended()
    registry.set_resolution(144)
    try:
        panel = Panel(probe)
        after = panel.controls()
        panel.probe.ask(f"painted {WINDOW}", "ok")
        screen.save("phone_panel_144dpi")
    finally:
        registry.set_resolution(96)
    if (after[WRITE][3], after[WRITE][4]) != (before[3] * 3 // 2, before[4] * 3 // 2):
        sys.exit(f"a button of {before} is {after[WRITE]} at 144 dpi")
    lie_well(after)
    panel.keys(ESCAPE)
    panel.ended()


def main():
    use_provider()
    operator = talk.Operator()
    with talk.Program("window_probe.exe") as probe:
        panel = Panel(probe)
        look(panel)
        by_keys_alone(panel, operator)
        operator.hand(do="reboot", reason="on-request")
        panel.probe.ask(f"close {WINDOW}", "ok")
        panel.ended()
        panel = Panel(probe)
        to_the_handset(panel, operator)
        from_the_handset(panel, operator)
        resize(panel)
        panel.probe.ask(f"close {WINDOW}", "ok")
        panel.ended()
        on_a_finer_screen(probe)


if __name__ == "__main__":
    main()
