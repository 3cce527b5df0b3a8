"""Each augmentation: what must hold whatever is drawn."""

import random
import re
import unittest

from recipe.corpus import augment, marks, spans
from recipe.corpus.augment import casing, chinese_in, domain, fragments, hints, joins, noise, protected

HAN = "\u4e00-\u9fff"
PAIRS = [
    ("The committee in Geneva used Python 3.12 and sent WIPO a copy.", "日内瓦的委员会使用Python 3.12，并向WIPO发送了一份副本。"),
    ("See https://example.org/a and the file main_index.csv for more.", "更多信息见https://example.org/a和文件main_index.csv。"),
    ("If it rains tomorrow, we will stay at home.", "如果明天下雨，我们就待在家里。"),
    ("“Café owners don't like this – at all,” she said.", "她说：“咖啡馆老板根本不喜欢这样。”"),
    ("The chairman opened the meeting.", "主席宣布会议开始。"),
]


def draws(function, en, zh, *more, number=200):
    return [r for seed in range(number) if (r := function(random.Random(seed), en, zh, *more))]


class Protected(unittest.TestCase):
    def test_tokens_stand_on_both_sides(self) -> None:
        self.assertEqual(protected.shared_tokens(*PAIRS[0]), ["Python", "3.12", "WIPO"])
        self.assertEqual(protected.shared_tokens(*PAIRS[1]), ["https://example.org/a", "main_index.csv"])
        self.assertEqual(protected.shared_tokens("In 2020 it began.", "它始于2020年。"), [], "a year needs its 年")

    def test_replaced_alike(self) -> None:
        for pair in PAIRS[:2]:
            results = draws(protected.replace_tokens, *pair)
            self.assertGreater(len(results), 100)
            for en, zh in results:
                new = [t for t in re.findall(r"(?:X|Q|Z|K|DOC|ST|D|CRP\.|L\.|WP\.)\d|\b(?:%s)\b" % "|".join(spans.LETTER_PAIRS), en)]
                for stand_in in new:
                    self.assertEqual((en.count(stand_in), zh.count(stand_in)), (1, 1), (en, zh))
                self.assertNotRegex(zh, f"[{HAN}] (?:X|Q|Z|K|DOC)\\d")
                self.assertFalse(any(0xE000 <= ord(c) < 0xF900 for c in en + zh))

    def test_stand_ins_count_from_one(self) -> None:
        for seed in range(100):
            names = spans.stand_ins(random.Random(seed), 3, "K9 and DOC4")
            self.assertEqual(len(set(names)), 3)
            if names[0] not in spans.LETTER_PAIRS:
                self.assertEqual([n[-1] for n in names], ["1", "2", "3"])
                self.assertFalse(names[0].startswith(("K", "DOC")))

    def test_marks(self) -> None:
        for en, zh in draws(protected.add_marks, *PAIRS[0]) + draws(protected.add_marks, *PAIRS[4]):
            found = re.findall(r"\(7\d\)", en)
            self.assertTrue(1 <= len(found) <= 2)
            self.assertEqual(found, re.findall(r"\(7\d\)", zh))

    def test_raw_spans_have_no_tabs(self) -> None:
        for seed in range(500):
            span = spans.raw_span(random.Random(seed))
            self.assertTrue(span and "\t" not in span and span == span.strip())


class Fragments(unittest.TestCase):
    def test_cut_at_the_common_comma(self) -> None:
        self.assertEqual(fragments.cut(random.Random(1), *PAIRS[2]), ("If it rains tomorrow", "如果明天下雨"))

    def test_not_where_commas_differ(self) -> None:
        self.assertIsNone(fragments.cut(random.Random(1), "Yes, of course, he came.", "当然，他来了。"))
        self.assertIsNone(fragments.cut(random.Random(1), "There were 1,000 people in the square.", "广场上有1,000人。"))

    def test_final_mark(self) -> None:
        self.assertEqual(fragments.drop_final_mark(random.Random(1), "He left.", "他走了。"), ("He left", "他走了"))
        self.assertIsNone(fragments.drop_final_mark(random.Random(1), "He left", "他走了。"))


class Look(unittest.TestCase):
    def test_speech(self) -> None:
        en, zh = casing.speech(random.Random(3), "Well, Mr. Brown paid 2,500 francs, didn't he?", "布朗先生付了2,500法郎，不是吗？")
        self.assertEqual(en, "well mr brown paid 2,500 francs didn't he")
        self.assertEqual(zh, "布朗先生付了2,500法郎，不是吗？")

    def test_code_keeps_its_case(self) -> None:
        for function in (casing.speech, casing.capitals, casing.title):
            self.assertIsNone(function(random.Random(1), "Open main_index.csv in X1 now.", "现在在X1中打开main_index.csv。"))

    def test_capitals_and_title(self) -> None:
        self.assertEqual(casing.capitals(random.Random(1), "Report of the session", "会议报告"), ("REPORT OF THE SESSION", "会议报告"))
        self.assertEqual(casing.title(random.Random(1), "Report of the session", "会议报告"), ("Report of the Session", "会议报告"))

    def test_lower_first(self) -> None:
        self.assertEqual(casing.lower_first(random.Random(1), "The end", "结束")[0], "the end")
        self.assertIsNone(casing.lower_first(random.Random(1), "WIPO is here", "产权组织在此"))
        self.assertIsNone(casing.lower_first(random.Random(1), "I know", "我知道"))

    def test_noise_leaves_the_chinese_and_the_letters(self) -> None:
        for en, zh in PAIRS:
            for changed, target in draws(noise.typography, en, zh, number=50):
                self.assertEqual(target, zh)
                self.assertNotEqual(changed, en)
                plain = lambda s: re.sub(r"[^a-z]", "", s.lower().replace("é", "e"))  # noqa: E731
                self.assertEqual(plain(changed), plain(en))

    def test_typo_changes_one_word(self) -> None:
        en = "Several workers quickly repaired the narrow bridge yesterday."
        for changed, zh in draws(noise.typo, en, "昨天几名工人很快修好了窄桥。"):
            before, after = en.split(), changed.split()
            self.assertEqual(len(before), len(after))
            self.assertEqual(sum(a != b for a, b in zip(before, after)), 1)


class Hints(unittest.TestCase):
    dictionary = hints.Dictionary.build([("bridge", "桥梁"), ("bridge", "大桥"), ("worker", "工人"), ("to repair", "修理"), ("go", "去了")])

    def test_only_fit_entries(self) -> None:
        self.assertEqual(self.dictionary.entries["repair"], ["修理"])
        self.assertNotIn("go", self.dictionary.entries)
        self.assertIn("总干事", self.dictionary.entries["director general"])

    def test_hint_asks_for_what_the_target_has(self) -> None:
        en, zh = "The workers repair the bridge.", "工人修理桥梁。"
        results = draws(hints.add, en, zh, self.dictionary, 0.4)
        self.assertEqual(len(results), 200)
        targets = set()
        for changed, target in results:
            self.assertTrue(marks.balanced(changed), changed)
            found = re.findall("⟦([^¦⟧]+)¦([^⟧]+)⟧", changed)
            self.assertTrue(1 <= len(found) <= 3)
            for term, word in found:
                self.assertIn(term, en)
                self.assertEqual(target.count(word), 1, (changed, target))
                targets.add(word)
            self.assertEqual(re.sub("⟦([^¦⟧]+)¦[^⟧]+⟧", r"\1", changed), en)
        self.assertIn("大桥", targets, "an unusual word is asked for at times")
        self.assertIn("桥梁", targets)

    def test_nothing_to_hint(self) -> None:
        self.assertIsNone(hints.add(random.Random(1), "Good morning everyone.", "大家早上好。", self.dictionary, 0))


class Others(unittest.TestCase):
    def test_joined(self) -> None:
        self.assertEqual(joins.join([("He came.", "他来了。"), ("She left.", "她走了。")]), ("He came. She left.", "他来了。她走了。"))
        self.assertIsNone(joins.join([("Menu", "菜单"), ("She left.", "她走了。")]))
        long = [("word " * 100 + "end.", "词。")] * 3
        self.assertIsNone(joins.join(long))

    def test_chinese_in(self) -> None:
        results = draws(chinese_in.copy, "This country is beautiful.", "这个国家很美丽。", number=60)
        self.assertEqual({zh for _, zh in results}, {"这个国家很美丽。"})
        self.assertEqual({en for en, _ in results}, {"这个国家很美丽。", "這個國家很美麗。"})

    def test_domain(self) -> None:
        self.assertEqual(domain.mark("Open file", "debian_mo"), "⟦ui⟧Open file")
        self.assertEqual(domain.mark("Article 3", "bt:law_prc"), "⟦law⟧Article 3")
        self.assertIsNone(domain.mark("to go", "cedict"))

    def test_marks(self) -> None:
        self.assertEqual(len(set(marks.ALL)), len(marks.ALL))
        self.assertEqual(set(marks.SOURCE_DOMAINS.values()), set(marks.DOMAINS))
        for text, right in (("⟦law⟧a ⟦b¦c⟧", True), ("⟦b⟧", False), ("⟦a¦b", False), ("⟦a⟦b¦c⟧¦d⟧", False)):
            self.assertEqual(marks.balanced(text), right, text)


class Whole(unittest.TestCase):
    def test_reproducible_and_sound(self) -> None:
        augmenter = augment.Augmenter(augment.load_config(), hints.Dictionary.build([("committee", "委员会")]))

        def run(seed: int) -> list:
            rng = random.Random(seed)
            return [augmenter.change(rng, (*PAIRS[i % len(PAIRS)], "xquad")) for i in range(2000)]

        first = run(5)
        self.assertEqual(first, run(5))
        self.assertNotEqual(first, run(6))
        for (en, zh, source), _ in first:
            self.assertTrue(en and zh and source == "xquad")
            self.assertTrue(marks.balanced(en), en)
            self.assertFalse(any(m in zh for m in marks.ALL), zh)
        share = sum(row[0].startswith("⟦general⟧") for row, _ in first) / len(first)
        self.assertAlmostEqual(share, 0.3, delta=0.05)

    def test_shares_leave_room(self) -> None:
        config = augment.load_config()
        self.assertLess(sum(config["shares"].values()), 0.6)
        self.assertLess(sum(config["template_shares"].values()), 0.6)


if __name__ == "__main__":
    unittest.main()
