"""A pytest suite around a simulated handset. Run it with: pytest tools/examples

Replace the operator's `ring` below by your application ringing the phone, and it is a test of yours.
"""

import pytest
from handset import Handset


def test_lifting_the_handset_is_seen(phone):
    phone.lift()
    assert phone.state()["hook"]["handset"] == "micspeaker"


def test_an_incoming_call_is_waited_for_not_slept_for(simulator, phone):
    other = Handset(simulator["control"])
    other.ask("display", text="Anna Bell")
    other.ask("ring", mode=1)
    phone.wait_for(ring={"mode": 1}, display=["Anna Bell"])
    other.close()


def test_a_wait_in_vain_says_what_differs(phone):
    with pytest.raises(ValueError, match=r"ring\.mode is 0, wanted 1"):
        phone.wait_for(ring={"mode": 1}, within_ms=1)


def test_keys_are_heard_one_by_one(phone):
    phone.ask("subscribe")
    phone.dial("5*")
    edges = [[button["state"] for button in event["state"]["buttons"]] for event in phone.events]
    assert [edge.index("down") if "down" in edge else None for edge in edges] == [5, None, 10, None]


def test_pulling_the_cable_out_ends_the_ringing(phone):
    phone.ask("ring", mode=1)
    phone.ask("unplug")
    phone.wait_for(plugged=False, ring={"mode": 0})
    phone.ask("plug")
    phone.wait_for(plugged=True)
