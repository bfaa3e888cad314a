"""tests/vectors is what the document says; a document or a folder that is wrong is told so."""

import contextlib
import io
import json
import shutil
import tempfile
import unittest
from pathlib import Path

import extract

TEXT = extract.DOCUMENT.read_text(encoding="utf-8")
GOOD = """```vector
name: one
kind: stream
fields: {"verb": "UNPLUG"}
bytes:
01 00     # length
82
```

```descriptor
05 0C            # Usage Page (Consumer)
```
"""


def run(*arguments):
    """(exit code, output) of extract.py."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        code = extract.main([str(argument) for argument in arguments])
    return code, output.getvalue()


class Committed(unittest.TestCase):
    def test_vectors_are_what_the_document_says(self):
        code, output = run("--check")
        self.assertEqual(code, 0, output)


class InACopy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.vectors = self.folder / "vectors"
        self.document = self.folder / "document.md"
        shutil.copytree(extract.VECTORS, self.vectors)

    def check(self, text=TEXT):
        self.document.write_text(text, encoding="utf-8")
        return run("--check", f"--document={self.document}", f"--vectors={self.vectors}")

    def assert_told(self, result, *words):
        self.assertEqual(result[0], 1, result[1])
        for word in words:
            self.assertIn(word, result[1])


class Differences(InACopy):
    def test_none_in_an_untouched_copy(self):
        self.assertEqual(self.check()[0], 0)

    def test_a_changed_byte_field_and_kind_are_named(self):
        for old, new, key in (("0E 04\n", "0E 05\n", "reports"),
                              ('"lamp": 14', '"lamp": 15', "fields"),
                              ("kind: feature_identity", "kind: feature_display", "kind")):
            with self.subTest(new):
                self.assertIn(old, TEXT)
                name = "identity" if key == "kind" else "lamp-steady"
                self.assert_told(self.check(TEXT.replace(old, new, 1)), f"{name}: {key} is")

    def test_a_new_a_lost_and_a_moved_vector_are_named(self):
        block = GOOD.partition("\n\n")[0]
        self.assert_told(self.check(TEXT + block + "\n"), "one is missing")
        self.assert_told(self.check(TEXT.replace("name: ring\n", "name: rang\n")),
                         "rang is missing", "ring is not in the document")
        moved = TEXT.replace("name: ring\n", "name: r\n").replace("name: hook\n", "name: ring\n")
        self.assert_told(self.check(moved.replace("name: r\n", "name: hook\n")), "ring: ", "hook: ")

    def test_a_changed_descriptor_byte_is_told(self):
        self.assert_told(self.check(TEXT.replace("95 1E            #", "95 1D            #")),
                         "descriptor.hex")

    def test_a_touched_or_missing_file_is_told(self):
        path = self.vectors / "vectors.json"
        path.write_text(path.read_text(encoding="utf-8").replace("205C0A10", "205C0B10", 1),
                        encoding="utf-8")
        self.assert_told(self.check(), "lamp-steady: reports is")
        path.write_text("[1]", encoding="utf-8")
        self.assert_told(self.check(), "not a list of vectors")
        path.unlink()
        self.assert_told(self.check(), "vectors.json: missing")

    def test_writing_makes_it_current_again(self):
        shutil.rmtree(self.vectors)
        self.assert_told(self.check(), "missing")
        run(f"--document={self.document}", f"--vectors={self.vectors}")
        self.assertEqual(self.check()[0], 0)


class BadBlocks(InACopy):
    def test_the_good_one_is_read(self):
        vectors, descriptor = extract.read_document(GOOD)
        self.assertEqual(vectors[0]["reports"], ["010082"])
        self.assertEqual(descriptor[0][1], b"\x05\x0c")

    def test_runs_comments_and_parts_are_read(self):
        text = GOOD.replace("kind: stream", "kind: request").replace(
            "01 00 ", "01 02 * 3 03 # 04\n--\n05 * 2 ")
        self.assertEqual(extract.read_document(text)[0][0]["reports"],
                         ["0102020203", "050582"])

    def test_are_told_with_their_line(self):
        for old, new, line, word in (
                ("name: one", "nme: one", 2, "expected 'name:'"),
                ("name: one", "name: One two", 2, "no name"),
                ("kind: stream", "kind: river", 3, "unknown kind"),
                ('{"verb"', '{verb', 4, "fields"),
                ('{"verb": "UNPLUG"}', '["UNPLUG"]', 4, "not an object"),
                ('{"verb"', '{"verb": 1, "verb"', 4, "twice"),
                ("bytes:", "bytes: 01", 5, "next line"),
                ("01 00 ", "0100 ", 6, "no byte"),
                ("01 00 ", "0x01 ", 6, "no byte"),
                ("01 00 ", "01 fe ", 6, "no byte"),
                ("01 00 ", "01 00 * ", 6, "count"),
                ("01 00 ", "01 00 * 0 ", 6, "count"),
                ("01 00 ", "--\n01 00 ", 6, "without bytes"),
                ("82\n", "--\n82\n", 6, "is one report"),
                ("82\n```\n", "82\n", 9, "inside the block"),
                ("```vector", "```vectors", 1, "unknown language"),
                ("05 0C            #", "05 0C             ", 11, "no byte"),
                ("05 0C            # Usage Page (Consumer)", "05 0C", 11, "its comment"),
                ("(Consumer)\n```", "(Consumer)", 10, "without an end"),
                ("```descriptor", "```text", 1, "no descriptor block")):
            with self.subTest(new=new):
                self.assertIn(old, GOOD)
                self.assert_told(self.check(GOOD.replace(old, new, 1)), f"line {line}: ", word)

    def test_a_doubled_name_and_a_second_descriptor_are_told(self):
        vector, descriptor = GOOD.split("\n\n")
        self.assert_told(self.check(GOOD + "\n" + vector + "\n"), "line 15: ", "line 2")
        self.assert_told(self.check(GOOD + "\n" + descriptor), "a second descriptor")

    def test_a_document_that_is_not_there_is_told(self):
        self.assert_told(run("--check", "--document=no/such/file.md"), "no/such/file.md")


class Corpus(InACopy):
    def test_holds_every_vector_in_its_folder(self):
        run("--corpus", self.folder / "corpus")
        vectors = json.loads((self.vectors / "vectors.json").read_text(encoding="utf-8"))
        for vector in vectors:
            frame = vector["kind"] in extract.FRAME_KINDS
            part = "frame" if frame else "stream" if vector["kind"] == "stream" else "standard"
            data = (self.folder / "corpus" / part / vector["name"]).read_bytes()
            self.assertEqual(data.hex().upper(), "".join(vector["reports"]))
            self.assertEqual((self.folder / "corpus" / "payload" / vector["name"]).exists(), frame)

    def test_payloads_begin_with_the_opcode_and_are_joined(self):
        run("--corpus", self.folder)
        self.assertEqual((self.folder / "payload" / "ring").read_bytes().hex(), "110200c0")
        data = (self.folder / "payload" / "display-two-parts").read_bytes()
        self.assertEqual(data, b"\x15\0\0" + "0123456789ABCDEFabcdefghijklmnop".encode("utf-16-le"))


if __name__ == "__main__":
    unittest.main()
