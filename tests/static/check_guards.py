#!/usr/bin/env python3
"""Does everything that the module exports keep what is thrown? usage: check_guards.py FILE...

The body of an exported TSPI function is one guard of tsp/tspi_guard.hpp, or helper of its file that is
one, or a return of something fixed. The host is the telephony service: an exception would end it.
"""

import pathlib
import re
import sys

FUNCTION = re.compile(r"^LONG TSPIAPI (\w+)\([^{]*\) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
GUARDED = re.compile(r"return (?:\w*guard|with_phone|start|ask)\(.*\);$", re.DOTALL)
FIXED = re.compile(r"return (?:0|to_result\((?:LINE|PHONE)ERR_\w+\));$")


def without_comments(text):
    return re.sub(r"^\s*//.*\n", "", text, flags=re.MULTILINE)


def complaints(text):
    """Names of the functions whose body is more than a guard."""
    for name, body in FUNCTION.findall(text):
        body = without_comments(body).strip()
        if not GUARDED.match(body) and not FIXED.match(body):
            yield f"{name}: has code outside of a guard (tsp/tspi_guard.hpp)"


def main(paths):
    texts = {path: pathlib.Path(path).read_text(encoding="utf-8") for path in paths}
    count = sum(len(FUNCTION.findall(text)) for text in texts.values())
    found = [f"{path}: {line}" for path, text in texts.items() for line in complaints(text)]
    print("\n".join(found) or f"guards: all of {count} exported functions")
    return 1 if found or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
