#!/usr/bin/env python3
"""Prints the C++ files and functions that are longer than CONTRIBUTING.md likes. Never fails.

A function is recognised by the layout that .clang-format gives it: it ends with a "}" alone, in the
first column or, inside a class, in the fifth, and begins with the next line above that is not indented
more.
"""

import re

import tree

LIMITS = {"file": 400, "test file": 600, "function": 60}
NO_FUNCTION = re.compile(r"^\s*(namespace|class|struct|enum|union|extern|if|for|while|switch|do|else|try|"
                         r"case|default|public|private|protected|#|//)|= \[|=$|= {")


def long_functions(lines):
    for indent in ("", "    "):
        first_column = re.compile(rf"^{indent}[^\s}}]")
        for end, line in enumerate(lines):
            if line != indent + "}":
                continue
            start = next((at for at in range(end - 1, -1, -1) if first_column.match(lines[at])), end)
            is_function = "(" in lines[start] and not NO_FUNCTION.search(lines[start])
            if is_function and end - start + 1 > LIMITS["function"]:
                yield start + 1, end - start + 1


def main():
    for path in tree.cpp_files():
        lines = (tree.ROOT / path).read_text(encoding="utf-8").splitlines()
        kind = "test file" if path.parts[0] == "tests" else "file"
        if len(lines) > LIMITS[kind]:
            print(f"{path}: {len(lines)} lines (a {kind} has up to {LIMITS[kind]})")
        for number, length in long_functions(lines):
            print(f"{path}:{number}: a function of {length} lines (up to {LIMITS['function']})")


if __name__ == "__main__":
    main()
