#!/usr/bin/env python3
"""The dialogs of offhook.tsp open from programs that know nothing of it: lineConfigProvider, phoneConfigDialog.

They reach the provider by TUISPIDLLCALLBACK: what they show of the handset and the bell they ring are its.
"""

import registry
import screen
import talk

ENVIRONMENT = {"WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d;tapi32=n"}
PROVIDER, PHONE, PANEL = "Offhook", "Offhook phone: Desk SIM-0000", "Phone panel"
# tsp/ui/resource.h; tests/samples/phone_panel/controls.hpp
CANCEL, RING = 2, 1017
SETTINGS, STATUS, FIRST_LAMP = 102, 110, 200


def from_the_console(probe):
    """Of a provider that is in no session, and of a phone that is open."""
    with talk.Program("phone_console_w.exe", environment=ENVIRONMENT) as console:
        provider, = console.ask("add offhook.tsp", r"added (\d+)")
        console.tell(f"config {provider[1]}")
        probe.ask(f"wait {PROVIDER}", "ok")
        probe.ask(f"press {PROVIDER}|{CANCEL}", "ok")
        console.expect(f"configured {provider[1]}")
        console.ask("start", "phones 1")
        console.ask("open 0", "open 0")
        console.tell("dialog 0")
        probe.ask(f"wait {PHONE}", "ok")
        probe.ask(f"press {PHONE}|{CANCEL}", "ok")
        console.expect("phoneConfigDialog done")
        console.ask("stop", "stopped")
        console.ask(f"remove {provider[1]}", f"taken out {provider[1]}")
        console.ask("quit", "bye")
        console.end()


def from_the_panel(probe, operator):
    """The panel's window goes on living under the dialog: its lamps follow the handset."""
    registry.set_provider("ProviderID0", 1)
    registry.set_provider("ProviderFilename0", "offhook.tsp")
    registry.set_provider("NumProviders", 1)
    with talk.Program("phone_panel.exe", environment=ENVIRONMENT) as panel:
        probe.ask(f"wait-text {PANEL}|{STATUS}|Ready", "ok")
        probe.ask(f"press {PANEL}|{SETTINGS}", "ok")
        probe.ask(f"wait {PHONE}", "ok")
        probe.ask(f"press {PHONE}|{RING}", "ok")
        operator.wait_until(ring={"mode": 1})
        operator.hand(do="lamp", lamp=13, mode="flash")
        probe.ask(f"wait-text {PANEL}|{FIRST_LAMP + 13}|Line 2: flash", "ok")
        probe.ask(f"painted {PHONE}", "ok")
        screen.save("phone_panel_settings")
        probe.ask(f"press {PHONE}|{CANCEL}", "ok")
        probe.ask(f"gone {PHONE}", "ok")
        probe.ask(f"press {PANEL}|{FIRST_LAMP + 12}", "ok")
        operator.wait_until(buttons=[{"id": 12, "lamp": "steady"}])
        probe.ask(f"close {PANEL}", "ok")
        probe.ask(f"gone {PANEL}", "ok")
        panel.end()


def main():
    registry.forget_providers()
    with talk.Program("window_probe.exe") as probe:
        from_the_console(probe)
        from_the_panel(probe, talk.Operator())


if __name__ == "__main__":
    main()
