#!/usr/bin/env python3
"""The export check itself."""

import tempfile
import unittest

import check_exports


class ExportCheck(unittest.TestCase):
    def check(self, names, found):
        return list(check_exports.complaints(names, set(found)))

    def test_accepts_equal_lists(self):
        self.assertEqual(self.check(["TSPI_phoneOpen", "TUISPI_x"], ["TUISPI_x", "TSPI_phoneOpen"]), [])

    def test_names_what_is_exported_but_not_listed(self):
        self.assertEqual(self.check(["TSPI_a"], ["TSPI_a", "TSPI_b"]),
                         ["TSPI_b: is exported but not listed"])

    def test_names_what_is_listed_but_not_exported(self):
        self.assertEqual(self.check(["TSPI_a", "TSPI_b"], ["TSPI_a"]),
                         ["TSPI_b: is listed but not exported"])

    def test_refuses_any_other_name(self):
        self.assertEqual(self.check(["_ZSt4swap"], ["_ZSt4swap"]),
                         ["_ZSt4swap: is no name of the interface"])

    def test_knows_the_names_of_tapi_and_does_not_mix(self):
        self.assertEqual(self.check(["lineOpen", "phoneOpenA"], ["lineOpen", "phoneOpenA"]), [])
        self.assertEqual(self.check(["TSPI_x", "lineOpen", "phoneOpen"], ["TSPI_x", "lineOpen", "phoneOpen"]),
                         ["TSPI_x: is no name of the interface"])

    def test_wants_the_list_sorted_and_each_name_once(self):
        self.assertEqual(self.check(["TSPI_b", "TSPI_a"], ["TSPI_b", "TSPI_a"]), ["the list is not sorted"])
        self.assertEqual(self.check(["TSPI_a", "TSPI_a"], ["TSPI_a"]), ["a name is listed twice"])

    def test_reads_a_def_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".def") as file:
            file.write("LIBRARY offhook.tsp ; module\nEXPORTS\n    TSPI_a @1\n\n    TSPI_b ; why\n")
            file.flush()
            self.assertEqual(check_exports.listed(file.name), ["TSPI_a", "TSPI_b"])


if __name__ == "__main__":
    unittest.main()
