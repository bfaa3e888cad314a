#!/usr/bin/env python3
"""Do all scripts parse, and do the JSON and vcpkg/CMake preset files? usage: check_scripts.py"""

import ast
import json
import subprocess
import sys

import tree


def complaint(path):
    file = tree.ROOT / path
    first = file.read_bytes()[:80].split(b"\n")[0]
    if path.suffix == ".py" or b"python" in first:
        try:
            ast.parse(file.read_text(encoding="utf-8"), filename=str(path))
        except SyntaxError as error:
            return f"{path}:{error.lineno}: {error.msg}"
    elif path.suffix == ".json":
        try:
            json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            return f"{path}: {error}"
    elif path.suffix == ".sh" or first.startswith(b"#!") and first.endswith((b"bash", b"sh")):
        shell = "bash" if b"bash" in first or path.suffix == ".sh" else "sh"
        done = subprocess.run([shell, "-n", str(file)], capture_output=True, text=True)
        if done.returncode:
            return f"{path}: {done.stderr.strip()}"
    return None


def main():
    found = [text for text in map(complaint, tree.files()) if text]
    print("\n".join(found) or "scripts: all parse")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
