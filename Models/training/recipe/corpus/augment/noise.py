"""The small faults of typed and converted English; the Chinese stays."""

from __future__ import annotations

import random
import re
import unicodedata

_MARKED = re.compile(r"[_@/\\{}<>%$⟦⟧#=|~]")
_PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")


def _straight(text: str) -> str:
    return text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})


def _curly(text: str) -> str:
    if text.count('"') % 2 == 0:
        text = re.sub(r'"([^"]*)"', r"“\1”", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def _dashes(text: str) -> str:
    if "—" in text or "–" in text:
        return re.sub(r"\s?[—]\s?", " - ", text).replace("–", "-")
    return re.sub(r" - | -- ", " – ", text)


def _no_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def typography(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """One of: other quotes, other dashes, no accents, a doubled space, a space before a mark."""
    changes = [f for f in (_straight, _curly, _dashes, _no_accents) if f(en) != en]
    if changes and rng.random() < 0.8:
        return rng.choice(changes)(en), zh
    if _MARKED.search(en):
        return None
    spaces = [i for i, c in enumerate(en) if c == " "]
    if spaces and rng.random() < 0.5:
        at = rng.choice(spaces)
        return en[:at] + " " + en[at:], zh
    if en[-1:] in ".?!" and rng.random() < 0.4:
        return en[:-1] + " " + en[-1], zh
    commas = [m.start() for m in re.finditer(r"(?<=[a-z]), (?=[a-z])", en)]
    if commas:
        at = rng.choice(commas)
        return en[: at + 1] + en[at + 2 :], zh
    return None


def typo(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """One letter swapped with the next, dropped or doubled, inside a long small word."""
    if _MARKED.search(en):
        return None
    words = list(_PLAIN_WORD.finditer(en))
    if len(words) < 3:
        return None
    match = rng.choice(words)
    word = match[0]
    at = rng.randrange(1, len(word) - 2)
    kind = rng.randrange(3)
    if kind == 0:
        new = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif kind == 1:
        new = word[:at] + word[at + 1 :]
    else:
        new = word[:at] + word[at] + word[at:]
    return (en[: match.start()] + new + en[match.end() :], zh) if new != word else None
