"""Values written in both languages: numbers, dates, money, names, symbols.

Each function draws one value and returns how English and how Chinese writes it.
"""

from __future__ import annotations

import datetime
import functools
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

Both = tuple[str, str]

_HERE = Path(__file__).parent
_ONES = "零一二三四五六七八九"
_MONTHS = ("January February March April May June July August September October November December").split()
_WEEKDAYS = (("Monday", "一"), ("Tuesday", "二"), ("Wednesday", "三"), ("Thursday", "四"), ("Friday", "五"),
             ("Saturday", "六"), ("Sunday", "日"))
_ENGLISH_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                 "sixteen seventeen eighteen nineteen").split()
_ENGLISH_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
                     "nine": "ninth", "twelve": "twelfth"}


@functools.cache
def table(name: str) -> list[tuple[str, ...]]:
    """A file of `a|b|...` rows beside this module."""
    lines = (_HERE / f"{name}.psv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("|")) for line in lines if line.strip() and not line.startswith("#")]


def chinese_number(value: int) -> str:
    """三十五 for 35; up to 9999."""
    if value < 10:
        return _ONES[value]
    if value < 20:
        return "十" + (_ONES[value - 10] if value > 10 else "")
    if value < 100:
        tens, ones = divmod(value, 10)
        return _ONES[tens] + "十" + (_ONES[ones] if ones else "")
    unit, name = (1000, "千") if value >= 1000 else (100, "百")
    head, rest = divmod(value, unit)
    if not rest:
        return _ONES[head] + name
    middle = "零" if rest < unit // 10 else ""
    tail = chinese_number(rest)
    if 10 <= rest < 20:
        tail = "一" + tail
    return _ONES[head] + name + middle + tail


def english_number(value: int) -> str:
    """thirty-five for 35; up to 999."""
    if value < 20:
        return _ENGLISH_ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _ENGLISH_TENS[tens] + (f"-{_ENGLISH_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(value, 100)
    return f"{_ENGLISH_ONES[hundreds]} hundred" + (f" and {english_number(rest)}" if rest else "")


def english_ordinal(value: int) -> str:
    """thirty-fifth for 35."""
    words = english_number(value)
    head, dash, last = words.rpartition("-")
    if not dash:
        head, dash, last = words.rpartition(" ")
    if last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last = _ENGLISH_ORDINALS.get(last, last + "th")
    return head + dash + last


def ordinal_suffix(value: int) -> str:
    """35th, 1st, 12th."""
    suffix = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def _plain(value: Decimal) -> str:
    text = f"{value.normalize():f}"
    return text


def chinese_amount(value: Decimal) -> str:
    """330万, 1.2万亿, 12,345, as documents write them: with 万 and 亿 where few digits stay."""
    for unit, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= unit:
            scaled = (value / unit).normalize()
            if len(scaled.as_tuple().digits) <= 5 and -scaled.as_tuple().exponent <= 2:
                return _plain(scaled) + name
    return f"{int(value):,}" if value == int(value) else _plain(value)


def _significant(rng: random.Random) -> Decimal:
    """A number as texts have it: 3, 3.3, 12, 250, 45.75."""
    kind = rng.randrange(6)
    if kind == 0:
        return Decimal(rng.randint(1, 9))
    if kind == 1:
        return Decimal(rng.randint(11, 99)) / 10
    if kind == 2:
        return Decimal(rng.randint(10, 99))
    if kind == 3:
        return Decimal(rng.randint(100, 999))
    if kind == 4:
        return Decimal(rng.randint(101, 999)) / 10
    return Decimal(rng.randint(101, 999)) / 100


def big(rng: random.Random) -> Both:
    """3.3 million and 330万; 250 thousand; 12,500; 1.2 trillion."""
    kind = rng.randrange(12)
    if kind < 5:
        value, word, scale = _significant(rng), "million", 10**6
    elif kind < 8:
        value, word, scale = _significant(rng), "billion", 10**9
    elif kind == 8:
        value, word, scale = Decimal(rng.randint(10, 95)) / 10, "trillion", 10**12
    elif kind == 9:
        value, word, scale = Decimal(rng.randint(10, 950)), "thousand", 10**3
    else:
        number = rng.choice((rng.randint(10, 999) * 1000, rng.randint(100, 999) * 100, rng.randint(10_001, 999_999),
                             rng.randint(1_000_001, 30_000_000)))
        return f"{number:,}", chinese_amount(Decimal(number))
    return f"{_plain(value)} {word}", chinese_amount(value * scale)


def about(rng: random.Random) -> Both:
    """A big number with a word that makes it rough."""
    en, zh = big(rng)
    a, b = rng.choice((("about {}", "约{}"), ("around {}", "大约{}"), ("more than {}", "超过{}"), ("over {}", "超过{}"),
                       ("nearly {}", "近{}"), ("almost {}", "将近{}"), ("at least {}", "至少{}"), ("some {}", "约{}"),
                       ("approximately {}", "约{}"), ("fewer than {}", "不到{}"), ("an estimated {}", "估计{}"),
                       ("up to {}", "多达{}")))
    return a.format(en), b.format(zh)


def word_number(rng: random.Random) -> Both:
    """Small numbers in words: three, 三; two, 两."""
    value = rng.randint(2, 10)
    return english_number(value), "两" if value == 2 else chinese_number(value)


def count(rng: random.Random) -> Both:
    """Numbers of things, from 11 to 9,999."""
    value = rng.choice((rng.randint(11, 99), rng.randint(11, 99), rng.randint(100, 999), rng.randint(1000, 9999)))
    text = f"{value:,}"
    return text, text


def small(rng: random.Random) -> Both:
    """Numbers of items, paragraphs, pages: 1 to 60."""
    text = str(rng.randint(2, 60))
    return text, text


def percent(rng: random.Random) -> Both:
    """12.5 per cent and 12.5%."""
    value = rng.choice((str(rng.randint(1, 99)), f"{rng.randint(1, 99)}.{rng.randint(1, 9)}",
                        f"0.{rng.randint(1, 9)}", str(rng.randint(100, 400))))
    return value + rng.choice((" per cent", " percent", "%", "%")), value + "%"


def fraction(rng: random.Random) -> Both:
    """two thirds and 三分之二."""
    return rng.choice((("two thirds", "三分之二"), ("one third", "三分之一"), ("a third", "三分之一"), ("half", "一半"),
                       ("a quarter", "四分之一"), ("three quarters", "四分之三"), ("one fifth", "五分之一"),
                       ("two fifths", "五分之二"), ("three fifths", "五分之三"), ("four fifths", "五分之四"),
                       ("one sixth", "六分之一"), ("one tenth", "十分之一"), ("nine tenths", "十分之九"),
                       ("more than half", "一半以上"), ("almost a third", "近三分之一"), ("three eighths", "八分之三")))


def year(rng: random.Random) -> Both:
    """2024 and 2024年."""
    value = str(rng.choice((rng.randint(1995, 2035), rng.randint(1900, 2030), rng.randint(1500, 1999))))
    return value, value + "年"


def biennium(rng: random.Random) -> Both:
    """2024/25 and 2024-2025年."""
    start = 2000 + 2 * rng.randrange(20)
    return f"{start}/{(start + 1) % 100:02d}", f"{start}-{start + 1}年"


def years(rng: random.Random) -> Both:
    """A period: from 2010 to 2015."""
    start = rng.randint(1950, 2025)
    end = start + rng.randint(1, 15)
    return rng.choice(((f"from {start} to {end}", f"{start}年至{end}年"), (f"between {start} and {end}", f"{start}年至{end}年期间"),
                       (f"in the period {start}–{end}", f"在{start}-{end}年期间")))


def _date(rng: random.Random) -> datetime.date:
    return datetime.date(rng.choice((rng.randint(2000, 2030), rng.randint(1850, 2030))), 1, 1) + datetime.timedelta(
        days=rng.randrange(365))


def date(rng: random.Random) -> Both:
    """30 August 2024, August 30, 2024 and 2024年8月30日; at times with the weekday."""
    d = _date(rng)
    month = _MONTHS[d.month - 1]
    zh = f"{d.year}年{d.month}月{d.day}日"
    kind = rng.randrange(10)
    if kind < 5:
        return f"{d.day} {month} {d.year}", zh
    if kind < 8:
        return f"{month} {d.day}, {d.year}", zh
    weekday, weekday_zh = _WEEKDAYS[d.weekday()]
    if kind == 8:
        return f"{weekday}, {d.day} {month} {d.year}", f"{zh}星期{weekday_zh}"
    return f"{month} {ordinal_suffix(d.day)}, {d.year}", zh


def day(rng: random.Random) -> Both:
    """30 August and 8月30日."""
    d = _date(rng)
    month = _MONTHS[d.month - 1]
    return rng.choice((f"{d.day} {month}", f"{month} {d.day}")), f"{d.month}月{d.day}日"


def month(rng: random.Random) -> Both:
    """August 2024 and 2024年8月."""
    d = _date(rng)
    return f"{_MONTHS[d.month - 1]} {d.year}", f"{d.year}年{d.month}月"


def dates(rng: random.Random) -> Both:
    """14 to 23 July 2021 and 2021年7月14日至23日; also over two months."""
    d = _date(rng)
    e = d + datetime.timedelta(days=rng.randint(1, 12))
    if e.year != d.year:
        e = d
        d = d - datetime.timedelta(days=5)
    first, last = _MONTHS[d.month - 1], _MONTHS[e.month - 1]
    if d.month == e.month:
        en = rng.choice((f"{d.day} to {e.day} {last} {e.year}", f"{last} {d.day} to {e.day}, {e.year}",
                         f"{d.day}–{e.day} {last} {e.year}"))
        return en, f"{d.year}年{d.month}月{d.day}日至{e.day}日"
    en = rng.choice((f"{d.day} {first} to {e.day} {last} {e.year}", f"{first} {d.day} to {last} {e.day}, {e.year}"))
    return en, f"{d.year}年{d.month}月{d.day}日至{e.month}月{e.day}日"


def time(rng: random.Random) -> Both:
    """10 a.m. and 上午10时; 3.30 p.m. and 下午3时30分."""
    hour, minute = rng.randint(8, 20), rng.choice((0, 0, 15, 30, 45, 5 * rng.randrange(12)))
    half = "上午" if hour < 12 else ("中午" if hour == 12 else ("下午" if hour < 18 else "晚上"))
    short = hour if hour <= 12 else hour - 12
    zh = f"{half}{short}时" + (f"{minute}分" if minute else "")
    mark = "a.m." if hour < 12 else "p.m."
    if minute:
        return rng.choice((f"{short}.{minute:02d} {mark}", f"{short}:{minute:02d} {mark}")), zh
    return f"{short} {mark}", zh


def century(rng: random.Random) -> Both:
    """the 19th century and 19世纪."""
    value = rng.randint(3, 21)
    return rng.choice((f"the {ordinal_suffix(value)} century", f"the {english_ordinal(value)} century")), f"{value}世纪"


def decade(rng: random.Random) -> Both:
    """the 1990s and 20世纪90年代."""
    start = rng.choice([y for y in range(1780, 2000, 10) if y % 100])
    return f"the {start}s", f"{start // 100 + 1}世纪{start % 100}年代"


def span(rng: random.Random) -> Both:
    """12 to 15 and 12至15."""
    start = rng.randint(1, 80)
    end = start + rng.randint(1, 15)
    return rng.choice((f"{start} to {end}", f"{start} to {end}", f"{start}–{end}", f"{start}-{end}")), f"{start}至{end}"


def decimal(rng: random.Random) -> Both:
    """4.7, the same in both."""
    text = f"{rng.randint(1, 30)}.{rng.randint(0, 9)}"
    return text, text


def digit(rng: random.Random) -> Both:
    """One digit."""
    text = str(rng.randint(1, 9))
    return text, text


def article_number(rng: random.Random) -> Both:
    """12 and 十二, as statutes number their articles."""
    value = rng.choice((rng.randint(1, 30), rng.randint(1, 120)))
    return str(value), chinese_number(value)


def roman(rng: random.Random) -> Both:
    """IV and 四."""
    value = rng.randint(1, 10)
    return "I II III IV V VI VII VIII IX X".split()[value - 1], chinese_number(value)


_CURRENCIES = (
    ("{} United States dollars", "{}美元"), ("USD {}", "{}美元"), ("US${}", "{}美元"), ("${}", "{}美元"), ("{} dollars", "{}美元"),
    ("{} US dollars", "{}美元"), ("{} Swiss francs", "{}瑞士法郎"), ("CHF {}", "{}瑞士法郎"), ("CHF {}", "{}瑞士法郎"),
    ("{} euros", "{}欧元"), ("€{}", "{}欧元"), ("EUR {}", "{}欧元"), ("{} yuan", "{}元"), ("RMB {}", "人民币{}元"),
    ("CNY {}", "人民币{}元"), ("£{}", "{}英镑"), ("{} pounds sterling", "{}英镑"), ("{} yen", "{}日元"), ("¥{}", "{}日元"),
    ("{} Hong Kong dollars", "{}港元"), ("HK${}", "{}港元"), ("{} Canadian dollars", "{}加元"),
    ("{} Australian dollars", "{}澳元"), ("{} rubles", "{}卢布"), ("{} rupees", "{}卢比"), ("{} won", "{}韩元"),
    ("{} rand", "{}兰特"), ("{} Singapore dollars", "{}新加坡元"), ("{} pesos", "{}比索"), ("{} reais", "{}雷亚尔"),
)


def money(rng: random.Random) -> Both:
    """CHF 250,000 and 25万瑞士法郎."""
    en, zh = big(rng)
    if rng.random() < 0.25:
        value = rng.choice((rng.randint(2, 99), rng.randint(100, 9999)))
        en = zh = f"{value:,}"
    a, b = rng.choice(_CURRENCIES)
    return a.format(en), b.format(zh)


_LENGTHS = (("{} kilometres", "{}公里"), ("{} km", "{}公里"), ("{} metres", "{}米"), ("{} m", "{}米"), ("{} miles", "{}英里"),
            ("{} feet", "{}英尺"), ("{} yards", "{}码"))
_UNITS = (
    ("{} kilometres", "{}公里", 1), ("{} km", "{}公里", 1), ("{} metres", "{}米", 1), ("{} m", "{}米", 1),
    ("{} kilograms", "{}千克", 1), ("{} kg", "{}千克", 1), ("{} tonnes", "{}吨", 1), ("{} square kilometres", "{}平方公里", 1),
    ("{} hectares", "{}公顷", 1), ("{} litres", "{}升", 1), ("{} degrees Celsius", "{}摄氏度", 0), ("{} °C", "{}摄氏度", 0),
    ("{} megawatts", "{}兆瓦", 1), ("{} kilowatt-hours", "{}千瓦时", 1), ("{} miles", "{}英里", 1), ("{} feet", "{}英尺", 1),
    ("{} cubic metres", "{}立方米", 1), ("{} mm", "{}毫米", 1), ("{} cm", "{}厘米", 1), ("{} hours", "{}小时", 1),
    ("{} minutes", "{}分钟", 1), ("{} inches", "{}英寸", 1), ("{} grams", "{}克", 1),
)


def measure(rng: random.Random) -> Both:
    """A quantity with its unit."""
    a, b, large = rng.choice(_UNITS)
    value = rng.choice((rng.randint(2, 99), rng.randint(100, 9999) if large else rng.randint(2, 90)))
    text = f"{value:,}" if rng.random() < 0.6 else f"{rng.randint(1, 90)}.{rng.randint(1, 9)}"
    return a.format(text), b.format(text)


def length(rng: random.Random) -> Both:
    """A distance."""
    a, b = rng.choice(_LENGTHS)
    text = rng.choice((f"{rng.randint(2, 99)}", f"{rng.randint(100, 9999):,}", f"{rng.randint(1, 90)}.{rng.randint(1, 9)}"))
    return a.format(text), b.format(text)


def named(rng: random.Random) -> Both:
    """A Chinese name with its characters in brackets, in either script; the target has it in Simplified."""
    pinyin, han = rng.choice(table("chinese_names"))[:2]
    shown = _traditional_form(han) if rng.random() < 0.5 else han
    return rng.choice((f"{pinyin} ({shown})", f"{pinyin}（{shown}）", f"{pinyin} {shown}", shown)), han


@functools.cache
def _traditional_form(han: str) -> str:
    from opencc import OpenCC

    return OpenCC("s2t").convert(han)


def session(rng: random.Random) -> Both:
    """thirty-fifth session and 第三十五届会议."""
    value = rng.randint(1, 79)
    word = english_ordinal(value) if rng.random() < 0.75 else ordinal_suffix(value)
    return f"{word} session", f"第{chinese_number(value)}届会议"


def meeting_number(rng: random.Random) -> Both:
    """fourth meeting and 第四次会议."""
    value = rng.randint(1, 40)
    return f"{english_ordinal(value)} meeting", f"第{chinese_number(value)}次会议"


def ordinal(rng: random.Random) -> Both:
    """fifth and 第五."""
    value = rng.choice((rng.randint(2, 12), rng.randint(2, 50)))
    return rng.choice((english_ordinal(value), ordinal_suffix(value))), f"第{chinese_number(value)}"


def symbol(rng: random.Random) -> Both:
    """A document's symbol, the same in both languages."""
    n, m = rng.randint(1, 79), rng.randint(1, 30)
    text = rng.choice((
        f"WO/GA/{n}/{m}", f"A/{n}/{m}", f"WO/PBC/{n}/{m}", f"SCP/{n}/{m}", f"CDIP/{n}/{m}", f"SCCR/{n}/{m}",
        f"SCT/{n}/{m}", f"A/RES/{n}/{m}", f"A/{n}/{rng.randint(100, 999)}", f"S/{rng.randint(1990, 2030)}/{rng.randint(1, 999)}",
        f"E/{rng.randint(1990, 2030)}/{m}", f"PCT/WG/{n}/{m}", f"MM/LD/WG/{n}/{m}", f"H/LD/WG/{n}/{m}", f"CWS/{n}/{m}",
        f"WIPO/GRTKF/IC/{n}/{m}", f"A/HRC/{n}/{m}", f"A/C.{rng.randint(1, 6)}/{n}/L.{m}", f"IPC/WG/{n}/{m}",
        f"WO/CC/{n}/{m}", f"LI/WG/DEV-SYS/{n}/{m}", f"A/CN.4/{rng.randint(100, 800)}", f"CRC/C/{n}/D/{m}", f"ST/SGB/{rng.randint(1995, 2030)}/{m}",
        f"WO/GA/{n}/{m} Rev.", f"SCP/{n}/{m} Prov.", f"A/{n}/INF/{m}", f"CDIP/{n}/{m} Corr."))
    return text, text


def person(rng: random.Random) -> Both:
    """A family name with its title."""
    en, zh = rng.choice(table("surnames"))[:2]
    title, title_zh = rng.choice((("Mr.", "先生"), ("Ms.", "女士"), ("Mrs.", "女士"), ("Dr.", "博士"), ("Professor", "教授"),
                                  ("Ambassador", "大使")))
    return f"{title} {en}", zh + title_zh


def surname(rng: random.Random) -> Both:
    """A family name."""
    return rng.choice(table("surnames"))[:2]


def country(rng: random.Random) -> Both:
    """A country; `the Sudan` keeps its article."""
    return rng.choice(table("countries"))[:2]


def capital(rng: random.Random) -> Both:
    """A capital city."""
    while True:
        row = rng.choice(table("countries"))
        if row[2]:
            return row[2], row[3]


def countries(rng: random.Random) -> Both:
    """Two to four countries in a row."""
    rows = rng.sample(table("countries"), rng.randint(2, 4))
    en = ", ".join(r[0] for r in rows[:-1]) + " and " + rows[-1][0]
    return en, "、".join(r[1] for r in rows[:-1]) + "和" + rows[-1][1]


def delegations(rng: random.Random) -> Both:
    """The Delegations of X, Y and Z."""
    en, zh = countries(rng)
    return f"the Delegations of {en}", f"{zh}代表团"


def delegation(rng: random.Random) -> Both:
    """The Delegation of X."""
    en, zh = country(rng)
    return f"the Delegation of {en}", f"{zh}代表团"


def age(rng: random.Random) -> Both:
    """aged 15 to 24 and 15至24岁."""
    low = rng.randint(3, 60)
    high = low + rng.randint(2, 20)
    return f"aged {low} to {high}", f"{low}至{high}岁"


def ipc(rng: random.Random) -> Both:
    """A symbol of the International Patent Classification."""
    text = f"{rng.choice('ABCDEFGH')}{rng.randint(1, 99):02d}{rng.choice('BCDFGHJKLMNPQ')} {rng.randint(1, 99)}/{rng.randint(0, 99):02d}"
    return text, text


def application(rng: random.Random) -> Both:
    """The number of an application or publication."""
    code = rng.choice(("CN", "US", "EP", "JP", "KR", "DE", "FR", "GB", "IB", "AU", "BR", "IN", "SG"))
    number = rng.randint(1, 999_999)
    text = rng.choice((f"PCT/{code}{rng.randint(1998, 2030)}/{number:06d}", f"WO {rng.randint(1998, 2030)}/{number:06d}",
                       f"WO{rng.randint(1998, 2030)}/{number:06d}", f"{code} {rng.randint(1000000, 29999999)}",
                       f"CN{rng.randint(100000000, 129999999)}A", f"EP {rng.randint(1000000, 4500000)} B1",
                       f"US {rng.randint(6, 12)},{rng.randint(0, 999):03d},{rng.randint(0, 999):03d} B2",
                       f"{rng.randint(2000, 2030)}-{number:06d}"))
    return text, text


def table_drawer(name: str) -> Callable[[random.Random], Both]:
    """Draws rows of a file of terms."""

    def draw(rng: random.Random) -> Both:
        return rng.choice(table(name))[:2]

    return draw
