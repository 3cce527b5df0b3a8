"""What script a text is in: Han share, Traditional characters, kana and other scripts."""

from __future__ import annotations

import functools
import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
HAN_CHARACTER = re.compile(f"[{HAN}]")
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
"""Hiragana and katakana; the middle dot ・ and the long mark ー also occur in Chinese names and do not count."""
OTHER_SCRIPTS = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1100-\u11ff\uac00-\ud7af]"
)
"""Greek to Thai and Hangul: a few such letters are quotations, many a wrong language."""
LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

# Traditional forms that are also right in Simplified text: 乾坤, 显著, 慰藉, 瞭望, 馀 (as a name), 徵 (a musical note) ...
_ALSO_SIMPLIFIED = frozenset("乾著藉瞭馀徵夥麽乹於甯谿麴祇椏苧滷閤鍾脩昇陞囉伲佇衹沈")


def han_count(text: str) -> int:
    """The number of Han characters."""
    return len(HAN_CHARACTER.findall(text))


def has_han(text: str) -> bool:
    """Whether there is any Han character."""
    return HAN_CHARACTER.search(text) is not None


def han_share(text: str) -> float:
    """Han characters among the letters (Han and Latin); digits and punctuation say nothing about the language."""
    han = han_count(text)
    latin = len(LATIN_LETTER.findall(text))
    return han / (han + latin) if han + latin else 0.0


@functools.cache
def _traditional() -> re.Pattern[str]:
    """A class of the characters that occur in Traditional text alone, taken from OpenCC's table."""
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    only = [a for a, b in zip(characters, simplified) if a != b and a not in _ALSO_SIMPLIFIED]
    return re.compile(f"[{''.join(only)}]")


def traditional_count(text: str) -> int:
    """The number of characters that Simplified text does not use."""
    return len(_traditional().findall(text))
