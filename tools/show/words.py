"""One line of text for each operation and each phone event."""

import json

from style import pad, paint


def result_text(result):
    if result.get("result") == 0:
        return paint("OK", "green")
    return paint(str(result.get("result_name") or result.get("error") or result.get("result")), "red")


def time_text(result):
    return f"{result['us']:.0f} µs" if isinstance(result.get("us"), (int, float)) else "-"


def operation_line(operation, result, seen):
    """Name, request ID, result, time, and what is seen; what was asked as well when that differs."""
    line = f"{operation.name:15}{result.get('request', '-'):>8}  {pad(result_text(result), 14)}" \
           f"{time_text(result):>10}   {seen}"
    if seen != operation.asked:
        line += paint(f"  (asked: {operation.asked})", "red")
    return line


SHOWN_OTHERWISE = ("event", "states", "at_ms", "device", "phone")


def labels_of(buttons):
    """The text on each button of a handset's state, by the button's ID."""
    return {button["id"]: button["label"] for button in buttons}


def event_line(event, labels):
    """When, which event, and what it says; TAPI's own words, without the numbers beside them.

    `labels` has the text on each button, by its ID.
    """
    words = [" ".join(event.get("states", []))]
    for name, value in event.items():
        if name not in SHOWN_OTHERWISE and not name.endswith("_value"):
            if name == "button" and labels.get(value) not in (None, str(value)):
                value = f'{value} "{labels[value]}"'
            text = value if isinstance(value, (str, int)) else json.dumps(value)
            words.append(f"{name.replace('_', ' ')} {text}")
    name = paint(pad(event["event"], 18), "cyan")
    return f"{event.get('at_ms', 0):10.1f} ms   {name}{', '.join(filter(None, words))}"


def event_key(event):
    """What the event is about, for comparison with what was expected."""
    if event["event"] == "PHONE_BUTTON":
        return "PHONE_BUTTON", event.get("button"), event.get("state")
    return event["event"], *event.get("states", [])
