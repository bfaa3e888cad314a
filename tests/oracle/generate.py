#!/usr/bin/env python3
"""Writes seeded random messages for the C++ tests, one JSON object a line.

--out      {name, kind, fields, reports}: decoded, it gives the fields; encoded, the reports
--bad-out  {name, kind, reports, why}: a correct decoder makes no message of these reports
--lax-out  {name, kind, fields, reports}: reserved bits, padding and surplus bytes are set, which a
           receiver ignores: decoded, it gives the fields (encoded, they give other reports)
"""

import argparse
import json
import random
import secrets
import sys
from pathlib import Path

import codec
import edges
from lax import Laxer
from malformed import Malformer
from messages import OPCODES
from values import Values, shapes


def draw(values, kind, what):
    """Fields of one message of a shape that `shapes` names."""
    if kind == "response":
        opcode, status = what
        opcode = opcode or values.random.choice(list(OPCODES))
        return values.response(opcode, status or values.unknown_status())
    if kind in ("request", "event", "stream"):
        return getattr(values, kind)(what)
    return values.standard(kind)


def good_messages(seed, count):
    """The edges, then `count` random messages, every shape in turn."""
    values = Values(random.Random(f"good {seed}"))
    for name, kind, fields in edges.messages(values):
        yield {"name": f"edge-{name}", "kind": kind, "fields": fields,
               "reports": in_hex(codec.encode(kind, fields))}
    every = list(shapes())
    for number in range(count):
        kind, what = every[number % len(every)]
        fields = draw(values, kind, what)
        yield {"name": f"{number}-{kind}", "kind": kind, "fields": fields,
               "reports": in_hex(codec.encode(kind, fields))}


def bad_messages(seed):
    values = Values(random.Random(f"bad {seed}"))
    for name, kind, reports, why in Malformer(values).all():
        yield {"name": name, "kind": kind, "reports": in_hex(reports), "why": why}


def lax_messages(seed, count):
    values = Values(random.Random(f"lax {seed}"))
    laxer, every = Laxer(values.random), [shape for shape in shapes() if shape[0] != "stream"]
    for number in range(count):
        kind, what = every[number % len(every)]
        fields = draw(values, kind, what)
        reports = laxer.loosen(kind, fields, codec.encode(kind, fields))
        yield {"name": f"lax-{number}-{kind}", "kind": kind, "fields": fields,
               "reports": in_hex(reports)}


def in_hex(reports):
    return [report.hex().upper() for report in reports]


def write_lines(path, messages):
    lines = [json.dumps(message) + "\n" for message in messages]
    path.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} messages in {path}")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, help="without it: a new one, which is printed")
    parser.add_argument("--count", type=int, default=1000, help="random messages beside the edges")
    parser.add_argument("--out", type=Path, metavar="FILE")
    parser.add_argument("--bad-out", type=Path, metavar="FILE")
    parser.add_argument("--lax-out", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    if not (options.out or options.bad_out or options.lax_out):
        parser.error("nothing to write: give --out, --bad-out or --lax-out")
    seed = secrets.randbits(32) if options.seed is None else options.seed
    print(f"seed {seed}")
    if options.out:
        write_lines(options.out, good_messages(seed, options.count))
    if options.bad_out:
        write_lines(options.bad_out, bad_messages(seed))
    if options.lax_out:
        write_lines(options.lax_out, lax_messages(seed, options.count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
