"""Protected spans in sentences: shared tokens replaced by stand-ins, and bracketed marks beside them."""

from __future__ import annotations

import random
import re

from .. import spans
from ..scripts import HAN

_TOKEN = re.compile(
    r"https?://[^\s，。）]+[\w/]|[\w.+-]+@[\w-]+\.[\w.]+\w|[A-Za-z][A-Za-z0-9_]*(?:[-./:][A-Za-z0-9_]+)+|[A-Z][A-Za-z0-9]{2,}"
    r"|[a-z]+[_A-Z0-9][A-Za-z0-9_]*|\d[\d,.]*\d|\d",
    re.ASCII,
)
_EDGE = "[A-Za-z0-9_.,@/$%{}<>-]"
_BEFORE_UNITS = re.compile("[年月日时分秒岁届万亿%℃]|[年月日]")
_FINAL = re.compile(r"[.!?]$")
_FINAL_ZH = re.compile("[。！？]$")


def shared_tokens(en: str, zh: str) -> list[str]:
    """Tokens that stand exactly once on each side, in the order of the English."""
    found: list[str] = []
    for match in _TOKEN.finditer(en):
        token = match[0]
        if token in found or en.count(token) != 1 or zh.count(token) != 1:
            continue
        start, end = match.span()
        if re.match(_EDGE, en[start - 1 : start] or " ") or re.match("[A-Za-z0-9_@/%{}<>]", en[end : end + 1] or " "):
            continue
        at = zh.index(token)
        before, after = zh[at - 1 : at] if at else "", zh[at + len(token) : at + len(token) + 1]
        if re.match(_EDGE, before or " ") or re.match("[A-Za-z0-9_@/%{}<>]", after or " "):
            continue
        if token[0].isdigit() and _BEFORE_UNITS.match(after or " "):
            continue
        found.append(token)
    return found


def _replace(text: str, old: str, new: str) -> str:
    at = text.index(old)
    before, after = text[:at], text[at + len(old) :]
    # No space between Han and a stand-in.
    if before.endswith(" ") and re.search(f"[{HAN}] $", before):
        before = before[:-1]
    if after.startswith(" ") and re.match(f" [{HAN}]", after):
        after = after[1:]
    return before + new + after


def replace_tokens(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """One to three shared tokens give way to stand-ins of one style, or to raw spans, on both sides."""
    tokens = shared_tokens(en, zh)
    if not tokens:
        return None
    number = min(len(tokens), rng.choice((1, 1, 2, 2, 3)))
    chosen = sorted(rng.sample(range(len(tokens)), number))
    names = [tokens[i] for i in chosen]
    if rng.random() < 0.75:
        new = spans.stand_ins(rng, number, en + zh)
    else:
        new = [spans.raw_span(rng) for _ in names]
    if len(set(new)) < number or any(n in en or n in zh for n in new):
        return None
    # Two steps, so that a new span is never taken for an old token.
    places = [chr(0xE000 + i) for i in range(number)]
    for name, place in zip(names, places):
        en, zh = _replace(en, name, place), _replace(zh, name, place)
    for place, span in zip(places, new):
        en, zh = en.replace(place, span), zh.replace(place, span)
    return en, zh


def add_marks(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """A mark at the end of the sentence, or one before and one after a shared token."""
    if "(7" in en or "(7" in zh:
        return None
    tokens = [t for t in shared_tokens(en, zh) if not t[0].isdigit()]
    if tokens and rng.random() < 0.7:
        token = rng.choice(tokens)
        if rng.random() < 0.5:
            first, last = spans.bracket_marks(rng, 2)
            new = f"{first}{token}{last}"
        else:
            new = token + spans.bracket_marks(rng, 1)[0]
        return en.replace(token, new), zh.replace(token, new)
    if not _FINAL.search(en) or not _FINAL_ZH.search(zh):
        return None
    mark = spans.bracket_marks(rng, 1)[0]
    if rng.random() < 0.6:
        return en[:-1] + mark + en[-1], zh[:-1] + mark + zh[-1]
    return en + mark, zh + mark
