"""The Windows that the installer changes: its files and its registry, as Wine keeps them."""

import json
import os
import pathlib
import re
import subprocess
import time

import wine

PREFIX = pathlib.Path(os.environ["WINEPREFIX"])
DRIVE = PREFIX / "drive_c"
SYSTEM = DRIVE / "windows/system32"
PROGRAMS = DRIVE / "Program Files/Offhook"
DATA = DRIVE / "ProgramData/Offhook"
CONFIG = DATA / "offhook.yaml"
LOG = DATA / "log/offhook.log"
PROVIDER = SYSTEM / "offhook.tsp"
TELEPHONY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Telephony"
PROVIDERS = TELEPHONY + r"\Providers"
ENTRY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Offhook"
# What Wine itself writes while its programs run.
RESTLESS = re.compile(r"windows/temp/|/Temp/|users/|windows/Installer/")


def eight_bits(code):
    """A Windows exit code as a program on Linux sees it."""
    return code & 0xFF


def wait_until(condition, what, seconds=30):
    """Looks until it is so; what never comes is a failure."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"{what} did not happen"
        time.sleep(0.05)


def run_windowed(program, *words, environment=None):
    """The exit code of a program that may have windows. Wine's desktop starts with it and keeps what it
    inherits for as long as it likes: no pipe of ours."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(wine.command(program, *words), env={**os.environ, **(environment or {})}, timeout=120,
                          **quiet).returncode


def reg(*words):
    return wine.run(SYSTEM / "reg.exe", *words)


def values(key):
    """The values of a key as reg.exe shows them: name in small letters -> (type, text); {} without it."""
    found = {}
    for line in reg("query", key).stdout.splitlines():
        cells = re.split(r" {4,}", line.strip("\r\n "), maxsplit=2)
        if len(cells) >= 2 and cells[1].startswith("REG_"):
            found[cells[0].lower()] = (cells[1], cells[2] if len(cells) > 2 else "")
    return found


def number(key, name):
    return int(values(key)[name.lower()][1], 16)


def set_value(key, name, kind, data):
    wine.check(reg("add", key, "/v", name, "/t", kind, "/d", str(data), "/f"))


def providers():
    """TAPI's list: [(ID, file)], and the next ID."""
    now = values(PROVIDERS)
    count = int(now.get("numproviders", ("", "0"))[1], 16)
    rows = [(int(now[f"providerid{i}"][1], 16), now[f"providerfilename{i}"][1]) for i in range(count)]
    return rows, int(now.get("nextproviderid", ("", "0"))[1], 16)


def set_providers(rows, next_id):
    """Replaces the list."""
    reg("delete", PROVIDERS, "/f")
    set_value(PROVIDERS, "NumProviders", "REG_DWORD", len(rows))
    set_value(PROVIDERS, "NextProviderID", "REG_DWORD", next_id)
    for i, (number_, file) in enumerate(rows):
        set_value(PROVIDERS, f"ProviderID{i}", "REG_DWORD", number_)
        set_value(PROVIDERS, f"ProviderFilename{i}", "REG_SZ", file)


def files():
    """All files of the drive but those that Wine itself is at."""
    found = set()
    for folder, folders, names in os.walk(DRIVE):
        for name in [*folders, *names]:
            path = str(pathlib.Path(folder, name).relative_to(DRIVE))
            if not RESTLESS.search(path + "/"):
                found.add(path)
    return found


def registry():
    """The computer's whole part of the registry, as text, but NextProviderID, which never goes back."""
    target = DRIVE / "windows/temp/all.reg"
    wine.check(reg("export", r"HKLM\Software", "C:/windows/temp/all.reg", "/y"))
    text = target.read_text(encoding="utf-16")
    target.unlink()
    return re.sub(r'"NextProviderID"=.*', "", text)


class Host:
    """The installed TAPI host with the installed provider loaded, until it is left."""

    def __init__(self):
        words = wine.command(PROGRAMS / "offhook-tapi.exe", "--json", "--tsp", r"C:\windows\system32\offhook.tsp",
                             "run", "-")
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.call("devices")

    def call(self, command):
        """The result of one command; events in between are passed over."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            answer = json.loads(line)
            if "event" not in answer:
                return answer
        raise AssertionError(f"offhook-tapi has ended at '{command}'")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()
