"""Why a pair is no good translation: one small test per reason, in the order of their cost."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import numerals, scripts
from .scripts import HAN

LONGEST = 1200
TECHNICAL_SOURCES = frozenset({"ms_cpp_docs", "ms_powershell_docs", "python_docs", "php_docs", "libreoffice_help"})
INTERFACE_SOURCES = frozenset({"debian_mo", "app_i18n"})
DICTIONARY_SOURCES = frozenset({"cedict"})

_H = f"[{HAN}]"
_LATIN_LETTERS = re.compile("[A-Za-z]")
_CODE_LIKE = re.compile(r"[0-9_/\\.=:+@#<>{}()-]|[a-z][A-Z]|[A-Z]{2}")
PLACEHOLDER = re.compile(
    r"%(?:\(\w+\))?(?:\d+\$)?[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t|L|q)?[diouxXeEfFgGcsSpn](?![A-Za-z])"
    r"|%\d+|\$\{\w+\}|(?<![A-Za-z\d])\$\d(?!\d|[.,]\d|\s?(?:million|billion|thousand))|\{\{[^{}]*\}\}|\{\w*\}|%\{\w+\}"
)
_POSITION = re.compile(r"(?<=%)\d+\$")
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:_-]*(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp|apos|#\d+|#x[0-9a-fA-F]+);")
_BROKEN = re.compile(r"\\[ntr\"']|\[\[|\]\]|\\x[0-9a-f]{2}|�|&lt|&gt|\{\{PLURAL|\{\{GENDER|<\?|\?>|={3,}|\*{3,}|_{4,}|\.{6,}")
_CODE_WORD = re.compile(
    r"(?<![\w.])(?:[A-Za-z]+(?:_[A-Za-z0-9]+)+|[a-z]+[A-Z][A-Za-z0-9]*|[A-Z][a-z0-9]*[a-z][A-Z][A-Za-z0-9]*|\w+(?:::\w+)+)(?!\w)"
)
_LAST_WORD_ZH = re.compile(rf"{_H}(?<![为是用阅见或和与到于中即指成作回将的对由向在从如了]) ?([A-Za-z][A-Za-z0-9_.-]*)[。：]$")
_LOST_OBJECT = re.compile("与类似|的的(?!确)")
_ENUMERATION_EN = re.compile(r"^[(（]?(\d{1,3}|[ivx]{1,5}|[a-z])[.)）、](?!\d)", re.IGNORECASE)
_ENUMERATION_ZH = re.compile(r"^[(（]?([〇一二三四五六七八九十百]{1,5}|\d{1,3})(?:[)）]|、|\.(?!\d))")
_ARTICLE_ZH = re.compile("第([〇零一二三四五六七八九十百千]+|\\d+)条")
_ARTICLE_WORDS = re.compile(r"preceding|foregoing|previous|aforementioned|last article|following|same", re.IGNORECASE)
_REPEATED = re.compile(r"([^\d]{2,40}?)\1{3,}")
_RUN_TOGETHER = re.compile("[A-Za-z]{30,}")
_REPEATED_WORDS = re.compile(r"\b(\w+(?:\W+\w+){0,5}?)(?:\W+\1\b){2,}", re.IGNORECASE)


def length(en: str, zh: str, source: str) -> str | None:
    """Empty or very long sides."""
    if not en or not zh:
        return "empty"
    if len(en) > LONGEST or len(zh) > LONGEST:
        return "long"
    return None


def script(en: str, zh: str, source: str) -> str | None:
    """Each side in its language: Simplified Chinese, English in Latin letters."""
    if scripts.KANA.search(zh) or scripts.KANA.search(en):
        return "kana"
    han_en = scripts.han_count(en)
    if han_en:
        return "Han in English"
    if not _LATIN_LETTERS.search(en):
        return "no letters"
    if not zh.isascii() or not en.isascii():
        if len(scripts.OTHER_SCRIPTS.findall(zh)) > 2 or len(scripts.OTHER_SCRIPTS.findall(en)) > 2:
            return "other script"
    if not scripts.has_han(zh):
        if en == zh and len(en) <= 40 and _CODE_LIKE.search(en) and len(en.split()) <= 3:
            return None
        return "untranslated"
    if scripts.traditional_count(zh):
        return "Traditional"
    share = scripts.han_share(zh)
    if share < 0.2:
        return "little Han"
    return None


def ratio(en: str, zh: str, source: str) -> str | None:
    """Lengths that no translation has; short texts vary more."""
    e, z = len(en), len(zh)
    if e > 8 * z + 30 or z > 1.2 * e + 12:
        return "length ratio"
    if e + z > 80 and scripts.han_share(zh) > 0.8 and e < 1.2 * z:
        return "length ratio"
    return None


def _placeholders(text: str, source: str) -> list[str]:
    found = (_POSITION.sub("", p) for p in PLACEHOLDER.findall(text))
    # Elsewhere $5 is a price.
    return sorted(p for p in found if source in INTERFACE_SOURCES or not re.fullmatch(r"\$\d", p))


def markup(en: str, zh: str, source: str) -> str | None:
    """Placeholders and tags that differ, and remains of markup."""
    if _BROKEN.search(en) or _BROKEN.search(zh):
        return "broken markup"
    if ("%" in en or "%" in zh or "{" in en or "{" in zh or "$" in en or "$" in zh) and _placeholders(en, source) != _placeholders(zh, source):
        return "placeholders"
    if "<" in en or "<" in zh:
        if sorted(TAG.findall(en)) != sorted(TAG.findall(zh)):
            return "tags"
    if "&" in en or "&" in zh:
        if _ENTITY.search(en) or _ENTITY.search(zh):
            return "broken markup"
    if source in INTERFACE_SOURCES and abs(en.count("\\") - zh.count("\\")) > 0:
        return "broken markup"
    return None


def numbers(en: str, zh: str, source: str) -> str | None:
    """Numbers of one side missing on the other."""
    if source in DICTIONARY_SOURCES:
        return None
    return None if numerals.consistent(en, zh) else "numbers"


def code_words(en: str, zh: str, source: str) -> str | None:
    """Identifiers translated or moved by a machine, in technical documentation."""
    if source not in TECHNICAL_SOURCES:
        return None
    if "c + +" in zh.lower() or ":RFC:" in en or zh.count("“") != zh.count("”"):
        return "code"
    words = set(_CODE_WORD.findall(en))
    if words:
        low = zh.lower() if source == "python_docs" else zh
        missing = sum(1 for w in words if (w.lower() if source == "python_docs" else w) not in low)
        if missing * 2 > len(words):
            return "code"
    if source.startswith("ms_"):
        if _LOST_OBJECT.search(zh):
            return "misplaced word"
        last = _LAST_WORD_ZH.search(zh)
        if last and last[1].lower() not in " ".join(en.lower().split()[-4:]):
            return "misplaced word"
    return None


_ROMAN = {"i": 1, "v": 5, "x": 10}
_NUMBER_OF_THE_NEXT = re.compile(r"(?<=[.;:,]) ?\(?\d{1,2}[.)]$")


def _enumeration_value(text: str) -> set[int]:
    """What the number, roman number or letter at the head of an item may count."""
    if text.isdigit():
        return {int(text)}
    text = text.lower()
    values = {ord(text) - 96} if len(text) == 1 and "a" <= text <= "z" else set()
    if all(c in _ROMAN for c in text):
        numbers = [_ROMAN[c] for c in text]
        values.add(sum(-a if a < b else a for a, b in zip(numbers, [*numbers[1:], 0])))
    chinese = numerals.chinese_numeral(text)
    return values if chinese is None else values | {chinese}


def repair(en: str, zh: str, source: str) -> tuple[str, str]:
    """Statutes: takes off the number of the next item, and an item's number that one side alone has."""
    if source != "taiwan_moj_law":
        return en, zh
    en = _NUMBER_OF_THE_NEXT.sub("", en)
    a, b = _ENUMERATION_EN.match(en), _ENUMERATION_ZH.match(zh)
    if a and not b:
        en = en[a.end() :].strip()
    elif b and not a:
        zh = zh[b.end() :].strip()
    return en, zh


def law(en: str, zh: str, source: str) -> str | None:
    """Statutes: the same place in an enumeration, the same articles, full stops alike."""
    if source != "taiwan_moj_law":
        return None
    if _RUN_TOGETHER.search(en):
        return "words run together"
    a, b = _ENUMERATION_EN.match(en), _ENUMERATION_ZH.match(zh)
    if a and b and _enumeration_value(a[1]).isdisjoint(_enumeration_value(b[1])):
        return "enumeration"
    articles = _ARTICLE_ZH.findall(zh)
    if articles:
        in_english = {int(n) for n in re.findall(r"\d{1,4}", en)}
        missing = 0
        for article in articles:
            value = int(article) if article.isdigit() else numerals.chinese_numeral(article)
            missing += value not in in_english
        if missing and (missing == len(articles) or not _ARTICLE_WORDS.search(en)):
            return "articles"
    # A complete sentence facing the head of a list is a shifted pair.
    if en.endswith(":") and zh.endswith("。") or en.endswith(".") and zh.endswith("："):
        return "shifted"
    return None


def repetition(en: str, zh: str, source: str) -> str | None:
    """Loops, the typical failure of a translation model."""
    if len(en) > 40 and (_REPEATED_WORDS.search(en) or _REPEATED.search(en)):
        return "repetition"
    if len(zh) > 12 and re.search(r"([^\d.…—=*#-]{2,20})\1{2,}", zh) and not re.search(r"([^\d]{2,20})\1{2,}", en):
        return "repetition"
    return None


def back_translated(en: str, zh: str, source: str) -> str | None:
    """The English of a model: tighter lengths, no Han left, no unfinished words."""
    if scripts.has_han(en) or any(c in en for c in "，。？！；：、（）「」“”" if c not in "“”"):
        return "Han in English"
    if "⁇" in en or "<unk>" in en.lower():
        return "unknown pieces"
    e, z = len(en), len(zh)
    if z >= 8 and not 0.9 * z <= e <= 7 * z + 10:
        return "length ratio"
    words = en.split()
    if len(words) >= 12 and len({w.lower() for w in words}) < 0.4 * len(words):
        return "repetition"
    if words and max(map(len, words)) > 45:
        return "long word"
    return None


Filter = Callable[[str, str, str], "str | None"]
HUMAN: tuple[Filter, ...] = (length, ratio, script, markup, law, code_words, numbers)
BACK_TRANSLATED: tuple[Filter, ...] = (length, back_translated, repetition, script, markup, numbers)


def reason_to_drop(en: str, zh: str, source: str, tests: tuple[Filter, ...] = HUMAN) -> str | None:
    """The first reason found, or None."""
    for test in tests:
        reason = test(en, zh, source)
        if reason:
            return reason
    return None
