#!/usr/bin/env python3
"""Is every C++ file as .clang-format says, and are all text files clean? usage: check_format.py [--fix]

--fix lets clang-format rewrite the C++ files.
"""

import os
import re
import shutil
import subprocess
import sys

import tree

SKIPPED = 77
TEXT = {".cpp", ".hpp", ".py", ".sh", ".cmake", ".txt", ".json", ".yml", ".yaml", ".md", ".def", ""}


def clang_format(fix):
    """clang-format's complaints; the version is pinned, for another one has another taste."""
    names = ("clang-format-14", "clang-format")
    program = next((found for found in map(shutil.which, names) if found), None)
    if program is None:
        return None
    arguments = ["-i"] if fix else ["--dry-run", "--Werror", "--ferror-limit=1"]
    files = [str(path) for path in tree.cpp_files()]
    if not files:
        return []
    done = subprocess.run([program, *arguments, *files], cwd=tree.ROOT, capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if re.search(r": (error|warning): ", line)]
    if done.returncode < 0:  # it crashed, and says not on which file
        complaints += [f"{file}: clang-format crashes on it" for file in files if subprocess.run(
            [program, "--dry-run", file], cwd=tree.ROOT, capture_output=True).returncode < 0]
    elif done.returncode != 0 and not complaints:
        complaints = done.stderr.splitlines() or [f"{program} ended with {done.returncode}"]
    return complaints


def text_complaints():
    for path in tree.files():
        if path.suffix not in TEXT or (tree.ROOT / path).is_symlink() or any(part.endswith("corpus") for part in path.parts):
            continue
        raw = (tree.ROOT / path).read_bytes()
        if b"\0" in raw:
            continue
        if raw and not raw.endswith(b"\n"):
            yield f"{path}: the last line has no end"
        if b"\r" in raw:
            yield f"{path}: has carriage returns"
        for number, line in enumerate(raw.split(b"\n"), 1):
            if line != line.rstrip() and path.suffix != ".md":
                yield f"{path}:{number}: ends with blanks"
        if path.suffix == ".hpp" and b"#pragma once\n" not in raw:
            yield f"{path}:1: has no #pragma once"
        if raw.startswith(b"#!") and not os.access(tree.ROOT / path, os.X_OK):
            yield f"{path}:1: begins with #! but is not executable"


def main(fix):
    complaints = clang_format(fix)
    if complaints is None:
        print("clang-format is not installed (Debian: clang-format)")
        return SKIPPED if os.environ.get("OFFHOOK_REQUIRE_ALL", "0") in ("", "0") else 1
    complaints += text_complaints()
    print("\n".join(complaints) or f"format: {len(tree.files())} files, all well")
    if complaints:
        print("to mend the C++ files: python3 tests/static/check_format.py --fix")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main("--fix" in sys.argv[1:]))
