"""Other letters' case on the English side; the Chinese stays."""

from __future__ import annotations

import random
import re

_MARKED = re.compile(r"[_@/\\{}<>%$⟦⟧#=|~]|[a-z][A-Z]|\w\.\w|\((?:7\d)\)|\b(?:X|Q|Z|K|DOC|ST|CRP\.|L\.|WP\.)\d\b|\b[QZVJXKW]{2}\b")
"""Code, addresses, stand-ins: their case carries meaning."""
_PUNCTUATION = re.compile(r"(?<!\d)[.,;:!?\"“”()\[\]…](?!\d)|(?<=\d)[.,;:!?\"”)\]…](?!\d)|[.!?;:,](?=\s|$)")
_SMALL_WORDS = frozenset("a an and as at but by for in of on or the to with from".split())


def speech(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """Lower case, no punctuation, as speech recognition writes; the Chinese is well written."""
    if _MARKED.search(en) or len(en.split()) < 3:
        return None
    text = " ".join(_PUNCTUATION.sub(" ", en.replace(" - ", " ").replace("–", " ").replace("—", " ")).lower().split())
    if rng.random() < 0.3:
        # Recognisers differ: some write I and names with capitals.
        text = re.sub(r"\bi\b", "I", text)
    return (text, zh) if text and text != en else None


def capitals(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """A HEADING IN CAPITALS."""
    if _MARKED.search(en) or len(en) > 120 or len(en) < 4:
        return None
    text, target = en.upper(), zh
    if text.endswith(".") and target.endswith("。") and rng.random() < 0.7:
        text, target = text[:-1], target[:-1]
    return (text, target) if text != en else None


def title(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """A Heading in Title Case."""
    if _MARKED.search(en) or len(en) > 120:
        return None
    words = en.split(" ")
    out = [w if i and w.lower() in _SMALL_WORDS else w[:1].upper() + w[1:] for i, w in enumerate(words)]
    text, target = " ".join(out), zh
    if text.endswith(".") and target.endswith("。"):
        text, target = text[:-1], target[:-1]
    return (text, target) if text != en else None


def lower_first(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """The first letter small, unless the word is I, a name in capitals or code."""
    first = en.split(" ", 1)[0]
    if not re.fullmatch(r"[A-Z][a-z]*[,.]?", first) or first in ("I", "I'm"):
        return None
    return en[0].lower() + en[1:], zh
