"""Whether the words of both sides belong together, judged by what the corpus itself puts together.

Some sources were aligned by counting lines, and a tenth of their pairs slid. Such a pair reads well on both sides and
has a usual length; only its words do not match. Here English words and pairs of Han characters that occur together
far more often than chance form a table, and a pair's score is how well its English words are explained by the Chinese
side. The table is made from a sample in which most pairs are right, so the wrong ones hardly weigh.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable

import numpy as np

from .scripts import HAN

WORDS = 5_000
HAN_PAIRS = 8_000
_WORD = re.compile(r"[a-z]{4,}")
_HAN_RUN = re.compile(f"[{HAN}]+")
_ENDINGS = re.compile(r"(?:ies|es|s|ed|ing)$")
_TOO_COMMON = frozenset("shall with that this from have been which other such their they will your when were than into".split())


def _words(text: str) -> set[str]:
    return {_ENDINGS.sub("", w) for w in _WORD.findall(text.lower()) if w not in _TOO_COMMON}


def _han_pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)}


class Alignment:
    """The table of associations, and the scores it gives."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        sides = [(_words(en), _han_pairs(zh)) for en, zh in pairs]
        word_counts = Counter(w for words, _ in sides for w in words)
        han_counts = Counter(h for _, han in sides for h in han)
        self._words = {w: i for i, (w, n) in enumerate(word_counts.most_common(WORDS)) if n >= 5}
        self._han = {h: i for i, (h, n) in enumerate(han_counts.most_common(HAN_PAIRS)) if n >= 5}
        together = np.zeros(len(self._words) * len(self._han), dtype=np.float32)
        batch: list[np.ndarray] = []
        for words, han in sides:
            w, h = self._ids(words, self._words), self._ids(han, self._han)
            batch.append((w[:, None] * len(self._han) + h[None, :]).ravel())
            if len(batch) == 4_000:
                self._count(together, batch)
        self._count(together, batch)
        total = max(1, len(sides))
        words_alone = np.array([word_counts[w] for w in self._words], dtype=np.float32)
        han_alone = np.array([han_counts[h] for h in self._han], dtype=np.float32)
        table = together.reshape(len(self._words), len(self._han))
        expected = words_alone[:, None] * han_alone[None, :] / total
        # Smoothed: what was seen together once proves nothing.
        self._table = np.clip(np.log((table + 0.5) / (expected + 2.0)), 0, 4).astype(np.float32)

    @staticmethod
    def _ids(items: set[str], index: dict[str, int]) -> np.ndarray:
        return np.array(sorted(index[i] for i in items if i in index), dtype=np.int64)

    @staticmethod
    def _count(together: np.ndarray, batch: list[np.ndarray]) -> None:
        if batch:
            places, numbers = np.unique(np.concatenate(batch), return_counts=True)
            together[places] += numbers
            batch.clear()

    def score(self, en: str, zh: str) -> float | None:
        """How well each side explains the other: the mean best match of its known parts; None where too few are known.

        Both ways, since a slid pair often shares its subject with the right one: then the English is explained and
        half of the Chinese is not.
        """
        w, h = self._ids(_words(en), self._words), self._ids(_han_pairs(zh), self._han)
        if len(w) < 3 or len(h) < 3:
            return None
        part = self._table[np.ix_(w, h)]
        return float(part.max(axis=1).mean() + part.max(axis=0).mean()) / 2


    def threshold(self, pairs: list[tuple[str, str]]) -> float:
        """The score that only one in a hundred pairs of strangers reaches."""
        strangers = ((pairs[i][0], pairs[i - 7][1]) for i in range(len(pairs)))
        scores = [s for s in (self.score(en, zh) for en, zh in strangers) if s is not None]
        return float(np.percentile(scores, 99)) if scores else 0.0


def sample(pairs: list[tuple[str, str]], size: int, seed: int = 1) -> list[tuple[str, str]]:
    """At most `size` of the pairs, drawn at random."""
    return pairs if len(pairs) <= size else random.Random(seed).sample(pairs, size)
