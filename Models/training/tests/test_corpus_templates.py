"""Generated pairs: the values are right by another way of computing them, and the two sides say the same."""

import datetime
import random
import re
import unittest
from decimal import Decimal
from fractions import Fraction

from recipe.corpus import scripts, templates
from recipe.corpus.numerals import chinese_numeral
from recipe.corpus.templates import values


def english_amount(text: str) -> Fraction:
    words = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
    number, _, word = text.partition(" ")
    return Fraction(number.replace(",", "")) * 10 ** words.get(word, 0)


def chinese_amount(text: str) -> Fraction:
    match = re.fullmatch(r"([\d,.]+)(万亿|亿|万|)", text)
    assert match, text
    return Fraction(match[1].replace(",", "")) * {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[match[2]]


class Values(unittest.TestCase):
    def draws(self, function, number=500):
        return [function(random.Random(seed)) for seed in range(number)]

    def test_big_numbers(self) -> None:
        for en, zh in self.draws(values.big, 3000):
            self.assertEqual(english_amount(en), chinese_amount(zh), (en, zh))

    def test_known_numbers(self) -> None:
        for value, zh in (("3300000", "330万"), ("1200000000000", "1.2万亿"), ("250000", "25万"), ("12500", "1.25万"),
                          ("12345", "12,345"), ("4500000000", "45亿"), ("999", "999"), ("10000", "1万")):
            self.assertEqual(values.chinese_amount(Decimal(value)), zh)

    def test_dates(self) -> None:
        forms = ("%d %B %Y", "%B %d, %Y", "%A, %d %B %Y")
        for en, zh in self.draws(values.date, 1000):
            plain = re.sub(r"(\d)(?:st|nd|rd|th)", r"\1", en)
            for form in forms:
                try:
                    date = datetime.datetime.strptime(plain, form)
                    break
                except ValueError:
                    continue
            else:
                self.fail(en)
            year, month, day = map(int, re.findall(r"\d+", zh))
            self.assertEqual((date.year, date.month, date.day), (year, month, day))
            if "星期" in zh:
                self.assertEqual("一二三四五六日"[date.weekday()], zh[-1])

    def test_chinese_numerals(self) -> None:
        for value in range(1, 3000):
            self.assertEqual(chinese_numeral(values.chinese_number(value)), value)

    def test_ordinals(self) -> None:
        for value, word in ((1, "first"), (12, "twelfth"), (20, "twentieth"), (35, "thirty-fifth"), (58, "fifty-eighth"),
                            (9, "ninth"), (101, "one hundred and first")):
            self.assertEqual(values.english_ordinal(value), word)
        self.assertEqual([values.ordinal_suffix(n) for n in (1, 2, 3, 11, 12, 21, 112)],
                         ["1st", "2nd", "3rd", "11th", "12th", "21st", "112th"])

    def test_percent_and_same_spans(self) -> None:
        for en, zh in self.draws(values.percent):
            self.assertEqual(re.match(r"[\d.]+", en)[0] + "%", zh)
        for function in (values.symbol, values.ipc, values.application, values.decimal):
            for en, zh in self.draws(function, 200):
                self.assertEqual(en, zh)

    def test_times(self) -> None:
        for en, zh in self.draws(values.time):
            numbers = [int(n) for n in re.findall(r"\d+", en)]
            self.assertEqual(numbers, [int(n) for n in re.findall(r"\d+", zh)])
            self.assertEqual("a.m." in en, zh.startswith("上午"))

    def test_decades(self) -> None:
        for en, zh in self.draws(values.decade):
            start = int(re.search(r"\d+", en)[0])
            century, years = map(int, re.findall(r"\d+", zh))
            self.assertEqual(start, (century - 1) * 100 + years)

    def test_countries(self) -> None:
        rows = values.table("countries")
        self.assertGreaterEqual(len(rows), 193)
        self.assertEqual(len({r[0] for r in rows}), len(rows))
        self.assertEqual(len({r[1] for r in rows}), len(rows))
        self.assertTrue(all(len(r) == 4 and bool(r[2]) == bool(r[3]) for r in rows))


class Templates(unittest.TestCase):
    def test_slots_agree(self) -> None:
        slot = re.compile(r"\{([a-z]+\d?(?:\.[abn])?)\}")
        total = 0
        for name in templates.AMOUNTS:
            for row in values.table(f"sentences_{name}"):
                total += 1
                self.assertEqual(len(row), 2, row)
                left = {s.removesuffix(".n") for s in slot.findall(row[0])}
                right = {s.removesuffix(".n") for s in slot.findall(row[1])}
                self.assertEqual(left, right, row)
        self.assertGreater(total, 400)

    def test_generated(self) -> None:
        rows = templates.generate(3, 0.05)
        self.assertEqual(rows, templates.generate(3, 0.05))
        self.assertNotEqual(rows, templates.generate(4, 0.05))
        self.assertEqual(len({(en, source) for en, _, source in rows}), len(rows))
        for en, zh, source in rows:
            self.assertNotIn("{{term", en)
            self.assertNotIn("\t", en + zh)
            self.assertEqual(scripts.traditional_count(zh), 0, zh)
            if source != "template:names":
                self.assertFalse(scripts.has_han(en), en)
            self.assertEqual(re.findall(r"\(7\d\)", en), re.findall(r"\(7\d\)", zh), (en, zh))

    def test_spans_are_on_both_sides(self) -> None:
        for en, zh, source in templates.generate(5, 0.05):
            if source == "template:spans":
                for stand_in in re.findall(r"\b(?:DOC|CRP\.|WP\.)\d\b", en):
                    self.assertIn(stand_in, zh)


if __name__ == "__main__":
    unittest.main()
