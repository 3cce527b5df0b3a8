"""Exact and near duplicates, by hashes that are the same in each run."""

from __future__ import annotations

import hashlib
import re
import zlib

from .scripts import HAN

_LETTERS = re.compile(f"[^{HAN}A-Za-z0-9\u00c0-\u024f]+")


def content_key(text: str) -> int:
    """A 64-bit hash of the letters and digits, whatever their case, spaces and punctuation."""
    letters = _LETTERS.sub("", text).lower() or text
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest(), "little")


_ENUMERATION = re.compile(r"^(?:第[零〇一二三四五六七八九十百千\d]+[条章节款项](?:之[一二三四五六七八九十]+)?|[（(][一二三四五六七八九十\d]+[)）]|"
                          r"[一二三四五六七八九十]+、|\d+[.、])\s*")
_NUMERALS = re.compile("[0-9〇零一二三四五六七八九十百千万亿]+")
_PLACES = re.compile("(?:本省|本市|本州|本县|本自治区|全省|全市|自治区|自治州|自治县)")


class NearDuplicates:
    """Finds boilerplate: lines whose runs of characters were nearly all seen in the lines kept before.

    Enumeration, numerals and words for the place are left out first, so that the same article in the statutes of
    forty towns counts once. Runs are remembered in a bit table of fixed size.
    """

    def __init__(self, run: int = 6, share: float = 0.6, bits: int = 30) -> None:
        self._run = run
        self._share = share
        self._mask = (1 << bits) - 1
        self._table = bytearray(1 << (bits - 3))

    def is_new(self, text: str) -> bool:
        """Whether the line has enough new runs; if so they are remembered."""
        text = _LETTERS.sub("", _PLACES.sub("", _NUMERALS.sub("0", _ENUMERATION.sub("", text))))
        encoded = text.encode("utf-16-le")
        width = 2 * self._run
        positions = [
            zlib.crc32(encoded[i : i + width]) & self._mask for i in range(0, max(1, len(encoded) - width + 2), 2)
        ]
        table = self._table
        seen = sum(1 for p in positions if table[p >> 3] >> (p & 7) & 1)
        if seen > self._share * len(positions):
            return False
        for p in positions:
            table[p >> 3] |= 1 << (p & 7)
        return True
