#!/usr/bin/env python3
"""The check of guards itself."""

import unittest

import check_guards

HEAD = "LONG TSPIAPI TSPI_x(DWORD a,\n                    DWORD b) {\n"


class GuardCheck(unittest.TestCase):
    def check(self, body):
        return list(check_guards.complaints(HEAD + body + "}\n"))

    def test_accepts_a_guard_and_what_is_fixed(self):
        for body in ('    return provider_guard("x", [&] { return f(); });\n',
                     "    return phone_guard(what, [&] {\n        return f();\n    });\n",
                     "    // Why.\n    return ask(what, [&] { return f(); });\n",
                     "    return 0;\n",
                     "    return to_result(LINEERR_INVALPARAM);\n"):
            self.assertEqual(self.check(body), [], body)

    def test_finds_what_is_outside(self):
        for body in ("    return f();\n",
                     "    f();\n    return 0;\n",
                     '    f();\n    return provider_guard("x", [&] { return 0; });\n',
                     '    const auto done = provider_guard("x", [&] { return 0; });\n    return done;\n',
                     "    return to_result(f());\n"):
            self.assertEqual(len(self.check(body)), 1, body)


if __name__ == "__main__":
    unittest.main(verbosity=2)
