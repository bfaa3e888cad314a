"""The nine asynchronous phone operations: what is asked of TAPI, and what must then be seen.

What is seen comes from the simulator's operator channel, never from the driver.
"""

import dataclasses
import typing
import zlib

TEXT = "Hello from TAPI"
LABEL = "Reception"
VENDOR = bytes.fromhex("0ff400c0ffee")
DATA = ("One ring to find them. " * 40).encode()
AREA = 0
RING_MODE, RING_VOLUME = 2, 40000
VOLUME, GAIN = 52000, 21000


@dataclasses.dataclass(frozen=True)
class Operation:
    name: str
    command: str  # for offhook-tapi
    asked: str  # what must be seen afterwards, in words
    look: typing.Callable  # the simulator's state -> what is seen, in the same words


def button(state, button_id):
    return next(one for one in state["buttons"] if one["id"] == button_id)


def feature_buttons(state):
    return [one["id"] for one in state["buttons"] if one["mode"] != "keypad"]


def lamp_buttons(state):
    return [one for one in feature_buttons(state) if button(state, one)["lamp"] != "none"]


def button_words(button_id, shown):
    return f'button {button_id}: {shown["mode"]} button "{shown["label"]}"'


def area(state, area_id):
    return next(one for one in state["areas"] if one["id"] == area_id)


def area_words(used, crc32):
    return f"data area {AREA} holds {used} bytes, CRC-32 {crc32}"


def operations(state):
    """The nine, for a handset with this state."""
    lamp = lamp_buttons(state)[0]
    programmed = lamp_buttons(state)[1]
    return [
        Operation("SetDisplay", f'set-display 0 0 "{TEXT}"', f'display reads "{TEXT}"',
                  lambda now: f'display reads "{now["display"][0].rstrip()}"'),
        Operation("SetLamp", f"set-lamp {lamp} flash", f"lamp of button {lamp}: flash",
                  lambda now: f"lamp of button {lamp}: {button(now, lamp)['lamp']}"),
        Operation("SetButtonInfo", f'set-button-info {programmed} feature directory "{LABEL}"',
                  button_words(programmed, {"mode": "feature", "label": LABEL}),
                  lambda now: button_words(programmed, button(now, programmed))),
        Operation("SetRing", f"set-ring {RING_MODE} {RING_VOLUME}",
                  f"rings: mode {RING_MODE}, volume {RING_VOLUME}",
                  lambda now: f"rings: mode {now['ring']['mode']}, volume {now['ring']['volume']}"),
        Operation("SetHookSwitch", "set-hook-switch speaker micspeaker", "hook of speaker: micspeaker",
                  lambda now: f"hook of speaker: {now['hook']['speaker']}"),
        Operation("SetVolume", f"set-volume speaker {VOLUME}", f"volume of speaker: {VOLUME}",
                  lambda now: f"volume of speaker: {now['volume']['speaker']}"),
        Operation("SetGain", f"set-gain speaker {GAIN}", f"gain of speaker: {GAIN}",
                  lambda now: f"gain of speaker: {now['gain']['speaker']}"),
        Operation("SetData", f"set-data {AREA} {DATA.hex()}",
                  area_words(len(DATA), f"{zlib.crc32(DATA):08x}"),
                  lambda now: area_words(area(now, AREA)["used"], area(now, AREA)["crc32"].lower())),
        Operation("DevSpecific", f"dev-specific {VENDOR.hex()}", f"vendor bytes {VENDOR.hex()}",
                  lambda now: f"vendor bytes {now['vendor'].lower()}"),
    ]
