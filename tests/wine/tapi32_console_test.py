#!/usr/bin/env python3
"""A console program that knows only tapi.h works through tapi32.dll, offhook.tsp and the simulator.

usage: tapi32_console_test.py a|w event|port|window
The letter is the kind of TAPI functions, the word the way in which TAPI tells its news.
"""

import sys

import registry
import talk

ENVIRONMENT = {"WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d;tapi32=n"}


def install(program):
    """lineAddProvider, seen by lineGetProviderList and in the registry; gives the permanent ID."""
    program.ask("providers", "providers 0")
    provider, = program.ask("add offhook.tsp", r"added (\d+)")
    program.ask("providers", "providers 1", f"provider {provider[1]}: offhook[.]tsp")
    wanted = {"NumProviders": 1, "ProviderID0": int(provider[1]), "ProviderFileName0": "offhook.tsp",
              "NextProviderID": int(provider[1]) + 1}
    if registry.providers() != wanted:
        sys.exit(f"the registry has {registry.providers()}, not {wanted}")
    return provider[1]


def look_around(program):
    program.ask("start", "phones 1")
    program.ask("lines", "lines 0")
    program.ask("list", "phone 0: .*Desk.*")
    program.ask("caps 0", "provider .*Offhook.*", "made by .+", "display 2 x 24", "buttons 28", "ring modes 4")
    program.ask("open 0", "open 0")


def to_the_handset(program, operator):
    program.ask("lamp 12 steady", "phoneSetLamp done", "state lamp 12")
    operator.wait_until(buttons=[{"id": 12, "lamp": "steady"}])
    program.ask("display 1 3 Grüße €", "phoneSetDisplay done", "state display")
    operator.wait_until(display=["   Grüße €"])
    program.ask("hook handset micspeaker", "phoneSetHookSwitch done", "state handset-hook micspeaker")
    operator.wait_until(hook={"handset": "micspeaker"})
    program.ask("ring 2 32768", "phoneSetRing done", "state ringmode.* 2")
    operator.wait_until(ring={"mode": 2})
    program.ask("status", "owners 1 Phone console", "handset micspeaker", "lamp 12 steady")


def from_the_handset(program, operator):
    operator.hand(do="tap", key="5")
    program.expect("button 5 down", "button 5 up")
    operator.hand(do="hook", device="handset", mode="onhook")
    program.expect("state handset-hook onhook")
    operator.hand(do="lamp", lamp=13, mode="flash")
    program.expect("state lamp 13")
    operator.hand(do="unplug")
    program.expect("state disconnected")
    operator.hand(do="plug")
    program.expect("state connected")
    operator.hand(do="tap", key="star")
    program.expect("button 10 down", "button 10 up")


def refuse(program):
    """Errors arrive as errors."""
    program.ask("lamp 999 steady", "phoneSetLamp: error 0x90000009")  # PHONEERR_INVALBUTTONLAMPID
    program.ask("open 1", "phoneNegotiateAPIVersion: error 0x90000002")  # PHONEERR_BADDEVICEID


def leave(program, provider):
    program.ask("close", "closed")
    program.ask("stop", "stopped")
    program.ask(f"remove {provider}", f"taken out {provider}")
    program.ask("providers", "providers 0")
    program.ask("quit", "bye")
    program.end()


def main(letter, way):
    registry.forget_providers()
    operator = talk.Operator()
    with talk.Program(f"phone_console_{letter}.exe", way, environment=ENVIRONMENT) as program:
        provider = install(program)
        look_around(program)
        to_the_handset(program, operator)
        from_the_handset(program, operator)
        refuse(program)
        leave(program, provider)


if __name__ == "__main__":
    main(*sys.argv[1:])
