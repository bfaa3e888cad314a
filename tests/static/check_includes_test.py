#!/usr/bin/env python3
"""The include check itself: a small tree that keeps every rule, then one violation at a time."""

import pathlib
import tempfile
import unittest

import check_includes

GOOD = {
    "driver/protocol/frame.hpp": "#include <span>\n#include <boost/endian/conversion.hpp>\n",
    "driver/protocol/frame.cpp": '#include "driver/protocol/frame.hpp"\n',
    "driver/transport/transport.hpp": "#include <boost/asio/ip/tcp.hpp>\n#include <sys/socket.h>\n",
    "driver/engine/request.hpp": '#include "driver/protocol/frame.hpp"\n#include <chrono>\n',
    "driver/handset.hpp": '#include "driver/engine/request.hpp"\n#include <boost/asio.hpp>\n',
    "tsp/tspi.hpp": "#include <cstdint>\n",
    "tsp/phone.cpp": '#include "driver/handset.hpp"\n#include "tsp/tspi.hpp"\n',
    "sim/handset/handset.cpp": '#include "driver/protocol/frame.hpp"\n',
    "sim/main.cpp": "#include <CLI/CLI.hpp>\n",
    "tools/tapi/host.cpp": '#include "tsp/tspi.hpp"\n#include <dlfcn.h>\n',
    "tests/driver/any_test.cpp": '#include "driver/engine/request.hpp"\n#include <gtest/gtest.h>\n',
}

BAD = [
    ("driver/protocol/a.cpp", "#include <boost/asio.hpp>", "may not include <boost/asio.hpp>"),
    ("driver/protocol/a.cpp", "#include <mutex>", "<mutex> may not be in it"),
    ("driver/protocol/a.cpp", "#include <unistd.h>", "may not include <unistd.h>"),
    ("driver/protocol/a.cpp", '#include "driver/engine/request.hpp"', "driver/protocol/ may not"),
    ("driver/protocol/a.cpp", '#include "frame.hpp"', "write it from the project root"),
    ("driver/protocol/a.cpp", "#include <driver/protocol/frame.hpp>", "is ours"),
    ("driver/transport/a.cpp", '#include "driver/protocol/frame.hpp"', "driver/transport/ may not"),
    ("driver/engine/a.cpp", "#include <boost/asio.hpp>", "driver/engine/ may not"),
    ("driver/engine/a.cpp", "auto t = std::chrono::steady_clock::now();", "reads no clock"),
    ("driver/engine/a.cpp", "std::random_device seed;", "rolls no dice"),
    ("driver/transport/a.cpp", '#include "driver/handset.hpp"', "driver/transport/ may not"),
    ("driver/a.cpp", "#include <sys/socket.h>", "driver/ may not include"),
    ("tsp/a.cpp", '#include "driver/transport/transport.hpp"', "tsp/ may not include"),
    ("tsp/a.cpp", '#include "driver/engine/request.hpp"', "tsp/ may not include"),
    ("sim/handset/a.cpp", '#include "driver/handset.hpp"', "sim/handset/ may not include"),
    ("sim/handset/a.cpp", '#include "sim/main.cpp"', "sim/handset/ may not include"),
    ("sim/plug/a.cpp", '#include "driver/transport/transport.hpp"', "sim/ may not include"),
    ("sim/plug/a.cpp", '#include "driver/engine/request.hpp"', "sim/ may not include"),
    ("tools/tapi/a.cpp", '#include "tsp/phone.cpp"', "tools/tapi/ may not include"),
    ("tools/tapi/a.cpp", '#include "driver/protocol/frame.hpp"', "tools/tapi/ may not include"),
    ("somewhere/a.cpp", "#include <span>", "belongs to no room"),
]


class IncludeCheck(unittest.TestCase):
    def complaints(self, extra=()):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {**GOOD, **dict(extra)}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            return list(check_includes.complaints(root))

    def test_accepts_a_tree_that_keeps_the_rules(self):
        self.assertEqual(self.complaints(), [])

    def test_names_file_line_and_rule_of_each_violation(self):
        for name, line, expected in BAD:
            with self.subTest(file=name, line=line):
                found = self.complaints([(name, f"#pragma once\n{line}\n")])
                self.assertEqual(len(found), 1, found)
                self.assertIn(expected, found[0])
                self.assertTrue(found[0].startswith(f"{name}:"), found[0])


if __name__ == "__main__":
    unittest.main()
