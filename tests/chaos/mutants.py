#!/usr/bin/env python3
"""Breaks a copy of the engine on purpose, one way after the other: chaos must find each of them.

usage: mutants.py ROOT BUILD

Each mutant is one changed file of driver/engine, compiled and put in front of the engine's library
when offhook-chaos is linked anew.
"""

import pathlib
import shlex
import subprocess
import sys
import tempfile

SEEDS = "1-4000"

# What is broken, in which file, the text, and what stands there instead.
MUTANTS = (
    ("an unanswered request is forgotten when the session is lost", "request_table.cpp",
     "            } else {\n                end(out.ended, member, {reason, 0, {}});\n            }\n        }\n        one.reset();",
     "            }\n        }\n        one.reset();"),
    ("a new request has the sequence number of the former one", "request_table.cpp",
     "    sequences_[at] = protocol::next_in_slot(sequences_[at]);\n    message.session",
     "    if (sequences_[at] < 8) sequences_[at] = protocol::next_in_slot(sequences_[at]);\n    message.session"),
    ("a gap in the event counter is not noticed", "session_events.cpp",
     "    if (ahead > 1) {", "    if (ahead > 127) {"),
    ("what waits for the next session survives a close", "session_commands.cpp",
     "    for (const auto& waiting : std::exchange(held_, {})) {\n        end_command(waiting.id, {errc::cancelled, 0, {}}, out);\n    }",
     ""),
    ("a button that is held stays down when the handset is pulled out", "session_fsm.cpp",
     "    published_.release_buttons(released);\n", ""),
    ("a cancelled request is ended again by its answer", "request_table.cpp",
     "            member.id = nobody;\n", ""),
)


def run(command, **options):
    return subprocess.run(command, text=True, capture_output=True, check=False, **options)


def link_command(build):
    """How ninja links the program."""
    commands = run(["ninja", "-C", build, "-t", "commands", "offhook-chaos"]).stdout.splitlines()
    return next(line for line in reversed(commands) if "bin/offhook-chaos" in line)


def build_mutant(root, build, folder, name, text, instead):
    source = (root / "driver/engine" / name).read_text(encoding="utf-8")
    if source.count(text) != 1:
        raise SystemExit(f"{name} has changed, the mutant does not fit any more: {text!r}")
    (folder / name).write_text(source.replace(text, instead), encoding="utf-8")
    made = folder / "mutant.o"
    compiled = run(["g++", "-std=c++20", "-O1", "-I", root, "-c", folder / name, "-o", made])
    if compiled.returncode != 0:
        raise SystemExit(compiled.stderr)
    program = folder / "offhook-chaos"
    link = link_command(build).replace(" -o bin/offhook-chaos ", f" {shlex.quote(str(made))} -o {shlex.quote(str(program))} ")
    linked = run(["sh", "-c", link], cwd=build)
    if linked.returncode != 0:
        raise SystemExit(linked.stdout + linked.stderr)
    return program


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    survivors = 0
    for what, name, text, instead in MUTANTS:
        with tempfile.TemporaryDirectory() as temporary:
            program = build_mutant(root, build, pathlib.Path(temporary), name, text, instead)
            ended = run([program, "--seeds", SEEDS, "--failures", "1"], timeout=200)
        found = ended.returncode == 1 and ended.stdout.startswith("seed ")
        survivors += not found
        first = ended.stdout.splitlines()[0] if ended.stdout else ended.stderr
        print(f"{'found' if found else 'SURVIVES'}: {what}\n    {first}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
