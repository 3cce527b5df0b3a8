"""Keeps evaluation text out of the training data.

A line leaks when it equals a held-out line, or shares a long run with one: 13 Han characters or 8 English words in
a row are more than phrases that any two texts have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .scripts import HAN, has_han
from .textio import read_lines

ENGLISH_WORDS = 8
CHINESE_CHARACTERS = 13
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_NOT_CHINESE_TEXT = re.compile(f"[^{HAN}a-z0-9]+")


def english_words(text: str) -> list[str]:
    """Lower-case words without punctuation."""
    return _WORD.findall(text.lower().replace("’", "'"))


def chinese_characters(text: str) -> str:
    """Han, letters and digits without punctuation and spaces."""
    return _NOT_CHINESE_TEXT.sub("", text.lower())


class HeldOut:
    """The evaluation lines, ready to be asked whether a text overlaps them."""

    def __init__(self, english: Iterable[str] = (), chinese: Iterable[str] = ()) -> None:
        self._english: set[str] = set()
        self._english_runs: set[str] = set()
        self._chinese: set[str] = set()
        self._chinese_runs: set[str] = set()
        for line in english:
            words = english_words(line)
            self._english.add(" ".join(words))
            self._english_runs.update(_runs_of_words(words))
        for line in chinese:
            characters = chinese_characters(line)
            self._chinese.add(characters)
            self._chinese_runs.update(_runs_of_characters(characters))
        for exact in (self._english, self._chinese):
            exact.discard("")

    @classmethod
    def from_files(cls, paths: Iterable[str | Path]) -> HeldOut:
        """Reads evaluation files; a line with Han counts as Chinese, each other as English."""
        english: list[str] = []
        chinese: list[str] = []
        for path in paths:
            for line in read_lines(path):
                if line:
                    (chinese if has_han(line) else english).append(line)
        return cls(english, chinese)

    def has_english(self, text: str) -> bool:
        """Whether the English text is or overlaps a held-out one."""
        words = english_words(text)
        if len(words) < ENGLISH_WORDS:
            # Short held-out lines are only hit as a whole; single common words are no leak.
            return len(words) >= 4 and " ".join(words) in self._english
        return not self._english_runs.isdisjoint(_runs_of_words(words))

    def has_chinese(self, text: str) -> bool:
        """Whether the Chinese text is or overlaps a held-out one."""
        characters = chinese_characters(text)
        if len(characters) < CHINESE_CHARACTERS:
            return len(characters) >= 6 and characters in self._chinese
        return not self._chinese_runs.isdisjoint(_runs_of_characters(characters))


def _runs_of_words(words: list[str]) -> list[str]:
    return [" ".join(words[i : i + ENGLISH_WORDS]) for i in range(len(words) - ENGLISH_WORDS + 1)]


def _runs_of_characters(text: str) -> list[str]:
    return [text[i : i + CHINESE_CHARACTERS] for i in range(len(text) - CHINESE_CHARACTERS + 1)]
