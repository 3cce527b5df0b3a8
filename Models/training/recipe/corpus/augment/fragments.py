"""Parts of sentences, as live use sends them."""

from __future__ import annotations

import random
import re

_COMMA = re.compile(r"(?<!\d),(?: |$)|,(?= )")
_FINAL = re.compile(r"\s*[.!?]+$")
_FINAL_ZH = re.compile("[。！？]+$")


def cut(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """Both sides up to a comma that both have in the same place.

    The place is believed where both sides have as many commas and the part is about the same share of each.
    """
    left = [m.start() for m in _COMMA.finditer(en)]
    right = [i for i, c in enumerate(zh) if c == "，"]
    if not left or len(left) != len(right) or ";" in en or "；" in zh or "、" in zh or "。" in zh[:-1]:
        return None
    index = rng.randrange(len(left))
    a, b = left[index], right[index]
    if abs(a / len(en) - b / len(zh)) > 0.08 or a < 12 or b < 4:
        return None
    first, first_zh = en[:a], zh[:b]
    for opening, closing in ("()", "“”", "（）", "《》"):
        if first.count(opening) != first.count(closing) or first_zh.count(opening) != first_zh.count(closing):
            return None
    if first.count('"') % 2:
        return None
    return first, first_zh


def drop_final_mark(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """Both sides without their final full stop, question or exclamation mark."""
    if not _FINAL.search(en) or not _FINAL_ZH.search(zh):
        return None
    en, zh = _FINAL.sub("", en), _FINAL_ZH.sub("", zh)
    return (en, zh) if en and zh else None
