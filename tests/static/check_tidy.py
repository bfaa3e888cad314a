#!/usr/bin/env python3
"""clang-tidy over every C++ source of the product (not of the tests). usage: check_tidy.py BUILD_FOLDER [SOURCE...]

BUILD_FOLDER has compile_commands.json of a clang build that is up to date (its precompiled headers are
used). A source that was clean is not looked at again until it, a header of ours that it includes, its
command, .clang-tidy or clang-tidy itself changes; the stamps lie in BUILD_FOLDER/tidy.
"""

import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import tree

SKIPPED = 77
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


@functools.lru_cache(maxsize=None)
def closure(path):
    """The file and all headers of ours that it reaches, with their digests."""
    seen, open_ends = {}, [path]
    while open_ends:
        current = open_ends.pop()
        if current in seen or not current.is_file():
            continue
        raw = current.read_bytes()
        seen[current] = hashlib.sha256(raw).hexdigest()
        open_ends += [tree.ROOT / os.fsdecode(name) for name in INCLUDE.findall(raw)]
    return tuple(sorted((str(name), digest) for name, digest in seen.items()))


def stamp_of(entry, version, stamps):
    settings = (tree.ROOT / ".clang-tidy").read_text(encoding="utf-8")
    known = json.dumps([closure(pathlib.Path(entry["file"])), entry["command"], settings, version])
    return stamps / hashlib.sha256(known.encode()).hexdigest()


def entries(folder, only):
    """First-party sources, each once. The tests' own are left out: they are many, and none ships."""
    commands = json.loads((folder / "compile_commands.json").read_text(encoding="utf-8"))
    ours = {str(tree.ROOT / path) for path in tree.cpp_files() if path.parts[0] != "tests"}
    chosen = {entry["file"]: entry for entry in commands if entry["file"] in ours}
    return [entry for name, entry in sorted(chosen.items()) if not only or name in only]


def tidy(program, folder, entry):
    done = subprocess.run([program, "-p", str(folder), "--quiet", entry["file"]], capture_output=True,
                          text=True)
    return done.returncode, done.stdout + (done.stderr if done.returncode else "")


def main(folder, only):
    program = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")
    if program is None:
        print("clang-tidy is not installed (Debian: clang-tidy)")
        return SKIPPED if os.environ.get("OFFHOOK_REQUIRE_ALL", "0") in ("", "0") else 1
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    stamps = folder / "tidy"
    stamps.mkdir(exist_ok=True)
    everything = entries(folder, only)
    waiting = [(entry, stamp) for entry in everything
               if not (stamp := stamp_of(entry, version, stamps)).exists()]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        runs = [(pool.submit(tidy, program, folder, entry), stamp) for entry, stamp in waiting]
        for run, stamp in runs:
            code, text = run.result()
            if code == 0:
                stamp.touch()
            else:
                failed += 1
                print(text.strip())
    print(f"clang-tidy: {len(everything)} sources, {len(waiting)} looked at, {failed} with complaints")
    return 1 if failed or not everything else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1]), {str(pathlib.Path(name).resolve()) for name in sys.argv[2:]}))
