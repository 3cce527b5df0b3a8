"""Normalisation of both sides."""

import unittest

from recipe.corpus.normalise import normalise_chinese, normalise_english, strip_accelerators


class Chinese(unittest.TestCase):
    def check(self, given: str, wanted: str, source: str = "") -> None:
        self.assertEqual(normalise_chinese(given, source), wanted)
        self.assertEqual(normalise_chinese(wanted, source), wanted, "a second time changes nothing")

    def test_marks_between_han_are_full_width(self) -> None:
        self.check("他来了,我走了.", "他来了，我走了。")
        self.check("你好!你是谁?", "你好！你是谁？")
        self.check("名称:苹果;梨", "名称：苹果；梨")

    def test_marks_in_numbers_and_addresses_stay(self) -> None:
        self.check("共12,500件,3.5倍", "共12,500件，3.5倍")
        self.check("见https://example.org/a?b=1", "见https://example.org/a?b=1")
        self.check("时间10:30开始", "时间10:30开始")

    def test_full_width_letters_and_digits_become_plain(self) -> None:
        self.check("第１２条ＡＢＣ", "第12条ABC")

    def test_brackets(self) -> None:
        self.check("世界卫生组织(WHO)宣布", "世界卫生组织（WHO）宣布")
        self.check("(一)总则", "（一）总则")
        self.check("文件（71）已通过", "文件(71)已通过")
        self.check("调用open(文件名)即可", "调用open(文件名)即可")

    def test_quotes(self) -> None:
        self.check('他说"好"。', "他说“好”。")
        self.check("他说「好」。", "他说“好”。")
        self.check('宽5"的板', '宽5"的板')

    def test_spaces(self) -> None:
        self.check("使用 Python 编写 程序", "使用Python编写程序")
        self.check("8. 附录", "8. 附录")

    def test_ellipsis_and_dashes(self) -> None:
        self.check("打开...", "打开……")
        self.check("他--我的朋友--走了", "他——我的朋友——走了")

    def test_invisible_characters_go(self) -> None:
        self.check("\ufeff文\u200b件\u00ad", "文件")

    def test_particle_of_taiwan_sources(self) -> None:
        self.check("他看著著名的著作", "他看着著名的著作", "bible")
        self.check("他看著", "他看著", "debian_mo")

    def test_head_of_an_article(self) -> None:
        self.check("第三条 市政府负责绿化。", "第三条 市政府负责绿化。", "law_prc")
        self.check("第三条市政府负责绿化。", "第三条 市政府负责绿化。", "law_prc")
        self.check("第三条的规定适用。", "第三条的规定适用。", "law_prc")

    def test_double_colon(self) -> None:
        self.check("请见list：：sort", "请见list::sort")


class English(unittest.TestCase):
    def test_spaces_and_invisible_characters(self) -> None:
        self.assertEqual(normalise_english("\ufeffSoft\u00adware \u00a0 is\tgood"), "Software is good")

    def test_accelerators(self) -> None:
        self.assertEqual(normalise_english("_File", "debian_mo"), "File")
        self.assertEqual(normalise_english("Save &As", "debian_mo"), "Save As")
        self.assertEqual(normalise_chinese("文件(_F)", "debian_mo"), "文件")
        self.assertEqual(normalise_chinese("另存为(&A)…", "debian_mo"), "另存为……")
        self.assertEqual(normalise_english("Set MY_NAME first", "debian_mo"), "Set MY_NAME first")
        self.assertEqual(normalise_english("_File", "python_docs"), "_File")

    def test_entities_are_no_accelerators(self) -> None:
        self.assertEqual(strip_accelerators("A &amp; B"), "A &amp; B")


if __name__ == "__main__":
    unittest.main()
