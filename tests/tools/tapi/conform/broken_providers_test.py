#!/usr/bin/env python3
"""Each case of `offhook-tapi conform` notices what it is meant for. usage: broken_providers_test.py BIN

broken.tsp passes every call on to offhook.tsp but breaks the one rule that OFFHOOK_BREAK names. Without a
broken rule it passes all the cases that are named here.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from conform_socket_test import start_simulator

# The rule as broken_provider.cpp and broken_callbacks.cpp call it: the cases that have to fail.
NOTICED_BY = {
    "sets an option that does not exist": [106],
    "echoes the high end of a range": [203],
    "knows every device": [207],
    "selects any extension version": [225],
    "writes past dwTotalSize": [301, 305],
    "writes the newest PHONECAPS whatever the version": [210, 303],
    "changes dwTotalSize": [302],
    "refuses too little room": [303],
    "counts the owners itself": [316],
    "needs less than it has": [333],
    "says it can ring and cannot": [404],
    "ignores close": [506],
    "speaks after close": [507],
    "completes after close": [507],
    "crashes": [601],
    "gives a mode as the hook switch": [603],
    "returns 0": [701, 708],
    "completes twice": [702],
    "never completes": [506, 702],
    "refuses and completes": [703],
    "returns an error and completes": [703],
    "completes another request": [704],
    "completes with a positive result": [705],
    "answers with a foreign error": [706],
    "has no silence": [724],
    "rings in any mode": [726],
    "takes one hook switch at a time": [742],
    "moves every hook switch": [743],
    "reads the text after it returned": [751],
    "displays nothing behind the last row": [753],
    "tells buttons without states": [802],
    "tells a device ID in the place of the lamp's": [804],
    "gives another handle in messages": [812],
    "never tells that a button comes up": [821],
    "tells no unplugging": [841],
    "nests callbacks": [902],
    "blocks its caller": [904],
    "leaks a thread with each session": [911, 913],
}


def conform(binaries, folder, rule, cases):
    """The verdict of each case, by its number. A broken provider is not waited for longer than it takes to
    notice; one that is whole has all the time that a busy computer may need."""
    limit = "2000" if rule else "10000"
    words = [binaries / "offhook-tapi", "--json", "--tsp", binaries / "test/broken.tsp", "conform",
             "--operator", f"unix:{folder}/operator", "--completion-limit", limit, "--call-limit", limit,
             "--only", ",".join(str(each) for each in cases)]
    environment = {**os.environ, "OFFHOOK_DEVICES": f"sim:unix:{folder}/wire", "OFFHOOK_BREAK": rule,
                   "OFFHOOK_REAL_TSP": str(binaries / "offhook.tsp")}
    run = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return {each["case"]: each for each in lines if "case" in each}


def rules_in_the_sources():
    words = set()
    for source in pathlib.Path(__file__).parent.glob("broken_*.cpp"):
        words.update(piece.split('"')[0] for piece in source.read_text().split('breaks("')[1:])
    return words


def main(binaries):
    unlisted = rules_in_the_sources() ^ set(NOTICED_BY)
    wrong = [f"the table and the sources differ: {each}" for each in sorted(unlisted)]
    with tempfile.TemporaryDirectory(prefix="offhook-") as folder:
        simulator = start_simulator(binaries, folder)
        try:
            every = sorted({case for cases in NOTICED_BY.values() for case in cases})
            for number, end in conform(binaries, folder, "", every).items():
                if end["verdict"] != "pass":
                    wrong.append(f"without a broken rule case {number} is {end['verdict']}: {end['reason']}")
            for rule, cases in NOTICED_BY.items():
                ends = conform(binaries, folder, rule, cases)
                for number in cases:
                    verdict = ends[number]["verdict"] if number in ends else "missing"
                    print(f"{rule}: case {number} {verdict}: {ends.get(number, {}).get('reason')}", flush=True)
                    if verdict != "fail":
                        wrong.append(f"a provider that {rule} is not noticed by case {number}")
        finally:
            simulator.kill()
            simulator.wait()
    sys.exit("\n".join(wrong) if wrong else 0)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
