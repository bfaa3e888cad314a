"""TAPI's list of providers in the registry of the Wine prefix, by Windows' own reg.exe."""

import os
import pathlib
import re
import subprocess

import wine

KEY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Telephony\Providers"


def _reg(*words):
    program = pathlib.Path(os.environ["WINEPREFIX"]) / "drive_c/windows/system32/reg.exe"
    return subprocess.run([wine.RUN, program, *words], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                          timeout=60)


def providers():
    """Its values: numbers and texts by name."""
    lines = _reg("query", KEY).stdout
    found = re.findall(r"^    (\w+)    (REG_\w+)    (.*?)\r?$", lines, re.M)
    return {name: int(value, 16) if kind == "REG_DWORD" else value for name, kind, value in found}


def forget_providers():
    _reg("delete", KEY, "/f")


def set_provider(name, value):
    kind = "REG_DWORD" if isinstance(value, int) else "REG_SZ"
    wine.check(_reg("add", KEY, "/v", name, "/t", kind, "/d", str(value), "/f"))


def set_resolution(pixels_per_inch):
    """Of the display, for programs that start from now on."""
    wine.check(_reg("add", r"HKCU\Control Panel\Desktop", "/v", "LogPixels", "/t", "REG_DWORD", "/d",
                    str(pixels_per_inch), "/f"))


def draw_captions(wanted):
    """Of windows that are made from now on: there is no window manager, so Wine itself has to."""
    key = r"HKCU\Software\Wine\X11 Driver"
    words = ("add", key, "/v", "Managed", "/d", "N", "/f") if wanted else ("delete", key, "/v", "Managed", "/f")
    wine.check(_reg(*words))
