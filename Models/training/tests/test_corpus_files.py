"""The steps on small files: leaks, duplicates, bad lines, selection, mixing."""

import json
import tempfile
import unittest
from pathlib import Path

from recipe.corpus import decontaminate, dedupe, mix, monolingual, parallel, textio


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = Path(self._folder.name)

    def write(self, name: str, *lines: str) -> str:
        path = self.folder / name
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return str(path)

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def read(self, name: str) -> list[str]:
        return (self.folder / name).read_text(encoding="utf-8").splitlines()


class Leaks(unittest.TestCase):
    held_out = decontaminate.HeldOut(
        ["The small boat left the quiet harbour before the first light of the morning.", "He was late again today."],
        ["小船在清晨第一缕阳光出现之前离开了安静的港口。"],
    )

    def test_exact_whatever_the_punctuation(self) -> None:
        self.assertTrue(self.held_out.has_english("he was late, again, today"))
        self.assertTrue(self.held_out.has_chinese("小船在清晨第一缕阳光出现之前，离开了安静的港口"))

    def test_long_overlap(self) -> None:
        self.assertTrue(self.held_out.has_english("They said the small boat left the quiet harbour before noon."))
        self.assertTrue(self.held_out.has_chinese("人们说清晨第一缕阳光出现之前离开了家。"))

    def test_short_overlap_is_none(self) -> None:
        self.assertFalse(self.held_out.has_english("The small boat left the quiet bay."))
        self.assertFalse(self.held_out.has_chinese("小船在清晨第一缕阳光里。"))


class Duplicates(unittest.TestCase):
    def test_key_ignores_case_and_punctuation(self) -> None:
        self.assertEqual(dedupe.content_key("Open the file..."), dedupe.content_key("open the File"))
        self.assertNotEqual(dedupe.content_key("Open the file"), dedupe.content_key("Open a file"))
        self.assertNotEqual(dedupe.content_key("+"), dedupe.content_key("-"))

    def test_near_duplicates(self) -> None:
        near = dedupe.NearDuplicates(bits=20)
        self.assertTrue(near.is_new("第三条本市各级人民政府应当加强对绿化工作的领导。"))
        self.assertFalse(near.is_new("第十八条本省各级人民政府应当加强对绿化工作的领导。"))
        self.assertTrue(near.is_new("申请人对决定不服的，可以依法提起诉讼。"))


class Parallel(Folder):
    def run_on(self, *lines: str, **options) -> list[str]:
        source = self.write("in.tsv", *lines)
        parallel.prepare([source], self.path("out.tsv"), options.pop("held_out", []), self.path("report.json"), 1, **options)
        return self.read("out.tsv")

    def test_bad_lines_are_counted(self) -> None:
        path = self.folder / "in.tsv"
        path.write_bytes("Good day.\t你好。\ta\n".encode() + b"\xff\xfe broken\n" + "only one column\n".encode())
        parallel.prepare([str(path)], self.path("out.tsv"), [], self.path("report.json"), 1)
        self.assertEqual(self.read("out.tsv"), ["Good day.\t你好。\ta"])
        report = json.loads((self.folder / "report.json").read_text())
        self.assertEqual(report["total"]["bad line"], 2)
        self.assertEqual(report["sources"]["a"]["kept"], 1)

    def test_duplicates_and_translations(self) -> None:
        kept = self.run_on(
            "Open\t打开\ta", "open\t打开\ta", "Open\t开启\ta", "Open\t开启\tb", "Open\t张开\ta", most_translations=2
        )
        self.assertEqual([line.split("\t")[1] for line in kept], ["打开", "开启"])

    def test_leaks(self) -> None:
        held_out = self.write("dev.zh", "小船在清晨第一缕阳光出现之前离开了安静的港口。")
        kept = self.run_on(
            "The boat left early.\t小船在清晨第一缕阳光出现之前离开了安静的港口。\ta", "It rains.\t下雨了。\ta", held_out=[held_out]
        )
        self.assertEqual(len(kept), 1)

    def test_same_file_for_each_number_of_processes(self) -> None:
        lines = [f"House number {i} is old.\t第{i}号房子很旧。\ta" for i in range(100, 400)]
        one = self.run_on(*lines)
        source = self.write("in.tsv", *lines)
        parallel.prepare([source], self.path("two.tsv"), [], self.path("report.json"), 2)
        self.assertEqual(one, self.read("two.tsv"))
        self.assertEqual(len(one), 300)


class Monolingual(Folder):
    def test_sentences(self) -> None:
        self.assertEqual(monolingual.split_sentences("他来了。她走了！“好吗？”他问。"), ["他来了。", "她走了！", "“好吗？”", "他问。"])
        self.assertEqual(monolingual.split_sentences("他说：“来吧。我等你。”然后走了。"), ["他说：“来吧。我等你。”", "然后走了。"])
        self.assertEqual(monolingual.split_sentences("没有句号"), ["没有句号"])

    def test_selection(self) -> None:
        path = self.write(
            "drcd_wikipedia.txt", "这座桥建于清朝。它连接两个村庄。", "這座橋建於清朝，很有名。", "短。", "これは日本語の文です。", "它连接两个村庄。"
        )
        monolingual.prepare([path], self.path("out.tsv"), [], self.path("report.json"), 1, 1)
        self.assertEqual(
            sorted(self.read("out.tsv")), sorted(["这座桥建于清朝。\tdrcd_wikipedia", "它连接两个村庄。\tdrcd_wikipedia"])
        )


class Mix(Folder):
    def rows(self) -> str:
        return self.write("in.tsv", *(f"House number {i} is very old.\t第{i}号房子很旧。\t{'ab'[i % 2]}" for i in range(400)), "bad")

    def test_weights_and_reproducibility(self) -> None:
        path = self.rows()
        for name, jobs in (("one", 1), ("two", 2)):
            mix.prepare([path], self.path(name), self.path("r.json"), jobs, 7, weights={"a": 2.0, "b": 0.5}, augment=False)
        lines = self.read("one")
        self.assertEqual(lines, self.read("two"))
        a = sum(line.endswith("\ta") for line in lines)
        self.assertEqual(a, 400)
        self.assertTrue(60 < len(lines) - a < 140)
        self.assertNotEqual(lines, sorted(lines))
        report = json.loads((self.folder / "r.json").read_text())
        self.assertEqual(report["total"]["pairs"], len(lines))
        self.assertEqual(report["total"]["bad line"], 1)

    def test_copies_are_changed_differently(self) -> None:
        path = self.write("in.tsv", *(["The old house stands on the hill.\t老房子在山上。\txquad"] * 40))
        mix.prepare([path], self.path("out"), self.path("r.json"), 1, 1, weights={"xquad": 3.0})
        lines = self.read("out")
        self.assertGreaterEqual(len(lines), 120)
        self.assertGreater(len(set(lines)), 5)

    def test_default_weights(self) -> None:
        weights = mix.load_weights()
        self.assertEqual(weights["bt:drcd_wikipedia"], 4.0)
        self.assertTrue(all(w > 0 for w in weights.values()))


class Text(Folder):
    def test_compressed_files(self) -> None:
        import zstandard

        path = self.folder / "a.tsv.zst"
        path.write_bytes(zstandard.ZstdCompressor().compress("a\tb\n一\t二\n".encode()))
        self.assertEqual(list(textio.read_rows(path, 2)), [("a", "b"), ("一", "二")])

    def test_output_appears_complete(self) -> None:
        with self.assertRaises(RuntimeError), textio.open_output(self.path("x")) as target:
            target.write("half")
            raise RuntimeError
        self.assertFalse((self.folder / "x").exists())


if __name__ == "__main__":
    unittest.main()
