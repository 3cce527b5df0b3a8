"""The filters of pairs, one by one."""

import unittest

from recipe.corpus import alignment, filters, numerals, scripts


class Filters(unittest.TestCase):
    def reason(self, en: str, zh: str, source: str = "tatoeba_cmn", tests=filters.HUMAN):
        return filters.reason_to_drop(en, zh, source, tests)

    def test_good_pairs_pass(self) -> None:
        for en, zh in (
            ("The cat sleeps under the table.", "猫在桌子下面睡觉。"),
            ("It has 3.3 million readers.", "它有330万读者。"),
            ("He was born on 30 August 1984.", "他生于1984年8月30日。"),
            ("Three of the twenty ships sank.", "20艘船中有3艘沉没。"),
        ):
            self.assertIsNone(self.reason(en, zh), en)

    def test_length(self) -> None:
        self.assertEqual(self.reason("", "空"), "empty")
        self.assertEqual(self.reason("a" * 1300, "长" * 400), "long")
        self.assertEqual(self.reason("This sentence is far too long for its very short partner here.", "短"), "length ratio")
        self.assertEqual(self.reason("Short.", "这个句子对于这么短的英文来说实在是太长太长太长了。"), "length ratio")

    def test_script(self) -> None:
        self.assertEqual(self.reason("It is good.", "これは良い。"), "kana")
        self.assertEqual(self.reason("The country is large.", "這個國家很大。"), "Traditional")
        self.assertEqual(self.reason("The country 国 is large.", "这个国家很大。"), "Han in English")
        self.assertEqual(self.reason("Not translated at all", "Not translated at all"), "untranslated")
        self.assertIsNone(self.reason("UTF-8", "UTF-8"))

    def test_markup(self) -> None:
        self.assertEqual(self.reason("Copied %d of %s", "已复制%s", "debian_mo"), "placeholders")
        self.assertIsNone(self.reason("Copied %1$d of %2$s", "已从%2$s复制%1$d", "debian_mo"))
        self.assertEqual(self.reason("Hello {name}, come in", "你好，请进来", "app_i18n"), "placeholders")
        self.assertIsNone(self.reason("The book costs $5 today.", "这本书今天卖5美元。"))
        self.assertEqual(self.reason("Press <b>OK</b> now", "现在按OK", "debian_mo"), "tags")
        self.assertEqual(self.reason("Tom &amp; Mary", "汤姆和玛丽"), "broken markup")

    def test_numbers(self) -> None:
        self.assertEqual(self.reason("It happened in 1952.", "事情发生在1953年。"), "numbers")
        self.assertEqual(self.reason("It happened long ago.", "事情发生在1953年。"), "numbers")
        self.assertIsNone(self.reason("in the 1970s", "20世纪70年代"))
        self.assertIsNone(self.reason("the 21st century", "21世纪"))
        self.assertIsNone(self.reason("On January 1, 2019 it began.", "自民国一百零八年一月一日起开始。"))
        self.assertIsNone(self.reason("It begins at 8:30.", "八点半开始。"))
        self.assertIsNone(self.reason("The train leaves at 10:45.", "火车十点四十五分开车。"))
        self.assertIsNone(self.reason("The rate is 3.5.", "比率为三点五。"))
        self.assertIsNone(self.reason("12,500 people", "1.25万人"))
        self.assertIsNone(self.reason("a fine of 30,000 dollars", "罚款三万元"))

    def test_statutes(self) -> None:
        law = "taiwan_moj_law"
        self.assertIsNone(self.reason("3. Rules of the market", "三、市场规则", law))
        self.assertIsNone(self.reason("XIII. Rules of the market", "十三、市场规则", law))
        self.assertEqual(self.reason("2. Rules of the market", "三、市场规则", law), "enumeration")
        self.assertEqual(
            self.reason("The fee is set by the office concerned.", "费用依第五十二条由机关定之。", law), "articles"
        )
        self.assertEqual(self.reason("The fee is as follows:", "费用由机关定之。", law), "shifted")

    def test_words_run_together(self) -> None:
        en = "Twoyearshavenotpassedsincethatday and more."
        self.assertEqual(self.reason(en, "自该日起未满两年等情形。", "taiwan_moj_law"), "words run together")

    def test_repair_of_enumerations(self) -> None:
        law = "taiwan_moj_law"
        self.assertEqual(filters.repair("Bridges and roads; 4.", "三、桥梁与道路。", law), ("Bridges and roads;", "桥梁与道路。"))
        self.assertEqual(filters.repair("2. Bridges", "桥梁", law), ("Bridges", "桥梁"))
        self.assertEqual(filters.repair("2. Bridges", "桥梁", "xquad"), ("2. Bridges", "桥梁"))

    def test_code_words(self) -> None:
        self.assertEqual(self.reason("Call CMyWindow::OpenFile first.", "首先调用我的窗口打开文件。", "ms_cpp_docs"), "code")
        self.assertIsNone(self.reason("Call CMyWindow::OpenFile first.", "首先必须调用CMyWindow::OpenFile这个函数。", "ms_cpp_docs"))

    def test_back_translated(self) -> None:
        bt = filters.BACK_TRANSLATED
        source = "bt:drcd_wikipedia"
        self.assertIsNone(self.reason("The school opened in 1952.", "该校于1952年开学。", source, bt))
        self.assertEqual(self.reason("He met 李四 in town that day.", "那天他在城里见到李四。", source, bt), "Han in English")
        loop = "and the road and the road and the road and the road and the road"
        self.assertEqual(self.reason(loop, "这条路很长，一直通往山里的小村庄。", source, bt), "repetition")
        self.assertEqual(self.reason("Yes.", "这条路很长，一直通往山里的小村庄。", source, bt), "length ratio")
        self.assertEqual(self.reason("", "这条路很长。", source, bt), "empty")


class Numerals(unittest.TestCase):
    def test_values(self) -> None:
        for text, value in (
            ("三", 3), ("十", 10), ("十五", 15), ("二十", 20), ("一百零八", 108), ("三百五", 350), ("两万三", 23_000),
            ("一千二百万", 12_000_000), ("三亿五千万", 350_000_000), ("二〇二四", 2024), ("一万亿", 10**12),
        ):
            self.assertEqual(numerals.chinese_numeral(text), value, text)

    def test_no_numeral(self) -> None:
        self.assertIsNone(numerals.chinese_numeral("甲"))


class Scripts(unittest.TestCase):
    def test_traditional(self) -> None:
        self.assertEqual(scripts.traditional_count("国家显著发展，乾坤"), 0)
        self.assertEqual(scripts.traditional_count("國家發展"), 2)

    def test_share(self) -> None:
        self.assertEqual(scripts.han_share("中文"), 1.0)
        self.assertEqual(scripts.han_share("ab中文"), 0.5)
        self.assertEqual(scripts.han_share("123"), 0.0)


class Words(unittest.TestCase):
    def test_strangers_score_low(self) -> None:
        nouns = (("teacher", "老师"), ("river", "河流"), ("bridge", "桥梁"), ("doctor", "医生"), ("garden", "花园"),
                 ("window", "窗户"), ("market", "市场"), ("engine", "引擎"))
        pairs = [
            (f"The {a} stands between one {b} and another {c}.", f"{x}位于{y}和另一个{z}之间。")
            for a, x in nouns for b, y in nouns for c, z in nouns if len({a, b, c}) == 3
        ]
        table = alignment.Alignment(pairs)
        right = table.score("The teacher crosses a river by the bridge.", "老师从桥梁上过河流。")
        wrong = table.score("The teacher crosses a river by the bridge.", "医生在花园的窗户旁看市场。")
        assert right is not None and wrong is not None
        self.assertGreater(right, wrong + 0.5)
        self.assertIsNone(table.score("Yes.", "是。"))


if __name__ == "__main__":
    unittest.main()
