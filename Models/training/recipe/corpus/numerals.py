"""The values of numbers as English and Chinese write them, to compare both sides leniently."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_UNIT = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIAD = {"万": 10_000, "亿": 100_000_000}
_SCALE = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 10**6, "千万": 10**7,
          "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
_ENGLISH_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "hundred": 100,
                  "k": 10**3, "m": 10**6, "bn": 10**9}

_ENGLISH_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.$%\\{#])(\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(\.\d+)?(?:[ -](hundred|thousand|million|billion|trillion)\b)?(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_ENGLISH_ORDINAL = re.compile(r"(?<![A-Za-z0-9.])(\d+)(?:st|nd|rd|th)\b")
_CHINESE_DIGITS = re.compile(r"(\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(\.\d+)?((?:[十百千]?[万亿]|万亿|[百千])?)")
_CHINESE_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿两壹贰叁拾佰仟]+(?:点[〇零一二三四五六七八九]+)?")
_PLAIN_NUMERAL = re.compile("[〇零一二三四五六七八九十百千]+")
_ENGLISH_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|quarter|double|century|"
    r"centuries|decades?|first|second|third|fourth|fifth|\w+ieth|\w+teenth|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|noon|midnight)\b",
    re.IGNORECASE,
)


def chinese_numeral(text: str) -> int | None:
    """The value of a Chinese numeral such as 三百二十万, or of a run of digits such as 二〇二四."""
    if not text:
        return None
    if not any(c in _UNIT or c in _MYRIAD for c in text):
        return int("".join(str(_DIGIT[c]) for c in text)) if all(c in _DIGIT for c in text) else None
    total = section = digit = 0
    last_unit = 1
    for c in text:
        if c in _DIGIT:
            digit = _DIGIT[c]
            if c in "零〇":
                last_unit = 1
        elif c in _UNIT:
            section += (digit or 1) * _UNIT[c]
            digit = 0
            last_unit = _UNIT[c]
        elif c in _MYRIAD:
            section += digit
            digit = 0
            if _MYRIAD[c] == 100_000_000:
                total = (total + section) * 100_000_000
            else:
                total += section * 10_000
            section = 0
            last_unit = _MYRIAD[c]
        else:
            return None
    if digit and last_unit >= 100:
        # 三百五 is 350, 两万三 is 23,000: the last digit counts the next smaller unit.
        return total + section + digit * last_unit // 10
    return total + section + digit


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").replace(" ", "")).normalize()
    except InvalidOperation:
        return None


def english_values(text: str) -> list[tuple[Decimal, ...]]:
    """For each number in digits the values it may stand for: 3.3 million is 3.3 and 3,300,000."""
    result: list[tuple[Decimal, ...]] = []
    for match in _ENGLISH_NUMBER.finditer(text):
        value = _decimal(match[1] + (match[2] or ""))
        if value is None:
            continue
        scale = match[3]
        result.append((value, (value * _ENGLISH_SCALE[scale.lower()]).normalize()) if scale else (value,))
    for match in _ENGLISH_ORDINAL.finditer(text):
        result.append((Decimal(match[1]).normalize(),))
    return result


def chinese_values(text: str) -> set[Decimal]:
    """All values that the digits and numerals of the Chinese text may stand for."""
    values: set[Decimal] = set()
    for match in _CHINESE_DIGITS.finditer(text):
        value = _decimal(match[1] + (match[2] or ""))
        if value is None:
            continue
        values.add(value)
        if match[3]:
            values.add((value * _SCALE[match[3]]).normalize())
    for match in _CHINESE_NUMERAL.finditer(text):
        whole, _, fraction = match[0].partition("点")
        # 八点三十 is an hour, 三点五 a decimal: both readings count.
        after = _PLAIN_NUMERAL.match(text, match.start() + len(whole) + 1) if fraction else None
        for piece in (whole, whole[1:], whole[:-1], after[0] if after else ""):
            # 第一百 and 一一%: neighbours of a numeral may belong to a word, as in 万一 or 统一.
            value = chinese_numeral(piece)
            if value is not None:
                values.add(Decimal(value).normalize())
        if fraction:
            head, tail = chinese_numeral(whole), "".join(str(_DIGIT[c]) for c in fraction)
            if head is not None:
                values.add(Decimal(f"{head}.{tail}").normalize())
    return values


_REPUBLIC_YEAR = 1911


def consistent(en: str, zh: str) -> bool:
    """Whether the numbers in digits of each side occur on the other, in any way of writing.

    Lenient where a translation is free: small numbers may be words, a year may count from 1912 (民国), half past
    and per-cent forms are not looked at.
    """
    has_digit_en = any(c.isdigit() for c in en)
    has_digit_zh = any(c.isdigit() for c in zh)
    if not has_digit_en and not has_digit_zh:
        return True
    zh_values: set[Decimal] | None = None
    if has_digit_en:
        zh_values = chinese_values(zh)
        for values in english_values(en):
            if any(v in zh_values for v in values):
                continue
            value = values[0]
            if value == value.to_integral_value() and value - _REPUBLIC_YEAR in zh_values:
                continue
            if value == 30 and "半" in zh:
                continue
            if value <= 2 and ("两" in zh or "半" in zh or "首" in zh or value <= 1):
                continue
            if value >= 10_000 and any(abs(v - value) <= value / 200 for v in zh_values):
                # 12,500 as 1.25万, or rounded.
                continue
            if 0 < value < 1 and (value * 100).normalize() in zh_values:
                continue
            if 12 < value <= 24 and value - 12 in zh_values or value <= 12 and value + 12 in zh_values:
                # The two ways to write hours.
                continue
            return False
    if has_digit_zh:
        en_digits = {v for values in english_values(en) for v in values}
        words = _ENGLISH_WORDS.search(en) is not None
        en_raw = {m.lstrip("0") or "0" for m in re.findall(r"\d+", en)}
        for match in _CHINESE_DIGITS.finditer(zh):
            value = _decimal(match[1] + (match[2] or ""))
            if value is None or value in en_digits or match[1].lstrip("0") in en_raw:
                continue
            if any(len(n) in (3, 4) and int(n) // 100 + 1 == value for n in en_raw):
                # The 1850s are the 50s of the 19th century.
                continue
            if words or match[3] or value <= 12 or value + _REPUBLIC_YEAR in en_digits:
                continue
            if match[1].replace(",", "").replace(" ", "").lstrip("0") in en.replace(",", "").replace(" ", ""):
                continue
            return False
    return True
