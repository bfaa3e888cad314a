"""A picture of the handset, from what the simulator says that it shows."""

from style import can_draw_lines, pad, paint, seen

KEYPAD = ("123", "456", "789", "*0#")
HOOK = {"onhook": "on hook", "mic": "off hook, microphone only", "speaker": "off hook, speaker only",
        "micspeaker": "off hook"}
LAMP_COLOURS = {"off": ("dim",), "steady": ("green",)}
BAR_LENGTH = 10
LEVEL_MAX = 65535
LABEL_LENGTH = 14
ASCII = str.maketrans("┌┐└┘─│●○█░", "++++-|*o#.")


def level_bar(level):
    """A level of 0..65535 as a bar and in percent."""
    share = level / LEVEL_MAX
    full = round(share * BAR_LENGTH)
    return "█" * full + paint("░" * (BAR_LENGTH - full), "dim") + f" {round(share * 100):3} %"


def frame(lines, width, title=""):
    """The lines in a box that is `width` columns wide inside."""
    head = f" {title} " if title else ""
    top = "┌─" + paint(head, "bold") + "─" * (width + 1 - len(head)) + "┐"
    return [top, *(f"│ {pad(line, width)} │" for line in lines), "└" + "─" * (width + 2) + "┘"]


def beside(left, right, gap=4):
    """Two columns of lines, the left one padded."""
    width = max(map(seen, left))
    height = max(len(left), len(right))
    left = left + [""] * (height - len(left))
    right = right + [""] * (height - len(right))
    return [pad(one, width) + " " * gap + other for one, other in zip(left, right)]


def display(state):
    rows = state["display"]
    return frame([paint(row, "cyan", "bold") for row in rows], max(map(len, rows), default=0))


def ring(state):
    mode, volume = state["ring"]["mode"], state["ring"]["volume"]
    if mode == 0:
        return paint("does not ring", "dim")
    return paint(f"rings, mode {mode}", "yellow", "bold") + "  " + level_bar(volume)


def levels(state):
    """Hook switch, volume and gain of each device that has them."""
    lines = [pad("", 36) + pad("volume", 18) + "gain"]
    for device, hook in state["hook"].items():
        words = HOOK.get(hook, hook)
        hook_text = paint(words, "dim") if hook == "onhook" else paint(words, "green")
        lines.append(pad(device, 10) + pad(hook_text, 26) + pad(level_bar(state["volume"][device]), 18) +
                     level_bar(state["gain"][device]))
    return lines


def keypad(state):
    down = {button["label"]: button["state"] == "down" for button in state["buttons"]
            if button["mode"] == "keypad"}
    return [" ".join(paint(f"[{key}]", *(("reverse",) if down.get(key) else ())) for key in row)
            for row in KEYPAD]


def feature(button):
    lamp = button["lamp"]
    sign = " " if lamp == "none" else "○" if lamp == "off" else "●"
    colours = LAMP_COLOURS.get(lamp, ("yellow", "bold"))
    label = (button["label"] or f"button {button['id']}")[:LABEL_LENGTH]
    label = paint(label, "reverse") if button["state"] == "down" else label
    word = "" if lamp in ("none", "off") else paint(lamp, *colours)
    return f"{paint(sign, *colours)} {pad(label, LABEL_LENGTH)} {pad(word, 12)}"


def features(state):
    """The feature buttons with their lamps, in two columns."""
    lines = [feature(button) for button in state["buttons"] if button["mode"] != "keypad"]
    half = max((len(lines) + 1) // 2, 1)
    return beside(lines[:half] or [""], lines[half:], gap=1)


def connection(state):
    if not state["plugged"]:
        return paint("unplugged", "red", "bold")
    return paint("plugged in, a host is talking to it", "green") if state["session"] else \
        paint("plugged in, no host", "yellow")


def handset(state):
    """The whole handset, as lines."""
    inside = beside(display(state), ["", connection(state), ring(state)])
    inside += levels(state) + [""]
    inside += beside(keypad(state), features(state))
    width = max(76, *map(seen, inside))
    lines = frame(inside, width, f"handset {state['handset']}")
    return lines if can_draw_lines() else [line.translate(ASCII) for line in lines]
