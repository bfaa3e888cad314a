#!/usr/bin/env python3
"""tools/lib.sh: installs what is missing, once, and says clearly when it cannot.

The functions run in bash with the system's commands replaced by shell functions that record.
"""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FAKES = """
source tools/lib.sh
dpkg-query() { [ $# -gt 3 ] || { echo "installed, $PROVIDED,"; return; }; [[ " $INSTALLED " == *" ${*: -1} "* ]] && printf installed; }
apt-cache() { [ -z "$LISTS" ] || echo depends; }
as_root() { [ -n "$ROOT" ] || return 127; [ "$1" = true ] || echo "AS ROOT: ${*##*=}"; [ -z "$BREAK" ] || [ "$1" = true ]; }
"""


def run(script, installed="", lists="yes", root="yes", broken="", provided=""):
    environment = {"PATH": "/usr/bin:/bin", "INSTALLED": installed, "LISTS": lists, "ROOT": root,
                   "BREAK": broken, "PROVIDED": provided}
    return subprocess.run(["bash", "-c", FAKES + script], cwd=ROOT, env=environment,
                          capture_output=True, text=True)


def packages(*groups):
    return run(f"packages_of {' '.join(groups)}").stdout.split()


class Packages(unittest.TestCase):
    def test_each_package_is_listed_once_in_a_group_with_a_reason(self):
        lines = [line for line in (ROOT / "tools/packages").read_text().splitlines()
                 if line and not line.startswith("#")]
        for line in lines:
            self.assertRegex(line, r"^(build|test|vm|mingw|wine|source|web)\s+[a-z0-9.+:=-]+\s+# \S")
        names = [tuple(re.split(r"\s+", line)[:2]) for line in lines]
        self.assertEqual(sorted(set(names)), sorted(names))

    def test_groups_are_kept_apart(self):
        self.assertIn("cmake", packages("build"))
        self.assertNotIn("clang", packages("build"))
        self.assertEqual(packages("build", "test"), packages("build") + packages("test"))

    def test_nothing_is_done_or_said_when_everything_is_there(self):
        done = run("need_packages build", installed=" ".join(packages("build")))
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_only_what_is_missing_is_named(self):
        there = " ".join(name for name in packages("build") if name != "ninja-build")
        done = run("need_packages build", installed=there)
        self.assertEqual(done.returncode, 0)
        self.assertIn("installing 1 missing packages: ninja-build", done.stderr)

    def test_what_an_installed_package_provides_is_not_missing(self):
        for provided in ("npm", "node-x, npm (= 10.1), node-y"):
            done = run("missing_of nodejs npm x", installed="nodejs", provided=provided)
            self.assertEqual(done.stdout.split(), ["x"])
        self.assertEqual(run("missing_of npm", provided="npm-more, no-npm").stdout.split(), ["npm"])

    def test_without_root_it_is_one_line_that_says_what_to_do(self):
        done = run("need_packages vm", root="")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"^[^\n]*not installed: qemu[^\n]*as root, or install sudo\n$")

    def test_a_failed_installation_shows_apt_s_words_and_fails(self):
        done = run("need_packages vm", broken="yes")
        self.assertEqual(done.returncode, 1)
        self.assertIn("AS ROOT", done.stderr)
        self.assertIn("apt-get could not install: qemu-system-x86", done.stderr)

    def test_missing_package_lists_are_fetched_for_the_vm_group_only(self):
        everything = " ".join(packages("build", "vm"))
        self.assertEqual(run("need_packages build", installed=everything, lists="").stderr, "")
        self.assertIn("only the package lists",
                      run("need_packages vm", installed=everything, lists="").stderr)


if __name__ == "__main__":
    unittest.main()
