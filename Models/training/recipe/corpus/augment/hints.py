"""Terminology hints: `⟦Director General¦总干事⟧` in the English asks for 总干事 in the Chinese."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .. import marks
from ..scripts import han_count
from ..templates import values

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_PART_OF_CODE = re.compile(r"[._/@\\<{%$#:-]$")
_CODE_GOES_ON = re.compile(r"^(?:[_/@(=-]|[.:]\w|::)")
_STOP = frozenset(
    "about above after again against also although always among another because been before being between both "
    "could does doing done down during each either else even ever every from further have having here however into "
    "itself just least less like many more most much must never none only onto other others over same shall should "
    "since some such than that their them then there these they this those through thus under until upon very want "
    "were what when where whether which while whom whose will with within without would your yours make made take "
    "used using well know come came give given good".split()
)
_ENTRY = re.compile(r"^(?:to )?([A-Za-z][A-Za-z' -]{2,40}[A-Za-z])$")
LONGEST_TERM = 5
"""Words of a term at most."""


@dataclass
class Dictionary:
    """English terms in lower case, and the Chinese words that a dictionary gives for each."""

    entries: dict[str, list[str]] = field(default_factory=dict)

    def add(self, en: str, zh: str) -> None:
        """Adds an entry if it is fit for hints."""
        if not 2 <= len(zh) <= 12 or han_count(zh) != len(zh):
            return
        for gloss in en.split(";"):
            match = _ENTRY.match(gloss.strip().removeprefix("the "))
            if not match:
                continue
            term = match[1].lower()
            if len(term) < 4 or term in _STOP or term.count(" ") >= LONGEST_TERM:
                continue
            words = self.entries.setdefault(term, [])
            if zh not in words:
                words.append(zh)

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]] = ()) -> Dictionary:
        """From dictionary rows and the terms and names of the templates."""
        dictionary = cls()
        for name in ("terms", "parts", "orgs", "offices", "bodies", "countries", "groups", "topics"):
            for row in values.table(name):
                dictionary.add(row[0], row[1])
        for en, zh in rows:
            dictionary.add(en, zh)
        return dictionary


def _found(en: str, zh: str, dictionary: Dictionary) -> list[tuple[int, int, str, str]]:
    """Terms of the English whose dictionary word stands once in the Chinese; longer terms first."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(en)]
    found: list[tuple[int, int, str, str]] = []
    for length in range(LONGEST_TERM, 0, -1):
        for i in range(len(words) - length + 1):
            start, end = words[i][0], words[i + length - 1][1]
            if _PART_OF_CODE.search(en[:start]) or _CODE_GOES_ON.match(en[end:]):
                continue
            term = en[start:end].lower()
            candidates = dictionary.entries.get(term)
            if candidates is None and term.endswith("s") and not term.endswith("ss"):
                candidates = dictionary.entries.get(term[:-1])
            for word in candidates or ():
                if zh.count(word) == 1:
                    found.append((start, end, term, word))
                    break
    return found


def add(
    rng: random.Random, en: str, zh: str, dictionary: Dictionary, unusual: float
) -> tuple[str, str] | None:
    """One to three hints in a pair; at the share `unusual` with another word, in the target too."""
    if marks.HINT_OPEN in en or len(en) < 8:
        return None
    found = _found(en, zh, dictionary)
    if not found:
        return None
    rng.shuffle(found)
    wanted = rng.choice((1, 1, 1, 2, 2, 3))
    chosen: list[tuple[int, int, str, str]] = []
    for candidate in found:
        start, end, _, word = candidate
        overlaps = any(start < e and s < end for s, e, _, _ in chosen)
        clashes = any(word in w or w in word for _, _, _, w in chosen)
        if not overlaps and not clashes:
            chosen.append(candidate)
        if len(chosen) == wanted:
            break
    for start, end, term, word in sorted(chosen, reverse=True):
        target = word
        if rng.random() < unusual:
            entries = dictionary.entries.get(term) or dictionary.entries.get(term[:-1]) or []
            others = [w for w in entries if w != word and w not in zh and len(w) <= len(word) + 2]
            # A word that shares a character mostly shares the sense too; others are asked for now and then.
            others = [w for w in others if set(w) & set(word)] or (others if rng.random() < 0.3 else [])
            if others:
                target = rng.choice(others)
                zh = zh.replace(word, target)
        hint = f"{marks.HINT_OPEN}{en[start:end]}{marks.HINT_BETWEEN}{target}{marks.HINT_CLOSE}"
        en = en[:start] + hint + en[end:]
    return en, zh
